"""How far the first two tasks of Privacy › Start are, read from what is stored."""

from collections.abc import Iterator

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_privacy.models import ControllerSettings, Recipient
from wagtail_privacy.registry import StartTask, TaskNote, TaskState
from wagtail_privacy.server_log import lacks_norm

#: Who may answer for the site, and so opens Privacy › Start.
PERMISSION = "wagtail_privacy.change_controllersettings"
REGISTER_RECIPIENT = "wagtail_privacy.add_recipient"


def has_statements() -> bool:
    """Whether the site can have a privacy statement, which the tasks then lead to."""
    return apps.is_installed("wagtail_privacy.statements")


def own_tasks(request: HttpRequest, site: Site) -> Iterator[StartTask]:
    """Yield the tasks that need no feature: who is responsible, and who helps."""
    settings = ControllerSettings.for_site(site)
    yield _task(
        10,
        _("Who is responsible"),
        _("name, address, contact, public body, data protection officer, authority"),
        reverse("wagtail_privacy_start:responsible", args=[site.pk]),
        list(open_about_controller(settings)),
    )
    yield _task(
        20,
        _("Who helps you"),
        _("server, e-mail, log of the server, decisions by machines"),
        reverse("wagtail_privacy_start:helpers", args=[site.pk]),
        list(open_about_helpers(settings, has_recipients=Recipient.objects.exists())),
    )


def _task(order: int, title: str, asks: str, url: str, missing: list[str]) -> StartTask:
    notes = (TaskNote(_("Open: %(what)s") % {"what": ", ".join(missing)}),) if missing else ()
    state = TaskState.TO_DO if missing else TaskState.DONE
    return StartTask(order, title, asks, state, url, notes)


def open_about_controller(settings: ControllerSettings) -> Iterator[str]:
    """Yield what is not known yet about whoever is responsible."""
    officer = settings.dpo_email or settings.dpo_phone or settings.dpo_postal_address
    known = {
        _("name"): settings.name,
        _("postal address"): settings.postal_address,
        _("contact"): settings.email or settings.phone,
        _("data protection officer"): officer or settings.has_dpo is False,
        _("supervisory authority"): settings.authority_name,
    }
    yield from (what for what, answer in known.items() if not answer)


def open_about_helpers(settings: ControllerSettings, *, has_recipients: bool) -> Iterator[str]:
    """Yield what is not known yet about those who help, and about the machines."""
    log = settings.server_log_address
    known = {
        _("server and e-mail"): has_recipients or settings.gives_data_to_nobody,
        _("log of the server"): log == "none" or (log and settings.server_log_days),
        _("the law behind the log"): not lacks_norm(settings),
        _("decisions by machines"): settings.decides_automatically is not None,
    }
    yield from (what for what, answer in known.items() if not answer)


def status_in_words(state: TaskState) -> str:
    """Say how far a task is."""
    return {
        TaskState.DONE: _("Done"),
        TaskState.TO_DO: capfirst(_("To do")),
        TaskState.BLOCKED: _("Cannot start yet"),
    }[state]
