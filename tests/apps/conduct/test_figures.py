"""Figures as of any day equal those of a slow twin that replays events, and each opens what is behind it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.apps.conduct.conftest import CITY, XUAN_TRUONG
from tests.oracles import conduct_slowly

from donghanh.apps.conduct import bridge, operations, queries
from donghanh.apps.conduct.models import Finding, Inspection
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(conduct):
    """Three inspections; findings that are disputed, withdrawn, sent back, corrected, left alone."""
    rows = conduct.drawn(offices=3)
    codes = [code for row in rows for code in conduct.finished(row, not_met=("badge", "waiting"))]
    office, director = conduct.actors.office, conduct.actors.director
    for place, code in enumerate(codes[:4]):
        one = Finding.objects.get(code=code)
        head = conduct.actors.unit_head(one.unit_id)
        at = one.raised_at + timedelta(days=2 + place)
        operations.reply_to_finding(actor=head, code=code, is_disputed=place == 0, words="x", at=at)
        at += timedelta(days=2)
        operations.decide_finding(actor=director, code=code, is_upheld=place != 1, why="x", at=at)
        if place >= 2:
            for is_done in (False, True)[: place - 1]:
                at += timedelta(days=20)
                operations.correct_finding(actor=head, code=code, words="x", at=at)
                operations.recheck_finding(
                    actor=conduct.second, code=code, is_corrected=is_done, words="x", at=at
                )
    return office


def events():
    done = [
        (one.unit_id, bridge.company_day(at=one.finished_at), one.points, one.possible)
        for one in Inspection.objects.exclude(finished_at=None)
    ]
    found = [
        (
            one.unit_id, bridge.company_day(at=one.raised_at), one.reply_due,
            [
                (
                    bridge.company_day(at=move.product_at), move.to_state,
                    date.fromisoformat(move.facts["correct_due"]) if "correct_due" in move.facts else None,
                )
                for move in one.moves.exclude(move="raise").order_by("id")
            ],
        )
        for one in Finding.objects.all()
    ]  # fmt: skip
    return done, found


def test_as_of_any_day_the_figures_are_those_of_the_slow_twin(told):
    done, found = events()
    days = [date(2021, 12, 20) + timedelta(days=step) for step in range(0, 90, 3)]

    for day in days:
        lines = queries.conduct_figures(actor=told, as_of=day).months
        fast = {
            (one.unit, one.month): [one.inspected, one.share_bp, one.findings, one.open_findings, one.late]
            for one in lines
        }
        assert fast == conduct_slowly.months(done, found, as_of=day), day
    assert any(line.late for day in days for line in queries.conduct_figures(actor=told, as_of=day).months)


def test_what_is_behind_a_figure_is_as_many_as_it_says(told):
    day = date(2022, 1, 15)
    for line in queries.conduct_figures(actor=told, as_of=day).months:
        behind = queries.behind_figures(actor=told, as_of=day, unit_code=line.unit, month=line.month)
        assert len(behind.inspections) == line.inspected
        assert sum(one.state != "withdrawn" for one in behind.findings) == line.findings
        assert sum(one.is_late for one in behind.findings) == line.late


def test_items_that_failed_in_every_look_stand_above(told):
    items = queries.conduct_figures(actor=told, as_of=date(2022, 1, 15)).items

    assert {one.line.item for one in items} == {"badge", "waiting"}
    assert {(one.line.failed, one.line.applied) for one in items} == {(3, 3)}
    assert {one.line.share.low_bp for one in items} == {4385}


def test_what_was_found_twice_in_a_unit_is_repeated(conduct):
    rows = [row for row in conduct.drawn(offices=200) if row.unit_code == CITY][:2]
    for row in rows:
        conduct.finished(row, not_met=("badge",))

    found = queries.conduct_figures(actor=conduct.actors.unit_head(CITY), as_of=date(2022, 1, 15)).repeats

    assert [(one.line.unit, one.line.item, one.line.times) for one in found] == [(CITY, "badge", 2)]


def test_figures_are_of_what_is_in_sight(conduct, told):
    units = {one.unit for one in queries.conduct_figures(actor=told, as_of=date(2022, 1, 15)).months}
    other = next(code for code in (CITY, XUAN_TRUONG, "PA01HH") if code not in units)

    assert (
        queries.conduct_figures(actor=conduct.actors.unit_head(other), as_of=date(2022, 1, 15)).months == ()
    )
    with pytest.raises(Forbidden):
        queries.conduct_figures(actor=conduct.actors.crew(CITY), as_of=date(2022, 1, 15))


@pytest.mark.parametrize(
    "change", ["UPDATE conduct_finding SET note = 'khác'", "DELETE FROM conduct_finding"]
)
def test_what_was_found_is_never_edited(conduct, change):
    conduct.found()

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_second_look_is_anothers(conduct):
    from donghanh.apps.conduct.refusals import Refused

    code, unit = conduct.found()
    head, office = conduct.actors.unit_head(unit), conduct.actors.office
    operations.reply_to_finding(actor=head, code=code, is_disputed=False, words="x", at=conduct.now)
    operations.decide_finding(actor=office, code=code, is_upheld=True, why="x", at=conduct.now)
    operations.correct_finding(actor=head, code=code, words="x", at=conduct.now)

    with pytest.raises(Refused) as refused:
        operations.recheck_finding(actor=office, code=code, is_corrected=True, words="x", at=conduct.now)
    assert refused.value.rule == "another-rechecks"
