"""
The proof of a round of inspections as one JSON document: what the page of the round gives to anybody.

For who repeats a draw elsewhere, from printed facts alone. Its fields: round, seed_commitment, seed,
chance_source, public_chance, frame_digest, days, sizes, frame, sample.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl

from donghanh.engines.conduct import Sizes
from donghanh.engines.conduct.sampling import FRAME

LARGEST = 4_000_000


class ProofUnreadable(ValueError):
    """The document is not a proof that can be repeated: what is missing, and what to do."""


def read_proof(*, text: str) -> dict[str, Any]:
    """
    Read a proof into what `engines.conduct.verify_sample` takes.

    raises : ProofUnreadable, also where the seed is not told yet
    """
    if len(text) > LARGEST:
        raise ProofUnreadable(f"{len(text):,} characters; a proof has at most {LARGEST:,}.")
    try:
        said = json.loads(text)
        found = _parts(said)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as reason:
        raise ProofUnreadable(f"no proof of a round ({type(reason).__name__}: {reason}).") from reason
    if not found["seed"]:
        raise ProofUnreadable("the seed is secret until the round is closed. Take the file again then.")
    return found


def _parts(said: dict[str, Any]) -> dict[str, Any]:
    rows = [tuple(str(one[name]) for name in FRAME) for one in said["frame"]]
    if len({row[0] for row in rows}) != len(rows):
        raise ValueError("a place stands twice in the frame")
    sizes = said["sizes"]
    return {
        "frame": pl.DataFrame(rows, schema=dict.fromkeys(FRAME, pl.String), orient="row"),
        "days": [date.fromisoformat(day) for day in said["days"]],
        "sizes": Sizes(int(sizes["office"]), int(sizes["crew"]), bool(sizes["may_repeat"])),
        "seed": bytes.fromhex(said["seed"]),
        "public_chance": str(said["public_chance"]),
        "commitment": str(said["seed_commitment"]),
        "digest": str(said["frame_digest"]),
        "sampled": [(str(one["reference"]), date.fromisoformat(one["day"])) for one in said["sample"]],
    }
