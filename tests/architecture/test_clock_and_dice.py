"""What imports cannot express: naive times, a look at the clock, and files or dice by way of a library."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.architecture.planted import ROOT

PURE_STOREYS = [ROOT / "src/donghanh/kernel", ROOT / "src/donghanh/engines"]
ENGINE = "src/donghanh/engines/draws/planted.py"
READS_AND_WRITES = ("read_", "scan_", "write_", "sink_")

LOOKS_AT_THE_CLOCK = [
    ("from datetime import UTC, datetime\n\nnoted_at = datetime.now(UTC)\n", "TID251"),
    ("from datetime import datetime\n\nnoted_at = datetime.now()\n", "DTZ005"),
    ("from datetime import date\n\nnoted_on = date.today()\n", "DTZ011"),
    ("from django.utils import timezone\n\nnoted_at = timezone.now()\n", "TID251"),
    ("import time\n\nnoted_at = time.time()\n", "TID251"),
    ("from datetime import datetime\n\nstarts_at = datetime(2021, 12, 20, 8)\n", "DTZ001"),
]


def rules_broken(source: str, *, path: str) -> set[str]:
    """What the linter says of a source, were it in the house under `path`."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format=concise", "--stdin-filename", path, "-"],
        cwd=ROOT,
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line.split(" ")[1] for line in done.stdout.splitlines() if line.startswith(path)]
    assert bool(said) == bool(done.returncode), done.stdout + done.stderr
    return set(said)


def impure_words(source: str) -> Iterator[str]:
    """Words by which a rule would reach a file or dice without importing a module for it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in {"open", "print", "input"}:
            yield node.id
        elif isinstance(node, ast.Attribute) and (
            node.attr.startswith(READS_AND_WRITES) or node.attr in {"random", "sample", "shuffle"}
        ):
            yield node.attr


@pytest.mark.parametrize(("source", "rule"), LOOKS_AT_THE_CLOCK)
def test_a_look_at_the_clock_is_refused_below_the_faces(source: str, rule: str) -> None:
    assert rule in rules_broken(source, path=ENGINE)


@pytest.mark.parametrize(
    "path", ["src/donghanh/apps/customers/planted.py", "src/donghanh/faces/desk/planted.py"]
)
def test_apps_and_pages_ask_the_one_clock_too(path: str) -> None:
    source = "from datetime import UTC, datetime\n\nnoted_at = datetime.now(UTC)\n"

    assert rules_broken(source, path=path) == {"TID251"}


def test_the_face_that_is_the_clock_may_look_at_it() -> None:
    source = "from datetime import UTC, datetime\n\nnoted_at = datetime.now(UTC)\n"

    assert rules_broken(source, path="src/donghanh/faces/clock.py") == set()


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("def rule():\n    return open('people.csv')\n", "open"),
        ("import polars as pl\n\nPEOPLE = pl.read_csv('people.csv')\n", "read_csv"),
        ("def rule(frame):\n    frame.write_parquet('people.parquet')\n", "write_parquet"),
        ("import numpy as np\n\nDICE = np.random.default_rng(1)\n", "random"),
    ],
)
def test_a_file_or_dice_by_way_of_a_library_is_found(source: str, word: str) -> None:
    assert word in set(impure_words(source))


def test_kernel_and_engines_reach_no_file_and_no_dice_by_way_of_a_library() -> None:
    modules = [path for storey in PURE_STOREYS for path in storey.rglob("*.py")]
    found = {str(path.relative_to(ROOT)): set(impure_words(path.read_text())) for path in modules}

    assert len(modules) > len(PURE_STOREYS)
    assert {path: words for path, words in found.items() if words} == {}
