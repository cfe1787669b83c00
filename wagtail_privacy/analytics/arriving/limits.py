"""A limit for hits that belong to no visit yet, per minute and process.

Where there are no visits it is one per page, without looking at anybody: it cannot tell a flood
from a crowd, and therefore only bounds how far one page can be talked up. Where there are, it is
one per address for those that begin: whoever calls the browser something else with each hit would
fill the cache that holds the visits, and have it forget those of others.
"""

#: Site id and page id, or what stands for an address.
Key = tuple[int, int] | bytes

#: More are forgotten together, and begin anew: a crowd of addresses must not fill the memory.
MOST_KEYS = 100_000

_minute = -1
_hits: dict[Key, int] = {}


def is_flooded(key: Key, now: float, most: int) -> bool:
    """Count one hit; say whether there have been more than `most` of them in this minute."""
    global _minute
    minute = int(now // 60)
    if minute != _minute or len(_hits) >= MOST_KEYS:
        _hits.clear()
        _minute = minute
    _hits[key] = number = _hits.get(key, 0) + 1
    return number > most


def forget() -> None:
    """Begin anew at zero."""
    _hits.clear()
