"""Sections about what readers can do: use their rights, withdraw, write, and learn of changes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_privacy.statements.blocks.sections import (
    RICH_TEXT_FEATURES,
    TEMPLATES,
    Register,
    SectionBlock,
)


class WayBlock(SectionBlock):
    """A section about what readers can do."""

    class Meta:
        group = _("What readers can do")


class RightsBlock(WayBlock):
    default_heading = _("Which rights do you have?")
    anchor = "rights"
    draws_on = (Register.CONTROLLER, Register.PURPOSES)

    class Meta:
        icon = "success"
        label = _("Rights")
        template = f"{TEMPLATES}/rights.html"
        description = _(
            "The rights that people have here; objection stands in its own box, the authority for "
            "complaints below."
        )


class WithdrawalBlock(WayBlock):
    default_heading = _("How do you withdraw a consent?")
    anchor = "withdrawal"
    draws_on = (Register.PURPOSES, Register.CONTROLLER)

    class Meta:
        icon = "rotate"
        label = _("Withdrawal")
        template = f"{TEMPLATES}/withdrawal.html"
        description = _("What rests on consent, and the ways to withdraw it.")


class EmailNoticeBlock(WayBlock):
    default_heading = _("What should you know about e-mail?")
    anchor = "e-mail"
    draws_on = (Register.CONTROLLER,)

    own_words = blocks.RichTextBlock(
        label=_("Instead of the usual words"),
        required=False,
        features=RICH_TEXT_FEATURES,
        help_text=_("Leave it empty for the usual notice. The postal way is always added."),
    )

    class Meta:
        icon = "mail"
        label = _("E-mail notice")
        template = f"{TEMPLATES}/email_notice.html"
        description = _("E-mail is not confidential; post and the secure form are.")
        form_layout = blocks.BlockGroup(["text", "own_words"], settings=["heading"])


class ContactBlock(WayBlock):
    default_heading = _("How do you reach us?")
    anchor = "contact"
    draws_on = (Register.CONTROLLER,)

    class Meta:
        icon = "mail"
        label = _("Contact")
        template = f"{TEMPLATES}/contact.html"
        description = _("Post, telephone, e-mail and the page for confidential messages.")


class ChangesBlock(WayBlock):
    default_heading = _("How do you learn of changes?")
    anchor = "changes"

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        address = getattr(context.get("page"), "url", None)
        context["versions_address"] = f"{address.rstrip('/')}/versions/" if address else ""
        return context

    class Meta:
        icon = "history"
        label = _("Changes")
        template = f"{TEMPLATES}/changes.html"
        description = _("That every version is kept, and where to read what has changed.")
