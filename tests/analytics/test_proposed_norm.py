"""The law behind the statistics of a public body is proposed where its authority tells it."""

from typing import Any

import pytest

from tests import factories
from wagtail_privacy.analytics.start import LawForm
from wagtail_privacy.vocabulary.authorities import GERMAN_AUTHORITIES


@pytest.mark.parametrize(
    ("code", "norm"), [("DE", "§ 3 BDSG"), ("DE-BY-public", "Art. 4 BayDSG"), ("DE-BY", "")]
)
def test_it_is_proposed_from_the_authority(site: Any, settings: Any, code: str, norm: str) -> None:
    settings.WAGTAIL_PRIVACY = {
        **settings.WAGTAIL_PRIVACY,
        "ANALYTICS": {**settings.WAGTAIL_PRIVACY["ANALYTICS"], "LEGAL_BASIS": "6-1-e"},
    }
    controller = factories.create_controller(
        site, authority_name=str(GERMAN_AUTHORITIES[code].label), statistics_norm=""
    )
    form = LawForm(instance=controller)
    assert form["statistics_norm"].value() == norm
    assert controller.statistics_norm == "", "a proposal is confirmed by saving"
