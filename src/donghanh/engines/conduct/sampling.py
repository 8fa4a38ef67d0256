"""
Where an inspection is made and on which day: a sample that anybody can repeat and nobody can foresee.

For the Office, which draws, and for whoever verifies afterwards. Each place on each day of the round is a row
with the key SHA-256(seed, 0, public chance, 0, frame digest, 0, reference, 0, day); in each kind of place the
smallest keys are inspected. The seed is announced beforehand by its own SHA-256 and told when the round is
closed. The public chance (a lottery's number of a later day, or empty) keeps who made the seed from trying
seeds until one suits; the frame digest binds all of it to one list. In a surprise round a place may come out
again on another day, so that nobody is safe because the inspectors have just been there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import polars as pl

from donghanh.kernel.digests import digest_of_rows

SEED_BYTES = 32
KINDS = ("office", "crew")
FRAME = ["reference", "kind", "unit"]
SAMPLE = [*FRAME, "day"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many inspections of each kind; `may_repeat` lets a place come out on several days."""

    office: int
    crew: int
    may_repeat: bool


@dataclass(frozen=True, slots=True)
class RoundBreach:
    """One thing that does not hold of a round: stable name, what was kept, what comes out anew."""

    rule: str
    kept: str
    found: str


def commitment_of(*, seed: bytes) -> str:
    """
    The SHA-256 of a seed, in hexadecimal: announced before anything is drawn.

    >>> commitment_of(seed=bytes(32))[:8]
    '66687aad'
    """
    return sha256(seed).hexdigest()


def frame_digest(*, frame: pl.DataFrame, days: Sequence[date], sizes: Sizes) -> str:
    """
    The SHA-256 over the canonical form (`kernel.digests`) of the places, the days and the sizes.

    frame : reference, kind [office, crew], unit [code], one row a place; the order does not matter
    days  : on which an inspection may be made
    """
    rule = {"office": sizes.office, "crew": sizes.crew, "may_repeat": sizes.may_repeat}
    return digest_of_rows([*frame.select(FRAME).sort("reference").to_dicts(), {"days": sorted(days)}, rule])


def draw_sample(
    *, frame: pl.DataFrame, days: Sequence[date], sizes: Sizes, seed: bytes, public_chance: str
) -> pl.DataFrame:
    """
    Choose places and days.

    frame, days : as `frame_digest` takes them
    seed        : [bytes] that nobody could guess
    returns     : reference, kind, unit, day, position [from 1, by the keys of its kind]; by kind,
                  position; fewer than asked when there are fewer

    >>> two = pl.DataFrame(
    ...     {"reference": ["office:A", "office:B"], "kind": ["office"] * 2, "unit": ["A", "B"]}
    ... )
    >>> asked = Sizes(office=2, crew=0, may_repeat=False)
    >>> drawn = draw_sample(frame=two, days=[date(2021, 12, 6)], sizes=asked, seed=b"s", public_chance="")
    >>> sorted(drawn["reference"].to_list())
    ['office:A', 'office:B']
    """
    digest = frame_digest(frame=frame, days=days, sizes=sizes)
    pairs = frame.select(FRAME).join(
        pl.DataFrame({"day": sorted(days)}, schema={"day": pl.Date}), how="cross"
    )
    keys = [_key(seed, public_chance, digest, *pair) for pair in pairs.select("reference", "day").rows()]
    ordered = pairs.with_columns(key=pl.Series(keys, dtype=pl.String)).sort("kind", "key")
    if not sizes.may_repeat:
        ordered = ordered.unique("reference", keep="first", maintain_order=True)
    wanted = pl.col("kind").replace_strict(
        {"office": sizes.office, "crew": sizes.crew}, return_dtype=pl.Int64
    )
    return (
        ordered.with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("kind"))
        .filter(pl.col("position") <= wanted)
        .select(*SAMPLE, "position")
    )


def _key(seed: bytes, public_chance: str, digest: str, reference: str, day: date) -> str:
    said = (public_chance, digest, reference, day.isoformat())
    return sha256(seed + b"".join(b"\x00" + part.encode() for part in said)).hexdigest()


def verify_sample(
    *,
    frame: pl.DataFrame,
    days: Sequence[date],
    sizes: Sizes,
    seed: bytes,
    public_chance: str,
    commitment: str,
    digest: str,
    sampled: Collection[tuple[str, date]],
) -> tuple[RoundBreach, ...]:
    """
    Repeat a round's draw and say what differs; nothing differs when it holds.

    commitment : [hex] of the seed, as it was announced
    digest     : [hex] of the frame, as it was announced
    sampled    : (reference, day), as they were kept
    returns    : RoundBreach `seed-differs`, `frame-differs`, `sample-differs`, each at most once
    """
    drawn = draw_sample(frame=frame, days=days, sizes=sizes, seed=seed, public_chance=public_chance)
    found = {
        "seed-differs": (commitment, commitment_of(seed=seed)),
        "frame-differs": (digest, frame_digest(frame=frame, days=days, sizes=sizes)),
        "sample-differs": (_written(sampled), _written(drawn.select("reference", "day").rows())),
    }
    return tuple(RoundBreach(rule, kept, anew) for rule, (kept, anew) in found.items() if kept != anew)


def _written(sampled: Collection[tuple[str, date]]) -> str:
    return ", ".join(sorted(f"{reference} {day.isoformat()}" for reference, day in sampled))
