"""Words with links come out as Django makes them, whichever way they went."""

import pytest
from django.utils.html import urlize
from hypothesis import given
from hypothesis import strategies as st

from slovo.lib.links import linked

PLAIN = 'Good day. We pay on Friday: 5 < 6 & "so" it\'s agreed.\nThank you!'
SIGNS = st.lists(st.sampled_from(["a", "www", "com", "http", *".:@/()[]<>\"'&; \n!,"]), max_size=14)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "See www.firm.example and (https://firm.example/a?b=1&c=2).",
        "Olena\nolena@client.example\nfirm.com",
        "https://firm.example/a/very/long/way/to/one/single/page.html?that=is&cut=here",
        "",
    ],
)
def test_it_reads_as_django_writes_it(text):
    assert linked(text) == urlize(text, nofollow=True, autoescape=True)
    assert linked(text, 20) == urlize(text, trim_url_limit=20, nofollow=True, autoescape=True)


@given(SIGNS)
def test_no_link_is_overlooked(parts):
    text = "".join(parts)
    assert linked(text) == urlize(text, nofollow=True, autoescape=True)
