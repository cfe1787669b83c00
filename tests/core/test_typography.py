"""Where a line may end, and where not."""

import pytest

from wagtail_privacy.typography import kept_together, with_breaks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("§ 35 SGB I, §§ 67 ff. SGB X", "§~35 SGB I, §§~67 ff. SGB X"),
        ("Art. 6 Abs. 1 Buchst. f DSGVO", "Art.~6 Abs.~1 Buchst.~f DSGVO"),
        ("Art. 6(1)(f) GDPR", "Art.~6(1)(f) GDPR"),
        ("die Art der Daten", "die Art der Daten"),
    ],
)
def test_a_section_stays_with_its_number(text: str, shown: str) -> None:
    assert kept_together(text) == shown.replace("~", "\u00a0")


def test_an_address_breaks_where_it_is_easily_read_on() -> None:
    shown = with_breaks("service@beispielkasse.example")
    assert shown == "service@<wbr>beispielkasse<wbr>.example"


def test_an_address_brings_no_markup_along() -> None:
    assert with_breaks('"<b>"@example.org') == "&quot;&lt;b&gt;&quot;@<wbr>example<wbr>.org"
