"""`donghanh release`: load, propose, publish by another, keep one to try; a wrong file ends with its line."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.apps.tariffs.conftest import HOUSEHOLDS, dearer

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(actors: Any, product_now: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A clock that goes on an hour each time somebody looks."""
    from donghanh.faces import clock

    hours = iter(range(1000))
    monkeypatch.setattr(clock, "now", lambda: product_now + timedelta(hours=next(hours)))
    monkeypatch.setattr(clock, "today", product_now.date)
    assert run("load").exit_code == 0
    return actors


def run(*words: str) -> Result:
    from donghanh.faces.cli.main import main

    return CliRunner().invoke(main, ["release", *words])


def written(folder: Path, price: int | str = 1985) -> str:
    text = dearer()[HOUSEHOLDS] or ""
    path = folder / HOUSEHOLDS.partition("/")[2]
    path.write_text(text.replace("price: 1985", f"price: {price}"), encoding="utf-8")
    return str(path)


def test_a_file_is_proposed_and_published_by_another(clock, tmp_path):
    business, director = clock.business.username, clock.director.username
    proposed = run("propose", written(tmp_path), "--title", "Giá mới", "--as", business, "--json")
    digest = json.loads(proposed.stdout)["digest"]
    own = run("publish", digest, "--as", business)
    published = run("publish", digest, "--as", director)
    listed = json.loads(run("list", "--json").stdout)

    assert own.exit_code == 2
    assert "law_needs_two_officers" in own.output
    assert published.exit_code == 0, published.output
    assert [row["state"] for row in listed] == ["in_force", "past"]
    assert digest[:12] in run("list").output


def test_a_what_if_release_is_kept_and_not_published(clock, tmp_path, monkeypatch):
    from donghanh.apps.tariffs import ports

    monkeypatch.setattr(ports, "_history", ports._nobody)
    kept = run("whatif", written(tmp_path), "--title", "Thử", "--as", clock.business.username, "--json")
    digest = json.loads(kept.stdout)["digest"]

    assert run("publish", digest, "--as", clock.director.username).exit_code == 2
    refused = run("cost", digest, "--from", "2021-08", "--until", "2021-12")
    assert refused.exit_code == 2
    assert "No bills are kept here" in refused.output


def test_a_price_with_a_point_ends_with_document_and_line(clock, tmp_path):
    refused = run("propose", written(tmp_path, '"1.985"'), "--title", "X", "--as", clock.business.username)

    assert refused.exit_code == 2
    assert f"{HOUSEHOLDS}:" in refused.output
    assert "price-not-whole" in refused.output


def test_a_file_that_is_no_document_ends_with_its_reason(clock, tmp_path):
    path = tmp_path / "a.yaml"
    for content, told in ((b"kind: gift\n", "kind-unknown"), (b"\xff\xfe", "UTF-8"), (b"{", "not-yaml")):
        path.write_bytes(content)
        refused = run("propose", str(path), "--title", "X", "--as", clock.business.username)
        assert refused.exit_code == 2
        assert told in refused.output


def test_an_officer_without_the_role_proposes_nothing(clock, tmp_path):
    refused = run("propose", written(tmp_path), "--title", "X", "--as", clock.office.username)

    assert refused.exit_code == 2
    assert "Not allowed" in refused.output


def test_months_that_end_before_they_begin_are_refused(clock):
    digest = json.loads(run("list", "--json").stdout)[0]["digest"]
    assert run("cost", digest, "--from", "2021-12", "--until", "2021-08").exit_code == 2
    assert run("cost", digest, "--from", "2021-13", "--until", "2022-08").exit_code == 2
