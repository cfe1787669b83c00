"""The table "At a glance": a row for each collection point."""

import re

from django.template.loader import render_to_string
from django.utils import translation

from tests.statements.activities import FACTS

TEMPLATE = "wagtail_privacy/statements/at_a_glance.html"


def cells() -> list[str]:
    with translation.override("en"):
        html = render_to_string(TEMPLATE, {"facts": FACTS})
    texts = (re.sub(r"<[^>]+>", " ", cell) for cell in re.findall(r"<td.*?</td>", html, re.DOTALL))
    return [" ".join(text.split()) for text in texts]


def test_two_purposes_of_a_form_keep_their_periods_and_recipients_apart() -> None:
    purposes, _data, periods, recipients = cells()
    assert purposes == "What for Newsletter, Care"
    assert periods == (
        "How long Newsletter: until you withdraw, 2 weeks at most Care: Until the case is closed."
    )
    assert recipients == "Who receives it Newsletter: Mailer Inc Care: Host Ltd"
