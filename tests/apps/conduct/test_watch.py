"""Those concerned are told in time, each thing once, in working hours; a surprise never beforehand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.conduct.conftest import CITY

from donghanh.apps.conduct import operations, ports, queries
from donghanh.apps.conduct.models import Inspection, Told
from donghanh.apps.conduct.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def carried(monkeypatch) -> list[tuple[str, str]]:
    """Who is told of what, as a port for e-mail would carry it."""
    found: list[tuple[str, str]] = []
    monkeypatch.setitem(ports._PLUGS, "tell", lambda one: found.append((one.username, one.kind)))
    return found


def told(code: str, kind: str) -> list[str]:
    return sorted(Told.objects.filter(about=code, kind=kind).values_list("to__username", flat=True))


def test_a_planned_inspection_is_told_to_the_head_one_working_day_before(conduct, carried):
    row = conduct.drawn(offices=1, surprise=False)[0]
    head = conduct.actors.unit_head(row.unit_code).username
    before = row.day - timedelta(days=3 if row.day.weekday() == 0 else 1)

    operations.watch_conduct(now=conduct.on(before - timedelta(days=1)))
    early = told(row.code, "inspection_planned")
    operations.watch_conduct(now=conduct.on(before))
    operations.watch_conduct(now=conduct.on(before) + timedelta(minutes=10))

    assert early == []
    assert told(row.code, "inspection_planned") == [head]
    assert carried == [(head, "inspection_planned")]
    operations.begin_inspection(actor=conduct.actors.office, code=row.code, at=conduct.on(row.day))


def test_a_surprise_is_told_to_nobody_before_it_begins(conduct, carried):
    rows = conduct.drawn(offices=9)
    for row in rows:
        conduct.actors.unit_head(row.unit_code)

    for day in range(20, 32):
        operations.watch_conduct(now=conduct.on(date(2021, 12, day)))

    assert carried == []
    assert set(Inspection.objects.values_list("state", flat=True)) == {"drawn"}


def test_a_planned_one_that_was_not_told_is_begun_only_with_a_reason(conduct):
    row = conduct.drawn(offices=1, surprise=False)[0]
    given = {"actor": conduct.actors.office, "code": row.code, "at": conduct.on(row.day)}

    with pytest.raises(Refused) as refused:
        operations.begin_inspection(**given)
    operations.begin_inspection(**given, why="Đợt rút muộn")

    assert refused.value.rule == "not-told"


def test_a_finding_reaches_who_has_the_right_of_reply_with_the_day(conduct, carried):
    head = conduct.actors.unit_head(CITY)
    crew = conduct.actors.crew(CITY)
    code, _unit = conduct.found(kind="crew", item="signed")

    mine = queries.waiting_for(actor=crew, day=conduct.now.date())
    due = queries.finding_card(actor=crew, code=code, day=conduct.now.date()).reply_due

    assert told(code, "finding_raised") == sorted([crew.username, head.username])
    assert [(one.what, one.code, one.due) for one in mine] == [("reply", code, due)]
    assert queries.waiting_for(actor=head, day=conduct.now.date()) == ()


def late_by(conduct, code: str, days: int) -> date:
    """So many days after the last day to reply, on a working day."""
    due = queries.finding_card(actor=conduct.actors.office, code=code, day=conduct.now.date()).reply_due
    return due + timedelta(days=days)


def test_an_overdue_reply_goes_first_to_the_head_and_later_to_the_director_in_working_hours(conduct):
    code, unit = conduct.found()
    head, director = conduct.actors.unit_head(unit), conduct.actors.director
    due = late_by(conduct, code, 0)
    days = [due + timedelta(days=step) for step in range(1, 20)]

    at_night = conduct.on(days[-1]).replace(hour=0)
    assert operations.watch_conduct(now=at_night) == 0
    seen = {}
    for day in days:
        operations.watch_conduct(now=conduct.on(day))
        for name in told(code, "reply_overdue"):
            seen.setdefault(name, day)

    assert operations.watch_conduct(now=conduct.on(due)) == 0
    assert set(seen) == {head.username, director.username}
    assert seen[head.username] < seen[director.username]
    assert all(day.weekday() < 5 for day in seen.values())
    assert Told.objects.filter(about=code, kind="reply_overdue").count() == 2


def test_the_lateness_of_a_person_is_told_to_the_office_and_not_to_the_director(conduct):
    conduct.actors.unit_head(CITY), conduct.actors.director
    code, _unit = conduct.found(kind="crew", item="signed")

    for step in range(1, 20):
        operations.watch_conduct(now=conduct.on(late_by(conduct, code, step)))

    assert told(code, "reply_overdue") == ["crew.PA01ND", "office", "unit_head.PA01ND"]


def test_who_was_told_is_no_news_for_a_stranger(conduct):
    code, _unit = conduct.found()

    assert queries.told_about(actor=conduct.actors.partner_officer("13732"), code=code) == ()
