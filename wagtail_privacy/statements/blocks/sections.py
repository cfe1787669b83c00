"""What every section has in common: a heading with a stable anchor, and words of the editor's."""

from enum import StrEnum
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import Promise, cached_property
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.models import Site

from wagtail_privacy.statements.gathering import gather_facts

TEMPLATES = "wagtail_privacy/statements/blocks"
RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "link", "ul", "ol"]


class Register(StrEnum):
    """Where the facts of a section are edited."""

    CONTROLLER = "controller"
    FORMS = "forms"
    PURPOSES = "purposes"
    CATEGORIES = "categories"
    RECIPIENTS = "recipients"
    STATISTICS = "statistics"
    ELSEWHERE = "elsewhere"  # activities whose data does not come from the person


class SectionBlock(blocks.StructBlock):
    """A section whose facts come from the registers; the editor may add words, not change facts."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        # Not None, with which wagtail-localize cannot hand over the page.
        default="",
        max_length=120,
        help_text=_("Leave it empty for the usual heading, in the language of the page."),
    )
    text = blocks.RichTextBlock(
        label=_("Words before"),
        required=False,
        features=RICH_TEXT_FEATURES,
        help_text=_(
            "Your own words above what the site itself says here. Say why, not how long or who: "
            "periods and names change, and the registers know them."
        ),
    )

    #: The heading if the editor gives none, and the anchor that links lead to.
    default_heading: str | Promise = ""
    anchor = ""
    #: Where its facts are edited; nothing for a section of the editor's own words.
    draws_on: tuple[Register, ...] = ()

    def set_name(self, name: str) -> None:
        super().set_name(name)
        if self.draws_on:
            # The editor asks at this address what the section says.
            self.meta.form_attrs = {
                "data-controller": "wp-section-facts",
                "data-wp-section-facts-url-value": reverse_lazy(
                    "wagtail_privacy_sections:facts", args=[name]
                ),
                "data-wp-section-facts-unsaved-value": _(
                    "What the site says here appears as soon as the draft is saved."
                ),
            }

    def heading_of(self, value: Any) -> str:
        """Give the heading that readers see."""
        return value.get("heading") or str(self.default_heading)

    def anchor_of(self, value: Any) -> str:
        """Give the anchor of the section, without the mark.

        A prefix keeps what an editor calls a section apart from the anchors that links rely on.
        """
        return self.anchor or f"text-{slugify(self.heading_of(value)) or 'section'}"

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["heading"] = self.heading_of(value)
        context.setdefault("anchor", self.anchor_of(value))
        # Links rely on the anchors inside the first section of a kind; a second one has its own.
        is_first = context["anchor"] == self.anchor
        context["id_prefix"] = "" if is_first else f"{context['anchor']}-"
        context["here"] = getattr(context.get("page"), "anchors", {})
        context["contact_place"] = getattr(context.get("page"), "contact_place", None)
        context["officer_place"] = getattr(context.get("page"), "officer_place", None)
        if "facts" not in context:
            context["facts"] = _facts_for(context.get("page"))
        return context

    def get_preview_value(self) -> Any:
        """Give an example: what the site says today, below words of an editor's."""
        words = gettext("Your own words stand here, above what the site itself says.")
        return self.to_python({"text": f"<p>{words}</p>"})

    def get_preview_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(value, parent_context=parent_context)
        return {**context, "shows_gaps": True}

    class Meta:
        label_format = "{heading}"
        preview_template = "wagtail_privacy/statements/block_preview.html"
        form_layout = blocks.BlockGroup(["text"], settings=["heading"])


class SectionBlockAdapter(StructBlockAdapter):
    """Brings the script that shows in the editor what a section says."""

    @cached_property
    def media(self) -> forms.Media:
        script = versioned_static("wagtail_privacy/section-facts.js")
        return super().media + forms.Media(js=[script])


register(SectionBlockAdapter(), SectionBlock)


def _facts_for(page: Any) -> Any:
    # Outside a statement page, such as in the editor's preview of one block.
    site = page.get_site() if page else Site.objects.filter(is_default_site=True).first()
    return gather_facts(site, get_language() or "en")
