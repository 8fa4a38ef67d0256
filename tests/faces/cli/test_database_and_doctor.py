"""`donghanh database` and `donghanh doctor` on a home of their own, as with a new clone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from donghanh.adapters import embedded_programs
from donghanh.adapters.environment import read_environment
from donghanh.faces.cli.doctor import examine, exit_status
from donghanh.faces.cli.doctor_words import Finding


@pytest.fixture(scope="module")
def home():
    place = Path(tempfile.mkdtemp(prefix="donghanh-test-"))
    place.chmod(0o755)
    yield place
    _command(place, "database", "stop")
    shutil.rmtree(embedded_programs.shelter(home=place / "postgres"), ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)


def _command(home, *words, **more):
    left_out = ("DATABASE_URL", "DONGHANH_TEST_DATABASE", "PGOPTIONS")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(
        [sys.executable, "-m", "donghanh", *words],
        env={**environment, "DONGHANH_HOME": str(home), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def findings(answer):
    return {finding["name"]: finding for finding in json.loads(answer.stdout)["findings"]}


def test_a_new_clone_is_looked_at_migrated_started_and_stopped(home):
    """One story, because a home of its own takes some seconds to make."""
    new = _command(home, "doctor", "--json")
    assert new.returncode == 2
    assert "never made" in findings(new)["database"]["found"]
    assert findings(new)["database"]["to_do"] == "Run: donghanh database migrate"

    started = _command(home, "database", "start", "--json")
    assert json.loads(started.stdout)["running"] is True
    unmigrated = _command(home, "doctor", "--json")
    assert unmigrated.returncode == 1
    assert "migrations pending" in findings(unmigrated)["tables"]["found"]

    applied = json.loads(_command(home, "database", "migrate", "--json").stdout)["applied"]
    assert any(name.startswith("organisation.0001") for name in applied)
    assert json.loads(_command(home, "database", "migrate", "--json").stdout)["applied"] == []

    looked = _command(home, "doctor", "--json", DONGHANH_DEMO="1")
    found = findings(looked)
    assert found["tables"]["found"] == "up to date"
    assert found["jobs"]["found"] == "0 waiting, 0 failed"
    assert found["mode"]["found"].startswith("demo")
    assert "PostgreSQL 18" in found["server"]["found"]
    assert "Add somebody" in found["staff"]["to_do"]
    assert looked.returncode == 1
    assert json.loads(_command(home, "jobs", "list", "--failed", "--json").stdout) == {"jobs": []}
    assert _command(home, "jobs", "list").stdout == "No job waits, runs or failed.\n"

    assert _command(home, "database", "url").stdout.startswith("postgresql://donghanh:")
    assert json.loads(_command(home, "database", "stop", "--json").stdout) == {"stopped": True}
    stopped = _command(home, "doctor")
    assert stopped.returncode == 2
    assert "Run: donghanh database start" in stopped.stdout


def test_an_own_server_is_not_started_or_stopped_from_here(home):
    elsewhere = {"DATABASE_URL": "postgresql://somebody:secret@127.0.0.1:1/none"}

    for word in ("start", "stop"):
        answer = _command(home, "database", word, **elsewhere)
        assert answer.returncode == 2
        assert "DATABASE_URL" in answer.stderr


def test_a_server_that_does_not_answer_is_told_without_its_password(home):
    answer = _command(
        home, "doctor", DATABASE_URL="postgresql://somebody:secret@127.0.0.1:1/none", DONGHANH_POOL="0"
    )

    assert answer.returncode == 2
    assert "does not answer" in answer.stdout
    assert "secret" not in answer.stdout


def test_open_to_the_world_without_https_is_something_to_do(tmp_path):
    environment = read_environment(
        {"DONGHANH_HOME": str(tmp_path), "DONGHANH_ALLOWED_HOSTS": "care.example.vn"}
    )

    mode = next(finding for finding in examine(environment=environment) if finding.name == "mode")

    assert "DONGHANH_SECURE=1" in mode.to_do


@pytest.mark.parametrize(
    ("finding", "status"),
    [
        (Finding("a", "fine"), 0),
        (Finding("a", "not fine", "do it"), 1),
        (Finding("a", "dark", "light it", blind=True), 2),
    ],
)
def test_exit_status(finding, status):
    assert exit_status([Finding("other", "fine"), finding]) == status
