"""
Next year's template from a campaign that was opened, what a template changes, two campaigns side by side.

Nothing is written here: a template is opened by `operations.campaigns.open_campaign`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.permissions import check_plan
from donghanh.apps.programmes.queries.board import Figures, board
from donghanh.apps.programmes.queries.plan import activities, campaign_named
from donghanh.apps.programmes.refusals import CannotOpenCampaign, NotFound
from donghanh.engines.programmes.comparing import Change, compare_results, compare_templates
from donghanh.engines.programmes.new_years import CannotMakeNewYear
from donghanh.lawbook import programme_years
from donghanh.lawbook import programmes as lawbook
from donghanh.lawbook.documents import DocumentRefused, Problem, parse_document

COMPARED = ("target", "nominated", "approved", "delivered", "received")


@dataclass(frozen=True)
class Review:
    """
    A template's text, checked like the lawbook.

    problems : by line; a template with problems has no changes
    changes  : what differs from the campaign it follows; None when it follows none that was opened
    """

    code: str
    previous_code: str
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...] | None


@dataclass(frozen=True)
class ResultLine:
    """One activity of two campaigns: presence (both, added, removed); name -> (before, after, change)."""

    activity_code: str
    name_vi: str
    name_en: str
    presence: str
    figures: dict[str, tuple[int | None, int | None, int | None]]


@dataclass(frozen=True)
class Comparison:
    """Two campaigns: what their templates say differently, and what came of each as of one day."""

    before_code: str
    after_code: str
    as_of: date
    changes: tuple[Change, ...]
    results: tuple[ResultLine, ...]


def next_year_text(*, actor: Actor, campaign_code: str, from_on: date, until_on: date, code: str) -> str:
    """
    Write the template of a later campaign, made from the one that this campaign was opened with.

    from_on, until_on : first day, and first day outside
    raises : Forbidden; NotFound; CannotOpenCampaign (an empty campaign, the old code)

    What the text says is not checked here: `review` names the lines that are to be corrected.
    """
    check_plan(actor=actor)
    try:
        return programme_years.next_year_text(
            content=_content(campaign_code), from_on=from_on, until_on=until_on, code=code
        )
    except CannotMakeNewYear as reason:
        rule = "span-empty" if "from_on" in reason.facts else "code-not-new"
        raise CannotOpenCampaign(rule, str(reason), **reason.facts) from reason


def review(*, text: str) -> Review:
    """Check a template's text and say what it changes against the campaign that it follows."""
    try:
        template = lawbook.parse_template(text=text)
    except DocumentRefused as reason:
        return Review("", "", tuple(sorted(reason.problems)), None)
    previous = template.previous_code or ""
    try:
        before = _content(previous)
    except NotFound:
        return Review(template.code, previous, (), None)
    changes = compare_templates(before=before, after=template.content)
    return Review(template.code, previous, (), changes)


def compare(*, actor: Actor, before_code: str, after_code: str, as_of: date) -> Comparison:
    """
    Set two campaigns side by side as of the end of a day, for what the actor sees.

    raises : NotFound
    """
    changes = compare_templates(before=_content(before_code), after=_content(after_code))
    before, after = (
        _figures(actor=actor, campaign_code=code, as_of=as_of) for code in (before_code, after_code)
    )
    table = compare_results(before=_frame(before), after=_frame(after))
    names = {code: (one.vi, one.en) for code, one in {**before, **after}.items()}
    return Comparison(
        before_code=before_code, after_code=after_code, as_of=as_of, changes=changes,
        results=tuple(_line(row, names) for row in table.iter_rows(named=True)),
    )  # fmt: skip


@dataclass(frozen=True)
class _Counted:
    vi: str
    en: str
    figures: Figures


def _figures(*, actor: Actor, campaign_code: str, as_of: date) -> dict[str, _Counted]:
    """The promised activities of a campaign with their numbers, in the plan's order."""
    found = board(actor=actor, campaign_code=campaign_code, as_of=as_of)
    lines = [line for programme in found.programmes for line in programme.activities]
    by_code = {line.code: line for line in lines if line.method != "measure"}
    ordered = [by_code[one.code] for one in activities(campaign_code=campaign_code) if one.code in by_code]
    return {line.code: _Counted(line.name_vi, line.name_en, line.figures) for line in ordered}


def _frame(counted: dict[str, _Counted]) -> pl.DataFrame:
    rows = [(code, *(getattr(one.figures, name) for name in COMPARED)) for code, one in counted.items()]
    return pl.DataFrame(
        rows, schema={"activity": pl.String, **dict.fromkeys(COMPARED, pl.Int64)}, orient="row"
    )


def _line(row: dict[str, object], names: dict[str, tuple[str, str]]) -> ResultLine:
    code = str(row["activity"])
    figures = {
        name: (row[f"{name}_before"], row[f"{name}_after"], row[f"{name}_change"]) for name in COMPARED
    }
    return ResultLine(code, *names[code], str(row["presence"]), figures)  # type: ignore[arg-type]


def _content(campaign_code: str) -> Mapping[str, Any]:
    """What a campaign was opened with; it may be older than the checks of today, so it is only read."""
    return parse_document(text=campaign_named(campaign_code).template, path=Path(campaign_code)).content
