"""The purposes of DPV that a site with forms and statistics needs, to classify its own by."""

from django.utils.translation import gettext_lazy as _

from wagtail_privacy.vocabulary import DPV, Choices, Term, Vocabulary

PURPOSE_TYPES: Vocabulary[Term] = Vocabulary(
    (
        Term("CommunicationManagement", _("Answering enquiries"), DPV + "CommunicationManagement"),
        Term("ServiceProvision", _("Providing a service"), DPV + "ServiceProvision"),
        Term("CustomerManagement", _("Looking after customers"), DPV + "CustomerManagement"),
        Term("DirectMarketing", _("Direct marketing"), DPV + "DirectMarketing"),
        Term("Marketing", _("Marketing"), DPV + "Marketing"),
        Term("ServiceUsageAnalytics", _("Statistics of use"), DPV + "ServiceUsageAnalytics"),
        Term("EnforceSecurity", _("Security"), DPV + "EnforceSecurity"),
        Term("LegalCompliance", _("Meeting legal duties"), DPV + "LegalCompliance"),
        Term("PersonnelManagement", _("Staff and applications"), DPV + "PersonnelManagement"),
    )
)


def purpose_type_choices() -> Choices:
    return PURPOSE_TYPES.choices()
