"""What people see and do: by unit and role, giving up, sending again."""

from __future__ import annotations

import pytest
from tests.apps.notices.conftest import OTHER, UNIT

from donghanh.apps.notices.refusals import CannotMoveMessage, NotFound
from donghanh.apps.notices.values import Address, MessageFilters
from donghanh.apps.organisation.permissions import Forbidden


def page(post, actor, **asked):
    from donghanh.apps.notices.queries import messages

    return messages(actor=actor, now=post.now, filters=MessageFilters(**asked))


def test_a_list_holds_the_units_own_and_the_companys_roles_see_all(post, actors):
    own, of_others, of_none = (post.queue(unit_code=unit) for unit in (UNIT, OTHER, ""))

    assert [row.code for row in page(post, actors.unit_officer(UNIT)).rows] == [own]
    assert [row.code for row in page(post, actors.auditor).rows] == [of_none, of_others, own]
    assert page(post, actors.business, unit_code=OTHER).total == 1
    with pytest.raises(NotFound):
        post.story(of_others, actor=actors.unit_head(UNIT))


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper"])
def test_who_has_no_part_in_messages_sees_none(post, actors, role):
    code = post.queue()

    with pytest.raises(Forbidden):
        page(post, getattr(actors, role)(UNIT))
    with pytest.raises(Forbidden):
        post.story(code, actor=getattr(actors, role)(UNIT))


def test_a_list_is_narrowed_and_counts_what_it_would_hold_otherwise(post, actors):
    post.queue(to="1")
    post.queue(channel="email", to="khach@example.vn")

    found = page(post, actors.director, state="failed")

    assert (found.total, found.counts) == (1, {"failed": 1, "queued": 1})
    assert found.channels_missing == ("email",)
    assert page(post, actors.director, channel="email").total == 1


def test_the_address_in_full_is_shown_by_an_act_that_is_recorded(post, actors):
    from donghanh.apps.notices.operations import read_message
    from donghanh.apps.organisation.models import PersonalDataReading

    code = post.queue()
    assert post.story(code).row.to == "0912•••678"

    told = read_message(actor=actors.unit_head(UNIT), code=code, now=post.now)

    assert told.row.to == "0912345678"
    assert PersonalDataReading.objects.get(what="message_address").subject == f"message:{code}"


def test_whoever_told_the_customer_otherwise_gives_the_message_up_with_a_reason(post, actors):
    from donghanh.apps.notices.operations import give_up

    code = post.queue()
    with pytest.raises(CannotMoveMessage):
        give_up(actor=actors.unit_head(UNIT), code=code, why=" ", now=post.now)
    with pytest.raises(Forbidden):
        give_up(actor=actors.auditor, code=code, why="đã gọi", now=post.now)
    with pytest.raises(NotFound):
        give_up(actor=actors.unit_head(OTHER), code=code, why="đã gọi", now=post.now)

    give_up(actor=actors.unit_head(UNIT), code=code, why="đã gọi điện", now=post.now)

    assert post.send().accepted == 0
    assert post.story(code).moves[-1].by


def test_the_same_words_go_to_a_right_address_as_another_message_that_points_back(post, actors):
    from donghanh.apps.notices.operations import send_again

    wrong = post.queue(to="091234567")
    given = {"actor": actors.unit_officer(UNIT), "code": wrong, "now": post.now, "key": "again:1"}

    made = send_again(to=Address("sms", "0912345678"), **given)

    assert made != wrong
    assert send_again(to=Address("sms", "0912345678"), **given) == made
    assert post.story(made).corrects == wrong
    assert post.story(wrong).corrected_by == (made,)


def test_what_only_the_customer_may_read_cannot_be_sent_again(post, actors):
    from donghanh.apps.notices.operations import send_again

    hidden = post.queue("Mã: ABCD", hidden=("ABCD",), to="1")

    with pytest.raises(CannotMoveMessage) as refused:
        send_again(
            actor=actors.director, code=hidden, to=Address("sms", "0912345678"), now=post.now, key="again:2"
        )

    assert refused.value.rule == "words-are-gone"
