"""
`donghanh draw verify | receipt | unclaimed`: what may be asked of a proof, and stated after it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from donghanh.engines import draws
from donghanh.faces.cli.draw_answers import (
    as_json_option,
    document_in,
    existing,
    explained,
    force_option,
    keep_json,
    say,
    wanted,
)


def _announced_root(proof: dict[str, Any], root: str | None) -> list[draws.Check]:
    found = proof["list"]["merkle_root"]
    return [] if root is None else [draws.Check("announced_root", found == root.lower(), found, root)]


def _receipt_check(proof: dict[str, Any], receipt_file: Path | None) -> list[draws.Check]:
    if receipt_file is None:
        return []
    paper, root = document_in(receipt_file)[0], proof["list"]["merkle_root"]
    return [draws.verify_receipt(receipt=paper, merkle_root=root)]


def _say_verdict(*, checks: list[draws.Check], as_json: bool) -> None:
    breach = draws.first_breach(checks=checks)
    document: dict[str, Any] = {"holds": breach is None, "held": [c.name for c in checks if c.holds]}
    document["breach"] = None
    sentence = f"Holds: {len(checks)} checks."
    if breach:
        document["breach"] = {"name": breach.name, "found": breach.found, "expected": breach.expected}
        sentence = f"Does not hold: {breach.name}. Found {breach.found}; expected {breach.expected}."
    say(as_json=as_json, document=document, sentence=sentence)
    raise SystemExit(1 if breach else 0)


@click.command()
@click.argument("proof_file", type=existing)
@click.option("--root", help="The Merkle root that was announced before the draw.")
@click.option("--receipt", "receipt_file", type=existing, help="Also check this receipt against the proof.")
@as_json_option
@explained
def verify(proof_file: Path, root: str | None, receipt_file: Path | None, as_json: bool) -> None:
    """Repeat a draw from its proof; name the first thing that does not hold."""
    proof, text = document_in(proof_file)
    checks = draws.verify_proof(proof=proof, text=text)
    if not draws.first_breach(checks=checks):
        checks += _announced_root(proof, root) + _receipt_check(proof, receipt_file)
    _say_verdict(checks=checks, as_json=as_json)


def _sound_proof(path: Path) -> dict[str, Any]:
    proof: dict[str, Any] = document_in(path)[0]
    breach = draws.first_breach(checks=draws.verify_proof(proof=proof))
    if breach:
        raise draws.NotAProof(
            f"{path}: this proof does not hold ({breach.name}); nothing can be based on it."
        )
    return proof


@click.command()
@click.argument("proof_file", type=existing)
@click.option("--entrant", required=True, help="The code or name as it stands in the list.")
@click.option("--salt", default="", help="Its salt, 64 hexadecimal digits; empty for an open list.")
@click.option("--out", type=wanted, help="Where the receipt goes.")
@force_option
@as_json_option
@explained
def receipt(proof_file: Path, entrant: str, salt: str, out: Path | None, force: bool, as_json: bool) -> None:
    """Answer "am I in?" with the rank and a receipt; exit 1 when not."""
    commitment = draws.commitment_in(proof=_sound_proof(proof_file))
    try:
        paper = draws.build_receipt(commitment=commitment, entrant=entrant, salt=draws.salt_from(text=salt))
    except draws.NotInList as answer:
        say(as_json=as_json, document={"in_list": False, "why": str(answer)}, sentence=str(answer))
        raise SystemExit(1) from answer
    if out:
        keep_json(path=out, document=paper, force=force)
    sentence = f"In the list, rank {paper['rank']} of {paper['count']}, under root {paper['merkle_root']}."
    say(as_json=as_json, document={"in_list": True, **paper}, sentence=sentence)


@click.command()
@click.argument("proof_file", type=existing)
@click.option("--rank", required=True, type=int, help="Whose prize was not claimed.")
@click.option("--reason", required=True, help="In words, for the record.")
@click.option("--at", required=True, help="When this is stated (ISO 8601).")
@click.option("--out", required=True, type=wanted, help="Where the longer proof goes.")
@force_option
@as_json_option
@explained
def unclaimed(proof_file: Path, rank: int, reason: str, at: str, out: Path, **how: bool) -> None:
    """Append that a prize was not claimed, and bring in the next alternate."""
    proof = draws.state_unclaimed(proof=_sound_proof(proof_file), rank=rank, reason=reason, at=at)
    keep_json(path=out, document=proof, force=how["force"])
    replaced_by = proof["statements"][-1]["replaced_by"]
    now = draws.holders(winners=proof["winners"], statements=proof["statements"])
    document = {"rank": rank, "replaced_by": replaced_by, "holders": now}
    comes = f"rank {replaced_by} comes in" if replaced_by else "no alternate is left"
    say(as_json=how["as_json"], document=document, sentence=f"Rank {rank} unclaimed; {comes}.")
