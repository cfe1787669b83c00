"""The addresses of visitors, which the forms read by the same rules."""

from wagtail_privacy.client_addresses import UNIX_SOCKET, client_address, networks, packed, parse

__all__ = ["UNIX_SOCKET", "client_address", "networks", "packed", "parse"]
