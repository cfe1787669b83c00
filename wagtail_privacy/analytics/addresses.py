"""The addresses of visitors, which the forms read by the same rules."""

from wagtail_privacy.client_addresses import (
    UNIX_SOCKET,
    client_address,
    hops_of_forwarded,
    networks,
    packed,
    packed_client,
    parse,
)

__all__ = [
    "UNIX_SOCKET",
    "client_address",
    "hops_of_forwarded",
    "networks",
    "packed",
    "packed_client",
    "parse",
]
