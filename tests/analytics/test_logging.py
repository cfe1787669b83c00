"""Log lines with shortened addresses, whoever writes them and however."""

# once: rules of values know no database

import io
import logging
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from wagtail_privacy.analytics.logging import AnonymiseAddresses, shorten

FILTER = "wagtail_privacy.analytics.logging.AnonymiseAddresses"
AROUND = st.sampled_from(["", " ", "[", "]", "(", ")", ",", ";", '"', "=", "- ", ": ", "\n"])


@pytest.mark.parametrize(
    ("line", "shortened"),
    [
        ('192.0.2.77 - - "GET /" 200', '192.0.2.0 - - "GET /" 200'),
        ("for 198.51.100.9:443, 203.0.113.8.", "for 198.51.100.0:443, 203.0.113.0."),
        ("[2001:db8:1:2:3:4:5:6]:443 said", "[2001:db8:1::]:443 said"),
        ("2001:DB8:1:2::1: refused", "2001:db8:1::: refused"),
        ("::ffff:192.0.2.77 said", "::ffff:192.0.2.0 said"),
        ("127.0.0.1 and ::1 and 0.0.0.0", "127.0.0.1 and ::1 and 0.0.0.0"),
        ("at 12:30:45, took 1.2.3.4.5", "at 12:30:45, took 1.2.3.4.5"),
        ("Chrome/142.0.0.0 on 22/Nov/2026:18:00:01", "Chrome/142.0.0.0 on 22/Nov/2026:18:00:01"),
        ("999.1.2.3 and std::vector and 1:2", "999.1.2.3 and std::vector and 1:2"),
    ],
)
def test_addresses_lose_their_end(line: str, shortened: str) -> None:
    assert shorten(line) == shortened


def is_ones_own(address: IPv4Address | IPv6Address) -> bool:
    return not address.is_loopback and not address.is_unspecified


@given(AROUND, st.ip_addresses(v=4).filter(is_ones_own), AROUND)
def test_any_ipv4_address_is_shortened(before: str, address: IPv4Address, after: str) -> None:
    network = ip_network(f"{address}/24", strict=False).network_address
    assert shorten(f"x{before}{address}{after}") == f"x{before}{network}{after}"


@given(AROUND.filter(bool), st.ip_addresses(v=6).filter(is_ones_own), AROUND, st.booleans())
def test_any_ipv6_address_is_shortened(
    before: str, address: IPv6Address, after: str, is_long: bool
) -> None:
    shown = address.exploded.upper() if is_long else str(address)
    found = shorten(f"{before}{shown}{after}")
    host = int(address) & (1 << 80) - 1
    if address.ipv4_mapped is None and host:
        assert shown not in found
        inside = found[len(before) : len(found) - len(after)] if after else found[len(before) :]
        assert int(ip_address(inside)) & (1 << 80) - 1 == 0


@given(st.text(max_size=200))
def test_any_text_survives(text: str) -> None:
    assert shorten(shorten(text)) == shorten(text)


@pytest.fixture
def written() -> Any:
    """Give a logger with the filter on its handler, and what it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(AnonymiseAddresses())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, stream


def test_arguments_and_tracebacks_are_shortened(written: Any) -> None:
    logger, stream = written
    logger.warning("Forbidden (%s): %d", "192.0.2.77", 403)
    try:
        raise ValueError("from 2001:db8:1:2::3")
    except ValueError:
        logger.exception("Failed for 192.0.2.78")
    # As gunicorn does it: named parts of a dictionary.
    logger.info('%(h)s "%(r)s"', {"h": "192.0.2.79", "r": "GET / HTTP/1.1"})
    text = stream.getvalue()
    assert "Forbidden (192.0.2.0): 403" in text
    assert "ValueError: from 2001:db8:1::" in text
    assert '192.0.2.0 "GET / HTTP/1.1"' in text
    for address in ("192.0.2.7", "2001:db8:1:2"):
        assert address not in text


def test_extra_fields_are_shortened_and_the_rest_is_left(written: Any) -> None:
    record = logging.makeLogRecord({"msg": "100%", "remote": "192.0.2.77", "status": 200})
    assert AnonymiseAddresses().filter(record)
    assert (record.msg, record.remote, record.status) == ("100%", "192.0.2.0", 200)  # type: ignore[attr-defined]


def test_a_broken_record_is_left_to_the_handler() -> None:
    assert AnonymiseAddresses().filter(logging.makeLogRecord({"msg": "%d", "args": ("x",)}))


def warnings() -> list[str]:
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [str(message.hint) for message in found if message.id == "wagtail_privacy.W023"]


@pytest.mark.django_db
def test_a_statement_that_says_shortened_needs_the_filter(
    site: Any, unapplied_settings: Any
) -> None:
    factories.create_controller(site, server_log_address="full")
    assert warnings() == []
    controller = type(factories.create_controller(site)).of(site)
    controller.server_log_address = "shortened"
    controller.save()
    assert FILTER in warnings()[0]
    unapplied_settings.LOGGING = {
        "filters": {"shorten": {"()": FILTER}},
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["shorten"]}},
        "root": {"handlers": ["console"]},
    }
    assert warnings() == []
