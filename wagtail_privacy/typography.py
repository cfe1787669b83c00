"""Where a line may end, and where not."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: What is read as one word with the number behind it: "§ 35", "Art. 6", "Abs. 1".
_BEFORE_A_NUMBER = re.compile(r"(§|\b(?:(?:Art|Abs|Nr|Buchst|lit)\.|Section|Article)) (?=\w)")
_BREAKS_BEHIND = re.compile(r"(?<=@)|(?=\.)")


def kept_together(text: str) -> str:
    """Give a text in which no line ends between the sign of a section and its number."""
    return _BEFORE_A_NUMBER.sub("\\1\u00a0", text)


def with_breaks(address: str) -> SafeString:
    """Give an e-mail address as HTML in which a line ends after the @ or before a dot."""
    first, *others = _BREAKS_BEHIND.split(address)
    return format_html("{}{}", first, format_html_join("", "<wbr>{}", ((o,) for o in others)))
