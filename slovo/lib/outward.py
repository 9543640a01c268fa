"""Calls to addresses that people typed in: never into a private network, never led elsewhere.

A name is resolved once, every address it has is looked at, and that very address is called, so
that a name cannot change its mind in between (DNS rebinding).
"""

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# RFC 6052: an IPv4 address in the clothes of IPv6, whichever it is.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class AddressForbidden(OSError):
    """The address is not https, or lies in a private network."""


class AddressUnknown(OSError):
    """No such name, or nobody who knows it answers."""


class Target(NamedTuple):
    """What httpx is called with: the address itself, the name as header and for TLS."""

    url: str
    headers: dict[str, str]
    extensions: dict[str, str]


def target_of(url: str, *, may_be_private: bool) -> Target:
    """Raises `AddressForbidden` or `AddressUnknown`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if may_be_private:
        return Target(url, {}, {})
    if parts.scheme != "https" or not host:
        raise AddressForbidden(f"{url[:100]} is not an https address")
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise AddressUnknown(f"{host}: {problem}") from problem
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise AddressForbidden(f"{host} lies in a private network")
    first = addresses[0]
    place = f"[{first}]" if first.version == 6 else str(first)
    port = f":{parts.port}" if parts.port else ""
    pinned = parts._replace(netloc=f"{place}{port}").geturl()
    return Target(pinned, {"Host": f"{host}{port}"}, {"sni_hostname": host})


def is_public(address: IPAddress) -> bool:
    """Whether anybody on the internet could have it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address in TRANSLATED:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast
