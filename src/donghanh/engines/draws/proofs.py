"""
The proof file's content: one document that lets anybody repeat a draw and compare.

It carries the announced list (as given, or as salted hashes), its digests, the sources as announced and as
drawn, every step, winners and alternates. What becomes of a prize afterwards is appended as statements and
never changes what was drawn. `docs/reference/draw.md` describes each key for whoever writes a verifier.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import polars as pl

from donghanh.engines.draws.commitments import Commitment
from donghanh.engines.draws.selection import CannotDraw, draw
from donghanh.engines.draws.sources import key_of, parse_source

FORMAT = "donghanh-draw/1"
Proof = dict[str, Any]
_OUTSIDE_DIGEST = ("statements", "unclaimed", "digest")


@dataclass(frozen=True, slots=True)
class Source:
    """A public source of chance: its name as announced before the draw, and the numbers that it gave."""

    announced: str
    drawn: str


def canonical(*, value: object) -> bytes:
    """
    UTF-8 JSON with sorted keys and no spaces: the form that digests are taken over.

    >>> canonical(value={"b": 1, "a": "Lê"}).decode()
    '{"a":"Lê","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def file_text(*, proof: Mapping[str, Any]) -> str:
    """The one way in which a proof is written: sorted keys, indented by one space, a closing newline."""
    return json.dumps(proof, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def digest_of(*, proof: Mapping[str, Any]) -> str:
    """
    SHA-256 over what was drawn: the proof without its statements, its own digest and the list's rows.

    The rows are bound all the same, by list.sha256 and list.merkle_root which stay in.
    """
    core = {key: part for key, part in proof.items() if key not in _OUTSIDE_DIGEST}
    core["list"] = {key: part for key, part in proof["list"].items() if key != "entrants"}
    return sha256(canonical(value=core)).hexdigest()


def hex_rows(*, hashes: bytes) -> list[str]:
    """Entrant hashes in hexadecimal, one an entrant."""
    text = hashes.hex()
    return [text[low : low + 64] for low in range(0, len(text), 64)]


def _list_part(commitment: Commitment, open_entrants: pl.Series | None) -> dict[str, Any]:
    return {
        "kind": "sealed" if open_entrants is None else "open",
        "count": commitment.count,
        "sha256": commitment.list_sha256,
        "merkle_root": commitment.merkle_root,
        "entrants": hex_rows(hashes=commitment.hashes) if open_entrants is None else open_entrants.to_list(),
    }


def build_proof(
    *,
    title: str,
    method: str,
    commitment: Commitment,
    sources: Sequence[Source],
    winner_count: int,
    alternate_count: int = 0,
    announced_at: str | None = None,
    open_entrants: pl.Series | None = None,
) -> Proof:
    """
    Hold the draw over an announced list and write down everything needed to repeat it.

    commitment    : from `commit_entrants`, made before the sources were drawn
    sources       : in their announced order
    announced_at  : [ISO 8601 instant], when the list's root was published; None when it was not
    open_entrants : the entrants themselves, when their names are public; None publishes hashes only
    returns       : the proof as plain values; `winners` and `alternates` are ranks from 1
    raises        : BadSource, CannotDraw
    """
    if winner_count < 1 or alternate_count < 0:
        raise CannotDraw(
            f"found {winner_count} winners and {alternate_count} alternates; expected 1 or more, 0 or more."
        )
    numbers = [parse_source(text=source.drawn, place=k) for k, source in enumerate(sources, start=1)]
    key = key_of(sources=numbers)
    picks = draw(
        method=method,
        key=key,
        pool_size=commitment.count,
        count=winner_count + alternate_count,
        merkle_root=commitment.merkle_root,
    )
    ranks = [pick.rank for pick in picks]
    proof: Proof = {
        "format": FORMAT,
        "title": title,
        "method": method,
        "announced_at": announced_at,
        "sources": [asdict(source) for source in sources],
        "key": key,
        "list": _list_part(commitment, open_entrants),
        "prizes": winner_count,
        "steps": [asdict(pick) for pick in picks],
        "winners": ranks[:winner_count],
        "alternates": ranks[winner_count:],
        "statements": [],
        "unclaimed": [],
    }
    return {**proof, "digest": digest_of(proof=proof)}
