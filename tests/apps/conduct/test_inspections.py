"""An inspection: who sees it when, what it is answered with, what it comes to."""

from __future__ import annotations

import pytest
from tests.apps.conduct.conftest import CITY, XUAN_TRUONG

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.refusals import NotFound, Refused
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db


def test_a_unit_sees_a_surprise_only_when_the_inspector_is_there(conduct):
    row = conduct.drawn(offices=1)[0]
    head = conduct.actors.unit_head(row.unit_code)

    with pytest.raises(NotFound):
        queries.inspection_card(actor=head, code=row.code)
    operations.begin_inspection(actor=conduct.actors.office, code=row.code, at=conduct.on(row.day))

    assert queries.inspection_card(actor=head, code=row.code).row.state == "under_way"


def test_a_surprise_is_told_to_nobody_and_a_planned_one_is(conduct):
    surprise = conduct.drawn(offices=1)[0]
    planned = conduct.drawn(offices=1, surprise=False)[0]
    office = conduct.actors.office

    with pytest.raises(Refused) as refused:
        operations.notify_inspection(actor=office, code=surprise.code, at=conduct.now)
    operations.notify_inspection(actor=office, code=planned.code, at=conduct.now)

    assert refused.value.rule == "surprise-is-not-told"
    assert queries.inspection_card(actor=conduct.actors.unit_officer(planned.unit_code), code=planned.code)


def test_an_inspection_is_not_seen_by_another_unit(conduct):
    row = conduct.drawn(offices=1)[0]
    conduct.finished(row)
    other = CITY if row.unit_code != CITY else XUAN_TRUONG

    assert queries.inspection_list(actor=conduct.actors.unit_head(row.unit_code)).total == 1
    assert queries.inspection_list(actor=conduct.actors.unit_head(other)).total == 0
    with pytest.raises(NotFound):
        queries.inspection_card(actor=conduct.actors.unit_head(other), code=row.code)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("office", 1),
        ("unit_head", 1),
        ("crew", 1),
        ("unit_officer", 0),
        ("director", 0),
        ("business", 0),
        ("auditor", 0),
    ],
)
def test_what_names_a_person_is_for_the_person_the_head_and_the_office(conduct, role, sees):
    crew = conduct.actors.crew(CITY)
    conduct.finished(conduct.drawn(offices=0, crews=1)[0], not_met=("signed",))
    asks = {
        "unit_head": conduct.actors.unit_head,
        "unit_officer": conduct.actors.unit_officer,
        "crew": conduct.actors.crew,
    }
    actor = asks[role](CITY) if role in asks else getattr(conduct.actors, role)

    assert actor.staff_id != crew.staff_id or role == "crew"
    assert queries.inspection_list(actor=actor).total == sees
    assert queries.finding_list(actor=actor).total == sees


def test_one_crew_does_not_see_what_was_found_of_another(conduct):
    conduct.found(kind="crew", item="signed")
    another = conduct.actors.of("crew", unit_code=CITY, name="another.crew")

    assert queries.inspection_list(actor=another).total == 0
    assert queries.finding_list(actor=another).total == 0


def test_on_another_day_than_drawn_it_is_begun_only_with_a_reason(conduct):
    row = conduct.drawn(offices=1)[0]
    other = conduct.on(row.day.replace(day=20))

    with pytest.raises(Refused) as refused:
        operations.begin_inspection(actor=conduct.actors.office, code=row.code, at=other)
    operations.begin_inspection(actor=conduct.actors.office, code=row.code, at=other, why="Bão")

    assert refused.value.rule == "another-day"


def test_every_item_is_answered_before_it_is_finished(conduct):
    row, office = conduct.drawn(offices=1)[0], conduct.actors.office
    at = conduct.on(row.day)
    operations.begin_inspection(actor=office, code=row.code, at=at)
    operations.answer_items(actor=office, code=row.code, answers={"badge": ("met", "")}, at=at)

    with pytest.raises(Refused) as refused:
        operations.finish_inspection(actor=office, code=row.code, at=at)

    assert refused.value.rule == "items-missing"
    assert "badge" not in refused.value.facts["items"]


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"dance": ("met", "")}, "item-unknown"),
        ({"badge": ("perhaps", "")}, "answer-unknown"),
        ({"badge": ("not_met", " ")}, "note-missing"),
    ],
)
def test_an_answer_that_the_checklist_does_not_know_is_refused(conduct, answers, rule):
    row, office = conduct.drawn(offices=1)[0], conduct.actors.office
    operations.begin_inspection(actor=office, code=row.code, at=conduct.on(row.day))

    with pytest.raises(Refused) as refused:
        operations.answer_items(actor=office, code=row.code, answers=answers, at=conduct.on(row.day))

    assert refused.value.rule == rule


def test_a_later_answer_takes_the_place_of_the_earlier_which_stays_written(conduct):
    row, office = conduct.drawn(offices=1)[0], conduct.actors.office
    at = conduct.on(row.day)
    operations.begin_inspection(actor=office, code=row.code, at=at)
    for said in (("not_met", "không đeo thẻ"), ("met", "")):
        operations.answer_items(actor=office, code=row.code, answers={"badge": said}, at=at)

    from donghanh.apps.conduct.models import Answer

    card = queries.inspection_card(actor=office, code=row.code)
    assert next(one.answer for one in card.items if one.code == "badge") == "met"
    assert Answer.objects.filter(item="badge").count() == 2


def test_the_score_is_whole_hundredths_and_a_critical_item_alone_fails_it(conduct):
    first, second = conduct.drawn(offices=2)
    conduct.finished(first, not_met=("badge",))
    conduct.finished(second, not_met=("no_insult",))

    cards = [queries.inspection_card(actor=conduct.actors.office, code=row.code) for row in (first, second)]

    assert [(card.points, card.possible, card.row.share_bp) for card in cards] == [
        (25, 27, 9259),
        (22, 27, 8148),
    ]
    assert [card.row.verdict for card in cards] == ["good", "not_met"]


def test_only_the_office_inspects(conduct):
    row = conduct.drawn(offices=1)[0]
    given = {"code": row.code, "at": conduct.on(row.day)}

    for actor in (conduct.actors.director, conduct.actors.unit_head(row.unit_code), conduct.actors.auditor):
        with pytest.raises(Forbidden):
            operations.begin_inspection(actor=actor, **given)
