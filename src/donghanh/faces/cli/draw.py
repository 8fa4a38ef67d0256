"""
`donghanh draw`: seal a list, hold a draw, verify a proof, answer "am I in?", without database or Django.

Exit status: 0 yes; 1 a proof or receipt that does not hold (with the first thing that does not); 2 input that
is not what it should be. With `--json` exactly one JSON document goes to standard output.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from donghanh.adapters.draw_files import Entries, build_entries
from donghanh.adapters.whole_files import write_whole
from donghanh.engines import draws
from donghanh.faces.cli.draw_answers import (
    as_json_option,
    entries_in,
    existing,
    explained,
    force_option,
    keep_json,
    say,
    wanted,
)
from donghanh.faces.cli.draw_papers import dossier, verifier
from donghanh.faces.cli.draw_proofs import receipt, unclaimed, verify

SALT_BYTES = 32


@click.group()
def draw() -> None:
    """Draws that anybody can repeat and verify."""


@draw.command()
@click.option("--entries", required=True, type=existing, help="CSV with a column entrant.")
@click.option("--out", required=True, type=wanted, help="Where the sealed list goes; keep it to yourselves.")
@force_option
@as_json_option
@explained
def seal(entries: Path, out: Path, force: bool, as_json: bool) -> None:
    """Give each entrant a secret salt, and print the root to announce before the draw."""
    entrants = entries_in(entries).entrants
    salts = os.urandom(SALT_BYTES * len(entrants))
    commitment = draws.commit_entrants(entrants=entrants, salts=salts)
    rows = build_entries(entrants=entrants, salts=salts).encode()
    write_whole(path=out, content=rows, may_replace=force, mode=0o600)
    announced = {
        "count": commitment.count,
        "list_sha256": commitment.list_sha256,
        "merkle_root": commitment.merkle_root,
    }
    sentence = f"{commitment.count} entrants sealed. Announce the root: {commitment.merkle_root}"
    say(as_json=as_json, document=announced, sentence=sentence)


def _sources(drawn: tuple[str, ...], announced: tuple[str, ...]) -> list[draws.Source]:
    if announced and len(announced) != len(drawn):
        raise draws.BadSource(
            f"found {len(announced)} announced names for {len(drawn)} sources; expected one --announced a "
            "--source, in the same order, or none."
        )
    names = announced or ("",) * len(drawn)
    return [draws.Source(announced=name, drawn=text) for name, text in zip(names, drawn, strict=True)]


def _proof_of(entries: Entries, wish: dict[str, Any]) -> dict[str, Any]:
    return draws.build_proof(
        title=wish["title"],
        method=wish["method"],
        commitment=draws.commit_entrants(entrants=entries.entrants, salts=entries.salts),
        sources=_sources(wish["drawn"], wish["announced"]),
        winner_count=wish["winners"],
        alternate_count=wish["alternates"],
        announced_at=wish["announced_at"],
        open_entrants=entries.entrants if entries.salts is None else None,
    )


def _told(proof: dict[str, Any], out: Path | None) -> dict[str, Any]:
    told = {name: proof[name] for name in ("winners", "alternates", "method", "key", "digest")}
    of_list = {name: proof["list"][name] for name in ("count", "merkle_root")}
    return {**told, **of_list, "proof": str(out) if out else None}


def _numbers(ranks: list[int]) -> str:
    return ", ".join(map(str, ranks)) or "none"


@draw.command()
@click.option(
    "--entries", required=True, type=existing, help="CSV with a column entrant (and salt, if sealed)."
)
@click.option("--source", "drawn", required=True, multiple=True, help="Numbers of one source, as drawn.")
@click.option("--announced", multiple=True, help="Name of each source as announced, in the same order.")
@click.option("--announced-at", help="When the list's root was announced (ISO 8601).")
@click.option("--winners", required=True, type=int, help="How many prizes.")
@click.option("--alternates", default=0, type=int, show_default=True, help="How many in reserve, in order.")
@click.option("--method", default="sha256", type=click.Choice(draws.METHODS), show_default=True)
@click.option("--title", default="", help="What is drawn.")
@click.option("--out", type=wanted, help="Where the proof goes.")
@force_option
@as_json_option
@explained
def run(entries: Path, out: Path | None, force: bool, as_json: bool, **wish: Any) -> None:
    """Hold a draw and write its proof; ranks count from 1 in the file's order."""
    proof = _proof_of(entries_in(entries), wish)
    if out:
        keep_json(path=out, document=proof, force=force)
    sentence = f"Winners: {_numbers(proof['winners'])}\nAlternates: {_numbers(proof['alternates'])}"
    say(as_json=as_json, document=_told(proof, out), sentence=sentence)


for command in (verify, receipt, unclaimed, verifier, dossier):
    draw.add_command(command)
