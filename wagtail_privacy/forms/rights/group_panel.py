"""The panel of a group in the admin: rights over submissions and consents for single sites."""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupSitePermission, Site

from wagtail_privacy.forms.rights.permissions import SubmissionRight

#: Codename of each right, and what it lets the members of a group do.
RIGHTS = {
    SubmissionRight.VIEW.codename: _("Read submissions"),
    SubmissionRight.EXPORT.codename: _("Export submissions"),
    SubmissionRight.DELETE.codename: _("Delete submissions"),
    SubmissionRight.CLOSE.codename: _("Close submissions"),
    "view_consentrecord": _("See consents"),
}


class SiteRightsForm(forms.Form):
    """Asks for each right on which sites a group has it; with a single site it asks nothing."""

    template_name = "wagtailsettings/permissions/includes/site_permission_form.html"
    icon = "form"

    def __init__(self, *args: Any, instance: Any, **kwargs: Any):
        kwargs["prefix"] = kwargs.get("prefix") or "wagtail_privacy_forms_site_rights"
        super().__init__(*args, **kwargs)
        self.instance = instance
        if Site.objects.count() < 2:
            return
        for codename, label in RIGHTS.items():
            self.fields[codename] = forms.ModelMultipleChoiceField(
                Site.objects.all(),
                label=label,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=self._sites(codename),
            )

    def as_admin_panel(self) -> str:
        if not self.fields:
            return ""
        heading = gettext("Submissions and consents of single sites")
        panel_id = "wagtail-privacy-forms-site-rights"
        context = {"form": self, "heading": heading, "panel_id": panel_id}
        return render_to_string(self.template_name, context)

    def save(self) -> None:
        """Give the group the rights that are ticked, and take from it those that are not."""
        for codename in self.fields:
            chosen, right = list(self.cleaned_data[codename]), self._right(codename)
            given = GroupSitePermission.objects.filter(group=self.instance, permission=right)
            given.exclude(site__in=chosen).delete()
            for site in chosen:
                given.get_or_create(group=self.instance, site=site, permission=right)

    def _sites(self, codename: str) -> list[int]:
        if not getattr(self.instance, "pk", None):
            return []
        given = GroupSitePermission.objects.filter(
            group=self.instance, permission=self._right(codename)
        )
        return list(given.values_list("site", flat=True))

    def _right(self, codename: str) -> Permission:
        return Permission.objects.get(
            content_type__app_label="wagtail_privacy_forms", codename=codename
        )
