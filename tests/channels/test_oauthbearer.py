"""Servers that know the standard way of a token alone: OAUTHBEARER (RFC 7628)."""

import pytest

from slovo.lib.servers import Server, TokenRefused, explain, open_imap, open_smtp
from tests.channels.authority import authority
from tests.channels.servers import DOVECOT, dovecot, smtp_server

USER = "desk@firm.example"


@pytest.mark.skipif(not DOVECOT, reason="dovecot is not installed")
def test_imap_is_opened_with_a_token_alone() -> None:
    with authority() as place, dovecot(place.url, "oauthbearer") as imap:
        place.accesses.add("good")
        box = open_imap(Server("127.0.0.1", imap.port, "none", USER, token="good"))
        assert "AUTH=OAUTHBEARER" in box.client.capabilities
        assert "AUTH=XOAUTH2" not in box.client.capabilities
        assert box.folder.exists("INBOX")
        box.logout()
        with pytest.raises(TokenRefused) as refused:
            open_imap(Server("127.0.0.1", imap.port, "none", USER, token="bad"))
        assert explain(refused.value) == "token"


def test_smtp_is_opened_with_a_token_alone() -> None:
    with smtp_server(without="XOAUTH2 LOGIN PLAIN") as smtp:
        smtp.tokens = {"good"}
        server = Server("127.0.0.1", smtp.port, "none", USER, token="good")
        opened = open_smtp(server)
        assert opened.esmtp_features["auth"].split() == ["OAUTHBEARER"]
        opened.quit()
        with pytest.raises(TokenRefused) as refused:
            open_smtp(Server("127.0.0.1", smtp.port, "none", USER, token="bad"))
        assert (explain(refused.value), smtp.sign_ins) == ("token", 2)
