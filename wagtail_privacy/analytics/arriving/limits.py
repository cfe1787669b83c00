"""A limit for hits that belong to no visit: per page and process, without looking at anybody.

It cannot tell a flood from a crowd, and therefore only bounds how far one page can be talked up.
"""

#: Site id and page id.
Page = tuple[int, int]

_minute = -1
_hits: dict[Page, int] = {}


def is_flooded(page: Page, now: float, most: int) -> bool:
    """Count one hit on a page; say whether it has had more than `most` in this minute."""
    global _minute
    minute = int(now // 60)
    if minute != _minute:
        _hits.clear()
        _minute = minute
    _hits[page] = number = _hits.get(page, 0) + 1
    return number > most


def forget() -> None:
    """Begin anew at zero."""
    _hits.clear()
