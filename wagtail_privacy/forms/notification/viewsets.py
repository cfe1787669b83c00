"""The register of those who may get answers by encrypted mail."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.panels import FieldPanel
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from wagtail_privacy.columns import DayColumn
from wagtail_privacy.exports import ExportMixin
from wagtail_privacy.forms.notification.recipients import MailRecipient
from wagtail_privacy.registry import REGISTERS
from wagtail_privacy.viewsets import RESULTS


class MailRecipientChooserViewSet(SnippetChooserViewSet):
    """Names recipients to those who look after them; Wagtail's choosers are open to all editors."""

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        policy = policy_registry.get_by_type(self.model)
        may_look = PermissionPolicyChecker(policy).require_any("add", "change", "delete", "view")
        return may_look(super().construct_view(view_class, **kwargs))


class MailRecipientIndexView(ExportMixin, IndexView):
    """Lists the recipients; it exports nothing, and says so."""

    why_empty = _(
        "No mail recipients yet. Mails about what has been sent carry a link and no answers. Enter "
        "here who may get the answers themselves, with a key by which they are encrypted."
    )


class MailRecipientViewSet(SnippetViewSet):
    model = MailRecipient
    icon = "mail"
    index_view_class = MailRecipientIndexView
    index_results_template_name = RESULTS
    chooser_viewset_class = MailRecipientChooserViewSet
    menu_hook = REGISTERS
    menu_label = _("Mail recipients")
    menu_name = "privacy-mail-recipients"
    menu_order = 530
    panels = [FieldPanel("name"), FieldPanel("address"), FieldPanel("public_key")]
    list_display = ["__str__", "address", DayColumn("valid_until", label=_("Valid until"))]


def name_nobody_to_those_without_rights(request: HttpRequest, instances: Sequence[Any]) -> None:
    """Refuse whoever may delete none of the recipients that they name in bulk.

    Wagtail's page would list them, to say so.
    """
    asked_for = request.resolver_match.kwargs if request.resolver_match else {}
    if not instances and asked_for.get("model_name") == MailRecipient._meta.model_name:
        raise PermissionDenied
