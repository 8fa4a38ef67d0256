"""What lists, the public and the desk are told: in order, covered, and in a fixed number of questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.models import Case, CaseMove
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import Contact, QueueFilters


def codes(desk, *, actor=None, **filters) -> list[str]:
    page = queries.queue(actor=actor or desk.clerk, now=desk.now, filters=QueueFilters(**filters))
    return [row.code for row in page.rows]


def test_the_least_time_left_stands_first_and_no_clock_last(desk):
    slow = desk.open("METER_MOVE").code
    none = desk.open("NEW_LV_RES_URBAN", is_complete=False).code
    quick = desk.open("FAULT_RESTORE").code

    assert codes(desk) == [quick, slow, none]


def test_each_view_shows_its_cases_and_no_others(desk):
    late, today, answered = (
        desk.open("FAULT_RESTORE").code,
        desk.open().code,
        desk.answered(service="CHANGE_INFO"),
    )
    desk.do("take_case", today)
    desk.now += timedelta(hours=20)

    assert codes(desk, view="late") == [late]
    assert codes(desk, view="today") == [late, today]
    assert codes(desk, view="answered") == [answered]
    assert codes(desk, responsible="me") == [today]
    assert codes(desk, responsible="nobody") == [late]
    assert codes(desk, text=late.lower()) == [late]
    assert codes(desk, text="0912 345 678") == [late, today]
    assert codes(desk, view="all", group="complaint") == [today]


def test_the_queue_asks_the_same_few_questions_for_one_case_and_for_many(desk, django_assert_max_num_queries):
    def ask():
        return queries.queue(actor=clerk, now=desk.now, filters=QueueFilters(view="all"))

    clerk = desk.clerk
    paused = desk.open().code
    desk.do("accept_case", paused)
    desk.do("pause_case", paused, reason="nobody_home", why="vắng", attachments=[desk.proof()])
    for _ in range(4):
        desk.do("hand_over", desk.open().code, why="x", to_desk="office")

    with django_assert_max_num_queries(3):
        found = ask()

    assert (found.total, len(found.rows)) == (5, 5)
    assert found.rows[-1].is_paused != found.rows[0].is_paused


def test_the_queue_reads_an_index_in_its_order_however_many_cases_are_open(desk):
    desk.open()
    ordered = F("due_at").asc(nulls_last=True)
    every = Case.objects.filter(state__in=OPEN).order_by(ordered, "id")[:50]
    of_a_unit = Case.objects.filter(state__in=OPEN, unit_id="PA01ND").order_by(ordered, "id")[:50]

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")

    assert "case_queue" in every.explain()
    assert "case_unit_queue" in of_a_unit.explain()


def test_a_paused_case_has_the_same_time_left_however_long_it_waits(desk):
    code = desk.open().code
    desk.do("accept_case", code)
    desk.do("pause_case", code, reason="nobody_home", why="vắng", attachments=[desk.proof()])
    before = desk.page(code).row.seconds_left
    desk.later(hours=26)

    row = desk.page(code).row

    assert (row.seconds_left, row.is_late, row.is_paused) == (before, False, True)
    assert codes(desk, view="late") == []


def test_who_sees_which_cases_of_the_queue(desk):
    desk.open()

    assert codes(desk, actor=desk.actors.unit_officer("PA01XT")) == []
    assert len(codes(desk, actor=desk.actors.director)) == len(codes(desk, actor=desk.actors.auditor)) == 1
    for nobody in (desk.actors.crew("PA01ND"), desk.actors.partner_officer("13732")):
        with pytest.raises(Forbidden):
            codes(desk, actor=nobody)


def test_the_public_page_tells_the_promise_and_nothing_personal(desk):
    opened = desk.open(
        contact=Contact("Nguyễn Văn Thử", "0912345678", "thu@example.vn", "Tổ 3, Đông"),
        customer_code=None,
    )
    text = "Gửi Nguyễn Văn Thử, số 0912 345 678, mã PA01ND0000001, thu@example.vn: đã xong ngày 20/12/2021."
    desk.do("answer_case", opened.code, text=text)

    told = queries.track(tracking_code=opened.tracking_code.lower().replace("-", " "), now=desk.now)

    everything = repr(told)
    for personal in (
        "Nguyễn Văn Thử",
        "345",
        "PA01ND0000001",
        "example",
        "Tổ 3",
        desk.clerk.full_name,
        opened.code,
    ):
        assert personal not in everything
    assert told.due_at == opened.due_at
    assert "20/12/2021" in told.answers[0].text
    assert (told.next_step, told.may_confirm, told.may_reopen) == ("say_whether_solved", True, True)


@pytest.mark.parametrize("code", ["", "0000-0000-0000", "YC-21-000001", "x" * 500, "K7QM\x002XPA"])
def test_a_guessed_code_opens_nothing(desk, code):
    desk.open()

    with pytest.raises(NotFound):
        queries.track(tracking_code=code, now=desk.now)


def test_a_neighbour_code_is_not_the_next_case(desk):
    first, second = desk.open().tracking_code, desk.open().tracking_code

    assert sum(one == other for one, other in zip(first, second, strict=True)) < 8
    with pytest.raises(NotFound):
        queries.track(tracking_code=first[:-1] + ("0" if first[-1] != "0" else "1"), now=desk.now)


def test_the_caller_is_known_by_the_telephone_with_open_cases_and_incidents(desk):
    open_case, over = desk.open("FAULT_RESTORE").code, desk.answered(service="BILL_QUERY")
    operations.open_incident(actor=desk.clerk, title="Mất điện", codes=[open_case], why="", now=desk.now)

    told = queries.caller(actor=desk.clerk, phone="+84 912.345.678", now=desk.now)

    assert told.phone == "0912345678"
    assert [row.code for row in told.open_cases] == [open_case]
    assert [row.code for row in told.recent_cases] == [over]
    assert [row.title for row in told.incidents] == ["Mất điện"]
    assert (
        queries.caller(actor=desk.actors.unit_officer("PA01XT"), phone="0912345678", now=desk.now).open_cases
        == ()
    )


def test_the_load_counts_what_each_person_has_the_idle_first(desk):
    head = desk.head
    desk.do("take_case", desk.open("FAULT_RESTORE").code)
    desk.do("take_case", desk.open("METER_MOVE").code)
    desk.later(hours=3)

    told = {one.username: one for one in queries.load_by_person(actor=desk.clerk, now=desk.now)}

    busy = told[desk.clerk.username]
    assert (busy.open_count, busy.late_count) == (2, 1)
    assert next(iter(told)) == head.username


def test_two_reports_of_one_thing_by_two_channels_are_shown_to_one_another(desk):
    first = desk.open("FAULT_RESTORE").code
    desk.later(minutes=20)
    second = desk.public(
        "FAULT_RESTORE", channel="open311", contact=Contact(phone="0912345678"), fields={}
    ).code

    (found,) = queries.likely_same(actor=desk.clerk, code=second, now=desk.now)

    assert (found.code, found.reasons) == (first, ("same_phone", "same_service"))


def test_an_incident_tells_everybody_and_answers_every_open_case(desk):
    told = []
    from donghanh.apps.requests import ports

    before = ports._PLUGS.tell
    ports.plug_telling(tell=told.append)
    cases = [desk.open("FAULT_RESTORE", phone=f"091234567{place}").code for place in range(3)]
    told.clear()
    incident = operations.open_incident(
        actor=desk.clerk, title="Đứt dây", codes=cases, why="cùng ngõ", now=desk.now
    )
    given = {"actor": desk.clerk, "incident": incident, "now": desk.now}
    operations.answer_incident(text="Đang xử lý.", is_over=False, **given)

    done = operations.answer_incident(text="Đã có điện.", is_over=True, **given)
    ports.plug_telling(tell=before)

    assert list(done.answered) == cases
    assert [one.kind for one in told] == ["incident"] * 3 + ["answer"] * 3
    assert set(Case.objects.values_list("state", flat=True)) == {"answered"}
    assert queries.incidents(actor=desk.clerk, now=desk.now) == ()


def test_a_case_speaks_of_one_incident_alone_and_of_its_own_unit(desk):
    from donghanh.apps.requests.refusals import Refused

    one, two = desk.open("FAULT_RESTORE").code, desk.open("FAULT_RESTORE").code
    far = desk.open("FAULT_RESTORE", actor=desk.actors.office, unit_code="PA01XT").code
    given = {"title": "x", "why": "", "now": desk.now}
    operations.open_incident(actor=desk.clerk, codes=[one], **given)

    with pytest.raises(Refused) as again:
        operations.open_incident(actor=desk.clerk, codes=[one, two], **given)
    with pytest.raises(Refused) as apart:
        operations.open_incident(actor=desk.actors.office, codes=[two, far], **given)

    assert (again.value.rule, apart.value.rule) == ("joined-already", "not-one-unit")


def test_a_bulk_answer_does_what_its_preview_showed_or_nothing(desk):
    from donghanh.apps.requests.refusals import Refused

    cases = [desk.open().code, desk.open().code, desk.answered(), "YC-21-999999"]
    given = {"actor": desk.clerk, "codes": cases, "text": "Yêu cầu {code}: xong.", "now": desk.now}
    seen = operations.preview_bulk_answer(**given)
    desk.do("withdraw_case", cases[1], why="thôi")

    with pytest.raises(Refused) as refused:
        operations.bulk_answer(digest=seen.digest, **given)
    again = operations.preview_bulk_answer(**given)
    done = operations.bulk_answer(digest=again.digest, **given)

    assert refused.value.rule == "preview-changed"
    assert done.answered == (cases[0],)
    assert [one.problem for one in done.refused] == ["not-from-this-state"] * 2 + ["not-found"]
    assert desk.page(cases[0]).answers[-1].text == f"Yêu cầu {cases[0]}: xong."
    assert CaseMove.objects.filter(move="answer").count() == 2


def test_a_role_without_part_gets_no_figures_and_a_clerk_no_colleague_s_pauses(desk):
    code = desk.open().code
    desk.do("accept_case", code, actor=desk.head)
    desk.do("pause_case", code, actor=desk.head, reason="nobody_home", why="x", attachments=[desk.proof()])
    asked = {
        "on": desk.now.date(),
        "from_on": desk.now.date(),
        "until_on": desk.now.date() + timedelta(days=1),
    }

    with pytest.raises(Forbidden):
        queries.indicators(actor=desk.actors.crew("PA01ND"), **asked)
    seen_by_clerk = queries.indicators(actor=desk.clerk, **asked).pausing
    seen_by_head = queries.indicators(actor=desk.head, **asked).pausing

    assert [row.username for row in seen_by_head] == [desk.head.username]
    assert desk.head.username not in [row.username for row in seen_by_clerk]
