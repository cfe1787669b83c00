"""The registers, and the controller of each site."""

from wagtail_privacy.models.controller import ControllerSettings, ServerLogAddress
from wagtail_privacy.models.registers import (
    DataCategory,
    Purpose,
    Recipient,
    Register,
    RetentionUnit,
)

__all__ = [
    "ControllerSettings",
    "DataCategory",
    "Purpose",
    "Recipient",
    "Register",
    "RetentionUnit",
    "ServerLogAddress",
]
