"""Two incidents of the play: one of November that is over, one of the demo's own morning."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from donghanh.apps.requests import operations
from donghanh.faces.story.request_people import Desk, contact_of, fields_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2021, 11, 18, 19, 20, tzinfo=ZONE)
CHANNELS = ("phone", "app", "phone", "portal", "phone", "email", "phone", "app", "phone", "phone")
FAULT = "FAULT_RESTORE"


def play(desk: Desk) -> None:
    """Reports of one thing by several channels become one incident; of the first everybody is told."""
    units = [unit for unit in desk.units if len(desk.people[unit]) >= len(CHANNELS)]
    if not units:
        return
    over = _incident(desk, units[-1], EVENING, "Mất điện nhiều hộ sau sự cố đường dây hạ áp")
    if over:
        clerk, at = desk.clerks[units[-1]], EVENING + timedelta(hours=1, minutes=35)
        told = {"actor": clerk, "incident": over}
        text = "Đơn vị đang xử lý sự cố; dự kiến đóng điện lại trước 21 giờ."
        operations.answer_incident(text=text, is_over=False, now=EVENING + timedelta(minutes=40), **told)
        text = "Sự cố đã xử lý xong, điện đã được đóng lại. Xin lỗi Quý khách vì sự bất tiện."
        operations.answer_incident(text=text, is_over=True, now=at, **told)
    _incident(desk, units[0], desk.until - timedelta(minutes=50), "Mất điện một khu vực sáng nay")


def _incident(desk: Desk, unit: str, at: datetime, title: str) -> str:
    """Ten reports within twenty minutes, joined by the clerk; empty when the play ends before."""
    if at + timedelta(minutes=30) > desk.until:
        return ""
    codes = [
        _report(desk, unit, place, channel, at + timedelta(minutes=2 * place))
        for place, channel in enumerate(CHANNELS)
    ]
    return operations.open_incident(
        actor=desk.clerks[unit], title=title, codes=codes, why="Cùng khu vực, cùng thời điểm.",
        now=at + timedelta(minutes=25),
    )  # fmt: skip


def _report(desk: Desk, unit: str, place: int, channel: str, at: datetime) -> str:
    person = desk.people[unit][place]
    given = {
        "service_code": FAULT, "channel": channel, "received_at": at, "contact": contact_of(person),
        "customer_code": person.code, "unit_code": unit, "now": at,
        "fields": fields_of(service_code=FAULT, person=person, day=at.date()),
    }  # fmt: skip
    if channel == "phone":
        return operations.open_case(actor=desk.clerks[unit], **given).code
    return operations.open_public_case(sender=f"story:{channel}", **given).code
