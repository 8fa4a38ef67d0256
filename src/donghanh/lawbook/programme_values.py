"""
The values that the template of a campaign is read into, all of them frozen.

For `programmes`, which reads them, and for whoever opens a campaign. What has a name of its own in
the plan is a field; the rest of an activity stands in `terms` as plain JSON values, ready to be kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from donghanh.lawbook.sources import Source


@dataclass(frozen=True)
class Named:
    """A beneficiary that the document names itself: an enterprise, never a private person."""

    name: str
    commune_code: str
    address: str


@dataclass(frozen=True)
class KnownShare:
    """A unit's share that the document names, with its communes and beneficiaries where it names them."""

    unit_code: str
    amount: int
    note_vi: str
    note_en: str
    commune_codes: tuple[str, ...]
    named: tuple[Named, ...]
    source: Source


@dataclass(frozen=True)
class Programme:
    """One of the programmes of a campaign."""

    code: str
    name_vi: str
    name_en: str


@dataclass(frozen=True)
class Activity:
    """
    One activity of a programme.

    short     : name for lists and charts, at most 40 characters
    method    : rule, nomination, quota, draw, allocation; or measure: a number that is fed, see `terms`
    target    : [unit of measure]; None for a measure
    starts_on : first day of deliveries; for a measure the first day of the campaign
    due_on    : last day of deliveries; for a measure the last day of the campaign
    shares    : what the document names; the other units' shares are to be proposed
    terms     : the rest as plain JSON values: measure, fed_by_vi, fed_by_en, starts_on, rule, roles,
                methods_of_work, way, safety (area status -> visit, vi, en), pace, variation, shares_bind,
                stacking (the rules that name it, see `StackingRule.terms`), is_confirmed
    """

    code: str
    row: str
    programme_code: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    method: str
    target: int | None
    unit_of_measure_vi: str
    unit_of_measure_en: str
    starts_on: date
    due_on: date
    shares: tuple[KnownShare, ...]
    terms: Mapping[str, Any]
    source: Source


@dataclass(frozen=True)
class StackingRule:
    """
    Whether one household may have promises of two activities together.

    says : may, must (the first only together with the other), must_not; the last goes both ways
    """

    rule: str
    activity_code: str
    with_code: str
    says: str
    why_vi: str
    why_en: str
    source: Source

    @property
    def terms(self) -> dict[str, Any]:
        """The rule as plain values, as the terms of both its activities keep it."""
        return {
            "rule": self.rule,
            "activity": self.activity_code,
            "with": self.with_code,
            "says": self.says,
            "why_vi": self.why_vi,
            "why_en": self.why_en,
            "is_confirmed": self.source.is_confirmed,
        }


@dataclass(frozen=True)
class BudgetLine:
    """What an activity may cost [đồng]; None while the amount is to be confirmed."""

    code: str
    activity_code: str
    name_vi: str
    name_en: str
    amount_dong: int | None
    status: str


@dataclass(frozen=True)
class Template:
    """A campaign as its document says it. `content` is the document, `digest` the SHA-256 of its values."""

    code: str
    previous_code: str | None
    name_vi: str
    name_en: str
    motto_vi: str
    motto_en: str
    from_on: date
    until_on: date
    programmes: tuple[Programme, ...]
    activities: tuple[Activity, ...]
    budget: tuple[BudgetLine, ...]
    stacking: tuple[StackingRule, ...]
    digest: str
    content: Mapping[str, Any] = field(repr=False)

    def activity(self, *, code: str) -> Activity:
        """Answer the activity with this code. raises : KeyError"""
        found = next((activity for activity in self.activities if activity.code == code), None)
        if found is None:
            known = ", ".join(activity.code for activity in self.activities)
            raise KeyError(f"'{self.code}' has no activity '{code}'; it has {known}.")
        return found
