"""Why colleagues are told of mistakes: one sentence each."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "second_failure": _(
        "The same went wrong for %(name)s a second time within 180 days. It is yours now."
    ),
}
