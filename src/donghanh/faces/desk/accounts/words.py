"""Words of the accounts' pages: classes of lateness, kinds of entries, states of a refund, refusals."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BUCKETS: dict[str, Promise] = {
    "not_due": _("Chưa đến hạn"),
    "days_1_30": _("Quá hạn 1–30 ngày"),
    "days_31_60": _("Quá hạn 31–60 ngày"),
    "days_61_90": _("Quá hạn 61–90 ngày"),
    "days_over_90": _("Quá hạn trên 90 ngày"),
}
BUCKET_TONES = {"not_due": "idle", "days_1_30": "warn", "days_31_60": "warn"}
KINDS: dict[str, Promise] = {
    "charges": _("Phát hành hóa đơn"),
    "adjustments": _("Điều chỉnh hóa đơn"),
    "payment": _("Khách hàng thanh toán"),
    "credit_use": _("Cấn trừ tiền thừa"),
    "refund": _("Duyệt hoàn tiền"),
    "refund_payment": _("Đã hoàn tiền"),
    "reversal": _("Bút toán đảo"),
}
STATES: dict[str, Promise] = {
    "asked": _("Chờ duyệt"),
    "approved": _("Đã duyệt, chờ chi"),
    "refused": _("Không duyệt"),
    "paid": _("Đã chi"),
}
STATE_TONES = {"asked": "warn", "approved": "warn", "refused": "bad", "paid": "good"}
WAYS: dict[str, Promise] = {"bank": _("Chuyển khoản"), "cash": _("Tiền mặt")}
SENTENCES: dict[str, str | Promise] = {
    "amount-not-positive": _("Số tiền phải lớn hơn 0."),
    "account-unknown": _("Hãy chọn tiền mặt hoặc chuyển khoản."),
    "key-missing": _("Trang này thiếu mã chống gửi trùng. Hãy tải lại trang."),
    "key-used-otherwise": _("Lần gửi trước của trang này có nội dung khác. Hãy mở lại trang rồi ghi."),
    "reason-missing": _("Hãy ghi lý do."),
    "reversed-already": _("Khoản thanh toán này đã được ghi đảo."),
    "credit-used-already": _("Tiền thừa của khoản này đã dùng; hãy hỏi phòng kinh doanh trước khi ghi đảo."),
    "invoice-not-open": _("Hóa đơn %(invoice)s không còn nợ. Hãy chọn hóa đơn khác hoặc để trống."),
    "more-than-credit": _("Đề nghị %(amount)s đồng, chỉ còn %(free)s đồng tiền thừa chưa đề nghị hoàn."),
    "decided-already": _("Đề nghị hoàn tiền này đã có người quyết định."),
    "not-approved": _("Đề nghị hoàn tiền này chưa được duyệt."),
    "asked_for_it_himself": _("Người đề nghị hoàn tiền không tự duyệt. Hãy nhờ người khác duyệt."),
}
