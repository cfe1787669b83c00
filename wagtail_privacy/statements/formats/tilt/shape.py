"""What a TILT document may hold, and what stands for a value that the schema wants.

The field names are those of the TILT schema (MIT licence); a star marks a required field. Some
fields are not in the schema but in real documents, which it permits.
"""

from typing import Any

TEXT, FLAG, NUMBER, INTEGER = "text", "flag", "number", "integer"
#: Texts that are kept as they are written and also read as a value.
REFERENCE, PERIOD = "reference", "period"
#: Texts with a value of their own for "not known".
COUNTRY, CURRENCY, AGGREGATION = "country", "currency", "aggregation"

DEFAULTS: dict[str, Any] = {
    **dict.fromkeys((TEXT, REFERENCE), ""),
    PERIOD: "P",  # of no length; P0D would say "not at all"
    COUNTRY: "ZZ",
    CURRENCY: "XXX",
    AGGREGATION: "max",
    FLAG: False,
    NUMBER: 0,
    INTEGER: 1,
}

#: What must be said beside a flag that is true.
NEEDED_BESIDE = {
    "available": ("description",),
    "exists": ("reasoning",),
    "inUse": ("logicInvolved", "scopeAndIntendedEffects"),
}

Shape = Any  # a kind, a list with one shape, or a dict of shapes by name

_PERSON = {"name": TEXT, "email": TEXT, "phone": TEXT, "address": TEXT}
_RIGHT = {
    "available": FLAG,
    "description": TEXT,
    "url": TEXT,
    "email": TEXT,
    "identificationEvidences": [TEXT],
}
_GUARANTEE = {"available": FLAG, "description": TEXT}
_DISCLOSED = {
    "_id*": TEXT,
    "category*": TEXT,
    "subcategories": [TEXT],
    "description": TEXT,
    "_comment": TEXT,
    "purposes*": [{"purpose*": TEXT, "description*": TEXT}],
    "legalBases*": [{"reference*": REFERENCE, "description": TEXT, "_comment": TEXT}],
    "legitimateInterests*": [{"exists": FLAG, "reasoning": TEXT}],
    "recipients*": [
        {
            "name": TEXT,
            "division": TEXT,
            "address": TEXT,
            "country": COUNTRY,
            "representative": _PERSON,
            "category*": TEXT,
        }
    ],
    "storage*": [
        {
            "temporal": [{"description*": TEXT, "ttl*": PERIOD}],
            "purposeConditional": [TEXT],
            "legalBasisConditional": [REFERENCE],
            "aggregationFunction*": AGGREGATION,
            "description": TEXT,
        }
    ],
    "nonDisclosure*": {
        "legalRequirement*": FLAG,
        "contractualRegulation*": FLAG,
        "obligationToProvide*": FLAG,
        "consequences*": TEXT,
    },
}

SHAPE: dict[str, Shape] = {
    "meta": {
        "_id": TEXT,
        "name": TEXT,
        "created": TEXT,
        "modified": TEXT,
        "version": INTEGER,
        "language": TEXT,
        "status": TEXT,
        "url": TEXT,
        "_hash": TEXT,
    },
    "controller": {
        "name": TEXT,
        "division": TEXT,
        "address": TEXT,
        "country": COUNTRY,
        "representative": _PERSON,
        "sector": TEXT,
    },
    "dataProtectionOfficer": {**_PERSON, "country": COUNTRY, "url": TEXT, "_comment": TEXT},
    "dataDisclosed": [_DISCLOSED],
    "thirdCountryTransfers": [
        {
            "country": COUNTRY,
            "adequacyDecision": _GUARANTEE,
            "appropriateGuarantees": _GUARANTEE,
            "presenceOfEnforceableRightsAndEffectiveRemedies": _GUARANTEE,
            "standardDataProtectionClause": _GUARANTEE,
            "_comment": TEXT,
        }
    ],
    "accessAndDataPortability": {
        **_RIGHT,
        "administrativeFee": {"amount*": NUMBER, "currency*": CURRENCY},
        "dataFormats": [TEXT],
    },
    "sources": [
        {
            "_id*": TEXT,
            "dataCategory*": TEXT,
            "sources*": [{"description*": TEXT, "url*": TEXT, "publiclyAvailable*": FLAG}],
            "_comment": TEXT,
        }
    ],
    "rightToInformation": _RIGHT,
    "rightToRectificationOrDeletion": _RIGHT,
    "rightToDataPortability": _RIGHT,
    "rightToWithdrawConsent": _RIGHT,
    "rightToComplain": {
        **_RIGHT,
        "supervisoryAuthority": {**_PERSON, "country": COUNTRY, "url": TEXT},
    },
    "automatedDecisionMaking": {
        "inUse": FLAG,
        "logicInvolved": TEXT,
        "scopeAndIntendedEffects": TEXT,
    },
    "changesOfPurpose": [
        {
            "description": TEXT,
            "affectedDataCategories": [TEXT],
            "plannedDateOfChange": TEXT,
            "urlOfNewVersion": TEXT,
        }
    ],
}


def complete(value: Any, shape: Shape) -> Any:
    """Give the value with whatever the schema requires beside it."""
    if isinstance(shape, list):
        return [complete(item, shape[0]) for item in value]
    if not isinstance(shape, dict):
        return value
    found = dict(value)
    for marked, inner in shape.items():
        name = marked.rstrip("*")
        if name in found:
            found[name] = complete(found[name], inner)
        elif marked != name:
            found[name] = _default(inner)
    for flag, names in NEEDED_BESIDE.items():
        if flag in shape and found.get(flag) is True:
            found = dict.fromkeys(names, "") | found
    return found


def _default(shape: Shape) -> Any:
    if isinstance(shape, list):
        return []
    return complete({}, shape) if isinstance(shape, dict) else DEFAULTS[shape]
