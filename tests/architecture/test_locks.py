"""A lock file is for everybody: it names versions and digests, no host and no folder of one machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.architecture.planted import ROOT

LOCKS = sorted(ROOT.glob("requirements*.lock"))
# An address; an option that pip reads (an index, a folder of files, a host); a path; an install from a place.
PLACE = re.compile(
    r"://|^\s*-(i|f|e|c|r)\s|^\s*--(extra-)?index|^\s*--(find-links|trusted-host|editable|constraint)"
    r"|(^|[\s=\"'])(/|~/|\.{1,2}/|[A-Za-z]:\\)\S| @ "
)
PINNED = re.compile(r"^[a-z0-9][a-z0-9._-]*(\[[a-z0-9,_-]+\])?==\S+")


def places_named(text: str) -> list[str]:
    """The lines of a lock that name a host or a place."""
    return [line for line in text.splitlines() if PLACE.search(line)]


def test_there_is_a_lock_for_the_site_and_one_for_developers() -> None:
    assert [lock.name for lock in LOCKS] == ["requirements-dev.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host_and_no_folder(lock: Path) -> None:
    assert places_named(lock.read_text()) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_each_package_of_a_lock_has_a_digest(lock: Path) -> None:
    entries = lock.read_text().replace("\\\n", " ").splitlines()
    packages = [entry for entry in entries if PINNED.match(entry)]

    assert packages
    assert [entry for entry in packages if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--extra-index-url packages.example",
        "--find-links wheels",
        "-f wheels",
        "--trusted-host packages.example",
        "#    uv pip compile pyproject.toml -o /home/somebody/requirements.lock",
        "donghanh @ file:donghanh.whl",
        "-e .",
        "./wheels/click.whl",
        "    # via -r ../requirements.in",
    ],
)
def test_a_place_in_a_lock_would_be_seen(line: str) -> None:
    assert places_named(f"click==8.1.8\n{line}\n") == [line]
