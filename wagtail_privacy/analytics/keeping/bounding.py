"""Keeps the values of a dimension few, whoever invents them."""

from collections import Counter
from collections.abc import Collection, Mapping

from wagtail_privacy.analytics.counts.dimensions import CLOSED, OTHER
from wagtail_privacy.analytics.counts.sums import SeenKey


def bounded(
    seen: Mapping[SeenKey, int], stored: Collection[SeenKey], most: int
) -> dict[SeenKey, int]:
    """Give what was seen with every value beyond the first `most` of its group as "(other)".

    A group is a site, day and dimension; what is stored already counts towards its limit. The
    page stays, so that "(other)" is one value per page at most.
    """
    values = Counter(key[:3] for key in stored if key[4] != OTHER)
    found: Counter[SeenKey] = Counter()
    for key, number in sorted(seen.items()):
        group = key[:3]
        if key[2] not in CLOSED and key not in stored and key[4] != OTHER:
            if values[group] < most:
                values[group] += 1
            else:
                key = (*group, key[3], OTHER)
        found[key] += number
    return dict(found)
