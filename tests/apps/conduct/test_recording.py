"""What a caller says is written down by another than who served; staff are not asked about themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.apps.conduct.conftest import CITY, XUAN_TRUONG

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.models import Rating, StaffKey
from donghanh.apps.conduct.operations import RatingSaid
from donghanh.apps.conduct.refusals import NotFound, Refused
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db
SPAN = {"from_on": date(2021, 12, 1), "until_on": date(2022, 1, 1)}
SAID = RatingSaid(
    contact_kind="call", contact_code="G-1", channel="call", unit_code=CITY,
    staff_username="unit_officer.PA01ND", customer_key="0912345678", stars=4, words="Gọi lại 0912 345 678",
)  # fmt: skip


@pytest.fixture
def served(conduct):
    return conduct.actors.unit_officer(CITY)


def rule_of(conduct, actor, **change) -> str:
    with pytest.raises(Refused) as refused:
        operations.record_rating(actor=actor, said=replace(SAID, **change), now=conduct.now)
    return refused.value.rule


def test_another_writes_down_what_a_caller_says_and_it_counts_as_recorded(conduct, served):
    operations.record_rating(actor=conduct.actors.business, said=SAID, now=conduct.now)

    found = queries.unit_results(actor=conduct.actors.director, **SPAN)
    assert (found.total.answered, found.recorded) == (1, 1)
    assert Rating.objects.get().taken_by_id == conduct.actors.business.staff_id
    assert rule_of(conduct, conduct.actors.business) == "not-asked"


def test_who_served_writes_nothing_down(conduct, served):
    assert rule_of(conduct, served) == "own-service"
    assert rule_of(conduct, served, staff_username="") == "server-unknown"


def test_a_desk_writes_down_for_its_own_unit_alone(conduct, served):
    with pytest.raises(Forbidden):
        operations.record_rating(actor=conduct.actors.unit_officer(XUAN_TRUONG), said=SAID, now=conduct.now)


def test_one_person_writes_down_so_many_a_day(conduct, served, monkeypatch):
    from donghanh.apps.conduct import bridge

    terms = replace(bridge.rating_terms(on=conduct.now.date()), most_recorded_a_day=1)
    monkeypatch.setattr(bridge, "rating_terms", lambda **_: terms)
    operations.record_rating(actor=conduct.actors.business, said=SAID, now=conduct.now)

    assert (
        rule_of(conduct, conduct.actors.business, contact_code="G-2", customer_key="b") == "too-many-recorded"
    )


def test_staff_are_not_asked_about_themselves_nor_their_unit_by_their_own_keys(conduct, served):
    given = {"actor": served, "username": served.username, "at": conduct.now}
    operations.tell_staff_key(**given, key="PA01ND0000007")

    own = {"customer_key": "pa01nd0000007"}
    assert conduct.invited("A", staff_username=served.username, **own) == ""
    assert conduct.invited("B", **own) == ""
    assert conduct.invited("C", unit=XUAN_TRUONG, **own)
    assert "PA01ND0000007" not in str(StaffKey.objects.values().get())


def test_nobody_tells_the_key_of_another(conduct, served):
    with pytest.raises(NotFound):
        operations.tell_staff_key(
            actor=conduct.actors.unit_officer(XUAN_TRUONG), username=served.username, key="x", at=conduct.now
        )


def test_a_person_sees_the_own_ratings_and_no_others(conduct, served):
    conduct.rated(5, 4, 5, 5, 1, staff_username=served.username)
    conduct.rated(1, staff_username=conduct.actors.crew(CITY).username)

    own = queries.own_results(actor=served, **SPAN)

    assert (own.total.answered, own.total.satisfied_bp, own.lines) == (5, 8000, ())


def test_what_a_unit_hides_cannot_be_had_by_taking_the_others_from_the_total(conduct):
    conduct.rated(5, 5, 5, 5, 1)
    conduct.rated(1, 1, unit=XUAN_TRUONG)

    total = queries.unit_results(actor=conduct.actors.director, **SPAN).total

    assert total.answered == 7
    assert sum(one.answered for one in total.kinds) == 5
    assert total.satisfied_bp == 8000


def test_a_unit_with_few_answers_does_not_look_best(conduct):
    conduct.rated(5, 5, 5, 5, 5, unit=XUAN_TRUONG)
    conduct.rated(*[5] * 19, 3)

    lines = queries.unit_results(actor=conduct.actors.director, **SPAN).lines

    assert [(line.of, line.satisfied_bp) for line in lines] == [(CITY, 9500), (XUAN_TRUONG, 10_000)]


def test_comments_are_covered_and_kept_back_while_few_answered(conduct, served):
    operations.record_rating(actor=conduct.actors.business, said=SAID, now=conduct.now)
    head = conduct.actors.unit_head(CITY)

    few = queries.comments(actor=head, unit_code=CITY, **SPAN)
    conduct.rated(5, 5, 5, 5)
    enough = queries.comments(actor=head, unit_code=CITY, **SPAN)

    assert few == ()
    assert [(one.words, one.person) for one in enough] == [("Gọi lại •••", "")]
