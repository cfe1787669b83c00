"""What programs read at well-known addresses."""

import datetime

GPC = "/.well-known/gpc.json"


def test_the_site_declares_that_it_heeds_global_privacy_control(client):
    answer = client.get(GPC)
    declared = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert declared["gpc"] is True
    assert datetime.date.fromisoformat(declared["lastUpdate"])


def test_the_declaration_sets_no_cookie_and_may_be_cached(client):
    answer = client.get(GPC)
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]


def test_nobody_writes_to_it(client):
    assert client.post(GPC).status_code == 405
