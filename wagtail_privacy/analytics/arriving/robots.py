"""Which browser strings belong to robots."""

import re
from functools import lru_cache

try:
    from crawlerdetect import CrawlerDetect
except ImportError:  # the system check E023 names the extra to install
    CrawlerDetect = None

#: Longer browser strings are cut; the patterns of the library need no more.
MAX_LENGTH = 256
#: No browser has a longer word. The patterns take time that grows with the square of it, so that a
#: few strings a second, made for that, would keep a processor busy.
_LONG_WORD = re.compile(r"[\w-]{65}", re.ASCII)

_detector = CrawlerDetect() if CrawlerDetect is not None else None


def is_available() -> bool:
    """Say whether the library that knows the robots is installed."""
    return _detector is not None


# Recognising costs some 400 µs, remembering well below 1 µs. The strings stay in the memory of the
# process, without any address.
@lru_cache(maxsize=2048)
def is_robot(browser: str) -> bool:
    """Say whether a browser string, cut to `MAX_LENGTH`, is a robot's; an empty one is."""
    if not browser.strip() or _LONG_WORD.search(browser):
        return True
    return _detector is not None and _detector.is_crawler(browser)
