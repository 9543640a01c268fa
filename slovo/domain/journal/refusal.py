"""What a verb says when it will not."""


class Refusal(ValueError):
    """A verb refused: the sentence is for the person who asked, in his language."""
