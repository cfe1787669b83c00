"""Two sites, whoever may come, and one of everything that an address can name."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import GroupPagePermission, Site

from tests import factories
from tests.forms.consents.newsletter import ask, ticked
from tests.forms.pages import create_form
from tests.forms.sites import create_second_site, officer_of
from tests.statements.pages import create_statement
from wagtail_privacy import clock
from wagtail_privacy.forms.consents import keeping
from wagtail_privacy.forms.consents.links.links import LinkKind
from wagtail_privacy.forms.consents.proof.records import ConsentRecord
from wagtail_privacy.forms.models import MailRecipient, PrivacyFormSubmission, SubmissionFile
from wagtail_privacy.statements.findings.reviews import review
from wagtail_privacy.statements.publication.deciding import accept

#: No row has it.
NOWHERE = 987_654
NAME, SECOND_NAME = "Erika Mustermann", "Max Zweitmann"
FIELDS: list[dict[str, Any]] = [
    {"label": "Name", "field_type": "singleline", "required": True},
    {"label": "E-Mail", "field_type": "email", "required": False},
    {"label": "Befund", "field_type": "file", "required": False},
]


@dataclass
class World:
    """What the addresses name, by target and parameter, and who asks."""

    clients: dict[str, Client]
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Submissions of the form of each target.
    submissions: dict[str, list[int]] = field(default_factory=dict)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def create_people(site: Site, second: Site) -> dict[str, Client]:
    """Give a client for each column of the table, from nobody to everything."""
    member = factories.create_user("member")
    elsewhere = factories.create_user("elsewhere")
    section = Group.objects.create(name="Section of the second site")
    section.permissions.add(Permission.objects.get(codename="access_admin"))
    name = site.root_page.get_parent()._meta.model_name
    for action in ("add", "change", "publish"):
        right = Permission.objects.get(content_type__model=name, codename=f"{action}_{name}")
        GroupPagePermission.objects.create(group=section, page=second.root_page, permission=right)
    elsewhere.groups.add(section)
    editor = factories.create_user("editor")
    editor.groups.add(factories.writers(site))
    officer = factories.create_user("officer")
    officer.groups.add(factories.officers())
    root = factories.create_user("root", is_superuser=True, is_staff=True)
    return {
        "visitor": Client(),
        "member": client_of(member),
        "elsewhere": client_of(elsewhere),
        "editor": client_of(editor),
        "second": client_of(officer_of(second, "second-officer")),
        "officer": client_of(officer),
        "root": client_of(root),
    }


def create_world(site: Site) -> World:
    """Build everything; what stands on the second site is "foreign"."""
    second = create_second_site(site)
    for place in (site, second):
        factories.create_controller(place, authority_name="")
    category, recipient = factories.create_data_category(), factories.create_recipient()
    purpose = factories.create_purpose(recipients=[recipient])
    newsletter = factories.create_purpose(
        name={"de": "Newsletter", "en": "Newsletter"}, legal_basis="6-1-a", national_norm=""
    )
    world = World(create_people(site, second))
    mail = MailRecipient.objects.create(name="Service", address="key@musterkasse.example")
    for target, place, name in (("own", site, NAME), ("foreign", second, SECOND_NAME)):
        form = create_form(
            place.root_page, purpose, category, title=f"Form {target}", fields=FIELDS
        )
        form = ask(form, newsletter)
        statement = create_statement(place.root_page, title=f"Statement {target}")
        world.values[target] = {
            "page_id": form.pk,
            "page_pk": form.pk,
            "site_pk": place.pk,
            "statement": statement.pk,
            **_sent(form, place, name),
        }
        rows = PrivacyFormSubmission.objects.filter(page=form).order_by("pk")
        world.values[target]["submission"] = rows[0].pk
        world.submissions[target] = list(rows.values_list("pk", flat=True))
        world.values[target] |= _advised(statement, is_accepted=target == "foreign")
    own = world.values["own"]
    own |= {
        "accepted": world.values["foreign"]["accepted"],
        "purpose": purpose.pk,
        "datacategory": category.pk,
        "recipient": recipient.pk,
        "mailrecipient": mail.pk,
        "section": "controller",
    }
    world.values["foreign"] = {**own, **world.values["foreign"]}
    world.values["plain"] = {
        **own,
        "page_id": site.root_page_id,
        "page_pk": site.root_page_id,
        "statement": site.root_page_id,
    }
    world.values["none"] = {
        **dict.fromkeys(own, NOWHERE),
        "reference": uuid.uuid4(),
        "key": "none",
        "consent": "unknown-token",
        "receipt": "unknown-token",
        "withdraw": "unknown-token",
        "mangled_consent": f"{'x' * 43}.",
        "mangled_receipt": f"{'x' * 43}.",
    }
    return world


def _advised(statement: Any, *, is_accepted: bool) -> dict[str, Any]:
    """Give a point that the statement is advised of, accepted or not."""
    found = review(statement, clock.today())
    assert found
    finding = found.advised[0]
    if not is_accepted:
        return {"key": finding.key}
    row = accept(found, finding, user=None, reason="Later.", review_on=clock.today())
    return {"key": finding.key, "accepted": row.pk}


def _sent(form: Any, site: Site, name: str) -> dict[str, Any]:
    """Send a form with a file and a consent; give the file and the tokens of the links."""
    befund = SimpleUploadedFile("befund.pdf", b"%PDF-1.7 Befund", "application/pdf")
    path = form.get_url_parts()[2]
    data = {"name": name, "e_mail": "erika@musterpost.example", "befund": befund, **ticked(form)}
    answer = Client().post(path, data, HTTP_HOST=site.hostname)
    assert answer.status_code == 303
    file = SubmissionFile.objects.get(submission__page_id=form.pk)
    now = clock.now()
    record = ConsentRecord.objects.given().get(form_page=form.pk)
    tokens = {}
    for name, kind, aim in (
        ("consent", LinkKind.CONFIRM, record.consent),
        ("receipt", LinkKind.RECEIPT, record.sending),
        ("withdraw", LinkKind.WITHDRAW, record.consent),
    ):
        link, tokens[name] = keeping.link_to(
            kind,
            aim,
            form_page=form.pk,
            language="de",
            created_at=now,
            expires_at=now + datetime.timedelta(days=3),
        )
        link.save()
    mangled = {f"mangled_{name}": f"{tokens[name]})." for name in ("consent", "receipt")}
    return {"reference": file.uuid, **tokens, **mangled}
