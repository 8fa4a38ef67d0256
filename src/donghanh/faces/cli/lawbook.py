"""
`donghanh lawbook`: is every document of the lawbook complete, and which state of it is this?

For whoever changes a number of the State or the company, and for `make lawbook`. Needs no database.
Problems are printed as file:line, so that an editor opens them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

import click

from donghanh.lawbook.check import check_lawbook, digest_by_file, digest_of_lawbook

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group()
def lawbook() -> None:
    """The numbers of the State and the company, as dated documents."""


@lawbook.command()
@AS_JSON
def check(as_json: bool) -> None:
    """Check dates, gaps, overlaps, sources and clauses; exit status 1 when something is wrong."""
    problems = check_lawbook()
    files = len(digest_by_file())
    if as_json:
        _print_json({"documents": files, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{files} documents, {len(problems)} problems.")
    sys.exit(1 if problems else 0)


@lawbook.command()
@AS_JSON
def digest(as_json: bool) -> None:
    """Print the SHA-256 of each document, and of the lawbook as a whole."""
    whole, files = digest_of_lawbook(), digest_by_file()
    if as_json:
        _print_json({"digest": whole, "documents": files})
        return
    for name, its in files.items():
        click.echo(f"{its}  {name}")
    click.echo(f"{whole}  (the lawbook)")


def _print_json(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
