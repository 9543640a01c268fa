"""Why a colleague is told of a case: the sentences of the apps above, put here as they start.

Each knows `%(name)s`, the client, and may use `%(when)s` and `%(text)s` of a promise.
"""

from django.utils.functional import Promise as Lazy

MORE: dict[str, Lazy | str] = {}
