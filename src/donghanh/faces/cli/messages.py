"""`donghanh messages`: compile the English catalogues, list what lacks English, add entries for it."""

from __future__ import annotations

import json

import click

from donghanh.faces.cli import message_catalogues, message_sources


@click.group()
def messages() -> None:
    """The pages' texts: Vietnamese in the pages, English in the catalogues beside them."""


@messages.command("compile")
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
def compile_all(quiet: bool) -> None:
    """Compile every catalogue that has changed."""
    paths = message_catalogues.compilable_paths(root=message_sources.FACES)
    written = [message_catalogues.compile_catalogue(path=path) for path in paths]
    if not quiet:
        click.echo(f"{sum(1 for path in written if path)} of {len(written)} catalogues compiled")


@messages.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(as_json: bool) -> None:
    """List every sentence of templates and faces that lacks an English text; exit 1 when there is one."""
    lacking = _lacking()
    lines = [_line(lack) for lack in lacking]
    click.echo(json.dumps({"lacking": lines}, ensure_ascii=False) if as_json else _report(lines))
    raise SystemExit(1 if lacking else 0)


@messages.command("extract")
def extract() -> None:
    """Add an empty entry for every sentence that lacks one, in the catalogue nearest to its file."""
    added = message_catalogues.add_missing(lacking=_lacking(), root=message_sources.FACES)
    for path, count in added.items():
        click.echo(f"{path}: {count} added, give them an English text")
    if not added:
        click.echo("nothing to add")


def _lacking() -> list[message_catalogues.Lack]:
    books = [
        message_catalogues.read_catalogue(path=path)
        for path in message_catalogues.catalogue_paths(root=message_sources.FACES)
    ]
    return message_catalogues.lacks(
        sentences=message_sources.sentences(root=message_sources.FACES), catalogues=books
    )


def _line(lack: message_catalogues.Lack) -> str:
    place = lack.sentence.path.relative_to(message_sources.FACES)
    return f"{place}:{lack.sentence.line}: {lack.problem}: {lack.sentence.text!r}"


def _report(lines: list[str]) -> str:
    if not lines:
        return "every sentence has its English text"
    advice = "run `donghanh messages extract`, fill in the empty texts, check again"
    return "\n".join([*lines, f"{len(lines)} lacking; {advice}"])
