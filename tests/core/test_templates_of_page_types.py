"""A page type that cannot be shown is named before a visitor finds out."""

from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from wagtail.models import AbstractPage

from tests import factories
from tests.site.models import PlainPage
from wagtail_privacy.checks import missing_templates

GONE = "nowhere/page.html"


def template_of(model: Any) -> list[str]:
    return [model.template]


def test_a_page_type_with_its_template_is_fine() -> None:
    assert missing_templates(PlainPage, template_of) == []


def test_a_page_type_that_chooses_its_template_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PlainPage, "template", GONE)
    assert len(missing_templates(PlainPage, template_of)) == 1
    monkeypatch.setattr(PlainPage, "get_template", lambda self, request: "elsewhere.html")
    assert PlainPage.get_template is not AbstractPage.get_template
    assert missing_templates(PlainPage, template_of) == []


@pytest.mark.parametrize(
    ("feature", "attribute"),
    [("statements", "template"), ("forms", "template"), ("forms", "landing_page_template")],
)
def test_the_system_check_names_the_template_that_does_not_exist(
    monkeypatch: pytest.MonkeyPatch, feature: str, attribute: str
) -> None:
    types: dict[str, Any] = {
        "statements": factories.statement_page_model,
        "forms": factories.form_page_model,
    }
    expected = []
    if apps.is_installed(f"wagtail_privacy.{feature}"):
        model = types[feature]()
        monkeypatch.setattr(model, attribute, GONE)
        expected = [f"{model._meta.label} is shown by the template {GONE}, which does not exist."]
    found = [
        m
        for m in run_checks(tags=["wagtail_privacy"], databases=[])
        if m.id == "wagtail_privacy.W004"
    ]
    assert [message.msg for message in found] == expected
