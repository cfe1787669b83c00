"""Rights over what comes in, for all sites or for some.

A permission of Django is good for every site. One of Wagtail's `GroupSitePermission` is good for
the forms of its site, as it is for Wagtail's own settings of sites.
"""

from typing import Any, TypeVar

from django.db.models import QuerySet
from wagtail.models import Site
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy

from wagtail_privacy.forms.page_types import form_page_models

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


class FormSitePolicy(SitePermissionPolicy):
    """Rights over rows that hang on a form, which belongs to a site by its place in the tree."""

    def __init__(self, model: str):
        # The rows have no field that names their site, which Wagtail's policy would look for.
        BaseDjangoAuthPermissionPolicy.__init__(self, model)

    def has(self, user: Any, action: str) -> bool:
        """Whether a user has a right on any site."""
        return bool(self.user_has_any_permission(user, [action]))

    def has_on(self, user: Any, action: str, page: Any) -> bool:
        """Whether a user has a right over what comes in by a form page."""
        sites = self._site_ids(user, action)
        return sites is None or site_id_of(page.url_path) in sites

    def form_ids(self, user: Any, action: str) -> set[int] | None:
        """Give the ids of the forms over which a user has a right; None for all."""
        sites = self._site_ids(user, action)
        if sites is None:
            return None
        if not sites:
            return set()
        models: list[Any] = list(form_page_models())
        forms = [row for model in models for row in model.objects.values_list("pk", "url_path")]
        return {pk for pk, url_path in forms if site_id_of(url_path) in sites}

    def narrowed(self, user: Any, action: str, rows: Rows, form: str = "page_id") -> Rows:
        """Give those rows over which a user has a right; `form` names their field for the page."""
        ids = self.form_ids(user, action)
        return rows if ids is None else rows.filter(**{f"{form}__in": ids})

    def _site_ids(self, user: Any, action: str) -> set[int] | None:
        if user.is_active and (
            user.is_superuser or self._user_has_global_permission(user, [action])
        ):
            return None
        codename = self._get_permission_codename(action)
        return {
            given.site_id
            for given in self.get_cached_permissions_for_user(user)
            if given.permission.codename == codename
            and given.permission.content_type_id == self._content_type.pk
        }


def site_id_of(url_path: str) -> int | None:
    """Give the id of the site that a page belongs to, as Wagtail decides; None if to none."""
    roots = Site.get_site_root_paths()
    return next((root.site_id for root in roots if url_path.startswith(root.root_path)), None)


SUBMISSIONS = FormSitePolicy("wagtail_privacy_forms.PrivacyFormSubmission")
CONSENTS = FormSitePolicy("wagtail_privacy_forms.ConsentRecord")
