from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.fields import StreamField
from wagtail.models import Site

from wagtail_privacy import registry
from wagtail_privacy.responses import in_language
from wagtail_privacy.statement_references import StatementReference
from wagtail_privacy.statements.blocks import StatementBody, default_body
from wagtail_privacy.statements.facts import StatementFacts
from wagtail_privacy.statements.formats.addresses import MachineReadableMixin
from wagtail_privacy.statements.gathering import gather_facts
from wagtail_privacy.statements.memory.pages import KeptStatementMixin
from wagtail_privacy.statements.publication.gate import GatedMixin
from wagtail_privacy.statements.versions.versioned import VersionedStatementMixin

if TYPE_CHECKING:
    # Mixed into a page; at run time only the page type is one.
    from wagtail.models import Page as PageLike
else:
    PageLike = models.Model


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a statement with the place that links lead to."""

    anchor: str
    heading: str
    block: Any


class PrivacyStatementMixin(
    MachineReadableMixin, VersionedStatementMixin, KeptStatementMixin, GatedMixin, PageLike
):
    """Makes a page the privacy statement of its site: a live view of what the site does today."""

    motto = models.CharField(
        verbose_name=_("motto"),
        max_length=200,
        blank=True,
        help_text=_("Your promise in one sentence, above everything else."),
    )
    body = StreamField(
        StatementBody(),
        verbose_name=pgettext_lazy("statement", "sections"),
        blank=True,
        default=default_body,
    )

    version_note = models.CharField(
        verbose_name=_("what changed"),
        max_length=255,
        blank=True,
        help_text=_(
            "One sentence for readers. It stands with the version that is recorded when you "
            "publish, if the statement says something else by then."
        ),
    )
    version_date = models.DateField(
        verbose_name=_("valid from"),
        null=True,
        blank=True,
        help_text=_(
            "Only if it holds from a later day on. Readers see the new words at once, and from "
            "when on they hold. A day that has passed counts as the day of publishing."
        ),
    )

    #: A translation and a copy have versions of their own.
    exclude_fields_in_copy = ["version_note", "version_date"]

    class Meta:
        abstract = True

    def get_facts(self, request: HttpRequest | None = None) -> StatementFacts:
        """Give what the statement draws on, in the language of the page."""
        # The site of the request is known already; asking the page would cost a query.
        site = (Site.find_for_request(request) if request else None) or self.get_site()
        return gather_facts(site, self.locale.language_code)

    @cached_property
    def sections(self) -> list[Section]:
        """The sections with anchors of which no two are alike."""
        found: list[Section] = []
        for child in self.body:
            anchor = wanted = child.block.anchor_of(child.value)
            number = 2
            while any(section.anchor == anchor for section in found):
                anchor, number = f"{wanted}-{number}", number + 1
            found.append(Section(anchor, child.block.heading_of(child.value), child))
        return found

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The anchor of the first section of each kind, by the name of its block."""
        return {section.block.block_type: section.anchor for section in reversed(self.sections)}

    @cached_property
    def contact_place(self) -> Section | None:
        """The one section that gives the controller's addresses; the others lead to it."""
        return self._first_of("controller", "contact")

    @cached_property
    def officer_place(self) -> Section | None:
        """The one section that gives the addresses of the data protection officer."""
        return self._first_of("data_protection_officer", "controller")

    def _first_of(self, *names: str) -> Section | None:
        found = (s for name in names for s in self.sections if s.block.block_type == name)
        return next(found, None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # Lazy: most readers are shown what was rendered before.
        context["facts"] = SimpleLazyObject(lambda: self.get_facts(request))
        context["here"] = self.anchors
        if self.live and (site := Site.find_for_request(request)):
            reference = StatementReference(
                self.title, self.url or "", self.pk, self.locale.language_code
            )
            registry.remember_statement(request, site, self.locale.language_code, reference)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the language of the page, whatever the browser would prefer."""
        with translation.override(self.locale.language_code):
            response = super().serve(request, *args, **kwargs)
            return in_language(response, self.locale.language_code)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft in the language of the page."""
        with translation.override(self.locale.language_code):
            response = super().serve_preview(request, mode_name)
            return in_language(response, self.locale.language_code)
