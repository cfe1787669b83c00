"""The rules of a session, and the addresses it is found by."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_privacy.analytics.arriving import sessions
from wagtail_privacy.analytics.arriving.robots import is_robot
from wagtail_privacy.analytics.arriving.sessions import Limits
from wagtail_privacy.client_addresses import client_address, packed, packed_client, parse

KEY = bytes(range(32))
LIMITS = Limits(idle=1800, longest=14_400, rate=60)
ADDRESSES = st.ip_addresses()
V4 = st.ip_addresses(v=4)
V6 = st.ip_addresses(v=6)
PROXIES = ("10.0.0.0/8", "fd00::/8")


@given(st.binary(max_size=8), st.text(max_size=8), st.binary(max_size=8), st.text(max_size=8))
def test_parts_cannot_be_shifted_into_each_other(
    address: bytes, browser: str, other_address: bytes, other_browser: str
) -> None:
    same = (address, browser) == (other_address, other_browser)
    first = sessions.digest(KEY, 1, address, browser)
    assert (first == sessions.digest(KEY, 1, other_address, other_browser)) is same


def test_site_and_key_divide_visitors() -> None:
    digest = sessions.digest(KEY, 1, b"abcd", "Browser")
    assert digest != sessions.digest(KEY, 2, b"abcd", "Browser")
    assert digest != sessions.digest(bytes(32), 1, b"abcd", "Browser")
    assert len(digest) == 16


def test_a_browser_string_of_any_bytes_is_hashed() -> None:
    assert sessions.digest(KEY, 1, b"abcd", "\udcff\udc80")


def test_the_number_of_a_visit_is_random_and_not_derived() -> None:
    numbers = {sessions.begin(1, 1, 0.0).number for _ in range(200)}
    assert len(numbers) == 200
    assert all(len(number) == 8 for number in numbers)


@given(st.lists(st.tuples(st.integers(1, 90), st.floats(0, 1799)), max_size=100))
def test_a_visit_stays_small_and_ends_in_time(steps: list[tuple[int, float]]) -> None:
    now = 1_000_000.0
    visit = sessions.begin(5, 1, now)
    for page, pause in steps:
        now += pause
        if sessions.is_over(visit, now, LIMITS):
            assert now - visit.started >= LIMITS.longest
            return
        visit = sessions.go_on(visit, page, now)
        assert len(visit.pages) <= sessions.MAX_PAGES
        assert len(set(visit.pages)) == len(visit.pages)
        assert visit.seen == now


def test_a_clock_that_goes_back_ends_the_visit() -> None:
    assert sessions.is_over(sessions.begin(1, 1, 1000.0), 10.0, LIMITS)


@given(st.floats(0, 4e9), st.integers(1, 100))
def test_a_key_serves_for_its_hours(now: float, hours: int) -> None:
    later = now + hours * 3600
    assert sessions.epoch(later, hours) - sessions.epoch(now, hours) in (1, 2)  # 2: rounding
    if sessions.is_key_change_recent(now, hours, 1800):
        assert sessions.epoch(now - 1800, hours) < sessions.epoch(now, hours)


@given(ADDRESSES, st.text(max_size=60))
def test_without_proxies_no_header_is_believed(
    address: IPv4Address | IPv6Address, forged: str
) -> None:
    assert client_address(str(address), forged) == parse(str(address))


@given(V4.filter(lambda a: not str(a).startswith("10.")), st.lists(ADDRESSES.map(str), max_size=4))
def test_behind_proxies_the_rightmost_stranger_counts(
    client: IPv4Address, forged: list[str]
) -> None:
    for hops in ([], ["10.1.2.3"], ["10.1.2.3", "fd00::7"]):
        header = ", ".join([*forged, str(client), *hops])
        assert client_address("10.9.9.9", header, PROXIES) == client


@given(st.text(max_size=80), st.text(max_size=80))
def test_rubbish_is_no_address_and_no_fault(remote: str, header: str) -> None:
    found = client_address(remote, header, PROXIES)
    assert found is None or found == ip_address(str(found))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        (" 192.0.2.1:8080 ", "192.0.2.1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", None),
        ("unknown", None),
        ("192.0.2.256", None),
        ("192.0.2.1, 192.0.2.2", None),
        ("_hidden", None),
    ],
)
def test_reading_an_address(text: str, address: str | None) -> None:
    assert parse(text) == (ip_address(address) if address else None)


def test_rubbish_in_the_chain_ends_the_reading() -> None:
    assert client_address("10.0.0.1", "192.0.2.9, rubbish, 10.0.0.2", PROXIES) == ip_address(
        "10.0.0.2"
    )


def test_a_socket_has_no_address_and_must_be_listed() -> None:
    assert client_address("", "192.0.2.1", PROXIES) is None
    assert client_address("", "192.0.2.1", ("unix",)) == ip_address("192.0.2.1")
    assert client_address("rubbish", "192.0.2.1", ("unix",)) is None


@given(ADDRESSES.map(str) | st.text(max_size=20) | st.from_regex(r"[0-9.]{7,15}", fullmatch=True))
def test_the_short_way_gives_the_same(remote: str) -> None:
    address = client_address(remote)
    assert packed_client(remote) == (packed(address) if address else None)


@given(V6, st.integers(0, 2**64 - 1))
def test_a_household_is_one_visitor(address: IPv6Address, device: int) -> None:
    sibling = IPv6Address(int(address) >> 64 << 64 | device)
    assert packed(address) == packed(sibling)
    assert len(packed(address)) == 8


@pytest.mark.parametrize(
    ("browser", "is_one"),
    [
        ("", True),
        ("   ", True),
        ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", True),
        ("GPTBot/1.2", True),
        ("curl/8.5.0", True),
        ("Mozilla/5.0 " + "a-" * 40, True),  # the library would take a hundred times as long
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", False),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            False,
        ),
    ],
)
def test_robots_are_known(browser: str, is_one: bool) -> None:
    assert is_robot(browser) is is_one
