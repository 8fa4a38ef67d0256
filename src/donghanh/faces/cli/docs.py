"""
`donghanh docs`: write the generated reference anew, and check that the documents still say what is true.

For whoever changes a rule, a column, a command or a page of the documents; needs no database. `check`
compares the generated pages with what would be written now, follows every link, runs the README's example
and looks for every `make` word and file that is named. Exit status 1 names each place that is out of step.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from donghanh.faces.cli import docs_checks, docs_pages
from donghanh.faces.cli.house import BadInput

ROOT = Path(__file__).resolve().parents[4]


@click.group()
def docs() -> None:
    """The documents: generated reference, links, examples."""


@docs.command()
def write() -> None:
    """Write every page of the generated reference that is not as it should be."""
    written = docs_pages.write_pages(root=_clone())
    for page in written:
        click.echo(f"written: {page}")
    click.echo(f"{len(written)} of {len(docs_pages.PAGES)} generated pages written.")


@docs.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(as_json: bool) -> None:
    """Compare generated pages, follow links, run the README's example; exit status 1 names what is wrong."""
    root = _clone()
    problems = [
        *docs_pages.pages_out_of_step(root=root),
        *docs_checks.broken_links(root=root),
        *docs_checks.files_not_there(root=root),
        *docs_checks.make_words_not_there(root=root),
        *docs_checks.example_gone_wrong(root=root),
    ]
    checked = len(docs_checks.documents(root=root))
    if as_json:
        click.echo(json.dumps({"documents": checked, "problems": problems}, ensure_ascii=False))
    else:
        click.echo("\n".join([*problems, f"{checked} documents, {len(problems)} problems."]))
    raise SystemExit(1 if problems else 0)


def _clone() -> Path:
    if not (ROOT / "docs").is_dir():
        raise BadInput(
            f"No folder docs/ stands in {ROOT}: the documents belong to a clone and are not installed with "
            "the package. Give this command in a clone of the project."
        )
    return ROOT
