"""The words of a template's changes: keys, values and the way to them, for whoever plans a campaign."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from donghanh.engines.programmes.comparing import Change
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import wording

KINDS: wording.Words = {"added": _("Mới thêm"), "removed": _("Đã bỏ"), "changed": _("Đã đổi")}
TONES = {"added": "good", "removed": "bad", "changed": "info"}
PRESENCE: wording.Words = {"both": "", "added": _("hoạt động mới"), "removed": _("không còn")}
KEYS: wording.Words = {
    "name": _("tên"),
    "motto": _("khẩu hiệu"),
    "span": _("thời gian"),
    "from": _("từ ngày"),
    "until": _("đến trước ngày"),
    "vi": _("tiếng Việt"),
    "en": _("tiếng Anh"),
    "code": _("mã"),
    "programmes": _("chương trình"),
    "activities": _("hoạt động"),
    "budget": _("kinh phí"),
    "target": _("chỉ tiêu"),
    "starts_on": _("ngày bắt đầu"),
    "due_on": _("hạn"),
    "rule": _("tiêu chí"),
    "roles": _("người làm"),
    "shares": _("chỉ tiêu đơn vị"),
    "amount": _("số lượng"),
    "amount_dong": _("số tiền"),
    "status": _("tình trạng"),
    "method": _("cách chọn"),
    "pace": _("nhịp độ"),
    "variation": _("quyền điều chỉnh"),
    "ways": _("cách đến nhà"),
    "paces": _("nhịp độ"),
    "variations": _("quyền điều chỉnh"),
    "unit_of_measure": _("đơn vị tính"),
    "energy_window": _("kỳ xét điện năng"),
    "requested": _("thời gian nhận yêu cầu"),
    "registered": _("thời gian đăng ký"),
    "installed": _("thời gian cài ứng dụng"),
    "commit_on": _("ngày chốt danh sách"),
    "draw_on": _("ngày bốc thăm"),
    "claim_until": _("hạn nhận quà"),
    "more_than_kwh": _("mức điện năng"),
}
SENTENCES: wording.Words = {
    "span-empty": _("Ngày cuối phải sau ngày đầu. Hãy sửa ngày."),
    "code-not-new": _("Chương trình mới cần một mã riêng. Hãy ghi mã khác."),
    "template-does-not-hold": _("Bản mẫu chưa đúng. Hãy sửa các dòng được nêu rồi kiểm tra lại."),
    "already-open": _("Chương trình mã %(code)s đã mở. Hãy ghi mã khác."),
    "previous-unknown": _("Bản mẫu nói tiếp theo %(previous)s, nhưng chưa từng mở chương trình đó."),
    "template-unknown": _("Không có bản mẫu mã %(code)s."),
}
LONGEST_VALUE = 160


def change_row(change: Change) -> dict[str, Any]:
    """One change as a row: what kind, where, before, after."""
    return {
        "kind": wording.word(KINDS, change.kind),
        "tone": TONES[change.kind],
        "way": " › ".join(wording.word(KEYS, step) for step in change.way),
        "before": value_told(change.before),
        "after": value_told(change.after),
    }


def value_told(value: Any) -> str:
    """Write a value of a template for the reader; long ones are cut, the text above has them whole."""
    if value is None:
        return ""
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return written_number(value)
    if isinstance(value, dict) and set(value) == {"vi", "en"}:
        return wording.said_in(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
