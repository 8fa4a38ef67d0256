"""
What the rounds found: for the company as it comes in, for a unit after the round, for the report as of a day.

A unit sees its own sums after a round is over, never who was asked. Where fewer have answered than the rule's
least, the share is not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.confirmation_permissions import check_see_rounds
from donghanh.apps.programmes.models import Activity, ConfirmationRound
from donghanh.apps.programmes.queries.confirmation_frames import kept_frame, sample_frames
from donghanh.apps.programmes.queries.confirmation_values import ResultLine, result_line
from donghanh.apps.programmes.queries.frames import unit_names
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.confirmations import estimate, strata_of

OVER = ("closed",)


@dataclass(frozen=True)
class RoundResults:
    """What a round found: altogether, by activity, by unit; and its rule, to explain the figures."""

    number: int
    state: str
    total: ResultLine
    activities: tuple[ResultLine, ...]
    units: tuple[ResultLine, ...]
    rule: Mapping[str, Any]


@dataclass(frozen=True)
class UnitResults:
    """What a round that is over found of one unit."""

    number: int
    on: date
    unit: ResultLine
    activities: tuple[ResultLine, ...]
    least_answers: int


def round_results(*, actor: Actor, campaign_code: str, number: int) -> RoundResults:
    """The results of one round, also while it still asks. raises : NotFound, also for a unit"""
    check_see_rounds(actor=actor)
    row = ConfirmationRound.objects.filter(campaign__code=campaign_code, number=number).first()
    if row is None:
        raise NotFound("confirmation round", number)
    strata = _strata([row])
    least = int(row.rule["least_answers"])
    return RoundResults(
        number=row.number,
        state=row.state,
        total=result_line(found=estimate(strata=strata)),
        activities=_by_activity(strata=strata, campaign_code=campaign_code, least=1),
        units=_by_unit(strata=strata, day=row.on, least=least),
        rule=row.rule,
    )


def unit_results(*, actor: Actor, campaign_code: str) -> tuple[UnitResults, ...]:
    """What the rounds that are over found of each unit where the actor has a post, newest first."""
    codes = sorted({grant.unit_code for grant in actor.grants if grant.unit_code})
    found: list[UnitResults] = []
    for row in _closed(campaign_code).order_by("-number") if codes else ():
        strata = _strata([row])
        least = int(row.rule["least_answers"])
        for line in _by_unit(strata=strata.filter(pl.col("unit").is_in(codes)), day=row.on, least=least):
            own = strata.filter(pl.col("unit") == line.code)
            parts = _by_activity(strata=own, campaign_code=campaign_code, least=least)
            found.append(UnitResults(row.number, row.on, line, parts, least))
    return tuple(found)


def confirmation_facts(*, actor: Actor, campaign_code: str, as_of: date) -> dict[str, Any]:
    """
    What the rounds closed by the end of a day found, as plain values for a report.

    The frames of several rounds are taken together, each benefit once; no household is drawn twice. An
    actor of some units gets the figures of those units; one who sees no unit gets none.

    returns : rounds [number, on, closed_on, frame_digest, seed_commitment], open_rounds [count], total,
              activities
              (fields of `ResultLine`; shares in basis points, None when too few), least_answers,
              satisfied_from
    raises  : NotFound, when there is no such campaign
    """
    campaign = campaign_named(campaign_code)
    rounds = list(_closed(campaign_code, as_of=as_of).order_by("number"))
    seen = None if actor.sees_all else sorted(actor.unit_codes or ())
    strata = _strata(rounds)
    if seen is not None:
        strata = strata.filter(pl.col("unit").is_in(seen))
    rule = rounds[-1].rule if rounds else {}
    least = int(rule.get("least_answers", 1))
    over = Q(moves__on__lte=as_of, moves__move__in=("close", "make_void"))
    opened = campaign.confirmation_rounds.filter(on__lte=as_of).exclude(
        pk__in=campaign.confirmation_rounds.filter(over).values("pk")
    )
    return {
        "rounds": [_round_facts(row) for row in rounds],
        "open_rounds": opened.count(),
        "total": asdict(result_line(found=estimate(strata=strata, least_answers=least))),
        "activities": [
            asdict(one) for one in _by_activity(strata=strata, campaign_code=campaign_code, least=least)
        ],
        "least_answers": rule.get("least_answers"),
        "satisfied_from": rule.get("satisfied_from"),
    }


def _closed(campaign_code: str, as_of: date | None = None) -> QuerySet[ConfirmationRound]:
    in_time = Q() if as_of is None else Q(moves__on__lte=as_of)
    rows = ConfirmationRound.objects.filter(
        in_time, campaign__code=campaign_code, state__in=OVER, moves__move="close"
    )
    return rows.distinct()


def _round_facts(row: ConfirmationRound) -> dict[str, Any]:
    closed = row.moves.filter(move="close").values_list("on", flat=True).first()
    return {
        "number": row.number,
        "on": row.on.isoformat(),
        "closed_on": closed.isoformat() if closed else None,
        "frame_digest": row.frame_digest,
        "seed_commitment": row.seed_commitment,
    }


def _strata(rounds: Sequence[ConfirmationRound]) -> pl.DataFrame:
    sample, answers = sample_frames(rounds=rounds)
    return strata_of(frame=kept_frame(rounds=rounds), sample=sample, answers=answers)


def _by_activity(*, strata: pl.DataFrame, campaign_code: str, least: int) -> tuple[ResultLine, ...]:
    names = {
        one.code: one
        for one in Activity.objects.filter(
            campaign__code=campaign_code, code__in=strata["activity"].unique().to_list()
        ).order_by("position")
    }
    return tuple(
        result_line(
            found=estimate(strata=strata.filter(pl.col("activity") == code), least_answers=least),
            code=code, name_vi=one.short_vi or one.name_vi, name_en=one.short_en or one.name_en,
        )
        for code, one in names.items()
    )  # fmt: skip


def _by_unit(*, strata: pl.DataFrame, day: date, least: int) -> tuple[ResultLine, ...]:
    codes = sorted(strata["unit"].unique().to_list())
    names = unit_names(day=day, codes=codes) if codes else {}
    return tuple(
        result_line(
            found=estimate(strata=strata.filter(pl.col("unit") == code), least_answers=least),
            code=code, name_vi=names[code].name_vi, name_en=names[code].name_en,
        )
        for code in codes
    )  # fmt: skip
