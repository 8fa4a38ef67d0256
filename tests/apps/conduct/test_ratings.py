"""Ratings: asked once, answered once, by customers alone; told with their interval to who may see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.conduct.conftest import CITY, XUAN_TRUONG

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.refusals import Refused
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db
SPAN = {"from_on": date(2021, 12, 1), "until_on": date(2022, 1, 1)}


def rule_of(act, **given) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.rule


def test_a_rating_is_given_once(conduct):
    token = conduct.invited()
    operations.rate(token=token, stars=2, now=conduct.now)

    assert rule_of(operations.rate, token=token, stars=5, now=conduct.now) == "rated-already"


def test_a_contact_is_asked_for_once(conduct):
    assert conduct.invited("YC-1", customer_key="a")
    assert conduct.invited("YC-1", customer_key="b") == ""


def test_a_customer_is_not_asked_again_within_a_fortnight(conduct):
    conduct.invited("YC-1", customer_key="PA01ND0000001")
    again = {"customer_key": "pa01nd0000001 ", "contact_kind": "call"}

    assert conduct.invited("G-2", **again, now=conduct.now + timedelta(days=13)) == ""
    assert conduct.invited("G-3", **again, now=conduct.now + timedelta(days=14))


def test_nobody_is_asked_to_rate_oneself(conduct):
    crew = conduct.actors.crew(CITY)

    assert conduct.invited("V-1", staff_username=crew.username, customer_key=crew.username.upper()) == ""
    assert conduct.invited("V-2", staff_username=crew.username, customer_key="0912345678")


def test_staff_who_are_signed_in_do_not_rate(conduct):
    given = {"token": conduct.invited(), "stars": 5, "now": conduct.now}

    assert (
        rule_of(operations.rate, **given, staff_id=conduct.actors.crew(CITY).staff_id) == "staff-do-not-rate"
    )
    operations.rate(**given)


@pytest.mark.parametrize("stars", [0, 6, True])
def test_stars_are_from_one_to_five(conduct, stars):
    assert rule_of(operations.rate, token=conduct.invited(), stars=stars, now=conduct.now) == "stars-wrong"


def test_a_token_that_nobody_was_given_rates_nothing(conduct):
    conduct.invited()

    assert rule_of(operations.rate, token="x" * 32, stars=5, now=conduct.now) == "token-unknown"
    assert queries.rating_asked(token="x" * 32, now=conduct.now) is None


def test_after_its_days_an_invitation_is_over(conduct):
    token = conduct.invited()
    over = conduct.now + timedelta(days=14)

    assert queries.rating_asked(token=token, now=over - timedelta(seconds=1)).step == "question"
    assert queries.rating_asked(token=token, now=over) is None
    assert rule_of(operations.rate, token=token, stars=5, now=over) == "rating-over"


def test_the_comment_comes_after_the_stars_and_once(conduct):
    token = conduct.invited()

    assert rule_of(operations.comment, token=token, words="x", now=conduct.now) == "not-rated-yet"
    operations.rate(token=token, stars=4, now=conduct.now)
    operations.comment(token=token, words="Cảm ơn", now=conduct.now)
    assert rule_of(operations.comment, token=token, words="y", now=conduct.now) == "commented-already"
    assert queries.rating_asked(token=token, now=conduct.now).step == "done"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"contact_kind": "dream"}, "contact-kind-unknown"),
        ({"customer_key": " "}, "contact-missing"),
        ({"unit": "PA09XX"}, "unit-unknown"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(conduct, change, rule):
    assert rule_of(conduct.invited, contact="YC-1", **change) == rule


def test_neither_token_nor_customer_is_kept_as_they_are(conduct):
    from donghanh.apps.conduct.models import Invitation

    token = conduct.invited(customer_key="0912345678")

    kept = str(Invitation.objects.values().get())
    assert token not in kept
    assert "0912345678" not in kept


def test_a_unit_is_told_with_its_response_and_interval(conduct):
    conduct.rated(5, 5, 4, 2, 5)
    conduct.invited("no-answer")

    line = queries.unit_results(actor=conduct.actors.director, **SPAN).lines[0]

    assert (line.of, line.invited, line.answered, line.response_bp) == (CITY, 6, 5, 8333)
    assert (line.satisfied_bp, line.low_bp, line.high_bp) == (8000, 3755, 9638)


def test_below_five_answers_no_share_is_told_not_even_by_kind(conduct):
    conduct.rated(1, 1, 1, 1)

    line = queries.unit_results(actor=conduct.actors.director, **SPAN).lines[0]

    assert line.is_too_few
    assert (line.satisfied_bp, line.low_bp) == (None, None)
    assert {one.satisfied for one in line.kinds} == {None}


def test_a_unit_sees_its_own_results_alone(conduct):
    conduct.rated(5)
    conduct.rated(5, unit=XUAN_TRUONG)

    found = queries.unit_results(actor=conduct.actors.unit_officer(XUAN_TRUONG), **SPAN)

    assert [line.of for line in found.lines] == [XUAN_TRUONG]
    assert found.total.invited == 1


@pytest.mark.parametrize("role", ["crew", "partner"])
def test_who_has_nothing_to_do_with_results_sees_none(conduct, role):
    actor = conduct.actors.crew(CITY) if role == "crew" else conduct.actors.partner_officer("13732")

    with pytest.raises(Forbidden):
        queries.unit_results(actor=actor, **SPAN)
    with pytest.raises(Forbidden):
        queries.conduct_by_unit(actor=actor, day=date(2021, 12, 20))


def test_a_person_is_seen_by_the_own_head_and_the_office_alone(conduct):
    crew = conduct.actors.crew(CITY)
    conduct.rated(5, 5, 5, 5, 1, staff_username=crew.username)

    def lines(actor):
        return queries.person_results(actor=actor, unit_code=CITY, **SPAN).lines

    for actor in (conduct.actors.unit_head(CITY), conduct.actors.office):
        assert [(one.of, one.answered) for one in lines(actor)] == [(crew.username, 5)]
    strangers = [
        conduct.actors.unit_head(XUAN_TRUONG), conduct.actors.unit_officer(CITY), conduct.actors.director,
        conduct.actors.auditor, crew,
    ]  # fmt: skip
    for actor in strangers:
        with pytest.raises(Forbidden):
            lines(actor)
        with pytest.raises(Forbidden):
            queries.comments(actor=actor, unit_code=CITY, **SPAN)


def test_a_head_does_not_see_how_the_head_was_rated(conduct):
    head = conduct.actors.unit_head(CITY)
    conduct.rated(5, 5, 5, 5, 1, staff_username=head.username)

    assert queries.person_results(actor=head, unit_code=CITY, **SPAN).lines == ()
    assert len(queries.person_results(actor=conduct.actors.office, unit_code=CITY, **SPAN).lines) == 1


def test_what_a_customer_wrote_is_told_without_the_customer(conduct):
    token = conduct.invited(customer_key="PA01ND0000001")
    operations.rate(token=token, stars=1, now=conduct.now)
    operations.comment(token=token, words="Chờ lâu", now=conduct.now)
    conduct.rated(5, 5, 5, 5)

    found = queries.comments(actor=conduct.actors.unit_head(CITY), unit_code=CITY, **SPAN)

    assert [one.words for one in found] == ["Chờ lâu"]
    assert "PA01ND0000001" not in str(found)
