"""After a finding: the right of reply, the decision by another, the correction, the second look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.conduct.conftest import CITY

from donghanh.apps.conduct import operations, queries
from donghanh.apps.conduct.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_office(conduct):
    return conduct.found()


def replied(conduct, code, actor, *, is_disputed: bool) -> None:
    operations.reply_to_finding(
        actor=actor, code=code, is_disputed=is_disputed, words="Thẻ bị hỏng", at=conduct.on_reply
    )


@pytest.fixture(autouse=True)
def days(conduct):
    from datetime import date

    conduct.on_reply = conduct.on(date(2021, 12, 31)) + timedelta(hours=3)


def rule_of(act, **given) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return refused.value.rule


def test_before_the_time_to_reply_is_over_an_unanswered_finding_is_not_upheld(conduct, of_office):
    code, _unit = of_office
    card = queries.finding_card(actor=conduct.actors.office, code=code, day=conduct.on_reply.date())
    given = {"actor": conduct.actors.office, "code": code, "is_upheld": True, "why": "Rõ ràng"}
    last = conduct.on(card.reply_due)

    assert rule_of(operations.decide_finding, **given, at=last) == "reply-still-open"
    operations.decide_finding(**given, at=last + timedelta(days=1))

    assert queries.finding_list(actor=conduct.actors.office, state="upheld").total == 1


def test_the_reply_is_that_of_the_person_not_of_the_head(conduct):
    code, _unit = conduct.found(kind="crew", item="signed")
    given = {"code": code, "is_disputed": True, "words": "Khách đi vắng", "at": conduct.on_reply}

    assert (
        rule_of(operations.reply_to_finding, actor=conduct.actors.unit_head(CITY), **given)
        == "only-the-person"
    )
    operations.reply_to_finding(actor=conduct.actors.crew(CITY), **given)

    assert queries.finding_card(
        actor=conduct.actors.crew(CITY), code=code, day=conduct.on_reply.date()
    ).row.is_disputed


def test_an_office_is_answered_for_by_its_head_not_by_a_clerk(conduct, of_office):
    code, unit = of_office
    given = {"code": code, "is_disputed": False, "words": "Đã nhắc", "at": conduct.on_reply}

    clerk = conduct.actors.unit_officer(unit)
    assert rule_of(operations.reply_to_finding, actor=clerk, **given) == "not-for-this-role"
    operations.reply_to_finding(actor=conduct.actors.unit_head(unit), **given)


def test_a_disputed_finding_is_decided_by_another_than_who_inspected(conduct, of_office):
    code, unit = of_office
    replied(conduct, code, conduct.actors.unit_head(unit), is_disputed=True)
    given = {"code": code, "is_upheld": False, "why": "Thẻ đang làm lại", "at": conduct.on_reply}

    assert rule_of(operations.decide_finding, actor=conduct.actors.office, **given) == "another-decides"
    operations.decide_finding(actor=conduct.actors.director, **given)

    card = queries.finding_card(actor=conduct.actors.unit_head(unit), code=code, day=conduct.on_reply.date())
    assert card.row.state == "withdrawn"


def test_an_accepted_finding_may_be_upheld_by_who_inspected(conduct, of_office):
    code, unit = of_office
    replied(conduct, code, conduct.actors.unit_head(unit), is_disputed=False)

    operations.decide_finding(
        actor=conduct.actors.office, code=code, is_upheld=True, why="Đã nhận", at=conduct.on_reply
    )

    card = queries.finding_card(actor=conduct.actors.office, code=code, day=conduct.on_reply.date())
    assert (card.row.state, card.row.due) == ("upheld", card.correct_due)


def test_what_the_second_look_does_not_find_corrected_is_to_be_corrected_again(conduct, of_office):
    code, unit = of_office
    head, office, at = conduct.actors.unit_head(unit), conduct.actors.office, conduct.on_reply
    replied(conduct, code, head, is_disputed=False)
    operations.decide_finding(actor=office, code=code, is_upheld=True, why="Đúng", at=at)
    for is_corrected in (False, True):
        operations.correct_finding(actor=head, code=code, words="Đã phát thẻ", at=at)
        operations.recheck_finding(
            actor=conduct.second, code=code, is_corrected=is_corrected, words="Đã xem lại", at=at
        )

    card = queries.finding_card(actor=office, code=code, day=at.date())

    assert [one.move for one in card.moves] == [
        "raise", "reply", "uphold", "correct", "send_back", "correct", "recheck",
    ]  # fmt: skip
    assert card.acts == ()


def test_words_are_needed(conduct, of_office):
    code, unit = of_office

    given = {"actor": conduct.actors.unit_head(unit), "code": code, "is_disputed": True, "words": "  "}
    assert rule_of(operations.reply_to_finding, **given, at=conduct.on_reply) == "reason-missing"


def test_the_acts_that_a_page_offers_are_those_that_would_be_done(conduct, of_office):
    code, unit = of_office
    replied(conduct, code, conduct.actors.unit_head(unit), is_disputed=True)
    day = conduct.on_reply.date()

    def offered(actor):
        return queries.finding_card(actor=actor, code=code, day=day).acts

    assert offered(conduct.actors.office) == ()
    assert offered(conduct.actors.director) == ("uphold", "withdraw")
    assert offered(conduct.actors.auditor) == ()
    assert offered(conduct.actors.unit_head(unit)) == ()
