"""The life of a case at the desk: taken by one, handed over, paused with proof, answered, opened again."""

from __future__ import annotations

import pytest

from donghanh.apps.organisation.models import Act
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.requests.bridge import clocks
from donghanh.apps.requests.models import Breach, Case, CaseMove, CasePause
from donghanh.apps.requests.refusals import CannotMoveCase, CannotPause, CannotTake, NotFound, Refused


def agrees_with_the_engine(desk) -> None:
    """The copies of the due time are what the engine says of each case as of the last act."""
    for case in Case.objects.all():
        pauses = clocks.pauses_of(rows=case.pauses.select_related("end"), as_of=desk.now)
        due = clocks.due_of(case=case, pauses=pauses, as_of=desk.now)
        assert (case.due_at, case.due_on) == ((due.due_at, due.due_on) if due else (None, None))
        assert case.is_paused == any(pause.until_at is None for pause in pauses)


def test_every_act_leaves_a_move_an_audit_row_and_the_due_time_of_the_engine(desk):
    code = desk.open("NEW_LV_RES_URBAN").code
    acts = [
        ("ask_for_documents", {"documents": ["identity"], "why": "thiếu CCCD"}), ("complete_application", {}),
        ("accept_case", {}), ("start_case", {}),
        ("pause_case", {"reason": "nobody_home", "why": "vắng", "attachments": [desk.proof()]}),
        ("resume_case", {}), ("hand_over", {"why": "đúng việc", "to_desk": "business_department"}),
        ("reclassify_case", {"service_code": "CHANGE_INFO", "why": "chỉ đổi tên"}),
        ("answer_case", {"text": "Đã lắp"}),
        ("report_not_solved_by_word", {"why": "chưa có điện"}), ("answer_case", {"text": "Xong"}),
        ("confirm_solved_by_word", {"why": "gọi điện"}),
    ]  # fmt: skip
    for act, more in acts:
        desk.later(hours=1)
        desk.do(act, code, **more)
        agrees_with_the_engine(desk)

    assert CaseMove.objects.count() == len(acts) + 1
    assert Act.objects.filter(subject=f"request:{code}", act__startswith="request.").count() == len(acts) + 1
    assert Case.objects.get().state == "closed"


def test_the_second_who_takes_a_case_is_told_who_has_it(desk):
    code = desk.open().code
    desk.do("take_case", code)

    with pytest.raises(CannotTake) as refused:
        desk.do("take_case", code, actor=desk.head)
    desk.do("take_case", code)  # again by the first: nothing changes

    assert refused.value.rule == "taken-already"
    assert refused.value.facts["name"] == desk.clerk.full_name
    assert CaseMove.objects.filter(move="take").count() == 1


def test_a_case_that_was_handed_to_and_fro_shows_it(desk):
    code = desk.open().code
    desk.do("hand_over", code, why="khó", to_desk="office")
    desk.do("hand_over", code, why="trả lại", to_desk="unit", to_username=desk.head.username)

    page = desk.page(code)

    assert page.row.hand_over_count == 2
    assert [(one.from_desk, one.to_desk, one.why) for one in page.hand_overs] == [
        ("unit", "office", "khó"), ("office", "unit", "trả lại"),
    ]  # fmt: skip
    assert page.row.responsible_username == desk.head.username


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"why": "", "to_desk": "office"}, "reason-missing"),
        ({"why": "x"}, "nothing-changes"),
        ({"why": "x", "to_desk": "kitchen"}, "desk-unknown"),
        ({"why": "x", "to_unit": "PA09ZZ"}, "unit-unknown"),
        ({"why": "x", "to_username": "nobody"}, "person-not-there"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused_by_name(desk, more, rule):
    code = desk.open().code

    with pytest.raises(CannotMoveCase) as refused:
        desk.do("hand_over", code, **more)

    assert refused.value.rule == rule


def test_a_case_handed_to_another_unit_leaves_the_sight_of_the_first(desk):
    code = desk.open().code

    desk.do("hand_over", code, why="thuộc Xuân Trường", to_unit="PA01XT")

    with pytest.raises(NotFound):
        desk.page(code)
    assert desk.page(code, actor=desk.actors.unit_officer("PA01XT")).row.unit_code == "PA01XT"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"reason": "nobody_home"}, "pause-without-evidence"),
        ({"reason": "permit_pending"}, "pause-reason-not-allowed"),
        ({"reason": "nobody_home", "evidence": [999]}, "evidence-not-of-case"),
    ],
)
def test_the_clock_does_not_stop_without_an_allowed_reason_and_its_proof(desk, more, rule):
    code = desk.open().code
    desk.do("accept_case", code)

    with pytest.raises(CannotPause) as refused:
        desk.do("pause_case", code, why="vắng nhà", **more)

    assert refused.value.rule == rule
    assert not Case.objects.get().is_paused


def test_a_file_of_another_sort_proves_no_pause(desk):
    code = desk.open().code
    desk.do("accept_case", code)

    with pytest.raises(CannotPause) as refused:
        desk.do("pause_case", code, reason="nobody_home", why="x", attachments=[desk.proof("letter")])

    assert refused.value.rule == "evidence-of-other-sort"


def test_a_pause_gives_its_time_back_and_no_more_than_the_longest(desk):
    code = desk.open().code  # a bill query: 24 hours
    before = Case.objects.get().due_at
    desk.do("accept_case", code)
    desk.do("pause_case", code, reason="nobody_home", why="vắng", attachments=[desk.proof()])
    longest = CasePause.objects.get().ends_by_at
    desk.later(days=30)

    desk.do("resume_case", code)

    assert Case.objects.get().due_at == before + (longest - CasePause.objects.get().from_at)
    assert Case.objects.get().state == "under_way"


def test_a_reason_serves_no_more_often_than_the_lawbook_allows(desk):
    code = desk.open().code
    desk.do("accept_case", code)
    for colour in ("orange", "red"):
        proof = desk.proof("call_recording", colour)
        desk.do("pause_case", code, reason="nobody_home", why="vắng", attachments=[proof])
        desk.later(hours=1)
        desk.do("resume_case", code)

    with pytest.raises(CannotPause) as refused:
        desk.do("pause_case", code, reason="nobody_home", why="vắng", attachments=[desk.proof()])

    assert refused.value.rule == "paused-too-often"


def test_another_service_moves_no_start_and_gains_no_time(desk):
    short = desk.open("METER_CHECK").code  # 3 working days
    due = Case.objects.get().due_at
    desk.later(days=1)

    desk.do("reclassify_case", short, service_code="METER_MOVE", why="di dời")  # 5 working days

    case = Case.objects.get()
    assert (case.service_code, case.due_at) == ("METER_MOVE", due)
    long = desk.open("METER_MOVE").code
    desk.do("reclassify_case", long, service_code="METER_CHECK", why="kiểm tra")
    assert str(Case.objects.get(code=long).due_on) == "2021-12-24"


def test_not_solved_opens_the_same_case_with_its_first_clock(desk):
    from donghanh.apps.requests.operations import report_not_solved

    opened = desk.open()
    desk.do("answer_case", opened.code, text="Đã kiểm tra.")
    desk.later(days=3)

    told = report_not_solved(tracking_code=opened.tracking_code, why="Vẫn sai", now=desk.now)

    case = Case.objects.get()
    assert (told, case.state, case.due_at, case.answered_at) == (opened.code, "reopened", opened.due_at, None)
    assert desk.page(opened.code).row.is_late


def test_a_case_that_came_late_is_closed_only_after_somebody_owned_up(desk):
    code = desk.open().code
    desk.later(days=2)
    desk.do("answer_case", code, text="Xong")

    with pytest.raises(CannotMoveCase) as refused:
        desk.do("close_case", code, why="không phản hồi")
    desk.do("record_breach", code, cause="overlooked", told="Để sót trong ca trực")
    desk.do("close_case", code, why="không phản hồi")

    assert refused.value.rule == "breach-not-recorded"
    assert Breach.objects.get().apology.startswith("Chúng tôi xin lỗi")
    assert desk.page(code).breach.cause_en == "Overlooked"
    assert [one.code for one in desk.page(code).compensation] == ["by_contract"]


@pytest.mark.parametrize(
    ("days", "more", "rule"),
    [
        (0, {"cause": "overlooked", "told": "x"}, "not-late"),
        (2, {"cause": "aliens", "told": "x"}, "cause-unknown"),
        (2, {"cause": "overlooked", "told": " "}, "reason-missing"),
    ],
)
def test_a_breach_needs_a_missed_time_a_known_cause_and_a_sentence(desk, days, more, rule):
    code = desk.open().code
    desk.later(days=days)

    with pytest.raises(Refused) as refused:
        desk.do("record_breach", code, **more)

    assert refused.value.rule == rule


def test_asking_for_papers_again_and_again_stops_no_clock_that_ran(desk):
    code = desk.open("NEW_LV_RES_URBAN").code
    asked = {"documents": ["identity"], "why": "thiếu"}
    desk.do("ask_for_documents", code, **asked)
    assert Case.objects.get().due_at is None
    desk.do("complete_application", code)
    due = Case.objects.get().due_at

    desk.do("ask_for_documents", code, **asked)

    assert Case.objects.get().due_at == due


def test_a_click_sent_twice_is_done_once(desk):
    code = desk.open().code
    for _ in range(2):
        desk.do("answer_case", code, text="Xong", key="click-1")

    assert CaseMove.objects.filter(move="answer").count() == 1
    assert len(desk.page(code).answers) == 1


@pytest.mark.parametrize("who", ["auditor", "crew", "partner", "other_unit"])
def test_who_has_no_part_in_a_case_neither_sees_nor_moves_it(desk, who):
    code = desk.open().code
    actor = {
        "auditor": lambda: desk.actors.auditor, "crew": lambda: desk.actors.crew("PA01ND"),
        "partner": lambda: desk.actors.partner_officer("13732"),
        "other_unit": lambda: desk.actors.unit_officer("PA01XT"),
    }[who]()  # fmt: skip

    with pytest.raises((Forbidden, NotFound)):
        desk.do("answer_case", code, actor=actor, text="x")
    if who != "auditor":
        with pytest.raises(NotFound):
            desk.page(code, actor=actor)
    else:
        assert desk.page(code, actor=actor).moves_allowed == frozenset()


def test_a_contact_is_covered_until_somebody_asks_and_that_is_written_down(desk):
    from donghanh.apps.organisation.models import PersonalDataReading
    from donghanh.apps.requests.operations import read_case, tracking_code_again

    opened = desk.open()
    assert desk.page(opened.code).phone == "0912•••678"

    page = read_case(actor=desk.clerk, code=opened.code, now=desk.now)
    again = tracking_code_again(actor=desk.clerk, code=opened.code, now=desk.now)

    assert (page.phone, again) == ("0912345678", opened.tracking_code)
    assert PersonalDataReading.objects.filter(subject=f"request:{opened.code}").count() == 2
