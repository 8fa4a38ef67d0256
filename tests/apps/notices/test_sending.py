"""What becomes of messages that are due: tries, the night, lost workers, reports."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from donghanh.apps.notices.values import REFUSED, TRY_AGAIN, UNCERTAIN, Outcome

DOWN = Outcome(TRY_AGAIN, why="not-reachable")


def test_a_message_is_given_to_its_channel_once_with_its_own_code(post):
    code = post.queue()

    assert post.send().accepted == 1
    assert post.send().accepted == 0

    assert [one.code for one in post.sms.given] == [code]
    assert post.state(code) == "sent"


def test_without_a_channel_a_message_waits_and_the_run_says_how_many(post):
    code = post.queue(channel="email", to="khach@example.vn")

    post.later(days=30)

    assert post.send().waiting == 1
    assert post.state(code) == "queued"


def test_a_channel_that_is_down_is_asked_again_after_growing_pauses_and_then_never(post):
    code = post.queue()
    post.sms.answers = [DOWN] * 20
    asked_at = []

    for _ in range(20):
        post.send()
        asked_at.append(post.now)
        row = post.story(code).row
        if row.state == "failed":
            break
        assert post.send() == post.send()  # nothing is due before the pause is over
        post.now = row.next_at

    pauses = [later - earlier for earlier, later in itertools.pairwise(asked_at)]
    assert pauses == sorted(pauses)
    assert len(post.sms.given) == 7
    assert row.why == "tries-over: not-reachable"


def test_an_address_that_the_channel_refuses_is_asked_no_more(post):
    code = post.queue()
    post.sms.answers = [Outcome(REFUSED, why="address-unknown")]

    assert post.send().failed == 1
    post.later(days=1)
    post.send()

    assert len(post.sms.given) == 1
    assert post.story(code).row.why == "address-unknown"


def test_nobody_is_woken_but_for_what_is_urgent(post):
    post.later(hours=13)  # ten in the evening
    calm = post.queue(kind="answer")
    urgent = post.queue(kind="incident")

    assert post.send().accepted == 1
    assert (post.state(calm), post.state(urgent)) == ("queued", "sent")
    post.later(hours=9)  # seven in the morning

    assert post.send().accepted == 1


def test_what_was_due_by_day_is_not_sent_by_night_when_the_worker_comes_back(post):
    code = post.queue()
    post.later(hours=14)

    assert post.send().accepted == 0
    assert post.story(code).row.next_at == post.now.replace(hour=0) + timedelta(days=1)


def test_a_code_that_nobody_could_send_in_time_is_not_sent(post):
    code = post.queue(kind="code", is_secret=True, channel="email", to="khach@example.vn")

    post.later(minutes=10)

    assert post.send().expired == 1
    assert (post.state(code), post.sending(code).words) == ("failed", "")


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit()])
def test_what_a_killed_worker_was_sending_is_uncertain_and_not_sent_again(post, end):
    code = post.queue()
    post.sms.answers = [end]
    with pytest.raises(type(end)):
        post.send()
    assert post.state(code) == "sending"

    assert post.send().uncertain == 1

    assert len(post.sms.given) == 1
    row = post.story(code).row
    assert (row.state, row.why) == ("uncertain", "worker-lost")


def test_where_the_channel_refuses_doubles_an_uncertain_message_is_repeated_under_its_code(post):
    from donghanh.apps.notices import ports

    ports.plug_channel(channel="sms", send=post.sms, repeats_safely=True)
    code = post.queue()
    post.sms.answers = [Outcome(UNCERTAIN, why="answer-lost")]
    post.send()
    post.later(minutes=2)

    assert post.send().accepted == 1
    assert [one.code for one in post.sms.given] == [code, code]
    assert post.sms.given[0].text == post.sms.given[1].text


def test_a_report_settles_what_was_uncertain_and_the_same_report_again_changes_nothing(post):
    from donghanh.apps.notices.operations import record_report

    code = post.queue()
    post.sms.answers = [Outcome(UNCERTAIN)]
    post.send()

    for _ in range(2):
        assert record_report(channel="sms", code=code, result="delivered", now=post.now) == "delivered"

    assert [step.move for step in post.story(code).moves] == ["queue", "begin", "lose", "confirm"]


def test_a_report_of_something_never_sent_is_refused(post):
    from donghanh.apps.notices.operations import record_report
    from donghanh.apps.notices.refusals import CannotMoveMessage, NotFound

    code = post.queue()

    with pytest.raises(CannotMoveMessage):
        record_report(channel="sms", code=code, result="delivered", now=post.now)
    with pytest.raises(NotFound):
        record_report(channel="email", code=code, result="delivered", now=post.now)
