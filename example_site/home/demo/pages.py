"""The tree of pages: German, and English as its translation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wagtail.models import Locale, Page, Site

from example_site.home.demo.form_texts import FormText
from example_site.home.demo.forms import FORMS
from example_site.home.demo.ledger import find, once
from example_site.home.demo.offers_benefits import BENEFITS
from example_site.home.demo.offers_service import CONTACT, SERVICE
from example_site.home.demo.statement import STATEMENT
from example_site.home.demo.texts import OfferText, SectionText
from example_site.home.models import HomePage, OfferPage, SectionPage
from wagtail_privacy.models import DataCategory, Purpose
from wagtail_privacy.pages.models import PrivacyFormPage, PrivacyStatementPage

AnyPage = TypeVar("AnyPage", bound=Page)

#: The original first: the other languages are translations of it.
LANGUAGES = ("de", "en")

HOME_TEXTS: dict[str, dict[str, str]] = {
    "de": {
        "title": "Beispielkasse",
        "slug": "beispielkasse",
        "headline": "Gut, dass jemand für Sie da ist",
        "introduction": "Wir sind eine Krankenkasse für alle, die es gern einfach haben: klare "
        "Antworten, kurze Wege und Menschen, die zurückrufen.",
        "search_description": "Die Beispielkasse ist eine erfundene gesetzliche Krankenkasse.",
    },
    "en": {
        "title": "Beispielkasse",
        "slug": "beispielkasse-en",
        "headline": "Good that somebody is there for you",
        "introduction": "We are a health insurer for everybody who likes things simple: clear "
        "answers, short ways and people who call back.",
        "search_description": "The Beispielkasse is an invented German statutory health insurer.",
    },
}


@dataclass
class Tree:
    """The pages of the demo by language; grows from the home pages down."""

    owner: Any
    languages: tuple[str, ...] = LANGUAGES
    homes: dict[str, HomePage] = field(default_factory=dict)
    sections: dict[str, dict[str, SectionPage]] = field(default_factory=dict)
    forms: dict[str, dict[str, PrivacyFormPage]] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)  # all of them, such as "home-de"

    def add(
        self,
        key: str,
        parents: dict[str, Any],
        build: Callable[[str], AnyPage],
        *,
        live: bool = True,
    ) -> dict[str, AnyPage]:
        """Give a page in every language, built where it is not there yet, and published."""
        pages = {language: build(language) for language in self.languages}
        known = [find(_key(key, language), type(page)) for language, page in pages.items()]
        # One key for all translations: that of the first page which is there, or a new one.
        original = next(filter(None, known), pages[self.languages[0]])
        made: dict[str, AnyPage] = {}
        for language, page in pages.items():
            page.locale = Locale.objects.get(language_code=language)
            page.owner = self.owner
            page.translation_key = original.translation_key
            made[language] = once(
                _key(key, language), type(page), _maker(parents[language], page, live=live)
            )
            self.pages[f"{key}-{language}"] = made[language]
        return made


def _key(key: str, language: str) -> str:
    return f"page-{key}-{language}"


def _maker(parent: Page, page: AnyPage, *, live: bool) -> Callable[[], AnyPage]:
    def make() -> AnyPage:
        page.live = False
        # Another page may have been added since this parent was read.
        parent.refresh_from_db()
        parent.add_child(instance=page)
        revision = page.save_revision(user=page.owner, clean=live)
        if live:
            revision.publish(user=page.owner)
        page.refresh_from_db()
        return page

    return make


def load_homes(tree: Tree) -> None:
    """Give the tree its home pages, below the root."""
    root = Page.get_first_root_node()
    tree.homes = tree.add(
        "home",
        dict.fromkeys(tree.languages, root),
        lambda language: HomePage(**HOME_TEXTS[language]),
    )


def load_site(home: HomePage, port: int) -> Site:
    """Give the default site with the German home page as its root; Wagtail's first page goes."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    before = site.root_page if site.pk else None
    if before is None or before.specific_class is Page:
        site.root_page = home
        site.hostname, site.site_name = "localhost", "Beispielkasse"
    site.port = port
    site.save()
    if before is not None and before.specific_class is Page and before.is_leaf():
        before.delete()
    return site


def load_sections(tree: Tree) -> None:
    """Add the sections with their offers."""
    for section in (BENEFITS, SERVICE, CONTACT):
        pages = tree.add(f"section-{section.key}", tree.homes, _section_builder(section))
        tree.sections[section.key] = pages
        for key, texts in section.offers.items():
            tree.add(f"offer-{key}", pages, _offer_builder(texts))


def _offer_builder(texts: dict[str, OfferText]) -> Callable[[str], OfferPage]:
    def build(language: str) -> OfferPage:
        text = texts[language]
        return OfferPage(
            title=text.title,
            slug=text.slug,
            introduction=text.introduction,
            search_description=text.introduction,
            body=text.body,
        )

    return build


def _section_builder(section: SectionText) -> Callable[[str], SectionPage]:
    def build(language: str) -> SectionPage:
        text = section.pages[language]
        return SectionPage(
            title=text.title,
            slug=text.slug,
            introduction=text.introduction,
            search_description=text.introduction,
            show_in_menus=True,
        )

    return build


def load_forms(
    tree: Tree, purposes: dict[str, Purpose], categories: dict[str, DataCategory]
) -> None:
    """Add the four forms below the section Contact."""
    for form in FORMS:
        tree.forms[form.key] = tree.add(
            f"form-{form.key}",
            tree.sections["contact"],
            _form_builder(form, purposes, categories),
        )


def load_bare_forms(tree: Tree) -> None:
    """Add the four forms as drafts that nobody has thought about yet, below the home page."""
    for form in FORMS:
        tree.forms[form.key] = tree.add(
            f"form-{form.key}", tree.homes, _form_builder(form, {}, {}), live=False
        )


def _form_builder(
    form: FormText, purposes: dict[str, Purpose], categories: dict[str, DataCategory]
) -> Callable[[str], PrivacyFormPage]:
    def build(language: str) -> PrivacyFormPage:
        words, purpose = form.words[language], purposes.get(form.purpose)
        page = PrivacyFormPage(
            title=words.title,
            slug=words.slug,
            search_description=words.summary,
            introduction=words.introduction,
            submit_label=words.submit_label,
            thank_you_text=words.thank_you_text,
            answers_within=form.answers_within,
            consequence=words.consequence if purpose else "",
            purpose=purpose,
            asks_reply_channel=form.asks_reply_channel,
            to_address=form.to_address,
        )
        for place, question in enumerate(form.fields(language, categories)):
            question.sort_order = place
            page.form_fields.add(question)
        for place, consent in enumerate(form.consents if purposes else ()):
            page.consent_questions.add(consent.as_question(language, purposes, place))
        return page

    return build


def load_statement(tree: Tree) -> None:
    """Add the privacy statement below the home page; its link stands in the footer."""
    tree.add(
        "statement",
        tree.homes,
        lambda language: PrivacyStatementPage(
            title=STATEMENT[language].title,
            slug=STATEMENT[language].slug,
            search_description=STATEMENT[language].summary,
            motto=STATEMENT[language].motto,
            body=STATEMENT[language].body,
        ),
    )


def load_ways_in(tree: Tree) -> None:
    """Put the two buttons on home pages that were made just now and have none yet."""
    for language, home in tree.homes.items():
        if not home.ways_in and home.revisions.count() == 1:
            home.ways_in = [
                ("page", tree.forms["call-back"][language]),
                ("page", tree.forms["contact"][language]),
            ]
            home.save_revision(user=tree.owner).publish(user=tree.owner)
