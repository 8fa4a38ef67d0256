"""
Which delivered benefits are asked about: a random sample that anybody can repeat.

For the round's operation, and for whoever verifies it afterwards. In each stratum (activity and unit) every
benefit gets the key SHA-256(seed, 0, frame digest, 0, reference), and the smallest keys are asked. The
frame digest binds the seed to one frame; the seed is announced beforehand by its own SHA-256 and told when
the round is over, so that a unit cannot know whom the company will ask.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

import polars as pl

from donghanh.kernel.digests import digest_of_rows

SEED_BYTES = 32
FRAME_COLUMNS = ("reference", "activity", "unit")
STRATUM = ["activity", "unit"]


@dataclass(frozen=True, slots=True)
class SizeRule:
    """How many are asked in each stratum: a share, rounded up, and at least so many if there are so many."""

    share_percent: int
    least: int


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that does not hold of a round: stable name, what was kept, what comes out anew."""

    rule: str
    kept: str
    found: str


def commitment_of(*, seed: bytes) -> str:
    """
    The SHA-256 of a seed, in hexadecimal: announced before anybody is asked.

    >>> commitment_of(seed=bytes(32))[:8]
    '66687aad'
    """
    return sha256(seed).hexdigest()


def frame_rows(*, frame: pl.DataFrame) -> list[dict[str, str]]:
    """
    The rows of a frame as its digest takes them: reference, activity, unit, in the order of the reference.

    >>> frame_rows(frame=pl.DataFrame({"reference": ["b", "a"], "activity": ["x"] * 2, "unit": ["U"] * 2}))[0]
    {'reference': 'a', 'activity': 'x', 'unit': 'U'}
    """
    return frame.select(FRAME_COLUMNS).sort("reference").to_dicts()


def frame_digest(*, frame: pl.DataFrame) -> str:
    """The SHA-256 over the canonical form (`kernel.digests`) of the frame's rows, in hexadecimal."""
    return digest_of_rows(frame_rows(frame=frame))


def stratum_sizes(*, frame: pl.DataFrame, rule: SizeRule) -> pl.DataFrame:
    """
    How many are in each stratum and how many of them are asked.

    frame   : reference, activity, unit [text], one row a delivered benefit
    returns : activity, unit, delivered [count], size [count], sorted

    >>> few = pl.DataFrame({"reference": ["a", "b"], "activity": ["x"] * 2, "unit": ["U"] * 2})
    >>> stratum_sizes(frame=few, rule=SizeRule(share_percent=20, least=3))["size"].to_list()
    [2]
    """
    delivered = pl.col("delivered")
    share = (delivered * rule.share_percent + 99) // 100
    return (
        frame.group_by(STRATUM)
        .agg(delivered=pl.len().cast(pl.Int64))
        .with_columns(size=pl.min_horizontal(delivered, pl.max_horizontal(share, pl.lit(rule.least))))
        .sort(STRATUM)
    )


def draw_sample(*, frame: pl.DataFrame, seed: bytes, rule: SizeRule) -> pl.DataFrame:
    """
    Choose whom to ask.

    frame   : reference, activity, unit [text]; the order of its rows does not matter
    seed    : [bytes] that nobody could guess
    returns : reference, activity, unit, position [from 1, in the order of the keys of its stratum]; sorted by
              activity, unit, position

    >>> few = pl.DataFrame({"reference": ["a", "b"], "activity": ["x"] * 2, "unit": ["U"] * 2})
    >>> draw_sample(frame=few, seed=b"seed", rule=SizeRule(share_percent=1, least=1)).height
    1
    """
    digest = frame_digest(frame=frame)
    keys = [key_of(seed=seed, digest=digest, reference=name) for name in frame["reference"].to_list()]
    sizes = stratum_sizes(frame=frame, rule=rule).select(*STRATUM, "size")
    return (
        frame.select(FRAME_COLUMNS)
        .with_columns(key=pl.Series(keys, dtype=pl.String))
        .sort(*STRATUM, "key", "reference")
        .with_columns(position=pl.int_range(1, pl.len() + 1).over(STRATUM))
        .join(sizes, on=STRATUM, how="left", maintain_order="left")
        .filter(pl.col("position") <= pl.col("size"))
        .select(*FRAME_COLUMNS, "position")
    )


def key_of(*, seed: bytes, digest: str, reference: str) -> str:
    """The key by which a benefit is drawn, in hexadecimal; the smallest of a stratum are asked."""
    return sha256(seed + b"\x00" + digest.encode() + b"\x00" + reference.encode()).hexdigest()


def verify_sample(
    *,
    frame: pl.DataFrame,
    seed: bytes,
    rule: SizeRule,
    commitment: str,
    digest: str,
    sampled: Collection[str],
) -> tuple[Breach, ...]:
    """
    Repeat a round's sample and say what differs; nothing differs when it holds.

    commitment : [hex] of the seed, as it was announced
    digest     : [hex] of the frame, as it was kept
    sampled    : references, as they were kept
    returns    : Breach `seed-differs`, `frame-differs`, `sample-differs`, each at most once
    """
    found = {
        "seed-differs": (commitment, commitment_of(seed=seed)),
        "frame-differs": (digest, frame_digest(frame=frame)),
        "sample-differs": (
            ", ".join(sorted(sampled)),
            ", ".join(sorted(draw_sample(frame=frame, seed=seed, rule=rule)["reference"].to_list())),
        ),
    }
    return tuple(Breach(rule, kept, anew) for rule, (kept, anew) in found.items() if kept != anew)
