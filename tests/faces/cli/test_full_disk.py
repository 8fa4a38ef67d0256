"""A disk that fills up in the middle: a clear sentence, exit 2, nothing half, the same with room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.apps.reliefs.billing_stub import billing, paid
from tests.apps.reliefs.conftest import furnished
from tests.small_disk import fill, small_disk

from donghanh.faces.cli.full_disk import disk_full_sentence


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", kilobytes=512) as folder:
        yield folder


@pytest.fixture
def desk(actors, product_now, monkeypatch):
    from donghanh.faces import clock

    monkeypatch.setattr(clock, "now", lambda: product_now)
    desk = furnished(actors, product_now)
    desk.confirm(desk.order())
    return desk


def run(*words):
    from donghanh.faces.cli.main import main

    return CliRunner().invoke(main, words)


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_certificate_that_does_not_fit_leaves_nothing_and_is_the_same_with_room(desk, disk, tmp_path):
    words = ("relief", "certify", "--round", "covid-4", "--month", "2021-08", "--out")
    filler = disk / "filler"

    with billing(paid()):
        for left in (0, 4, 8, 20):
            fill(disk, leave_kilobytes=left)
            full = run(*words, str(disk / "out"))
            assert full.exit_code == 2, left
            assert "The disk is full" in full.output
            assert "Next: make room" in full.output
            assert list(disk.iterdir()) == [filler]
            filler.unlink()
        again = run(*words, str(disk / "out"))
        elsewhere = run(*words, str(tmp_path / "elsewhere" / "out"))

    assert (again.exit_code, elsewhere.exit_code) == (0, 0), again.output
    assert content_of(disk) == content_of(tmp_path / "elsewhere")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_province_that_does_not_fit_leaves_no_file_and_is_the_same_with_room(disk, tmp_path, form):
    words = ("world", "generate", "--customers", "300", "--seed", "7", "--format", form, "--out")
    filler = fill(disk, leave_kilobytes=12)

    full = run(*words, str(disk / "world"))
    there = content_of(disk / "world")
    filler.unlink()
    again = run(*words, str(disk / "world"))
    run(*words, str(tmp_path / "world"))

    assert (full.exit_code, again.exit_code) == (2, 0), full.output
    assert "The disk is full" in full.output
    assert there == {}
    assert content_of(disk / "world") == content_of(tmp_path / "world")


def test_a_sealed_list_that_does_not_fit_keeps_no_name(disk, tmp_path):
    (tmp_path / "entrants.csv").write_text("entrant\n" + "\n".join(f"e{at}" for at in range(500)) + "\n")
    fill(disk)

    full = run("draw", "seal", "--entries", str(tmp_path / "entrants.csv"), "--out", str(disk / "sealed.csv"))

    assert full.exit_code == 2
    assert "The disk is full" in full.output
    assert [path.name for path in disk.iterdir()] == ["filler"]


def test_an_answer_that_cannot_be_printed_whole_ends_with_two_and_says_so():
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this machine")
    words = ["tariff", "bill", "--category", "residential", "--kwh", "250", "--json"]
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "donghanh", *words], stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip

    assert told.returncode == 2, told.stderr
    assert "The disk is full" in told.stderr
    assert "Traceback" not in told.stderr


def test_what_is_no_full_disk_is_not_called_one():
    assert disk_full_sentence(OSError(13, "Permission denied", "a")) is None
    outer = ValueError("outer")
    outer.__cause__ = OSError(28, "No space left on device", "a")
    assert "'a'" in disk_full_sentence(outer)
