"""In the admin nobody publishes open points without a tick and a reason, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
import swapper
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests import factories
from tests.statements.pages import create_statement
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.statements.findings.decisions import PublishingDecision

NEVERTHELESS = "wagtail_privacy.publish_statement_nevertheless"
QUESTION = "whether a machine makes decisions alone"
ANSWER = {"nevertheless": "on", "reason": "Die Frist läuft ab."}


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


def typed(page: Any, **values: Any) -> dict[str, str]:
    """Give what somebody sends who edits a statement."""
    data: dict[str, str] = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "motto": "Wir passen auf.",
            "body": streamfield([("rights", {"heading": "", "text": "null"})]),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            **values,
        }
    )
    return data


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def ask_url(page: Any) -> str:
    return reverse("wagtail_privacy_findings:publish", args=[page.pk])


def answer(client: Client, url: str, **values: str) -> Any:
    """Send what is shown back, with a tick and a reason."""
    shown = client.get(url).context["form"].shown
    return client.post(url, {**ANSWER, "shown": shown, **values})


def publish_by_editing(client: Client, page: Any, **values: Any) -> Any:
    data = typed(page, **{"action-publish": "Publish", **values})
    return client.post(edit_url(page), data)


# The edit form


def test_publishing_asks_and_keeps_what_was_typed(editor_client: Client, draft: Any) -> None:
    response = publish_by_editing(editor_client, draft)
    assert response.url == ask_url(draft)
    page = fresh(draft)
    assert (page.live, page.live_revision) == (False, None)
    kept = page.get_latest_revision_as_object()
    assert kept.motto == "Wir passen auf."
    assert [child.block_type for child in kept.body] == ["rights"]
    assert "wagtail.publish" not in actions(page)


def test_the_question_names_the_points_and_ticks_nothing(editor_client: Client, draft: Any) -> None:
    content = editor_client.get(ask_url(draft)).content.decode()
    assert "1 point must still be filled" in content
    assert QUESTION in content
    assert "Art. 13(2)(f), Art. 22 GDPR" in content
    tick = content[content.index('name="nevertheless"') - 200 :][:400]
    assert "checked" not in tick
    assert edit_url(draft) in content


@pytest.mark.parametrize(
    ("answered", "complaint"),
    [
        ({"nevertheless": ""}, "Tick this box"),
        ({"reason": "  "}, "Say why it cannot wait"),
        ({"reason": "x" * 2001}, "2000 characters"),
        ({"shown": "something else"}, "have changed meanwhile"),
    ],
)
def test_without_tick_and_reason_nothing_is_published(
    editor_client: Client, draft: Any, answered: dict[str, str], complaint: str
) -> None:
    response = answer(editor_client, ask_url(draft), **answered)
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert not fresh(draft).live
    assert not PublishingDecision.objects.exists()
    assert NEVERTHELESS not in actions(draft)


def test_with_tick_and_reason_it_is_published_and_on_record(
    editor_client: Client, editor: Any, draft: Any
) -> None:
    publish_by_editing(editor_client, draft, body=typed_body())
    response = answer(editor_client, ask_url(draft))
    assert response.status_code == 302
    page = fresh(draft)
    assert page.live
    assert page.live_revision == page.latest_revision
    assert page.motto == "Wir passen auf."
    assert actions(page)[-2:] == [NEVERTHELESS, "wagtail.publish"]
    entry = PageLogEntry.objects.get(page=page.pk, action=NEVERTHELESS)
    assert entry.user == editor
    assert entry.data == {"rules": ["13-2f-adm"], "reason": "Die Frist läuft ab."}
    history = editor_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Die Frist läuft ab." in history.content.decode()


def typed_body() -> Any:
    names = ("controller", "collection_points", "website", "device_storage", "statistics")
    names += ("recipients", "rights")
    return streamfield([(name, {"heading": "", "text": "null"}) for name in names])


def test_the_next_time_nobody_is_asked_about_the_same_points(
    editor_client: Client, draft: Any
) -> None:
    publish_by_editing(editor_client, draft, body=typed_body())
    answer(editor_client, ask_url(draft))
    publish_by_editing(editor_client, draft, body=typed_body(), motto="Neu")
    assert fresh(draft).motto == "Neu"
    assert PublishingDecision.objects.count() == 1


def test_nobody_decides_about_a_draft_that_changed_meanwhile(
    editor_client: Client, draft: Any
) -> None:
    shown = editor_client.get(ask_url(draft)).context["form"].shown
    draft.motto = "Jemand anders"
    draft.save_revision()
    response = editor_client.post(ask_url(draft), {**ANSWER, "shown": shown})
    assert "have changed meanwhile" in response.content.decode()
    assert "Die Frist läuft ab." in response.content.decode()
    assert not fresh(draft).live


def test_what_is_mended_meanwhile_needs_no_decision(
    editor_client: Client, draft: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = False
    complete.save()
    response = editor_client.get(ask_url(draft), follow=True)
    assert "No point is open any more" in response.content.decode()
    assert response.redirect_chain == [(edit_url(draft), 302)]


def test_without_open_points_nobody_is_asked(
    editor_client: Client, draft: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = False
    complete.save()
    response = publish_by_editing(editor_client, draft, body=typed_body())
    assert response.url == reverse("wagtailadmin_explore", args=[draft.get_parent().pk])
    assert fresh(draft).live


def test_saving_a_draft_asks_nothing(editor_client: Client, draft: Any) -> None:
    response = editor_client.post(edit_url(draft), typed(draft))
    assert response.url == edit_url(draft)


def test_going_back_to_an_earlier_version_asks_too(
    editor_client: Client, draft: Any, complete: ControllerSettings
) -> None:
    earlier = draft.get_latest_revision()
    draft.motto = "Später"
    draft.save_revision()
    data = typed(draft, **{"action-publish": "Publish", "revision": earlier.pk})
    url = reverse("wagtailadmin_pages:revisions_revert", args=[draft.pk, earlier.pk])
    assert editor_client.post(url, data).url == ask_url(draft)
    assert not fresh(draft).live
    answer(editor_client, ask_url(draft))
    assert fresh(draft).motto == "Wir passen auf."


def test_a_schedule_asks_when_it_is_set(editor_client: Client, draft: Any) -> None:
    soon = timezone.localtime() + timedelta(days=3)
    values = {"go_live_at": soon.strftime("%Y-%m-%d %H:%M")}
    assert publish_by_editing(editor_client, draft, **values).url == ask_url(draft)
    assert fresh(draft).approved_schedule is False
    assert "It is to go live on" in editor_client.get(ask_url(draft)).content.decode()
    answer(editor_client, ask_url(draft))
    page = fresh(draft)
    assert not page.live
    assert page.approved_schedule
    assert actions(page)[-2:] == [NEVERTHELESS, "wagtail.publish.schedule"]


def test_a_new_statement_asks_as_well(editor_client: Client, home: Any, draft: Any) -> None:
    model = factories.statement_page_model()
    url = reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, home.pk]
    )
    data = typed(model(title="Neu", slug="neu"), **{"action-publish": "Publish"})
    response = editor_client.post(url, data)
    page = model.objects.get(slug="neu")
    assert response.url == ask_url(page)
    assert (page.live, page.motto) == (False, "Wir passen auf.")
    answer(editor_client, ask_url(page))
    assert fresh(page).live
    assert actions(page)[-2:] == [NEVERTHELESS, "wagtail.publish"]


def test_only_who_may_publish_the_page_may_decide(
    officer_client: Client, client: Client, editor: Any, editor_client: Client, draft: Any
) -> None:
    for stranger in (officer_client, client):
        for method in (stranger.get, stranger.post):
            assert method(ask_url(draft), ANSWER).status_code == 302
    Group.objects.get(name=factories.WRITERS).page_permissions.filter(
        permission__codename__startswith="publish"
    ).delete()
    response = editor_client.post(ask_url(draft), ANSWER)
    assert response.url == reverse("wagtailadmin_home")
    assert not fresh(draft).live
    assert not PublishingDecision.objects.exists()


def test_a_locked_page_is_not_decided_about(editor_client: Client, admin: Any, draft: Any) -> None:
    draft.locked, draft.locked_by, draft.locked_at = True, admin, timezone.now()
    draft.save()
    assert editor_client.get(ask_url(draft)).url == reverse("wagtailadmin_home")


def test_other_pages_have_no_such_question(admin_client: Client, home: Any) -> None:
    for url in (ask_url(home), "/admin/privacy/findings/publish/999999/"):
        assert admin_client.get(url, follow=True).status_code == 404


# Many pages at once


@pytest.fixture
def bulk(home: Any, draft: Any) -> tuple[Any, str]:
    """Give another page, and the address that publishes it together with the statement."""
    other = home.add_child(instance=type(home)(title="Aktuelles", locale=home.locale, live=False))
    other.save_revision()
    meta = swapper.load_model("wagtailcore", "Page")._meta
    url = f"/admin/bulk/{meta.app_label}/{meta.model_name}/publish/?id={draft.pk}&id={other.pk}"
    return other, f"{url}&next=/admin/pages/{home.pk}/"


def test_publishing_many_pages_asks_for_the_statements_among_them(
    editor_client: Client, editor: Any, draft: Any, bulk: tuple[Any, str]
) -> None:
    other, url = bulk
    response = editor_client.post(url)
    assert response.status_code == 200
    content = response.content.decode()
    assert QUESTION in content
    assert "Datenschutz" in content
    assert not fresh(other).live
    form = response.context["form"]
    response = editor_client.post(url, {"shown": form.shown, "nevertheless": "on"})
    assert "Say why it cannot wait" in response.content.decode()
    assert not fresh(draft).live
    response = editor_client.post(url, {**ANSWER, "shown": form.shown})
    assert response.status_code == 302
    assert fresh(other).live
    page = fresh(draft)
    assert page.live
    assert page.live_revision == page.latest_revision
    assert actions(page)[-2:] == [NEVERTHELESS, "wagtail.publish"]
    assert PublishingDecision.objects.get().user == editor


def test_so_it_does_for_statements_below_the_chosen_pages(
    admin_client: Client, home: Any, draft: Any, bulk: tuple[Any, str]
) -> None:
    url = f"{bulk[1].split('?')[0]}?id={home.pk}"
    response = admin_client.post(url, {"include_descendants": "on"})
    content = response.content.decode()
    assert QUESTION in content
    assert '<input type="hidden" name="include_descendants" value="on">' in content
    shown = response.context["form"].shown
    admin_client.post(url, {**ANSWER, "shown": shown, "include_descendants": "on"})
    assert fresh(draft).live
    # Without its subpages nobody is asked.
    assert admin_client.post(url).status_code == 302


# Workflows


@pytest.fixture
def task(home: Any, draft: Any, editor: Any) -> Any:
    """Give the task that waits for the approval of the draft by the editors."""
    workflow = Workflow.objects.create(name="Prüfung")
    task = GroupApprovalTask.objects.create(name="Freigabe")
    task.groups.set([Group.objects.get(name=factories.WRITERS)])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    workflow.start(draft, editor)
    return draft.current_workflow_task_state


def approve_url(draft: Any, task: Any) -> str:
    return reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])


def test_an_approval_that_publishes_asks(
    editor_client: Client, editor: Any, draft: Any, task: Any
) -> None:
    response = editor_client.post(approve_url(draft, task), {"comment": "Gut so."})
    url = f"{ask_url(draft)}?approval={task.pk}"
    assert response.url == url
    task.refresh_from_db()
    assert task.status == "in_progress"
    assert not fresh(draft).live
    assert "Your approval would publish this statement." in editor_client.get(url).content.decode()
    assert answer(editor_client, url).status_code == 302
    page = fresh(draft)
    assert page.live
    assert page.live_revision == page.latest_revision
    task.refresh_from_db()
    assert (task.status, task.finished_by, task.comment) == ("approved", editor, "Gut so.")
    assert NEVERTHELESS in actions(page)
    assert "wagtail.publish" in actions(page)


def test_the_window_for_a_comment_leads_to_the_question(
    editor_client: Client, draft: Any, task: Any
) -> None:
    response = editor_client.post(
        approve_url(draft, task),
        {"comment": "Gut so."},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.json()["redirect"] == f"{ask_url(draft)}?approval={task.pk}"


def test_an_approval_in_the_edit_form_keeps_what_was_typed(
    editor_client: Client, draft: Any, task: Any
) -> None:
    data = typed(
        draft,
        **{
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": '{"comment": "Gut so."}',
        },
    )
    response = editor_client.post(edit_url(draft), data)
    assert response.url.startswith(f"{ask_url(draft)}?approval=")
    page = fresh(draft)
    assert not page.live
    assert page.get_latest_revision_as_object().motto == "Wir passen auf."
    answer(editor_client, response.url)
    assert fresh(draft).motto == "Wir passen auf."


def test_an_approval_without_open_points_publishes_as_ever(
    editor_client: Client, draft: Any, task: Any, complete: ControllerSettings
) -> None:
    complete.decides_automatically = False
    complete.save()
    editor_client.post(approve_url(draft, task))
    assert fresh(draft).live


def test_only_who_may_approve_may_decide_so(
    editor_client: Client, officer_client: Client, admin_client: Client, draft: Any, task: Any
) -> None:
    url = editor_client.post(approve_url(draft, task)).url
    # Nobody uses the approval of somebody else.
    for stranger in (officer_client, admin_client):
        assert stranger.get(url, follow=True).status_code == 404


# Copies


def test_the_person_is_told_which_copies_are_drafts(
    editor_client: Client, home: Any, draft: Any
) -> None:
    publish_by_editing(editor_client, draft, body=typed_body())
    answer(editor_client, ask_url(draft))
    response = editor_client.post(
        reverse("wagtailadmin_pages:copy", args=[draft.pk]),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": home.pk,
            "copy_subpages": "",
            "publish_copies": "on",
            "alias": "",
        },
        follow=True,
    )
    assert "“Kopie” is a draft" in response.content.decode()
    assert not type(draft).objects.get(slug="kopie").live
