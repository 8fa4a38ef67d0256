"""Lists a subject's files top to bottom, each with the first sentence of what it says of itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click

from donghanh.faces.cli.house import BadInput

PACKAGE = Path(__file__).resolve().parents[2]
STOREYS = ("faces", "apps", "world", "adapters", "lawbook", "engines", "kernel")


@click.command()
@click.argument("subject", default="programmes")
def tour(subject: str) -> None:
    """List the files of SUBJECT from the faces down to the engines."""
    found = [(storey, path) for storey in STOREYS for path in _files(storey, subject)]
    if not found:
        words = ", ".join(sorted(path.name for path in (PACKAGE / "engines").iterdir() if path.is_dir()))
        raise BadInput(f"No file is named after '{subject}'. Subjects are, for instance: {words}.")
    last = ""
    for storey, path in found:
        if storey != last:
            click.echo(click.style(f"\n{storey}", bold=True))
            last = storey
        click.echo(f"  {path.relative_to(PACKAGE)}  —  {_first_sentence(path)}")


def _files(storey: str, subject: str) -> Iterator[Path]:
    stem = subject.rstrip("s")
    for path in sorted((PACKAGE / storey).rglob("*")):
        parts = path.relative_to(PACKAGE / storey).parts
        named = any(part == subject or part.split(".")[0].split("_")[0] in {subject, stem} for part in parts)
        told = path.suffix in {".py", ".yaml", ".html", ".typ"} and "migrations" not in parts
        if named and told and path.read_text().strip():
            yield path


def _first_sentence(path: Path) -> str:
    if path.suffix != ".py":
        return path.suffix.lstrip(".")
    text = ast.get_docstring(ast.parse(path.read_text())) or ""
    return text.replace("\n", " ").split(". ")[0].rstrip(".")
