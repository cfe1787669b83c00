"""Which pages are not open to everybody: for Wagtail, those with a restriction or below one."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def is_closed() -> Exists:
    """Give what says of each page of a query whether it is closed, without a query of its own."""
    # A restriction holds for the page and for those below it, whose paths begin with its own.
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.filter(page__path=above).order_by())


def closing_paths() -> list[str]:
    """Give the paths in the tree below which pages are closed."""
    return list(PageViewRestriction.objects.order_by().values_list("page__path", flat=True))
