"""As a firm runs it: behind a web server with TLS, told its address."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from slovo.web.addresses import hosts_of
from slovo.web.findings import findings
from tests.make import MORNING

ASKED = """
import json
import django
from django.conf import settings
from django.core.checks import run_checks
django.setup()
from django.test import Client
settings.LOGGING_CONFIG = None
def seen(host, **how):
    answer = Client(headers={"host": host}).get("/livez", **how)
    return [answer.status_code, answer.headers.get("Strict-Transport-Security")]
print(json.dumps({
    "against": [str(found) for found in run_checks(include_deployment_checks=True)
        if not found.is_silenced()],
    "by https": seen("desk.firm.example", secure=True),
    "by http": seen("desk.firm.example"),
    "from here": seen("127.0.0.1:8000"),
    "another name": seen("evil.example", secure=True)[0],
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
}))
"""


def test_told_https_it_keeps_to_it_and_answers_to_its_own_name(tmp_path: Path) -> None:
    told = {
        "SLOVO_HOME": str(tmp_path),
        "SLOVO_URL": "https://desk.firm.example",
        "SLOVO_PROXY": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "slovo.settings",
        "PATH": os.environ["PATH"],
    }
    run = subprocess.run(
        [sys.executable, "-c", ASKED], env=told, capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == {
        "against": [],
        "by https": [200, "max-age=31536000"],
        "by http": [200, None],
        "from here": [200, None],
        "another name": 400,
        "cookies": [True, True],
    }


def test_told_nothing_it_answers_to_whoever_tries_it(client: Client) -> None:
    assert hosts_of("") == ["*"]
    assert "Strict-Transport-Security" not in client.get("/livez", secure=True).headers


@pytest.mark.django_db
def test_an_unknown_web_server_is_said(firm: object, settings: object) -> None:
    settings.IS_HTTPS, settings.PUBLIC_URL = True, "https://desk.firm.example"
    found = {name: good for name, good, _words in findings(MORNING)}
    assert (found["address"], found["proxy"]) == (True, False)
    settings.PROXY = "127.0.0.1"
    assert "proxy" not in {name for name, _good, _words in findings(MORNING)}
