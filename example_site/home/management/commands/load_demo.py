"""Builds the fictional insurer. Run twice, it doubles nothing and keeps what has been edited."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale

from example_site.home.demo import counts, pages, people, registers
from example_site.home.demo.insurer import load_controller
from wagtail_privacy import clock


class Command(BaseCommand):
    help = "Builds the demo: a fictional German health insurer in German and English."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=int,
            default=int(os.environ.get("PORT") or 8000),
            help="The port on which the demo will be reached (default: PORT, else 8000).",
        )

        parser.add_argument(
            "--bare",
            action="store_true",
            help="Only a German home page and four forms without a purpose, to begin at Start.",
        )

    def handle(self, *args: Any, port: int, bare: bool, **options: Any) -> None:
        with translation.override("de"), transaction.atomic():
            (load_bare if bare else load)(port)
        address = f"http://localhost:{port}"
        if bare:
            self.stdout.write(
                f"\nSite       {address}/de/\nBegin at   {address}/admin/privacy/start/"
            )
        else:
            self.stdout.write(f"\nSite       {address}/de/  and  {address}/en/")
        self.stdout.write(f"Admin      {address}/admin/")
        self.stdout.write(f"Mails      {address}/outbox/   (after logging in)")
        for person in people.PEOPLE:
            role = person.group or "may do everything"
            self.stdout.write(f"Login      {person.login} / {people.PASSWORD}   ({role})")


def load(port: int) -> None:
    """Build the whole demo, or what is missing of it."""
    for language in pages.LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    users = people.load_people()
    tree = pages.Tree(owner=users["admin"])
    pages.load_homes(tree)
    site = pages.load_site(tree.homes["de"], port)
    people.let_editors_look()
    people.let_officers_publish(list(tree.homes.values()))
    categories = registers.load_categories()
    purposes = registers.load_purposes(registers.load_recipients())
    pages.load_sections(tree)
    pages.load_forms(tree, purposes, categories)
    load_controller(site, tree.forms["contact"]["de"])
    pages.load_statement(tree)
    pages.load_ways_in(tree)
    counts.load_counts(site, tree.pages, clock.today())


def load_bare(port: int) -> None:
    """Build what somebody has who has just installed the package: forms, and nothing else."""
    Locale.objects.get_or_create(language_code="de")
    users = people.load_people()
    tree = pages.Tree(owner=users["admin"], languages=("de",))
    pages.load_homes(tree)
    pages.load_site(tree.homes["de"], port)
    people.let_editors_look()
    people.let_officers_publish(list(tree.homes.values()))
    pages.load_bare_forms(tree)
