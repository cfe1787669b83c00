"""The extension points: where features, which do not know each other, meet.

Each is a Wagtail hook; an owner's code joins in the same way as the features of this package.

``register_processing_activities``
    ``function(site, language)`` yields the `ProcessingActivity` values of a site in a language.
    They stand in the statement, and later in the record of processing and the audit.
``find_privacy_statement``
    ``function(site, language)`` gives a `StatementReference`, or None.
``register_privacy_menu_item``
    As Wagtail's ``register_admin_menu_item``, for the Privacy menu.
"""

from django.utils import translation
from wagtail import hooks
from wagtail.models import Site

from wagtail_privacy.activities import ProcessingActivity, StatementReference

PROCESSING_ACTIVITIES = "register_processing_activities"
STATEMENT = "find_privacy_statement"
MENU = "register_privacy_menu_item"


def processing_activities(site: Site, language: str) -> tuple[ProcessingActivity, ...]:
    """Collect what every feature and the owner's code do with data on a site, each key once."""
    with translation.override(language):
        found = (
            activity
            for function in hooks.get_hooks(PROCESSING_ACTIVITIES)
            for activity in function(site, language)
        )
        return tuple({activity.key: activity for activity in found}.values())


def find_statement(site: Site, language: str) -> StatementReference | None:
    """Find where a site's statement is read, in the language if there is one."""
    for function in hooks.get_hooks(STATEMENT):
        if (reference := function(site, language)) is not None:
            return reference
    return None
