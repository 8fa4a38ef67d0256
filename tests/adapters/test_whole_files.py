"""A name stands for a whole file or folder or for nothing, also on a disk that is full."""

import os

import pytest
from tests.small_disk import fill, small_disk

from donghanh.adapters.whole_files import WouldOverwrite, write_whole, write_whole_folder


def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path):
    write_whole(path=tmp_path / "proof.json", content=b"whole")

    assert [p.name for p in tmp_path.iterdir()] == ["proof.json"]
    assert (tmp_path / "proof.json").read_bytes() == b"whole"


def test_another_file_is_never_overwritten_unless_it_is_allowed(tmp_path):
    path = tmp_path / "proof.json"
    path.write_bytes(b"first")

    with pytest.raises(WouldOverwrite, match="another file of that name"):
        write_whole(path=path, content=b"second")
    assert path.read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1

    write_whole(path=path, content=b"second", may_replace=True)
    assert path.read_bytes() == b"second"


def test_the_same_content_again_is_no_conflict(tmp_path):
    path = tmp_path / "proof.json"

    write_whole(path=path, content=b"same")
    write_whole(path=path, content=b"same")

    assert path.read_bytes() == b"same"


def test_a_stop_before_the_name_is_given_leaves_no_file_of_that_name(tmp_path, monkeypatch):
    def power_cut(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", power_cut)

    with pytest.raises(KeyboardInterrupt):
        write_whole(path=tmp_path / "proof.json", content=b"whole")

    assert not (tmp_path / "proof.json").exists()


def test_a_list_with_salts_can_be_written_for_its_owner_only(tmp_path):
    write_whole(path=tmp_path / "salts.csv", content=b"x", mode=0o600)

    assert (tmp_path / "salts.csv").stat().st_mode & 0o777 == 0o600


def test_a_folder_is_there_with_all_files_or_not_at_all(tmp_path):
    with small_disk(tmp_path / "disk", kilobytes=256) as disk:
        filler = fill(disk, leave_kilobytes=16)
        files = {"a.csv": b"a" * 8_000, "b.csv": b"b" * 100_000}

        with pytest.raises(OSError, match="No space left"):
            write_whole_folder(folder=disk / "out", files=files)
        assert list(disk.iterdir()) == [filler]

        filler.unlink()
        write_whole_folder(folder=disk / "out", files=files)
        assert {path.name: path.read_bytes() for path in (disk / "out").iterdir()} == files


def test_a_file_that_does_not_fit_leaves_the_old_one_and_no_part(tmp_path):
    with small_disk(tmp_path / "disk", kilobytes=64) as disk:
        write_whole(path=disk / "old", content=b"old")

        with pytest.raises(OSError, match="No space left"):
            write_whole(path=disk / "old", content=b"n" * 200_000, may_replace=True)
        assert [path.name for path in disk.iterdir()] == ["old"]
        assert (disk / "old").read_bytes() == b"old"


def test_a_folder_with_something_in_it_is_not_written_over(tmp_path):
    (tmp_path / "mine").write_text("x")

    with pytest.raises(WouldOverwrite, match="not empty"):
        write_whole_folder(folder=tmp_path, files={"a": b"a"})
