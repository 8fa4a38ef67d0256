"""The words of conduct for the reader: states, answers, moves, refusals; English in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from donghanh.apps.conduct.queries import ConductTold
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.design.figures import UNKNOWN

Words = dict[str, str | Promise]

ROUND_STATES: Words = {
    "announced": _("Đã công bố"),
    "drawn": _("Đã rút, đang kiểm tra"),
    "closed": _("Đã khép, đã hiện số bí mật"),
    "void": _("Đã bỏ"),
}
INSPECTION_STATES: Words = {
    "drawn": _("Đã rút, chưa báo"),
    "notified": _("Đã báo đơn vị"),
    "under_way": _("Đang kiểm tra"),
    "finished": _("Đã xong"),
    "cancelled": _("Đã hủy"),
}
FINDING_STATES: Words = {
    "raised": _("Chờ ý kiến"),
    "replied": _("Đã có ý kiến, chờ kết luận"),
    "upheld": _("Giữ kết luận, chờ khắc phục"),
    "corrected": _("Đã khắc phục, chờ xem lại"),
    "rechecked": _("Đã xem lại, xong"),
    "withdrawn": _("Đã rút"),
}
TONES = {
    "announced": "info", "drawn": "info", "closed": "good", "void": "idle", "notified": "info",
    "under_way": "warn", "finished": "good", "cancelled": "idle", "raised": "warn", "replied": "info",
    "upheld": "bad", "corrected": "info", "rechecked": "good", "withdrawn": "idle", "good": "good",
    "enough": "warn", "not_met": "bad", "not_judged": "idle",
}  # fmt: skip
VERDICTS: Words = {
    "good": _("Tốt"),
    "enough": _("Đạt"),
    "not_met": _("Chưa đạt"),
    "not_judged": _("Không chấm được"),
}
KINDS: Words = {"office": _("Nơi tiếp khách hàng"), "crew": _("Tổ làm việc")}
ANSWERS: Words = {"met": _("Đạt"), "not_met": _("Chưa đạt"), "not_applicable": _("Không áp dụng")}
CONTACTS: Words = {
    "request": _("Yêu cầu"),
    "call": _("Cuộc gọi"),
    "counter": _("Tại quầy"),
    "field_visit": _("Đến tận nơi"),
    "partner": _("Qua đối tác"),
}
MOVES: Words = {
    "announce": _("Công bố"),
    "draw": _("Rút mẫu"),
    "close": _("Khép đợt"),
    "make_void": _("Bỏ đợt"),
    "break_off": _("Bỏ đợt đã rút"),
    "notify": _("Báo đơn vị"),
    "begin": _("Bắt đầu kiểm tra"),
    "finish": _("Kết thúc kiểm tra"),
    "cancel": _("Hủy"),
    "raise": _("Ghi thiếu sót"),
    "reply": _("Ý kiến của bên được kiểm tra"),
    "uphold": _("Giữ kết luận"),
    "withdraw": _("Rút thiếu sót"),
    "correct": _("Báo đã khắc phục"),
    "recheck": _("Xem lại: đã khắc phục"),
    "send_back": _("Xem lại: chưa khắc phục"),
}
TELLINGS: Words = {
    "inspection_planned": _("Có lượt kiểm tra theo kế hoạch"),
    "finding_raised": _("Có thiếu sót, mời nêu ý kiến"),
    "finding_upheld": _("Thiếu sót được giữ, cần khắc phục"),
    "reply_overdue": _("Quá hạn nêu ý kiến"),
    "correction_overdue": _("Quá hạn khắc phục"),
}
TURNS: Words = {
    "reply": _("Nêu ý kiến"),
    "decide": _("Kết luận"),
    "correct": _("Báo đã khắc phục"),
    "recheck": _("Xem lại"),
    "inspect": _("Đi kiểm tra"),
}
REFUSALS: Words = {
    "round-overlaps": _("Đã có đợt cùng loại đang mở vào những ngày này. Hãy làm xong đợt đó trước."),
    "chance-needed": _("Đợt trước đã rút mẫu rồi bỏ. Đợt mới phải dùng một con số công khai khi rút."),
    "seed-used": _("Số bí mật này đã dùng. Hãy thử lại."),
    "own-unit": _("Anh/chị thuộc đơn vị có thể bị kiểm tra. Hãy nhờ người khác."),
    "frame-changed": _("Danh sách, ngày hoặc số lượt không còn như đã công bố: không rút được."),
    "not-told": _("Lượt theo kế hoạch mà đơn vị chưa được báo trước. Hãy báo, hoặc ghi lý do."),
    "another-rechecks": _("Người xem lại phải khác người đã kiểm tra."),
    "too-many-files": _("Đã đủ 12 tệp cho mục này."),
    "evidence_not_now": _("Lúc này không thêm tệp vào đây được."),
    "own-service": _("Anh/chị là người phục vụ: hãy để người khác hỏi và ghi."),
    "server-unknown": _("Hãy ghi tên đăng nhập của người đã phục vụ."),
    "too-many-recorded": _("Hôm nay anh/chị đã ghi đủ số lượt đánh giá."),
    "not-asked": _("Lần tiếp xúc này hoặc khách hàng này đã được hỏi, hoặc là người của đơn vị."),
    "contact-missing": _("Hãy ghi mã lần tiếp xúc và khách hàng."),
    "unit-unknown": _("Không có đơn vị này."),
    "no-terms": _("Chưa có quy định đánh giá vào ngày này."),
    "ratings_not_taken": _("Vai trò của anh/chị không ghi đánh giá cho đơn vị này."),
    "file-too-large": _("Tệp quá lớn. Hãy chọn tệp nhỏ hơn 10 MB."),
    "file-is-empty": _("Tệp rỗng. Hãy chọn lại tệp."),
    "kind-not-kept": _("Chỉ nhận ảnh JPEG, PNG, WebP hoặc PDF."),
    "picture-unreadable": _("Ảnh không đọc được đến hết. Hãy chụp hoặc gửi lại."),
    "picture-too-large": _("Ảnh quá lớn. Hãy gửi ảnh nhỏ hơn."),
    "pdf-is-active": _("Tệp PDF có lệnh tự chạy. Hãy in lại thành PDF thường."),
    "words-too-long": _("Góp ý dài quá. Hãy viết ngắn hơn."),
    "round-too-early": _("Đợt phải được công bố trước ngày đầu. Hãy chọn ngày bắt đầu từ ngày mai."),
    "round-too-long": _("Đợt dài từ 1 đến 100 ngày. Hãy xem lại hai ngày."),
    "size-wrong": _("Một đợt có từ 1 đến 200 lượt. Hãy xem lại số lượt."),
    "no-working-day": _("Đợt không có ngày làm việc nào trong lịch. Hãy chọn ngày khác."),
    "no-places": _("Chưa có nơi nào, tổ nào để kiểm tra vào ngày đó."),
    "draw-too-late": _("Đợt đã bắt đầu: ngày đã qua không rút được nữa. Hãy bỏ đợt, công bố đợt khác."),
    "chance-missing": _("Hãy nhập con số công khai đã công bố."),
    "chance-not-announced": _("Đợt này không công bố nguồn số nào trước. Hãy để trống."),
    "inspections-open": _("Còn lượt chưa kiểm tra xong. Hãy làm xong hoặc hủy các lượt đó trước."),
    "surprise-is-not-told": _("Đây là đợt đột xuất: không báo trước cho ai."),
    "own-inspection": _("Anh/chị là người được kiểm tra. Hãy nhờ người khác."),
    "another-day": _("Hôm nay không phải ngày rút được. Hãy ghi lý do làm vào ngày khác."),
    "no-checklist": _("Chưa có bảng kiểm nào có hiệu lực vào ngày này."),
    "not-under-way": _("Lượt này không trong lúc kiểm tra."),
    "items-missing": _("Còn mục chưa trả lời. Hãy trả lời đủ rồi kết thúc."),
    "note-missing": _("Mục chưa đạt cần ghi rõ đã thấy gì."),
    "only-the-person": _("Chỉ người được nêu tên mới trả lời thiếu sót này."),
    "another-decides": _("Thiếu sót bị phản đối: người khác, không phải người đã kiểm tra, kết luận."),
    "reply-still-open": _("Chưa hết hạn nêu ý kiến. Hãy chờ ý kiến."),
    "reason-missing": _("Hãy ghi rõ bằng lời."),
    "not-from-this-state": _("Việc này đã qua bước đó. Hãy xem lại trang."),
    "not-for-this-role": _("Vai trò của anh/chị không làm được việc này."),
    "role_missing": _("Vai trò của anh/chị không làm được việc này."),
    "changes_nothing": _("Tài khoản này được xem, không được thay đổi."),
    "people_out_of_sight": _("Đánh giá từng người chỉ dành cho trưởng đơn vị của người đó và Văn phòng."),
}


def word(words: Mapping[str, str | Promise], name: str) -> str:
    """The word of a name; a name without one is told as itself."""
    return str(words.get(name, name))


def said(vi: str, en: str) -> str:
    """The text in the reader's language."""
    return en if (get_language() or "vi").startswith("en") else vi


def told(reason: Refused | Forbidden) -> str:
    """A refusal as a sentence for the reader."""
    name = reason.rule if isinstance(reason, Refused) else reason.key
    return str(REFUSALS.get(name) or say("Không làm được: %(rule)s.") % {"rule": name})


def told_rows(told: Sequence[ConductTold]) -> list[dict[str, Any]]:
    """Tellings for a list."""
    return [
        {"word": word(TELLINGS, one.kind), "about": one.about, "to": one.to, "due": one.due, "at": one.at}
        for one in told
    ]


def percent(basis_points: int | None) -> str:
    """
    Write hundredths of a percent with a comma; a dash when it is not known.

    >>> percent(8005)
    '80,05\xa0%'
    """
    if basis_points is None:
        return UNKNOWN
    return f"{basis_points // 100},{basis_points % 100:02d}\N{NO-BREAK SPACE}%"


def interval(low: int | None, high: int | None) -> str:
    """Write an interval; a dash when it is not known."""
    return UNKNOWN if low is None or high is None else f"{percent(low)} – {percent(high)}"
