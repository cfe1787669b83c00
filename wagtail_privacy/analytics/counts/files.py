"""Which files are counted by their name: those that the site itself publishes.

What stands in the address of a file is often about a person ("Notice A123456789.pdf"). So only the
names of documents count that everybody may open, and those that the settings list. The thread that
writes the counts asks for them, never the request.
"""

import time
from collections import Counter

from django.apps import apps
from django.db.models import Q

from wagtail_privacy import conf
from wagtail_privacy.analytics.counts.dimensions import Dimension
from wagtail_privacy.analytics.counts.names import OTHER
from wagtail_privacy.analytics.counts.sums import SeenKey

#: Seconds for which a process knows the names again, unless it meets one that it does not know.
KEPT = 600
#: So often it asks for unknown ones, whoever invents them.
PATIENCE = 10

_names: frozenset[str] = frozenset()
_asked = float("-inf")


def only_published(seen: dict[SeenKey, int]) -> dict[SeenKey, int]:
    """Give what was seen with every file that the site does not publish as "(other)"."""
    files = {key[4] for key in seen if key[2] == Dimension.DOWNLOAD and key[4] != OTHER}
    if not files:
        return seen
    known = _published(files)
    found: Counter[SeenKey] = Counter()
    for key, number in seen.items():
        if key[2] == Dimension.DOWNLOAD and key[4] not in known:
            key = (*key[:4], OTHER)
        found[key] += number
    return found


def _published(files: set[str]) -> frozenset[str]:
    global _names, _asked
    listed = frozenset(conf.analytics().FILE_NAMES)
    age = time.monotonic() - _asked
    if age > KEPT or (age > PATIENCE and not files <= _names | listed):
        _names, _asked = _of_library(), time.monotonic()
    return _names | listed


def _of_library() -> frozenset[str]:
    """Give the names of all documents that no collection keeps from anybody."""
    if not apps.is_installed("wagtail.documents"):
        return frozenset()
    from wagtail.documents import get_document_model
    from wagtail.models import CollectionViewRestriction

    private = Q()
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        private |= Q(collection__path__startswith=path)
    documents = get_document_model().objects
    public = documents.exclude(private) if private else documents.all()
    return frozenset(
        " ".join(path.rpartition("/")[2].split())
        for path in public.values_list("file", flat=True).iterator()
    )


def forget() -> None:
    """Ask anew at the next file."""
    global _asked
    _asked = float("-inf")
