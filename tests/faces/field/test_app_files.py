"""Manifest, service worker, the page for no network, and where a crew lands."""

from __future__ import annotations

import json

import pytest
from django.contrib.staticfiles import finders

from donghanh.faces.field import app_files

pytestmark = pytest.mark.django_db


def test_the_worker_is_served_below_its_scope_and_is_never_old(client, actors) -> None:
    answer = client.get("/hien-truong/sw.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/hien-truong/"
    assert answer["Cache-Control"] == "no-cache"


def test_every_file_of_the_shell_is_there(client, actors) -> None:
    house = json.loads(client.get("/hien-truong/sw.js").content.decode().split(";\n")[0].split("= ")[1])

    files = [name for name in house["shell"] if name.startswith("/static/")]
    assert len(files) == len(app_files.SHELL)
    assert all(finders.find(name.removeprefix("/static/")) for name in files)
    assert client.get(house["offline"]).status_code == 200


def test_the_shell_holds_every_script_of_the_face() -> None:
    from pathlib import Path

    folder = Path(finders.find("field/page.js")).parent
    scripts = {path.stem for path in folder.glob("*.js")} - {"service-worker"}

    assert scripts == set(app_files.SCRIPTS)


def test_the_manifest_names_the_app_and_its_first_page(client, actors) -> None:
    told = client.get("/hien-truong/ung-dung.webmanifest").json()

    assert told["start_url"] == told["scope"] == "/hien-truong/"
    assert told["display"] == "standalone"


def test_the_page_for_no_network_is_about_nobody(crew) -> None:
    page = crew.page("khong-mang/")

    assert crew.actor.username not in page
    assert 'data-person=""' in page
