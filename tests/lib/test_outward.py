"""Nobody is led into our own network."""

import ipaddress
import socket

import pytest

from slovo.lib.outward import AddressForbidden, AddressUnknown, is_public, target_of


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
    ],
)
def test_only_addresses_of_the_internet_are_public(said, expected):
    assert is_public(ipaddress.ip_address(said)) is expected


def answering(*addresses):
    def look_up(_host, port, **_more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    return look_up


def test_the_address_that_was_looked_at_is_the_one_that_is_called(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34"))
    found = target_of("https://robot.example:8443/a?b=c", may_be_private=False)
    assert found.url == "https://93.184.216.34:8443/a?b=c"
    assert found.headers == {"Host": "robot.example:8443"}
    assert found.extensions == {"sni_hostname": "robot.example"}


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answering("93.184.216.34", "10.0.0.1"))
    with pytest.raises(AddressForbidden):
        target_of("https://robot.example/", may_be_private=False)


def test_plain_http_and_unknown_names_are_refused():
    with pytest.raises(AddressForbidden):
        target_of("http://robot.example/", may_be_private=False)
    with pytest.raises(AddressUnknown):
        target_of("https://robot.invalid/", may_be_private=False)
    assert target_of("http://127.0.0.1/", may_be_private=True).url == "http://127.0.0.1/"
