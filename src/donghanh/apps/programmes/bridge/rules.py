"""Turns the terms that the lawbook gives an activity into the frozen rules of the selection engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from donghanh.engines.selection.arrivals import ArrivalRule
from donghanh.engines.selection.entrants import EntrantRule
from donghanh.engines.selection.high_consumption import HighConsumptionRule
from donghanh.engines.selection.places import Cut
from donghanh.engines.selection.ranking import Component, RankingRule
from donghanh.engines.selection.standing import Standing
from donghanh.engines.selection.windows import window_before
from donghanh.kernel.spans import Span

COMPANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
Terms = Mapping[str, Any]


def standing_of(rule: Terms) -> Standing:
    """Who may be a beneficiary at all."""
    kinds = tuple(rule.get("kinds", ("household", "enterprise", "public_body")))
    return Standing(kinds=kinds, not_with=tuple(rule.get("not_with", ())))


def high_consumption_rule(*, rule: Terms, quota: int | None) -> HighConsumptionRule:
    """Energy above a threshold (M16)."""
    return HighConsumptionRule(
        threshold_kwh=int(rule["more_than_kwh"]),
        standing=standing_of(rule),
        months=int(rule["months"]),
        quota=quota,
    )


def ranking_rule(*, rule: Terms, quotas: Mapping[str, int]) -> RankingRule:
    """Enterprises by a stated score, places a unit (M14)."""
    components = tuple(
        Component(
            name=part["name"],
            column=part["column"],
            bands=tuple((band["from"], band["points"]) for band in part["bands"]),
        )
        for part in rule["components"]
    )
    return RankingRule(
        components=components,
        quotas=quotas,
        standing=standing_of(rule),
        minimum_points=int(rule.get("minimum_points", 0)),
    )


def arrival_rule(*, rule: Terms, quota: int) -> ArrivalRule:
    """First come, first served, within a window of instants (M15)."""
    window = _days(rule["requested"])
    assert window.until is not None
    return ArrivalRule(
        quota=quota,
        window=Span(_midnight(window.start), _midnight(window.until)),
        services=(str(rule["service"]),),
        kinds=tuple(rule["kinds"]),
    )


def entrant_rule(*, rule: Terms) -> EntrantRule:
    """Who enters the draw (M17)."""
    return EntrantRule(
        registered=_days(rule["registered"]),
        installed=_days(rule["installed"]),
        standing=standing_of(rule),
    )


def months_of(*, rule: Terms, as_of: date) -> tuple[tuple[date, ...], date]:
    """
    The months whose energy a rule compares, and the day before which they lie.

    A rule that names its window keeps it, whatever the day; before the window is over the twelve months
    before the day are taken.
    """
    window = rule.get("energy_window")
    if window is None:
        return (), as_of
    before = min(as_of, _day(window["until"]))
    return window_before(as_of=before, months=int(rule.get("months", 12))), before


def kept_cuts(cuts: Mapping[str, Cut]) -> dict[str, dict[str, object]]:
    """Write the ends of the quotas down as JSON."""
    return {
        group: {
            "quota": cut.quota,
            "taken": cut.taken,
            "last": None if cut.last is None else [_plain(part) for part in cut.last],
            "is_tied": cut.is_tied,
            "decided_by": cut.decided_by,
        }
        for group, cut in cuts.items()
    }


def read_cuts(kept: Mapping[str, Any]) -> dict[str, Cut]:
    """Read the ends of the quotas back."""
    return {
        group: Cut(
            quota=cut["quota"],
            taken=cut["taken"],
            last=None if cut["last"] is None else tuple(_value(part) for part in cut["last"]),
            is_tied=cut["is_tied"],
            decided_by=cut["decided_by"],
        )
        for group, cut in kept.items()
    }


def _plain(part: object) -> object:
    if isinstance(part, datetime):
        return {"instant": part.isoformat()}
    return {"day": part.isoformat()} if isinstance(part, date) else part


def _value(part: Any) -> object:
    if isinstance(part, Mapping):
        if "instant" in part:
            return datetime.fromisoformat(part["instant"])
        return _day(part["day"])
    return part


def _days(said: Terms) -> Span[date]:
    return Span(_day(said["from"]), _day(said["until"]))


def _day(said: object) -> date:
    return said if isinstance(said, date) else date.fromisoformat(str(said))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=COMPANY_ZONE)
