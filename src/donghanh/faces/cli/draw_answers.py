"""
How the commands of `donghanh draw` read their files, refuse bad input and say what they found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec

import click

from donghanh.adapters.draw_files import (
    Entries,
    UnreadableDrawFile,
    parse_entries,
    parse_json,
)
from donghanh.adapters.whole_files import WouldOverwrite, write_whole
from donghanh.engines import draws
from donghanh.faces.cli.full_disk import disk_full_sentence

REFUSALS = (
    UnreadableDrawFile,
    WouldOverwrite,
    draws.BadEntrants,
    draws.BadSalt,
    draws.BadSource,
    draws.CannotDraw,
    draws.CannotState,
    draws.NotAProof,
)
Given = ParamSpec("Given")

existing = click.Path(exists=True, dir_okay=False, path_type=Path)
wanted = click.Path(dir_okay=False, path_type=Path)
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
force_option = click.option("--force", is_flag=True, help="Replace another file of that name.")


def stop(message: str) -> NoReturn:
    """End with the sentence on standard error and exit status 2."""
    click.echo(f"Error: {message}", err=True)
    raise SystemExit(2)


def explained(command: Callable[Given, None]) -> Callable[Given, None]:
    """Let bad input end with its sentence and exit status 2, never with a traceback."""

    @wraps(command)
    def run(*given: Given.args, **named: Given.kwargs) -> None:
        try:
            command(*given, **named)
        except REFUSALS as refusal:
            stop(str(refusal))
        except OSError as trouble:
            stop(disk_full_sentence(trouble) or f"{trouble.filename}: {trouble.strerror}.")

    return run


def say(*, as_json: bool, document: dict[str, Any], sentence: str) -> None:
    """Print the document, or the sentence for a person."""
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else sentence)


def entries_in(path: Path) -> Entries:
    """The entrants of a CSV file."""
    return parse_entries(content=path.read_bytes(), what=str(path))


def document_in(path: Path) -> tuple[Any, str]:
    """A JSON document and its text."""
    return parse_json(content=path.read_bytes(), what=str(path))


def keep_json(*, path: Path, document: dict[str, Any], force: bool) -> None:
    """Write a document in the form of proofs, whole or not at all."""
    write_whole(path=path, content=draws.file_text(proof=document).encode(), may_replace=force)
