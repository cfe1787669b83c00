"""What permits the log of the server: a legal basis in the statement, its exports and versions."""

import datetime
from typing import Any

import pytest
from django.test import Client

from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.findings.reviews import review
from wagtail_privacy.vocabulary.legal_bases import LEGAL_BASES

pytestmark = pytest.mark.django_db


def section(client: Client, statement: Any) -> str:
    text = client.get(statement.url).text.split('<section class="wp-section" id="website"')[1]
    return " ".join(text.split("</section>")[0].split())


def test_a_public_body_names_its_law_and_others_their_interest(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    controller.is_public_body, controller.statistics_norm = True, "§ 3 BDSG"
    controller.save()
    public = section(client, statement)
    assert "(Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BDSG)" in public
    assert "störungsfrei" not in public
    controller.is_public_body = False
    controller.save()
    private = section(client, statement)
    assert "Unsere Seiten sollen sicher und störungsfrei laufen." in private
    assert "(Art. 6 Abs. 1 Buchst. f DSGVO)" in private
    # What is observed is objected to like everything that rests on an interest, Art. 21(1).
    assert 'id="objection"' in client.get(statement.url).text
    controller.server_log_interest["de"] = "Wir wehren Angriffe ab."
    controller.save()
    assert "Wir wehren Angriffe ab." in section(client, statement)
    controller.server_log_address = "none"
    controller.save()
    assert "DSGVO" not in section(client, statement), "what keeps no address needs no basis"


def test_a_missing_law_is_found_and_mended_at_the_controller(
    statement: Any, controller: ControllerSettings, site: Any
) -> None:
    controller.is_public_body, controller.statistics_norm = True, ""
    controller.save()

    def laws() -> list[Any]:
        found = review(statement, datetime.date(2026, 11, 22))
        return [
            f for f in found.findings if f.rule == "13-1c-basis" and f.place.section == "website"
        ]

    (finding,) = laws()
    assert finding.place.kind == "controller"
    controller.statistics_norm = "§ 3 BDSG"
    controller.save()
    assert laws() == []


def test_it_is_exported_like_every_other_activity(
    client: Client, statement: Any, controller: ControllerSettings
) -> None:
    controller.is_public_body = False
    controller.save()
    tilt = client.get(f"{statement.url}statement.tilt.json").json()
    (log,) = (d for d in tilt["dataDisclosed"] if d["_id"].startswith("server-log"))
    assert [basis["reference"] for basis in log["legalBases"]] == ["GDPR-6-1-f"]
    assert log["legitimateInterests"][0]["exists"] is True
    assert log["storage"][0]["temporal"][0]["ttl"] == "P7D"
    dpv = client.get(f"{statement.url}statement.jsonld").json()
    (process,) = (p for p in dpv["dpv:hasProcess"] if "server-log" in p["@id"])
    assert process["dpv:hasLegalBasis"] == [{"@id": LEGAL_BASES["6-1-f"].iri}]
    assert any(name.endswith("EnforceSecurity") for name in process["dpv:hasPurpose"]["@type"])
