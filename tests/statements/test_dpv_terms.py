"""Every term of the vocabulary stands in DPV 2.3, as its files of February 2026 say."""

import re

from wagtail_privacy.statements.formats.dpv import TERMS
from wagtail_privacy.vocabulary import DPV, DPV_GDPR
from wagtail_privacy.vocabulary.data import DATA_KINDS
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES, SPECIAL_CONDITIONS
from wagtail_privacy.vocabulary.purposes import PURPOSE_TYPES
from wagtail_privacy.vocabulary.recipients import RECIPIENT_ROLES, SAFEGUARDS
from wagtail_privacy.vocabulary.rights import RIGHTS

#: Of 2.3/dpv/dpv.csv in the repository of the community group.
CLASSES = {
    *("Process", "PrivacyNotice", "Purpose", "DataController", "DataProcessor", "ThirdParty"),
    *("JointDataControllers", "Authority", "DataProtectionAuthority", "DataProtectionOfficer"),
    *("PersonalData", "SensitivePersonalData", "SpecialCategoryPersonalData", "NonPersonalData"),
    *("StorageCondition", "StorageDuration", "Required", "Optional"),
    *("CommunicationManagement", "ServiceProvision", "CustomerManagement", "DirectMarketing"),
    *("Marketing", "ServiceUsageAnalytics", "EnforceSecurity", "LegalCompliance"),
    "PersonnelManagement",
}
PROPERTIES = {
    *("hasProcess", "hasPurpose", "hasLegalBasis", "hasPersonalData", "hasData", "hasNecessity"),
    *("hasDataController", "hasDataProtectionOfficer", "hasAuthority", "hasRecipient"),
    *("hasStorageCondition", "hasDuration", "hasRight", "hasName", "hasAddress", "hasContact"),
    *("hasCountry", "hasConsequence", "hasJustification", "hasDataSource"),
}
#: Of its extension, 2.3/legal/eu/gdpr: legal bases, conditions, transfers and rights.
GDPR = re.compile(
    r"A6-1-[a-f]|A9-2-[a-j]|A45-3|A46-2-[a-f]|A46-3-[ab]|A49-1-[a-g]"
    r"|A1[3-9]|A2[0-2]|A7-3|A7[789]"
)


def test_the_terms_of_the_core_exist() -> None:
    vocabularies = (DATA_KINDS, PURPOSE_TYPES, RECIPIENT_ROLES)
    used = {term.iri for vocabulary in vocabularies for term in vocabulary}
    assert used <= {f"{DPV}{name}" for name in CLASSES}
    assert TERMS <= CLASSES | PROPERTIES


def test_the_terms_of_the_gdpr_extension_exist() -> None:
    vocabularies = (LEGAL_BASES, SPECIAL_CONDITIONS, SAFEGUARDS, RIGHTS)
    used = {term.iri for vocabulary in vocabularies for term in vocabulary}
    assert used
    for iri in used:
        assert iri.startswith(DPV_GDPR)
        assert GDPR.fullmatch(iri.removeprefix(DPV_GDPR)), iri
