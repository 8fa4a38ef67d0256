"""
Writes files and folders whose name stands for all of it or for nothing, whenever the machine or disk stops.

What is written grows under another name beside the wanted one, is brought to the disk, and takes its name
last. On a full disk the part goes away again, so that room is what it was before.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


class WouldOverwrite(FileExistsError):
    """Another file of that name is there, and it was not said that it may be replaced."""


def write_whole(*, path: Path, content: bytes, may_replace: bool = False, mode: int = 0o644) -> None:
    """
    Write a file so that its name stands for all of it or for nothing.

    may_replace : whether another file of that name may be given up; the same content is never an obstacle
    mode        : who may read it (0o600 for a list with salts)
    raises      : WouldOverwrite, OSError
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        _write_synced(part, content, mode)
        if may_replace:
            part.replace(path)
        else:
            os.link(part, path)
    except FileExistsError as problem:
        if path.is_file() and path.read_bytes() == content:
            return
        raise WouldOverwrite(
            f"{path}: another file of that name is there. "
            "Choose another name, or say with --force that it may be replaced."
        ) from problem
    finally:
        part.unlink(missing_ok=True)


def write_whole_folder(*, folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Write a folder that is new or empty, so that its name stands for all of the files or for none.

    raises : WouldOverwrite, when something stands there already; OSError
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise WouldOverwrite(f"{folder} is not empty. Next: name a new folder, nothing is written over.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        for name, content in files.items():
            _write_synced(part / name, content, 0o644)
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write_synced(path: Path, content: bytes, mode: int) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:  # noqa: PTH123
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
