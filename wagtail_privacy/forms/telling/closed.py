"""What the public statement says of a form that the public cannot open.

Art. 13 GDPR is owed to those who can log in, so what is done with the data stays told. What only
they may see does not: the title and address of the page, and its questions.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from wagtail_privacy.activities import DataItem, ProcessingActivity


def in_public(activity: ProcessingActivity) -> ProcessingActivity:
    """Give what everybody may read: named by its purpose, with data categories for questions."""
    return replace(
        activity,
        collection_point=replace(activity.collection_point, title=_title_of(activity), url=""),
        items=tuple(dict.fromkeys(_item_in_public(item) for item in activity.items)),
    )


def _title_of(activity: ProcessingActivity) -> str:
    if not activity.purposes:
        return _("Closed area")
    return _("%(purpose)s (closed area)") % {"purpose": activity.purposes[0].name}


def _item_in_public(item: DataItem) -> DataItem:
    label = item.category.name if item.category else _("Other details")
    return replace(item, label=label, reason="")
