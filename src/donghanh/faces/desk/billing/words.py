"""Words of kinds, states, lines and refusals of invoices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
    "original": _("Hóa đơn"),
    "adjust_up": _("Điều chỉnh tăng"),
    "adjust_down": _("Điều chỉnh giảm"),
    "replacement": _("Thay thế"),
}
KIND_TONES = {"original": "idle", "adjust_up": "warn", "adjust_down": "info", "replacement": "warn"}
RUN_STATES: dict[str, str | Promise] = {
    "under_way": _("Đang chạy"),
    "stopped": _("Dừng vì lỗi"),
    "cut_short": _("Dừng, chỉ số đã thay đổi"),
    "done": _("Đã xong"),
}
RUN_TONES = {"under_way": "info", "stopped": "bad", "cut_short": "warn", "done": "good"}
RESTS: dict[str, str | Promise] = {
    "held": _("Đang giữ"),
    "refused": _("Không tính được"),
    "not_due": _("Chưa đến kỳ"),
}
REST_TONES = {"held": "warn", "refused": "bad", "not_due": "idle"}
REGISTERS = {"all": "KT", "normal": "BT", "peak": "CD", "off_peak": "TD"}
CATEGORIES: dict[str, str | Promise] = {
    "residential": _("Sinh hoạt"),
    "residential_prepaid": _("Sinh hoạt, thẻ trả trước"),
    "production": _("Sản xuất"),
    "business": _("Kinh doanh"),
    "hospital_school": _("Bệnh viện, trường học"),
    "public_office": _("Hành chính sự nghiệp"),
    "tourist_lodging": _("Lưu trú du lịch"),
}
PROPOSALS: dict[str, str | Promise] = {
    "waits": _("Chờ người thứ hai"),
    "confirmed": _("Đã phát hành"),
    "refused": _("Không duyệt"),
}
PROPOSAL_TONES = {"waits": "warn", "confirmed": "good", "refused": "idle"}
HOWS: dict[str, str | Promise] = {"adjust": _("Điều chỉnh"), "replace": _("Thay thế")}
SENTENCES: dict[str, str | Promise] = {
    "already-running": _(
        "%(who)s đang chạy hóa đơn của %(unit)s, tháng %(month)s. Mời anh/chị chờ chạy xong."
    ),
    "month-ahead": _("Tháng này chưa đến. Anh/chị chọn tháng trước."),
    "month-not-its-first-day": _("Anh/chị chọn một tháng."),
    "series-missing": _("Đơn vị này chưa có ký hiệu hóa đơn. Hãy thêm vào bộ quy định."),
    "series-full": _("Ký hiệu này không còn đủ số."),
    "disk-full": _("Ổ đĩa đã đầy. Không có gì dở dang; dọn chỗ rồi chạy lại, máy làm tiếp."),
    "old-style-has-no-xml": _("Hóa đơn kiểu cũ (trước 2022) không có XML. Mời anh/chị tải PDF."),
    "no-law-in-force": _("Chưa có bộ quy định nào có hiệu lực."),
    "how-unknown": _("Anh/chị chọn điều chỉnh hoặc thay thế."),
    "not-changeable": _("Mục này không sửa được ở đây."),
    "nothing-changes": _("Số tiền và các dòng vẫn như cũ, không có gì để sửa."),
    "replaced": _(
        "Hóa đơn này không còn hiệu lực hoặc là hóa đơn điều chỉnh. Hãy mở hóa đơn đang có hiệu lực."
    ),
    "waits": _("Hóa đơn này đã có một đề nghị đang chờ duyệt."),
    "decided": _("Đề nghị này đã được quyết định."),
    "changed-since": _("Số liệu đã thay đổi từ lúc đề nghị. Hãy không duyệt và đề nghị lại."),
    "not-billable": _("Chỉ số của tháng này chưa lập hóa đơn được."),
    "not-rated": _("Không tính được tiền với thay đổi này."),
}
