"""
The words of the programmes for the reader: states, moves, standings, reasons, methods, kinds.

Apps and engines give stable names (`approved`, `at_risk`); what a page says of them stands here, in
Vietnamese, and in English in the catalogue of this subject.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

STATES: Words = {
    "nominated": _("Đề cử"),
    "checked": _("Đã kiểm tra"),
    "verified": _("Đã xác minh"),
    "approved": _("Đã duyệt"),
    "allotted": _("Đã phân bổ"),
    "scheduled": _("Đã hẹn ngày"),
    "delivered": _("Đã trao"),
    "received": _("Đã nhận"),
    "feedback": _("Đã có ý kiến"),
    "refused": _("Bị từ chối"),
    "withdrawn": _("Đã rút tên"),
    "replaced": _("Đã thay người"),
    "unclaimed": _("Không đến nhận"),
}
STATE_TONES = {
    "nominated": "idle",
    "checked": "idle",
    "verified": "info",
    "approved": "info",
    "allotted": "info",
    "scheduled": "info",
    "delivered": "good",
    "received": "good",
    "feedback": "good",
    "refused": "bad",
    "withdrawn": "idle",
    "replaced": "warn",
    "unclaimed": "warn",
}
MOVES: Words = {
    "nominate": _("Nêu tên đề cử"),
    "check": _("Kiểm tra"),
    "verify": _("Xác minh"),
    "approve": _("Duyệt"),
    "allot": _("Phân bổ"),
    "schedule": _("Hẹn ngày"),
    "reschedule": _("Hẹn lại ngày"),
    "deliver": _("Ghi nhận đã trao"),
    "send_back": _("Ghi nhận phải trao lại"),
    "confirm_receipt": _("Xác nhận đã nhận"),
    "give_feedback": _("Ghi ý kiến người nhận"),
    "refuse": _("Từ chối"),
    "withdraw": _("Rút tên"),
    "replace": _("Thay người khác"),
    "declare_unclaimed": _("Ghi không đến nhận"),
}
ATTESTS: Words = {
    "check": _("Đã dò trùng và những lần được hỗ trợ trước."),
    "verify": _("Tôi xác nhận người này có thật và đúng diện."),
    "allot": _("Lấy một chỗ của chỉ tiêu cho suất này."),
    "deliver": _("Đã trao tận nơi hoặc đã làm xong việc."),
    "confirm_receipt": _("Người nhận đã ký nhận; người ghi không phải người đi trao."),
    "refuse": _("Kết thúc suất này trước khi duyệt. Không làm lại được."),
    "withdraw": _("Người nhận từ chối, hoặc nơi đề cử rút tên. Không làm lại được."),
    "replace": _("Trả chỗ lại cho chỉ tiêu để đề cử người thay. Không làm lại được."),
    "declare_unclaimed": _("Đã hết hạn mà không đến nhận. Chỗ được trả lại chỉ tiêu."),
}
STATUSES: Words = {
    "late": _("Trễ"),
    "at_risk": _("Có nguy cơ"),
    "on_course": _("Đúng tiến độ"),
    "reached": _("Đã đạt"),
    "not_begun": _("Chưa bắt đầu"),
    "no_target": _("Không giao chỉ tiêu"),
}
STATUS_TONES = {
    "late": "bad",
    "at_risk": "warn",
    "on_course": "info",
    "reached": "good",
    "not_begun": "idle",
    "no_target": "idle",
}
WHYS: Words = {
    "due-passed": _("Đã hết hạn %(due)s mà còn thiếu %(missing)s."),
    "benefit-overdue": _("%(late)s suất đã quá hạn mà chưa trao."),
    "pace": _("Còn thiếu %(missing)s trong %(days)s ngày, chậm hơn nhịp đều của kế hoạch quá mức cho phép."),
    "approvals": _("Chỉ còn %(days)s ngày mà mới duyệt %(approved)s trên %(target)s."),
}
METHODS: Words = {
    "rule": _("Chọn theo tiêu chí"),
    "nomination": _("Do đề cử"),
    "quota": _("Nhận theo thứ tự đến"),
    "draw": _("Bốc thăm"),
    "allocation": _("Phân bổ theo nhu cầu"),
    "measure": _("Chỉ số đo"),
}
BASES: Words = {
    "article": _("Theo bài báo"),
    "proposed": _("Đề xuất, chưa chốt"),
    "edited": _("Đã sửa"),
    "selected": _("Theo danh sách duyệt"),
}
BASIS_TONES = {"article": "good", "proposed": "idle", "edited": "info", "selected": "good"}
SOCIAL_CLASSES: Words = {
    "none": _("Không thuộc diện"),
    "poor": _("Hộ nghèo"),
    "near_poor": _("Hộ cận nghèo"),
    "policy": _("Gia đình chính sách"),
    "merit": _("Người có công"),
    "heroic_mother": _("Bà mẹ Việt Nam Anh hùng"),
    "living_alone": _("Người già neo đơn"),
    "hardship": _("Hoàn cảnh khó khăn"),
}
KINDS: Words = {
    "household": _("Hộ gia đình"),
    "enterprise": _("Doanh nghiệp"),
    "public_body": _("Cơ quan, đơn vị"),
    "school": _("Trường học"),
    "pupil": _("Học sinh"),
    "area": _("Khu vực"),
}
ORIGINS: Words = {
    "nomination": _("Do đề cử"),
    "selection": _("Chọn theo tiêu chí"),
    "draw": _("Bốc thăm"),
    "request": _("Yêu cầu của khách hàng"),
}
AREAS: Words = {
    "normal": _("Bình thường"),
    "quarantined": _("Cách ly"),
    "locked_down": _("Phong tỏa"),
}
AREA_TONES = {"normal": "good", "quarantined": "warn", "locked_down": "bad"}
VISITS: Words = {
    "as_planned": _("Đến nhà như kế hoạch"),
    "at_distance": _("Trao không tiếp xúc"),
    "postponed": _("Lùi ngày"),
}


def word(words: Words, key: object) -> str:
    """Give the word of a stable name; a name that is not known is shown as it is, never hidden."""
    return str(words.get(str(key), key))


def said(row: object, stem: str) -> str:
    """Give `<stem>_vi` or `<stem>_en` of a plain value, as the page's language asks."""
    english = (get_language() or "vi").startswith("en")
    return str(getattr(row, f"{stem}_en" if english else f"{stem}_vi"))


def short(row: object) -> str:
    """Give the short name of an activity, or its whole name where it has no short one."""
    return said(row, "short") or said(row, "name")


def said_in(values: dict[str, object], stem: str = "") -> str:
    """Give `vi` or `en` of a mapping such as a template's text; with a stem, `<stem>_vi` or `<stem>_en`."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return str(values.get(f"{stem}_{language}" if stem else language, ""))
