"""What stands in the way of the end of a case, said with a link to where it is put right."""

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.ending import CaseIsBarred
from slovo.domain.journal.refusal import Refusal


def words_of(refusal: Refusal) -> str:
    """The sentence of a refusal, safe to show; each obstacle leads to its page."""
    if not isinstance(refusal, CaseIsBarred):
        return conditional_escape(str(refusal))
    return format_html_join(
        " ", "{}", ((_linked(each.words, each.path),) for each in refusal.obstacles)
    )


def _linked(words: str, path: str) -> str:
    if not path:
        return conditional_escape(words)
    look = _("Look at it")
    return format_html('{} <a class="as-link" href="{}">{}</a>', words, path, look)
