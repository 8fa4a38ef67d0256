"""The plain words in which a commune's officer reads where a nomination stands, and what comes next."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from donghanh.faces.design.figures import written_day

Words = dict[str, str | Promise]

STATES: Words = {
    "nominated": _("Điện lực đang xem"),
    "checked": _("Chờ xác minh"),
    "verified": _("Chờ duyệt"),
    "approved": _("Đã được duyệt"),
    "allotted": _("Đã có suất"),
    "scheduled": _("Đã hẹn ngày"),
    "delivered": _("Đã trao"),
    "received": _("Đã nhận"),
    "feedback": _("Đã nhận, đã có ý kiến"),
    "refused": _("Không được nhận"),
    "withdrawn": _("Đã rút"),
    "replaced": _("Đã nhường cho người khác"),
    "unclaimed": _("Không đến nhận"),
}
TONES = {
    "nominated": "idle", "checked": "idle", "verified": "info", "approved": "info", "allotted": "info",
    "scheduled": "info", "delivered": "good", "received": "good", "feedback": "good", "refused": "bad",
    "withdrawn": "idle", "replaced": "warn", "unclaimed": "warn",
}  # fmt: skip
NEXT: Words = {
    "nominated": _("Điện lực xem người này đã được giúp ở hoạt động khác chưa."),
    "checked": _("Một người khác xác nhận người này có thật và đúng diện."),
    "verified": _("Lãnh đạo điện lực duyệt danh sách."),
    "approved": _("Điện lực dành một suất, rồi hẹn ngày."),
    "allotted": _("Điện lực hẹn ngày đến."),
    "scheduled": _("Người của điện lực đến vào ngày đã hẹn."),
    "delivered": _("Người nhận xác nhận đã nhận."),
    "received": _("Đã xong. Có thể hỏi người nhận có hài lòng không."),
    "feedback": _("Đã xong."),
    "refused": _("Đã kết thúc. Lý do ghi bên cạnh; có thể đề cử người khác."),
    "withdrawn": _("Đã kết thúc. Có thể đề cử người khác."),
    "replaced": _("Đã kết thúc. Suất được dành cho người khác."),
    "unclaimed": _("Đã kết thúc. Suất được trả lại."),
}
MOVES: Words = {
    "nominate": _("Được đề cử"),
    "check": _("Điện lực đã xem, không trùng"),
    "verify": _("Đã xác minh có thật và đúng diện"),
    "approve": _("Được duyệt"),
    "allot": _("Được dành một suất"),
    "schedule": _("Hẹn ngày đến"),
    "reschedule": _("Hẹn lại ngày khác"),
    "deliver": _("Đã trao, hoặc đã làm xong"),
    "send_back": _("Phải trao lại"),
    "confirm_receipt": _("Người nhận xác nhận đã nhận"),
    "give_feedback": _("Người nhận cho ý kiến"),
    "refuse": _("Không được nhận"),
    "withdraw": _("Rút đề cử"),
    "replace": _("Nhường cho người khác"),
    "declare_unclaimed": _("Không đến nhận"),
}
FILTERS: Words = {
    "": _("Tất cả"),
    "nominated": _("Điện lực đang xem"),
    "verified": _("Chờ duyệt"),
    "scheduled": _("Đã hẹn ngày"),
    "received": _("Đã nhận"),
    "ended": _("Đã kết thúc, không nhận"),
}


def word(words: Words, key: object) -> str:
    """Give the word of a stable name; a name that is not known is shown as it is, never hidden."""
    return str(words.get(str(key), key))


def next_step(*, state: str, scheduled_on: date | None) -> str:
    """What comes next for a nomination, with the day where one is named."""
    if state == "scheduled" and scheduled_on:
        return gettext("Người của điện lực đến ngày %(day)s.") % {"day": written_day(scheduled_on)}
    return word(NEXT, state)
