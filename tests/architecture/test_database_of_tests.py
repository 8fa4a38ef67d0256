"""The plugin that brings tests a database: without a server only those that need one fail, and say why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TWO_TESTS = """
import pytest

def test_of_the_mind():
    assert 1 + 1 == 2

@pytest.mark.django_db
def test_of_the_memory():
    from django.db import connection
    with connection.cursor() as cursor:
        cursor.execute("select current_database()")
        print("DATABASE", cursor.fetchone()[0])
"""


@pytest.fixture
def run(tmp_path):
    """Run two tests in a pytest of their own."""
    file = tmp_path / "test_two.py"
    file.write_text(TWO_TESTS)

    def pytest_run(*words, **environment):
        left_out = ("DONGHANH_TEST_DATABASE", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS")
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-s", "-c", "pyproject.toml", "--rootdir=.", str(file), *words],
            cwd=ROOT,
            env={**kept, **environment},
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    return pytest_run


def database_names(told):
    return {line.partition("DATABASE ")[2].split()[0] for line in told.splitlines() if "DATABASE " in line}


def test_without_a_server_tests_that_need_none_pass_and_the_others_say_why(run, tmp_path):
    in_the_way = tmp_path / "home"
    in_the_way.write_text("a file where the folder should be")

    told = run(DONGHANH_HOME=str(in_the_way), DONGHANH_SECRET_KEY="x" * 50)

    assert "1 passed" in told
    assert "No database for this test." in told


@pytest.mark.django_db
def test_two_runs_at_once_have_databases_of_their_own(run):
    from django.db import connection

    told = run()

    assert "2 passed" in told
    (theirs,) = database_names(told)
    assert theirs.startswith("test_donghanh_")
    assert theirs != connection.settings_dict["NAME"]
