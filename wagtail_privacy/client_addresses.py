"""The address of a visitor, as far as the listed proxies can be believed.

Only `X-Forwarded-For` is read, and only behind a proxy of `TRUSTED_PROXIES`: a second header that
the proxy does not overwrite would let a visitor choose an address. Each proxy appends the address
it saw, so the list is read from its right end up to the first hop that is nobody's proxy of ours.
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from socket import AF_INET, inet_pton

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: Stands in `TRUSTED_PROXIES` for a proxy that speaks through a Unix socket and has no address.
UNIX_SOCKET = "unix"
#: Nobody has a longer chain of proxies; the rest of the header is not read.
MAX_HOPS = 16
#: The part of an IPv6 address that one household keeps while its devices change the rest.
IPV6_PREFIX = 64


@lru_cache(maxsize=8)
def networks(names: tuple[str, ...]) -> tuple[Network, ...]:
    """Read the networks of `TRUSTED_PROXIES`; raise `ValueError` for one that is none."""
    return tuple(ip_network(name, strict=False) for name in names if name != UNIX_SOCKET)


def parse(text: str) -> Address | None:
    """Read an address, also with a port, brackets or a zone; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def client_address(
    remote: str, forwarded_for: str = "", trusted_proxies: Sequence[str] = ()
) -> Address | None:
    """Give the rightmost hop that is not a trusted proxy, or None if there is no address at all.

    An entry that is no address ends the reading: what stands left of it came from the same hand.
    """
    address = parse(remote)
    if not trusted_proxies:
        return address
    trusted = networks(tuple(trusted_proxies))
    if address is None and (remote or UNIX_SOCKET not in trusted_proxies):
        return None
    for entry in reversed(forwarded_for.rsplit(",", MAX_HOPS)[-MAX_HOPS:]):
        if address is not None and not _is_in(address, trusted):
            return address
        hop = parse(entry)
        if hop is None:
            return address
        address = hop
    return address


def _is_in(address: Address, trusted: tuple[Network, ...]) -> bool:
    return any(address in network for network in trusted)


def packed(address: Address) -> bytes:
    """Give what the session is keyed by: the IPv4 address, or the /64 of an IPv6 address."""
    if isinstance(address, IPv6Address):
        return address.packed[: IPV6_PREFIX // 8]
    return address.packed


def packed_client(
    remote: str, forwarded_for: str = "", trusted_proxies: Sequence[str] = ()
) -> bytes | None:
    """Give what the session of a visitor is keyed by; None if there is no address at all."""
    if not trusted_proxies:
        try:
            return inet_pton(AF_INET, remote)  # the usual case: ten times faster than an object
        except (OSError, ValueError):
            pass
    address = client_address(remote, forwarded_for, trusted_proxies)
    return None if address is None else packed(address)


def hops_of_forwarded(header: str) -> str:
    """Give the hops of a `Forwarded` header (RFC 7239) as `X-Forwarded-For` would list them.

    A hop that does not say for whom it forwards stays as an empty entry, which ends the reading.
    """
    return ",".join(_hop(element) for element in header.split(","))


def _hop(element: str) -> str:
    for pair in element.split(";"):
        name, _equals, value = pair.strip().partition("=")
        if name.strip().lower() == "for":
            return value.strip().strip('"')
    return ""
