"""
The facts of a report: one plain document of every number in it, as of the end of a day.

Each activity carries the digest of the benefits that were counted and the digests of its approved lists. The
report's own digest is over the canonical form of the facts (`kernel.digests`), so the same day and the same
data give the same digest, whenever they are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.queries.board import ActivityLine, Board, Figures, UnitLine, board
from donghanh.apps.programmes.queries.costs import money_facts
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.apps.programmes.queries.report_effects import effect_facts
from donghanh.apps.programmes.queries.report_evidence import (
    approved_up_to,
    budget_lines,
    counted_digests,
    draws_as_of,
)
from donghanh.kernel.digests import canonical_rows, digest_of_rows

Facts = Mapping[str, Any]
FORMAT = "donghanh-programme-report-2"
ADDED_UP = ("target", "nominated", "approved", "delivered", "received", "late_count")


def report_facts(*, actor: Actor, campaign_code: str, as_of: date) -> Facts:
    """
    Count the facts of a report as of the end of a day, for what the actor sees.

    returns : format, campaign, as_of, scope [unit codes; empty for the whole company], issuer, programmes
              with activities and units, tiles, lists, draws, budget, money, effects; whole
              numbers, text and ISO days alone
    raises  : NotFound, when there is no such campaign
    """
    campaign = campaign_named(campaign_code)
    found = board(actor=actor, campaign_code=campaign_code, as_of=as_of)
    lists = approved_up_to(actor=actor, campaign_code=campaign_code, day=as_of)
    counted = counted_digests(actor=actor, campaign=campaign, day=as_of)
    programmes = _programmes(found, lists=lists, counted=counted)
    return {
        "format": FORMAT,
        "campaign": _campaign(found, campaign.template_digest),
        "as_of": as_of.isoformat(),
        "scope": [] if actor.sees_all else sorted(actor.unit_codes or ()),
        "issuer": _issuer(as_of),
        "programmes": programmes,
        "tiles": [
            {
                "unit_code": one.unit_code, "name_vi": one.name_vi, "name_en": one.name_en, "row": one.row,
                "column": one.column, "status": one.status, "late": one.late, "at_risk": one.at_risk,
                "reached": one.reached, "activities": one.activities,
            }
            for one in found.tiles
        ],
        "lists": lists,
        "draws": draws_as_of(campaign=campaign, day=as_of),
        "budget": budget_lines(campaign=campaign),
        "money": money_facts(actor=actor, campaign=campaign, day=as_of, programmes=programmes),
        "effects": effect_facts(actor=actor, campaign=campaign, day=as_of),
    }  # fmt: skip


def facts_text(*, facts: Facts) -> str:
    """The canonical form of the facts: one line of JSON, as the file beside the report carries it."""
    return canonical_rows([facts]).decode()


def facts_digest(*, facts: Facts) -> str:
    """The report's own digest: SHA-256 over `facts_text`."""
    return digest_of_rows([facts])


def _campaign(found: Board, template_digest: str) -> dict[str, object]:
    return {
        "code": found.campaign_code,
        "name_vi": found.name_vi,
        "name_en": found.name_en,
        "motto_vi": found.motto_vi,
        "motto_en": found.motto_en,
        "from_on": found.from_on.isoformat(),
        "until_on": found.until_on.isoformat(),
        "template_digest": template_digest,
    }


def _issuer(day: date) -> list[dict[str, str]]:
    """Corporation, company and the business department, as the title block names them."""
    nodes = organisation.nodes_on(day=day)
    wanted = [next((one for one in nodes if one.kind == kind), None) for kind in ("corporation", "company")]
    wanted.append(next((one for one in nodes if one.code.endswith("-KD")), None))
    return [{"code": one.code, "name_vi": one.name_vi, "name_en": one.name_en} for one in wanted if one]


def _programmes(
    found: Board, *, lists: list[dict[str, Any]], counted: Mapping[str, str]
) -> list[dict[str, Any]]:
    digests: dict[str, list[str]] = {}
    for one in lists:
        digests.setdefault(one["activity_code"], []).append(one["digest"])
    return [
        {
            "code": programme.code,
            "name_vi": programme.name_vi,
            "name_en": programme.name_en,
            "activities": [
                _activity(one, digests.get(one.code, []), counted[one.code]) for one in programme.activities
            ],
        }
        for programme in found.programmes
    ]


def _activity(line: ActivityLine, lists: list[str], counted: str) -> dict[str, Any]:
    return {
        "code": line.code, "row": line.row, "name_vi": line.name_vi, "name_en": line.name_en,
        "short_vi": line.short_vi, "short_en": line.short_en, "method": line.method,
        "measured_in_vi": line.measured_in_vi, "measured_in_en": line.measured_in_en,
        "due_on": line.due_on.isoformat(), "fed_by_vi": line.fed_by_vi, "fed_by_en": line.fed_by_en,
        **_figures(line.figures),
        "counted_digest": counted,
        "lists_digests": lists,
        "units": _units(line),
    }  # fmt: skip


def _units(line: ActivityLine) -> list[dict[str, Any]]:
    """The units by code; what is not split to them stands in a line of its own, so that they add up."""
    units = [_unit(one) for one in sorted(line.units, key=lambda one: one.unit_code)]
    whole = _figures(line.figures)
    rest = {name: (whole[name] or 0) - sum(one[name] or 0 for one in units) for name in ADDED_UP}
    if line.method != "measure" and any(rest.values()):
        missing = {"missing": None, "days_left": line.figures.days_left, "status": "untold", "why": ""}
        units.append(
            {"unit_code": "", "unit_name_vi": "", "unit_name_en": "", "basis": "", **rest, **missing}
        )
    return units


def _unit(one: UnitLine) -> dict[str, Any]:
    names = {"unit_code": one.unit_code, "unit_name_vi": one.unit_name_vi, "unit_name_en": one.unit_name_en}
    return {**names, "basis": one.basis, **_figures(one.figures)}


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "target": figures.target,
        "nominated": figures.nominated,
        "approved": figures.approved,
        "delivered": figures.delivered,
        "received": figures.received,
        "late_count": figures.late_count,
        "missing": figures.missing,
        "days_left": figures.days_left,
        "status": figures.status,
        "why": figures.why,
    }
