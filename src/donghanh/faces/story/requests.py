"""
Plays generated requests of the demo through the same operations as the desk, until a moment.

Every person, telephone and word is made up. What would happen after the moment is left open, so that the
desk has work: cases to take, some near their due time, some late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.values import Attachment, CaseOpened, QueueFilters
from donghanh.faces.story import messages, request_incidents, supply, supply_kinds
from donghanh.faces.story.request_people import Desk, Person, contact_of, fields_of, people_of
from donghanh.world.pictures import drawn_photograph
from donghanh.world.requests import RequestDealt, calls_dealt, requests_dealt

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
COUNT, CALLS = 320, 2_400
START = datetime(2021, 11, 1, tzinfo=ZONE)
BY_THE_CUSTOMER = ("portal", "app", "email", "partner")
ANSWERS = {
    "BILL_QUERY": "Chúng tôi đã kiểm tra lại chỉ số và hóa đơn; số liệu đúng như đã phát hành.",
    "FAULT_RESTORE": "Đã khắc phục sự cố và đóng điện trở lại.",
    "WRITTEN_COMPLAINT": "Chúng tôi đã xác minh nội dung và trả lời bằng văn bản.",
}
DONE = "Yêu cầu của Quý khách đã được thực hiện xong."


def load(*, seed: int, until: datetime, report: Callable[[int], None] = lambda _: None) -> int:
    """
    Play the requests received from 1 November until a moment; answers how many, none when some are there.

    report : called after each request with 1
    """
    desk = _desk(until)
    if queries.queue(actor=console_actor(), now=until, filters=QueueFilters(view="all")).total:
        return 0
    dealt = requests_dealt(seed=seed, count=COUNT, units=len(desk.units), start=START, until=until)
    for one in dealt:
        _play(desk, one)
        report(1)
    supply_kinds.play(desk)
    request_incidents.play(desk)
    messages.send_played(until=until)
    _calls(seed, until)
    return len(dealt)


def _desk(until: datetime) -> Desk:
    day = until.astimezone(ZONE).date()
    units = tuple(unit.code for unit in organisation.units_on(day=day))
    found = {code: organisation.actor_named(username=f"nhanvien.{code.lower()}", on=day) for code in units}
    clerks = {code: clerk for code, clerk in found.items() if clerk is not None}
    return Desk(until, clerks, {code: people_of(unit_code=code, day=day) for code in clerks}, tuple(clerks))


def _play(desk: Desk, one: RequestDealt) -> None:
    """One request from its receipt to its fate, as far as the moment lets it."""
    unit = desk.units[one.unit]
    person = desk.people[unit][one.customer % len(desk.people[unit])]
    opened = _open(desk, one, unit, person)
    clerk = desk.clerks[unit]
    accepted = one.received_at + timedelta(minutes=4 + one.part % 50)
    end = _end(one, opened)
    if one.fate == "incomplete":
        return
    if not _do(desk, clerk, opened.code, "accept", accepted):
        return
    FATES.get(one.fate, _answer)(desk, clerk, opened, one, accepted, end)


def _open(desk: Desk, one: RequestDealt, unit: str, person: Person) -> CaseOpened:
    day = one.received_at.date()
    given: dict[str, Any] = {
        "service_code": one.service, "channel": one.channel, "received_at": one.received_at,
        "contact": contact_of(person), "customer_code": person.code, "now": one.received_at,
        "fields": fields_of(service_code=one.service, person=person, day=day), "unit_code": unit,
        "is_complete": one.fate != "incomplete",
    }  # fmt: skip
    if one.channel in BY_THE_CUSTOMER and one.fate != "incomplete":
        return operations.open_public_case(sender=f"story:{one.channel}", **given)
    return operations.open_case(actor=desk.clerks[unit], **given)


def _end(one: RequestDealt, opened: CaseOpened) -> datetime:
    """The moment of the answer: so many thousandths of the time that was promised."""
    due = opened.due_at or one.received_at + timedelta(days=5)
    promised = max((due - one.received_at).total_seconds(), 600)
    return one.received_at + timedelta(seconds=promised * one.part // 1_000)


def _do(desk: Desk, actor: Actor, code: str, move: str, at: datetime, **said: Any) -> bool:
    """Make a move, if its moment is not after the play's; answers whether it was made."""
    if not desk.is_past(at):
        return False
    operations.make_move(actor=actor, code=code, move=move, asked=operations.MoveAsked(**said), now=at)
    return True


def _answer(
    desk: Desk, clerk: Actor, opened: CaseOpened, one: RequestDealt, accepted: datetime, end: datetime
) -> bool:
    """Answered; one that came late with its cause, most others confirmed by the customer."""
    told = ANSWERS.get(one.service, DONE)
    if one.customer % 3:
        supply.accept_wiring(desk=desk, clerk=clerk, code=opened.code, at=accepted)
    answered = supply.take_steps(
        desk=desk, clerk=clerk, code=opened.code, from_at=accepted, until_at=max(end, accepted)
    )
    end = max(end, answered or end)
    if not answered and supply.is_under_way(clerk=clerk, code=opened.code, now=max(end, accepted)):
        _do(desk, clerk, opened.code, "withdraw", max(end, accepted), why="Hẹn lại sau kỳ ghi chỉ số.")
        return False
    if not answered and not _do(desk, clerk, opened.code, "answer", max(end, accepted), text=told):
        return False
    after = max(end, accepted) + timedelta(hours=5)
    # A pause moves the due time: whether the promise was missed is the case's to say.
    is_late = queries.case_page(actor=clerk, code=opened.code, now=max(end, accepted)).needs_breach
    if is_late and one.customer % 4:
        cause = ("overload", "material_missing", "overlooked", "handed_too_late")[one.customer % 4]
        _do(desk, clerk, opened.code, "record_breach", after, cause=cause, why="Ghi nhận trong ca trực.")
    if one.customer % 3:
        _do(
            desk, clerk, opened.code, "confirm_solved", after + timedelta(hours=3), why="Khách hàng xác nhận."
        )
    return True


def _paused(
    desk: Desk, clerk: Actor, opened: CaseOpened, one: RequestDealt, accepted: datetime, end: datetime
) -> None:
    """The clock stands for an allowed reason with a drawn proof, then goes on."""
    page = queries.case_page(actor=clerk, code=opened.code, now=accepted)
    reason = next((one_of for one_of in page.pause_reasons if one_of.evidence), None)
    if reason is None:
        _answer(desk, clerk, opened, one, accepted, end)
        return
    proof = Attachment("chung-tu.jpg", drawn_photograph(told=opened.code), reason.evidence[0].code)
    at = accepted + (end - accepted) / 3
    said = {"reason": reason.code, "why": "Đã hẹn lại với khách hàng.", "attachments": (proof,)}
    if _do(desk, clerk, opened.code, "pause", at, **said):
        rests = at + timedelta(hours=4 + one.customer % 20)
        if _do(desk, clerk, opened.code, "resume", rests):
            _answer(desk, clerk, opened, one, rests, end + (rests - at))


def _reopened(
    desk: Desk, clerk: Actor, opened: CaseOpened, one: RequestDealt, accepted: datetime, end: datetime
) -> None:
    """Answered, and the customer says that it is not solved; some are answered again."""
    first = accepted + (end - accepted) / 2
    if supply.is_under_way(clerk=clerk, code=opened.code, now=first):
        _answer(desk, clerk, opened, one, accepted, end)
        return
    if not _do(desk, clerk, opened.code, "answer", first, text=ANSWERS.get(one.service, DONE)):
        return
    again = first + timedelta(hours=2)
    if _do(desk, clerk, opened.code, "report_not_solved", again, why="Khách hàng gọi lại: chưa xong."):
        _answer(desk, clerk, opened, one, again, max(end, again + timedelta(hours=1)))


def _handed(
    desk: Desk, clerk: Actor, opened: CaseOpened, one: RequestDealt, accepted: datetime, end: datetime
) -> None:
    at = accepted + (end - accepted) / 4
    said = {"why": "Cần ý kiến Phòng Kinh doanh.", "to_desk": "business_department"}
    if _do(desk, clerk, opened.code, "hand_over", at, **said):
        _answer(desk, clerk, opened, one, at, end)


def _to_and_fro(
    desk: Desk, clerk: Actor, opened: CaseOpened, one: RequestDealt, accepted: datetime, end: datetime
) -> None:
    """Handed on and back, three times."""
    step = (end - accepted) / 8
    turns = ("business_department", "unit", "office", "unit")
    for number, desk_word in enumerate(turns, start=1):
        said = {"why": f"Chuyển lần {number}: không thuộc phần việc.", "to_desk": desk_word}
        if not _do(desk, clerk, opened.code, "hand_over", accepted + step * number, **said):
            return
    _answer(desk, clerk, opened, one, accepted + step * len(turns), end)


def _withdrawn(
    desk: Desk, clerk: Actor, opened: CaseOpened, one: RequestDealt, accepted: datetime, end: datetime
) -> None:
    at = accepted + (end - accepted) / 2
    _do(desk, clerk, opened.code, "withdraw", at, why="Khách hàng không còn nhu cầu.")


def _refused(
    desk: Desk, clerk: Actor, opened: CaseOpened, one: RequestDealt, accepted: datetime, end: datetime
) -> None:
    at = accepted + timedelta(hours=1)
    text = "Rất tiếc chúng tôi chưa thể thực hiện: địa điểm chưa đủ điều kiện. Quý khách có thể khiếu nại."
    _do(desk, clerk, opened.code, "refuse", at, why="Địa điểm chưa đủ điều kiện.", text=text)


FATES: dict[str, Callable[..., Any]] = {
    "paused": _paused, "reopened": _reopened, "handed": _handed, "to_and_fro": _to_and_fro,
    "withdrawn": _withdrawn, "refused": _refused,
}  # fmt: skip


def _calls(seed: int, until: datetime) -> None:
    """The call centre's log, made up, said so by its source."""
    told = [
        operations.CallTold(
            f"demo-{one.number:06d}", "", one.rang_at,
            None if one.waited_seconds is None else one.rang_at + timedelta(seconds=one.waited_seconds),
        )
        for one in calls_dealt(seed=seed, count=CALLS, start=START, until=until - timedelta(minutes=5))
    ]  # fmt: skip
    operations.record_calls(actor=console_actor(), calls=told, source="generated", now=until)
