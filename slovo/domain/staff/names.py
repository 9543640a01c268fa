"""Names of people, as they are shown."""


def initials(full_name: str) -> str:
    """First letters of the first two words: «Olha Levchenko» → «OL»."""
    return "".join(word[0] for word in full_name.split()[:2]).upper() or "?"
