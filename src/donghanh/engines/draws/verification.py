"""
Repeat a draw from its proof and say what holds, in the order in which a doubter would ask.

Each check has a stable name (listed in `docs/reference/draw.md` and used by the browser's verifier too).
Checking stops at the first that does not hold, because those after it would rest on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import polars as pl

from donghanh.engines.draws.commitments import BadEntrants, Commitment, commit_entrants, commitment_over
from donghanh.engines.draws.proofs import FORMAT, Proof, digest_of, file_text
from donghanh.engines.draws.selection import METHODS, CannotDraw, draw
from donghanh.engines.draws.shapes import PROOF_SHAPE, check_shape
from donghanh.engines.draws.sources import BadSource, key_of, parse_source
from donghanh.engines.draws.statements import holders, next_alternate, statement_digest


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked: its name, whether it holds, and if not what was found and expected."""

    name: str
    holds: bool
    found: str = ""
    expected: str = ""


def _same(name: str, found: object, expected: object) -> Check:
    if found == expected:
        return Check(name, True)
    return Check(name, False, str(found), str(expected))


def commitment_in(*, proof: Proof) -> Commitment:
    """
    The announced list that a proof carries, with its digests computed anew.

    raises : BadEntrants, when the rows cannot be a list of entrants
    """
    rows = proof["list"]["entrants"]
    if proof["list"]["kind"] == "open":
        return commit_entrants(entrants=pl.Series("entrant", rows, dtype=pl.String))
    broken = next(
        (k for k, row in enumerate(rows, 1) if len(row) != 64 or set(row) - set("0123456789abcdef")), 0
    )
    if broken or not rows:
        raise BadEntrants(
            f"row {broken}: not the 64 hexadecimal digits of a hash." if broken else "found no rows."
        )
    if len(set(rows)) != len(rows):
        raise BadEntrants("the same entrant hash stands in two rows.")
    return commitment_over(hashes=bytes.fromhex("".join(rows)))


def _list_checks(proof: Proof) -> Iterator[Check]:
    part = proof["list"]
    yield Check("list_kind", part["kind"] in ("open", "sealed"), part["kind"], "open or sealed")
    yield _same("list_count", part["count"], len(part["entrants"]))
    try:
        commitment = commitment_in(proof=proof)
    except BadEntrants as refusal:
        yield Check("list_entrants", False, str(refusal), "a list that can be drawn from")
        return
    yield Check("list_entrants", True)
    yield _same("list_sha256", part["sha256"], commitment.list_sha256)
    yield _same("merkle_root", part["merkle_root"], commitment.merkle_root)


def _key_check(proof: Proof) -> Check:
    try:
        drawn = [parse_source(text=s["drawn"], place=k) for k, s in enumerate(proof["sources"], start=1)]
        return _same("key", proof["key"], key_of(sources=drawn))
    except BadSource as refusal:
        return Check("key", False, str(refusal), "sources of whole numbers")


def _step_difference(stated: Sequence[dict[str, Any]], repeated: Sequence[dict[str, Any]]) -> Check:
    for place, (found, expected) in enumerate(zip(stated, repeated, strict=True), start=1):
        for part in expected:
            if found[part] != expected[part]:
                return Check("steps", False, f"pick {place}, {part}: {found[part]}", str(expected[part]))
    return Check("steps", True)


def _draw_checks(proof: Proof) -> Iterator[Check]:
    count = len(proof["steps"])
    yield _same("prizes", proof["prizes"], len(proof["winners"]))
    yield _same("step_count", count, len(proof["winners"]) + len(proof["alternates"]))
    try:
        root = proof["list"]["merkle_root"]
        size = proof["list"]["count"]
        picks = draw(method=proof["method"], key=proof["key"], pool_size=size, count=count, merkle_root=root)
    except CannotDraw as refusal:
        yield Check("steps", False, str(refusal), "a draw that is possible")
        return
    repeated = [{"hash": p.hash, "attempt": p.attempt, "divisor": p.divisor, "rank": p.rank} for p in picks]
    yield _step_difference(proof["steps"], repeated)
    yield _same("winners", proof["winners"], [p.rank for p in picks[: proof["prizes"]]])
    yield _same("alternates", proof["alternates"], [p.rank for p in picks[proof["prizes"] :]])
    yield _same("digest", proof["digest"], digest_of(proof=proof))


def _statement_problem(proof: Proof, place: int) -> str:
    earlier, this = proof["statements"][:place], proof["statements"][place]
    if this["kind"] != "unclaimed":
        return f"kind is {this['kind']!r}, not 'unclaimed'"
    if this["rank"] not in holders(winners=proof["winners"], statements=earlier):
        return f"rank {this['rank']} held no prize at that moment"
    due = next_alternate(alternates=proof["alternates"], statements=earlier)
    if this["replaced_by"] != due:
        return f"brings in {this['replaced_by']}, but the next alternate is {due}"
    if this["previous"] != (earlier[-1]["digest"] if earlier else proof["digest"]):
        return "does not follow from what stands before it"
    return "" if this["digest"] == statement_digest(statement=this) else "its digest differs from its text"


def _statement_checks(proof: Proof) -> Iterator[Check]:
    for place in range(len(proof["statements"])):
        problem = _statement_problem(proof, place)
        if problem:
            yield Check(
                "statements", False, f"statement {place + 1}: {problem}", "statements that follow the draw"
            )
            return
    yield Check("statements", True)
    yield _same("unclaimed", proof["unclaimed"], [s["rank"] for s in proof["statements"]])


def _all_checks(proof: Proof) -> Iterator[Check]:
    yield _same("format", proof["format"], FORMAT)
    yield Check("method", proof["method"] in METHODS, proof["method"], " or ".join(METHODS))
    parts: tuple[Callable[[Proof], Iterator[Check]], ...] = (_list_checks, lambda p: iter([_key_check(p)]))
    for part in (*parts, _draw_checks, _statement_checks):
        yield from part(proof)


def _form_check(proof: Proof, text: str) -> Check:
    """A byte changed where JSON does not care (a blank, a repeated key) is still a byte changed."""
    due = file_text(proof=proof)
    same = next(
        (k for k, (a, b) in enumerate(zip(text, due, strict=False)) if a != b), min(len(text), len(due))
    )
    found, expected = text[same : same + 20], due[same : same + 20]
    return Check("canonical_form", text == due, f"character {same + 1}: {found!r}", repr(expected))


def verify_proof(*, proof: object, text: str | None = None) -> list[Check]:
    """
    Repeat the draw and compare it with what the proof says, up to the first thing that does not hold.

    proof   : the document as read from JSON
    text    : the file that it was read from, to check that not a blank of it has changed
    returns : the checks in order; only the last one may not hold
    raises  : NotAProof, when keys are missing or of another kind
    """
    check_shape(value=proof, shape=PROOF_SHAPE)
    assert isinstance(proof, dict)
    checks: list[Check] = []
    forms = [] if text is None else [_form_check(proof, text)]
    for check in chain(_all_checks(proof), forms):
        checks.append(check)
        if not check.holds:
            break
    return checks


def first_breach(*, checks: Sequence[Check]) -> Check | None:
    """The check that does not hold, or None when the whole proof holds."""
    return next((check for check in checks if not check.holds), None)
