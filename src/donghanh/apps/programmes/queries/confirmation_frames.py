"""Loads what was delivered, who was drawn and what was answered as columns; within this app."""

from __future__ import annotations

import json
from collections.abc import Iterable

import polars as pl

from donghanh.apps.programmes.bridge.columns import frame_of
from donghanh.apps.programmes.models import Benefit, Campaign, ConfirmationRound, SampledBenefit
from donghanh.engines.confirmations import Said, SizeRule, is_satisfied
from donghanh.engines.programmes.moves import BENEFIT

DELIVERED = BENEFIT.path[BENEFIT.path.index("delivered") :]
FRAME = {"reference": pl.String, "activity": pl.String, "unit": pl.String}
SAMPLE = {"reference": pl.String, "is_asked": pl.Boolean}
ANSWERS = {"reference": pl.String, "is_satisfied": pl.Boolean, "is_not_received": pl.Boolean}


def delivered_frame(*, campaign: Campaign) -> pl.DataFrame:
    """What stands as delivered now and was not drawn by an earlier round: each household is asked once."""
    asked_before = SampledBenefit.objects.exclude(round__state="void").filter(round__campaign=campaign)
    rows = (
        Benefit.objects.filter(activity__campaign=campaign, state__in=DELIVERED)
        .exclude(pk__in=asked_before.values("benefit_id"))
        .order_by("reference")
        .values_list("reference", "activity__code", "unit_id")
    )
    return frame_of(rows=rows, schema=FRAME)


def kept_frame(*, rounds: Iterable[ConfirmationRound]) -> pl.DataFrame:
    """The frames of some rounds as they were kept, each benefit once."""
    rows = {
        row["reference"]: (row["reference"], row["activity"], row["unit"])
        for one in rounds
        for row in map(json.loads, one.frame_text.splitlines())
    }
    return pl.DataFrame(list(rows.values()), schema=FRAME, orient="row")


def sample_frames(*, rounds: Iterable[ConfirmationRound]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Who was drawn and whether somebody tried to ask; what was answered, judged by each round's own rule."""
    satisfied_from = {one.pk: int(one.rule["satisfied_from"]) for one in rounds}
    rows = list(
        SampledBenefit.objects.filter(round_id__in=satisfied_from)
        .select_related("benefit", "answer")
        .prefetch_related("invitations")
    )
    answered = [(row, row.answer) for row in rows if hasattr(row, "answer")]
    asked = {row.pk for row in rows if row.invitations.all()} | {row.pk for row, _ in answered}
    judged = [
        (
            row.benefit.reference,
            is_satisfied(
                said=Said(said.received, said.works, said.rating), satisfied_from=satisfied_from[row.round_id]
            ),
            said.received == "no",
        )
        for row, said in answered
    ]
    drawn = [(row.benefit.reference, row.pk in asked) for row in rows]
    return (
        pl.DataFrame(drawn, schema=SAMPLE, orient="row"),
        pl.DataFrame(judged, schema=ANSWERS, orient="row"),
    )


def size_rule(*, rule: dict[str, int]) -> SizeRule:
    """The sizes of a kept rule, as the engine wants them."""
    return SizeRule(share_percent=int(rule["share_percent"]), least=int(rule["least_per_stratum"]))
