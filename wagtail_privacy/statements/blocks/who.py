"""Sections about people and bodies: who is responsible, and who receives data."""

from django.utils.translation import gettext_lazy as _

from wagtail_privacy.statements.blocks.sections import TEMPLATES, Register, SectionBlock


class WhoBlock(SectionBlock):
    """A section about people and bodies."""

    class Meta:
        group = _("Who")


class ControllerBlock(WhoBlock):
    default_heading = _("Who is responsible?")
    anchor = "controller"
    draws_on = (Register.CONTROLLER,)

    class Meta:
        icon = "home"
        label = _("Who is responsible")
        template = f"{TEMPLATES}/controller.html"
        description = _("Controller, data protection officer and the law that applies.")


class RepresentativeBlock(WhoBlock):
    default_heading = _("Who represents us in the European Union?")
    anchor = "representative"
    draws_on = (Register.CONTROLLER,)

    class Meta:
        icon = "user"
        label = _("Representative")
        template = f"{TEMPLATES}/representative.html"
        description = _(
            "Only if you are established outside the EU/EEA, and want a section of its own for it."
        )


class DataProtectionOfficerBlock(WhoBlock):
    default_heading = _("How do you reach our data protection officer?")
    anchor = "data-protection-officer"
    draws_on = (Register.CONTROLLER,)

    class Meta:
        icon = "user"
        label = _("Data protection officer")
        template = f"{TEMPLATES}/data_protection_officer.html"
        description = _("In a section of its own; “Who is responsible” then only leads to it.")


class RecipientsBlock(WhoBlock):
    default_heading = _("Who receives data?")
    anchor = "recipients"
    draws_on = (Register.RECIPIENTS,)

    class Meta:
        icon = "group"
        label = _("Recipients")
        template = f"{TEMPLATES}/recipients.html"
        description = _("Everybody in the register of recipients, with task and contract.")


class TransfersBlock(WhoBlock):
    default_heading = _("Does data go to countries outside the EU/EEA?")
    anchor = "transfers"
    draws_on = (Register.RECIPIENTS,)

    class Meta:
        icon = "globe"
        label = _("Transfers abroad")
        template = f"{TEMPLATES}/transfers.html"
        description = _(
            "Recipients outside the EU/EEA, what protects the data there, and where readers get a "
            "copy of it; or that there are none."
        )
