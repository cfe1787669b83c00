"""Code, schedules, copies and aliases publish open points only after somebody has decided."""

from datetime import timedelta
from typing import Any

import pytest
import swapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Locale, PageLogEntry, PageViewRestriction, Site

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy import registry
from wagtail_privacy.append_only.models import AppendOnlyError
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.findings.decisions import PublishingDecision
from wagtail_privacy.statements.publication.deciding import decide, publish_nevertheless
from wagtail_privacy.statements.publication.gate import REFUSED, OpenPointsError, points_to_fill

NEVERTHELESS = "wagtail_privacy.publish_statement_nevertheless"


@pytest.fixture
def draft(home: Any, complete: ControllerSettings) -> Any:
    """Give the draft of a statement in which one point must be filled."""
    complete.decides_automatically = None
    complete.save()
    return create_statement(home, live=False)


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def actions(page: Any) -> list[str]:
    entries = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    return [entry.action for entry in entries]


def decide_about(page: Any) -> PublishingDecision:
    return decide(page, points_to_fill(page), user=None, reason="Die Frist läuft ab.")


def mend(complete: ControllerSettings) -> None:
    complete.decides_automatically = False
    complete.save()


# By code


def test_code_cannot_publish_open_points(draft: Any) -> None:
    with pytest.raises(OpenPointsError, match="whether a machine makes decisions") as refused:
        draft.get_latest_revision().publish()
    assert isinstance(refused.value, ValidationError)
    assert isinstance(refused.value, PermissionDenied)
    assert [finding.rule for finding in refused.value.findings] == ["13-2f-adm"]
    page = fresh(draft)
    assert (page.live, page.live_revision, page.first_published_at) == (False, None, None)
    assert "wagtail.publish" not in actions(page)


def test_a_refusal_leaves_the_schedule_of_another_revision(draft: Any) -> None:
    draft.go_live_at = timezone.now() + timedelta(days=1)
    planned = draft.save_revision()
    planned.publish()
    draft.go_live_at = None
    with pytest.raises(OpenPointsError):
        draft.save_revision().publish()
    planned.refresh_from_db()
    assert planned.approved_go_live_at is not None


def test_without_open_points_code_publishes_as_ever(
    draft: Any, complete: ControllerSettings
) -> None:
    mend(complete)
    draft.get_latest_revision().publish()
    page = fresh(draft)
    assert page.live
    assert page.live_revision == page.latest_revision
    assert not PublishingDecision.objects.exists()


def test_code_can_decide_and_says_why(draft: Any, admin: Any) -> None:
    publish_nevertheless(draft.get_latest_revision(), user=admin, reason="Die Frist läuft ab.")
    page = fresh(draft)
    assert page.live
    decision = PublishingDecision.objects.get()
    assert (decision.page_id, decision.user, decision.reason) == (
        page.pk,
        admin,
        "Die Frist läuft ab.",
    )
    assert [point["rule"] for point in decision.points] == ["13-2f-adm"]
    entry = PageLogEntry.objects.get(page=page.pk, action=NEVERTHELESS)
    assert entry.user == admin
    assert entry.data == {"rules": ["13-2f-adm"], "reason": "Die Frist läuft ab."}
    assert "Die Frist läuft ab." in entry.formatter.format_message(entry)


def test_a_decision_holds_for_the_points_that_it_named(
    draft: Any, complete: ControllerSettings
) -> None:
    decide_about(draft)
    draft.get_latest_revision().publish()
    draft.motto = "Wir passen auf."
    draft.save_revision().publish()
    assert fresh(draft).motto == "Wir passen auf."
    # Another point needs another decision; a point less does not.
    complete.name = ""
    complete.save()
    draft.motto = "Noch besser."
    with pytest.raises(OpenPointsError) as refused:
        draft.save_revision().publish()
    assert len(refused.value.findings) == 2
    assert fresh(draft).motto == "Wir passen auf."
    decide_about(draft)
    mend(complete)
    draft.get_latest_revision().publish()
    assert fresh(draft).motto == "Noch besser."


def test_the_decision_about_one_statement_is_none_about_another(draft: Any, home: Any) -> None:
    decide_about(draft)
    other = create_statement(home, title="Datenschutz 2", live=False)
    with pytest.raises(OpenPointsError):
        other.get_latest_revision().publish()


def test_a_live_statement_stays_live_whatever_comes_later(
    draft: Any, complete: ControllerSettings
) -> None:
    mend(complete)
    draft.get_latest_revision().publish()
    complete.decides_automatically = None
    complete.save()
    page = fresh(draft)
    page.locked = True
    page.save()
    assert fresh(page).live
    assert fresh(page).locked
    page.title = "Etwas Neues"
    with pytest.raises(OpenPointsError):
        page.save()
    assert fresh(page).title == "Datenschutz"


def test_drafts_are_never_refused(draft: Any) -> None:
    draft.body = []
    draft.save_revision()
    draft.save()
    assert len(fresh(draft).get_latest_revision_as_object().body) == 0


def test_a_page_that_is_made_live_at_once_begins_as_a_draft(draft: Any, home: Any) -> None:
    model = factories.statement_page_model()
    page = home.add_child(instance=model(title="Sofort", locale=home.locale))
    assert page.live is False
    assert not fresh(page).live
    assert actions(page)[-1] == REFUSED


def test_outside_every_site_there_is_no_gate(draft: Any, home: Any) -> None:
    model = factories.statement_page_model()
    root = home.get_parent()
    assert root.add_child(instance=model(title="Allein", locale=home.locale)).live


def test_decisions_stay(draft: Any, admin: Any) -> None:
    decision = decide(draft, points_to_fill(draft), user=admin, reason="Darum.")
    decision.reason = "Anders."
    for change in (decision.save, decision.delete, PublishingDecision.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            change()
    admin.delete()
    draft.delete()
    kept = PublishingDecision.objects.get()
    assert (kept.reason, kept.user) == ("Darum.", None)


# By a schedule


def planned(page: Any) -> Any:
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at
    # The hour passes.
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    return revision


def test_a_schedule_publishes_no_open_points_and_harms_no_other_page(
    draft: Any, home: Any, logs: Any
) -> None:
    revision = planned(draft)
    other = type(home)(title="Aktuelles", locale=home.locale, live=False)
    home.add_child(instance=other)
    planned(other)
    call_command("publish_scheduled")
    assert fresh(other).live
    page = fresh(draft)
    assert not page.live
    assert actions(page)[-1] == REFUSED
    entry = PageLogEntry.objects.filter(page=page.pk).latest("pk")
    assert entry.data == {"rules": ["13-2f-adm"]}
    assert "13-2f-adm" in entry.formatter.format_message(entry)
    # It is a draft again, which can be edited, and is not tried for ever.
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    assert page.get_lock() is None


def test_a_schedule_that_was_decided_about_is_kept(draft: Any) -> None:
    decide_about(draft)
    planned(draft)
    call_command("publish_scheduled")
    page = fresh(draft)
    assert page.live
    assert page.live_revision == page.latest_revision
    assert "wagtail.publish.scheduled" in actions(page)


def test_a_point_that_came_after_the_decision_stops_the_schedule(
    draft: Any, complete: ControllerSettings
) -> None:
    decide_about(draft)
    planned(draft)
    complete.name = ""
    complete.save()
    call_command("publish_scheduled")
    assert not fresh(draft).live


def test_a_live_statement_whose_schedule_is_stopped_says_what_it_said(
    draft: Any, complete: ControllerSettings
) -> None:
    mend(complete)
    draft.get_latest_revision().publish()
    page = fresh(draft)
    page.motto = "Neu"
    planned(page)
    complete.decides_automatically = None
    complete.save()
    call_command("publish_scheduled")
    assert fresh(page).live
    assert fresh(page).motto == ""


def test_a_fault_in_the_review_stops_no_other_page(draft: Any, home: Any) -> None:
    revision = planned(draft)
    other = type(home)(title="Aktuelles", locale=home.locale, live=False)
    home.add_child(instance=other)
    planned(other)

    def fail(*args: Any) -> None:
        raise RuntimeError

    with hooks.register_temporarily(registry.PROCESSING_ACTIVITIES, fail):
        call_command("publish_scheduled")
    assert fresh(other).live
    assert not fresh(draft).live
    revision.refresh_from_db()
    assert revision.approved_go_live_at is not None


# By copying


@pytest.fixture
def live(draft: Any) -> Any:
    """Give a live statement with a point about which somebody has decided."""
    decide_about(draft)
    draft.get_latest_revision().publish()
    return fresh(draft)


def test_a_copy_of_a_live_statement_is_a_draft(live: Any, home: Any) -> None:
    copied = live.copy(to=home, update_attrs={"slug": "kopie"}, keep_live=True)
    page = fresh(copied)
    assert (page.live, page.live_revision, page.first_published_at) == (False, None, None)
    assert page.body.raw_data
    assert REFUSED in actions(page)
    assert "wagtail.publish" not in actions(page)


def test_so_is_a_copy_below_a_copied_page(live: Any, home: Any) -> None:
    section = home.add_child(instance=type(home)(title="Recht", locale=home.locale))
    live.move(section, pos="last-child")
    copied = fresh(section).copy(
        to=home, recursive=True, keep_live=True, update_attrs={"slug": "kopie"}
    )
    assert fresh(copied).live
    page = copied.get_children().get().specific
    assert (page.live, page.live_revision) == (False, None)
    assert REFUSED in actions(page)


def test_a_copy_without_open_points_goes_live(
    live: Any, home: Any, complete: ControllerSettings
) -> None:
    mend(complete)
    assert fresh(live.copy(to=home, update_attrs={"slug": "kopie"}, keep_live=True)).live


# By aliases


def test_a_decision_holds_for_an_alias_that_says_the_same(live: Any, home: Any) -> None:
    alias = live.create_alias(parent=home, update_slug="spiegel")
    assert fresh(alias).live


def test_an_alias_that_has_points_of_its_own_is_a_draft(
    live: Any, english_home: Any, complete: ControllerSettings
) -> None:
    # Another site, of which nobody has said anything.
    other = english_home.get_parent().add_child(
        instance=type(english_home)(title="Other", slug="other", locale=english_home.locale)
    )
    Site.objects.create(hostname="other.example", root_page=other)
    alias = live.create_alias(
        parent=other, update_slug="privacy", update_locale=Locale.objects.get(language_code="en")
    )
    assert not fresh(alias).live
    # The next version of the original reaches readers, the alias waits.
    live.motto = "Neu"
    live.save_revision().publish()
    assert fresh(live).motto == "Neu"
    page = fresh(alias)
    assert (page.live, page.motto) == (False, "Neu")


def test_a_live_alias_goes_on_to_say_what_it_said(
    live: Any, home: Any, complete: ControllerSettings
) -> None:
    other = home.get_parent().add_child(
        instance=type(home)(title="Anders", slug="anders", locale=home.locale)
    )
    site = Site.objects.create(hostname="other.example", root_page=other)
    own = factories.create_controller(site, statistics_norm="§ 3 BDSG")
    own.gives_data_to_nobody = True
    own.save()
    alias = live.create_alias(parent=other, update_slug="spiegel")
    assert fresh(alias).live
    own.name = ""
    own.save()
    live.motto = "Neu"
    live.save_revision().publish()
    assert fresh(live).motto == "Neu"
    assert fresh(alias).live
    assert fresh(alias).motto == ""


# Past the page type


@pytest.mark.parametrize("how", [{}, {"update_fields": ["live"]}, {"clean": False}])
def test_the_base_page_cannot_show_open_points(draft: Any, how: dict[str, Any]) -> None:
    page = swapper.load_model("wagtailcore", "Page").objects.get(pk=draft.pk)
    page.live = True
    with pytest.raises(OpenPointsError):
        page.save(**how)
    assert not fresh(draft).live


def test_the_base_page_shows_what_was_decided_about(draft: Any) -> None:
    decide_about(draft)
    page = swapper.load_model("wagtailcore", "Page").objects.get(pk=draft.pk)
    page.live = True
    page.save()
    assert fresh(draft).live


def test_other_pages_are_saved_without_a_further_query(
    home: Any, django_assert_num_queries: Any
) -> None:
    base = swapper.load_model("wagtailcore", "Page").objects.get(pk=home.pk)
    _ = base.specific_class  # the cache of content types is warm
    for page in (base, fresh(base).specific):
        with django_assert_num_queries(0):
            pre_save.send(type(page), instance=page, raw=False, update_fields=None)


def test_a_live_statement_loses_no_change_in_silence(
    home: Any, complete: ControllerSettings
) -> None:
    page = create_statement(home)
    complete.decides_automatically = None
    complete.save()
    changed = fresh(page)
    changed.motto = "Neu"
    with pytest.raises(OpenPointsError):
        changed.save(clean=False)


# Behind a login


def is_found_closed(page: Any) -> bool:
    return "12-1-open" in {finding.rule for finding in points_to_fill(fresh(page))}


@pytest.mark.parametrize("above", [False, True])
def test_a_statement_that_the_public_cannot_read_must_be_opened(
    home: Any, complete: ControllerSettings, above: bool
) -> None:
    parent = create_statement(home, title="Rechtliches", live=False) if above else home
    statement = create_statement(parent)
    assert not is_found_closed(statement)
    PageViewRestriction.objects.create(
        page=parent if above else statement, restriction_type="login"
    )
    assert is_found_closed(statement)
    with pytest.raises(OpenPointsError, match="Not everybody can read"):
        statement.save_revision().publish()


def test_the_statement_of_a_closed_site_is_as_open_as_the_site(
    home: Any, complete: ControllerSettings
) -> None:
    statement = create_statement(home)
    PageViewRestriction.objects.create(page=home, restriction_type="login")
    assert not is_found_closed(statement)
