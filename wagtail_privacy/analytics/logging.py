"""A logging filter that shortens the addresses in log lines, IPv4 to /24 and IPv6 to /48.

    LOGGING = {
        "filters": {"shorten": {"()": "wagtail_privacy.analytics.logging.AnonymiseAddresses"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["shorten"]}},
        …
    }

On a handler it sees every line that the handler writes; on a logger only those of that logger. It
needs no settings and no Django, so that gunicorn can use it, too.
"""

import logging
import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPV4_BITS, IPV6_BITS = 24, 48

_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)", re.ASCII)
_IPV6 = re.compile(
    r"(?<![0-9a-z:.])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4})(?![0-9a-z])",
    re.ASCII | re.IGNORECASE,
)
#: What every record has; whatever else stands on it was given by whoever logged.
_USUAL = frozenset(logging.LogRecord("", 0, "", 0, "", None, None).__dict__) | {"message"}


def shorten(text: str) -> str:
    """Give a text with every address in it cut to its network; loopback stays as it is."""
    if ":" in text:
        text = _IPV6.sub(_shortened, text)
    return _IPV4.sub(_shortened, text)


def _shortened(match: re.Match[str]) -> str:
    found = match[0]
    parsed, rest = _parse(found), ""
    if parsed is None and found.endswith(":"):
        # "2001:db8::1: refused": the last colon is the sentence's.
        parsed, rest = _parse(found[:-1]), ":"
    if parsed is None or parsed.is_loopback or parsed.is_unspecified:
        return found
    if isinstance(parsed, IPv4Address):
        return _network(parsed, IPV4_BITS) + rest
    if parsed.ipv4_mapped is not None:
        return f"::ffff:{_network(parsed.ipv4_mapped, IPV4_BITS)}{rest}"
    return _network(parsed, IPV6_BITS) + rest


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _network(address: IPv4Address | IPv6Address, bits: int) -> str:
    return str(ip_network(f"{address}/{bits}", strict=False).network_address)


class AnonymiseAddresses(logging.Filter):
    """Shortens the addresses in a record's message, traceback and extra texts."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except Exception:
            return True  # what cannot be formatted is not written, but reported by the handler
        shortened = shorten(message)
        if shortened != message:
            record.msg, record.args = shortened, None
        if record.exc_info and not record.exc_text:
            # A formatter writes this text instead of making its own.
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = shorten(record.exc_text)
        for name, value in record.__dict__.items():
            if isinstance(value, str) and name not in _USUAL:
                setattr(record, name, shorten(value))
        return True
