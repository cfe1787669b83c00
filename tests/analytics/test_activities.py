"""What the statistics tell the statement about themselves follows their settings."""

from typing import Any

import pytest
from wagtail.models import Site

from tests import factories
from wagtail_privacy.activities import ProcessingActivity
from wagtail_privacy.registry import processing_activities

pytestmark = pytest.mark.django_db


@pytest.fixture
def plain_site(db: None) -> Site:
    return Site.objects.get()


def statistics(site: Site, language: str = "en") -> ProcessingActivity | None:
    found = processing_activities(site, language)
    return next((activity for activity in found if activity.key == "statistics"), None)


def told(site: Site) -> str:
    activity = statistics(site)
    assert activity is not None
    return " ".join(activity.explanation)


def test_with_sessions_the_numbers_of_the_settings_are_told(
    plain_site: Site, analytics: Any
) -> None:
    analytics(
        SESSION_IDLE_MINUTES=20,
        SESSION_MAX_MINUTES=180,
        KEY_HOURS=12,
        MINIMUM_COUNT=7,
        RETENTION_MONTHS=13,
    )
    text = told(plain_site)
    for words in (
        "20 minutes",
        "3 hours",
        "every 12 hours",
        "at least 7 have come",
        "13 months",
        "no cookie",
    ):
        assert words in text, words
    activity = statistics(plain_site)
    assert activity is not None
    assert [item.label for item in activity.items][:2] == [
        "Address of your device",
        "Name of your browser",
    ]
    assert "phone, tablet, computer" in text
    assert "campaign" not in text
    analytics(CAMPAIGNS=True)
    assert "campaign" in told(plain_site)
    assert not activity.required_items


def test_all_that_is_stored_on_a_device_is_the_wish_not_to_be_counted(plain_site: Site) -> None:
    activity = statistics(plain_site)
    assert activity is not None
    (stored,) = activity.device_storage
    assert stored.name == "privacy_opt_out"
    assert "Do not count me" in stored.reason
    assert stored.lifetime == "365 days"


def test_without_sessions_nothing_about_a_person_is_told(plain_site: Site, analytics: Any) -> None:
    analytics(MODE="views")
    assert "neither your address nor the name of your browser" in told(plain_site)
    assert "kind of device" not in told(plain_site)
    activity = statistics(plain_site)
    assert activity is not None
    assert all(item.category and item.category.is_anonymous for item in activity.items)


def test_the_sums_that_noise_takes_are_told_where_there_is_noise(
    plain_site: Site, analytics: Any
) -> None:
    assert "exact sums" not in told(plain_site)
    analytics(PUBLIC_FIGURES="noise")
    assert "Then we delete the exact sums of the month" in told(plain_site)


def test_switched_off_there_is_nothing_to_tell(plain_site: Site, analytics: Any) -> None:
    analytics(MODE="off")
    assert statistics(plain_site) is None


def test_the_legal_basis_fits_the_controller(plain_site: Site, analytics: Any) -> None:
    def purpose() -> Any:
        activity = statistics(Site.objects.get())  # a site remembers its controller
        assert activity is not None
        return activity.purposes[0]

    assert purpose().legal_basis == "6-1-f"
    assert purpose().legitimate_interest
    factories.create_controller(plain_site, is_public_body=True)
    analytics(NATIONAL_NORM="§ 3 BDSG")
    assert (purpose().legal_basis, purpose().national_norm) == ("6-1-e", "§ 3 BDSG")
    assert purpose().legitimate_interest == ""
    analytics(LEGAL_BASIS="6-1-a")
    assert purpose().legal_basis == "6-1-a"


def test_the_law_of_the_settings_comes_before_that_of_the_controller(
    plain_site: Site, analytics: Any
) -> None:
    controller = factories.create_controller(
        plain_site, is_public_body=True, statistics_norm="Art. 4 BayDSG"
    )

    def norm() -> str:
        activity = statistics(Site.objects.get())  # a site remembers its controller
        assert activity is not None
        return activity.purposes[0].national_norm

    assert norm() == "Art. 4 BayDSG"
    analytics(NATIONAL_NORM="§ 3 BDSG")
    assert norm() == "§ 3 BDSG"
    analytics(NATIONAL_NORM="")
    controller.is_public_body = False
    controller.save()
    assert norm() == ""


def test_the_address_is_not_said_to_be_kept_as_long_as_the_sums(plain_site: Site) -> None:
    activity = statistics(plain_site)
    assert activity is not None
    retention = activity.purposes[0].retention
    assert retention.period is None
    assert "We do not keep your address" in retention.criteria
    assert "25 months" in retention.criteria
