"""A form that went live past the gate of publishing, such as by SQL, is a finding."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from tests.forms.pages import create_form
from tests.statements.pages import create_statement
from wagtail_privacy import clock
from wagtail_privacy.models import ControllerSettings, DataCategory, Purpose
from wagtail_privacy.statements.findings.reviewing import review_all


def rules() -> list[str]:
    return [finding.rule for review in review_all(clock.today()) for finding in review.findings]


def test_an_incomplete_form_that_is_live_is_found(
    site: Site, home: Any, controller: ControllerSettings, purpose: Purpose
) -> None:
    create_statement(home)
    form = create_form(home, purpose, None, live=False)
    assert "live-incomplete" not in rules()
    type(form).objects.filter(pk=form.pk).update(live=True)
    assert "live-incomplete" in rules()


def test_to_do_leads_to_the_editor_of_the_form(
    admin_client: Client, site: Site, home: Any, controller: ControllerSettings, purpose: Purpose
) -> None:
    create_statement(home)
    form = create_form(home, purpose, None, live=False)
    type(form).objects.filter(pk=form.pk).update(live=True)
    content = admin_client.get(reverse("wagtail_privacy_todo:index")).text
    assert "is live, but could not be published as it stands" in content
    assert "Publish it again" in content
    assert reverse("wagtailadmin_pages:edit", args=[form.pk]) in content


def test_a_form_that_was_published_is_none(
    home: Any, controller: ControllerSettings, purpose: Purpose, data_category: DataCategory
) -> None:
    create_statement(home)
    create_form(home, purpose, data_category)
    assert "live-incomplete" not in rules()
