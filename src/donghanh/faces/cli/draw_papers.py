"""
`donghanh draw verifier | dossier`: the page that verifies without us, and the paper for the authority.
"""

from __future__ import annotations

from pathlib import Path

import click

from donghanh.adapters.whole_files import write_whole
from donghanh.faces.cli.draw_answers import (
    as_json_option,
    existing,
    explained,
    force_option,
    say,
    stop,
    wanted,
)
from donghanh.faces.cli.draw_verifier import build_verifier


@click.command()
@click.option("--out", required=True, type=wanted, help="Where the page goes.")
@click.option("--language", default="vi", type=click.Choice(["vi", "en"]), show_default=True)
@force_option
@as_json_option
@explained
def verifier(out: Path, language: str, force: bool, as_json: bool) -> None:
    """Write ONE page that verifies proofs from disk, with no server and no network."""
    write_whole(path=out, content=build_verifier(language=language).encode(), may_replace=force)
    say(as_json=as_json, document={"page": str(out)}, sentence=f"Written: {out}. Open it in any browser.")


@click.command()
@click.option("--plan", required=True, type=existing, help="JSON with what the dossier says.")
@click.option("--out", required=True, type=wanted, help="Where the PDF goes.")
@force_option
@as_json_option
@explained
def dossier(plan: Path, out: Path, force: bool, as_json: bool) -> None:
    """Write the dossier for registering a promotion by chance, as PDF/A."""
    from donghanh.adapters.papers.promotion_dossier import build_dossier, parse_plan
    from donghanh.adapters.pdf import CannotSetPaper

    try:
        pdf = build_dossier(plan=parse_plan(content=plan.read_bytes(), what=str(plan)))
    except CannotSetPaper as refusal:
        stop(str(refusal))
    write_whole(path=out, content=pdf, may_replace=force)
    say(as_json=as_json, document={"dossier": str(out), "bytes": len(pdf)}, sentence=f"Written: {out}.")
