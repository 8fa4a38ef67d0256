"""The words of the works for the reader: states, kinds, reasons, refusals; English in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused

Words = dict[str, str | Promise]

ORDER_STATES: Words = {
    "opened": _("Chờ hẹn"),
    "planned": _("Đã hẹn"),
    "under_way": _("Đang làm"),
    "handed_over": _("Đã bàn giao"),
    "closed": _("Ghi nhận tại bàn"),
    "cancelled": _("Đã hủy"),
}
VISIT_STATES: Words = {
    "planned": _("Đã hẹn"),
    "arrived": _("Đã đến nơi"),
    "finished": _("Đã xong"),
    "not_possible": _("Chưa thực hiện được"),
    "cancelled": _("Đã hủy"),
}
TONES = {
    "opened": "warn",
    "planned": "info",
    "arrived": "info",
    "under_way": "info",
    "handed_over": "good",
    "finished": "good",
    "closed": "idle",
    "not_possible": "bad",
    "cancelled": "idle",
}
KINDS: Words = {
    "cleaning": _("Vệ sinh công nghiệp"),
    "washing": _("Rửa sứ hotline"),
    "wiring": _("Lắp dây"),
    "repair": _("Sửa chữa"),
    "survey": _("Khảo sát cấp điện"),
    "metering": _("Công tơ"),
    "hand_over": _("Trao quà"),
    "reading": _("Phúc tra chỉ số"),
}
AREAS: Words = {
    "normal": _("Bình thường"),
    "quarantined": _("Cách ly"),
    "locked_down": _("Phong tỏa"),
}
AREA_TONES = {"normal": "good", "quarantined": "warn", "locked_down": "bad"}
EVIDENCE: Words = {
    "photo_before": _("Ảnh trước khi làm"),
    "photo_after": _("Ảnh sau khi làm"),
    "photo": _("Ảnh"),
    "signature": _("Chữ ký"),
    "reading": _("Chỉ số công tơ"),
}
RECORDS: Words = {
    **EVIDENCE,
    "arrived": _("Đến nơi"),
    "step_done": _("Xong một bước"),
    "material": _("Vật tư"),
    "note": _("Ghi chú"),
    "not_possible": _("Chưa thực hiện được"),
    "finished": _("Hoàn thành"),
}
REGISTERS = {"all": "KT", "normal": "BT", "peak": "CD", "off_peak": "TD"}
MOVES: Words = {
    "open": _("Mở lệnh"),
    "plan": _("Hẹn ngày"),
    "begin": _("Bắt đầu"),
    "set_back": _("Trở lại chờ hẹn"),
    "hand_over": _("Bàn giao"),
    "close": _("Ghi nhận tại bàn"),
    "cancel": _("Hủy"),
    "move": _("Dời ngày"),
    "reassign": _("Đổi tổ"),
    "arrive": _("Đến nơi"),
    "finish": _("Làm xong"),
    "fail": _("Chưa thực hiện được"),
}
REASONS: Words = {
    "nobody_home": _("Không có ai ở nhà. Tiếp theo: gọi điện và hẹn ngày khác."),
    "area_closed": _("Khu vực đang cách ly, phong tỏa. Tiếp theo: hẹn ngày sau khi hết."),
    "unsafe": _("Không an toàn để làm. Tiếp theo: trưởng đơn vị quyết định cách làm."),
    "refused_by_household": _("Chủ hộ không đồng ý. Tiếp theo: hỏi lại chủ hộ, rút tên nếu cần."),
}
SET_ASIDE: Words = {
    "visit-cancelled": _("Lượt đến đã hủy; được giữ lại để xem, không tính."),
    "not-your-visit": _("Người gửi không phải tổ được giao; được giữ lại để xem, không tính."),
    "no-visit": _("Lệnh chưa có lượt đến; được giữ lại để xem, không tính."),
    "visit-over": _("Lượt đến đã kết thúc; được giữ lại để xem, không tính."),
}
REFUSALS: Words = {
    "area-closed": _("Khu vực không đến được vào ngày này. Hãy chọn ngày sau khi hết cách ly, phong tỏa."),
    "crew-not-of-the-unit": _("Người này không thuộc tổ của đơn vị vào ngày này. Hãy chọn người khác."),
    "crew-not-qualified": _(
        "Người này chưa được ghi nhận đủ điều kiện làm việc khi mang điện (hotline). Hãy chọn người khác, "
        "hoặc ghi chứng chỉ trước."
    ),
    "crew-apart": _("Người đã xác minh nhu cầu không đi làm suất này. Hãy chọn người khác."),
    "no-open-visit": _("Lệnh chưa có lượt hẹn. Hãy hẹn ngày trước."),
    "day-changed": _("Các lượt trong ngày đã thay đổi sau khi xem. Hãy xem lại đề xuất."),
    "reason-missing": _("Hãy ghi lý do."),
    "not-from-this-state": _("Lệnh không còn ở bước cho phép việc này. Hãy xem lại trang."),
    "not-for-this-role": _("Vai trò của anh/chị không làm được việc này."),
    "not-handed-over": _("Lệnh chưa bàn giao nên chưa có biên bản."),
    "delivered-already": _("Suất đã trao nên không sửa nơi trao nữa."),
    "nothing-corrected": _("Địa chỉ này đang được ghi rồi. Hãy sửa ít nhất một ô."),
    "commune-unknown": _("Chưa biết điện lực nào phục vụ xã, phường này. Hãy chọn lại."),
    "role_missing": _("Vai trò của anh/chị không làm được việc này."),
    "changes_nothing": _("Tài khoản này được xem, không được thay đổi."),
    "needs_a_person": _("Việc này cần một người có tên."),
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
