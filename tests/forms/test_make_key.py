"""`privacy_make_key`: one key that can be piped, and words for whoever typed it."""

import base64
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, execute_from_command_line
from django.test import override_settings

from wagtail_privacy.forms.at_rest.encryption import seal, unseal

REPOSITORY = Path(__file__).parents[2]


def make() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("privacy_make_key", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_standard_output_holds_the_key_alone() -> None:
    out, err = make()
    key = out.removesuffix("\n")
    assert len(base64.b64decode(key, validate=True)) == 32
    assert key not in err
    assert 'settings.WAGTAIL_PRIVACY["FORMS"]["ENCRYPTION_KEYS"]' in err


@pytest.mark.parametrize("page", ["README.md", "docs/how-to/keys.md"])
def test_it_names_the_setting_as_the_docs_do(page: str) -> None:
    [line] = [line.strip() for line in make()[1].splitlines() if "os.environ" in line]
    assert line in (REPOSITORY / page).read_text()


def test_each_call_makes_another_key() -> None:
    assert make()[0] != make()[0]


def test_the_key_works_as_printed() -> None:
    key = make()[0]
    with override_settings(WAGTAIL_PRIVACY={"FORMS": {"ENCRYPTION_KEYS": [key]}}):
        assert unseal(seal({"a": "b"}, ["place"]), ["place"]) == {"a": "b"}


def test_it_runs_where_no_key_is_set_yet(capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(WAGTAIL_PRIVACY={}):
        execute_from_command_line(["manage.py", "privacy_make_key", "--no-color"])
    shown = capsys.readouterr()
    assert len(base64.b64decode(shown.out, validate=False)) == 32
    assert shown.err
