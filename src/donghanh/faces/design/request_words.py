"""What states of a request, clocks and next steps are called to a customer, on every face that tells them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

Text = str | Promise

STATES: dict[str, tuple[Text, str]] = {
    "received": (gettext_lazy("Đã tiếp nhận"), "info"),
    "incomplete": (gettext_lazy("Chờ Quý khách bổ sung giấy tờ"), "warn"),
    "accepted": (gettext_lazy("Đã có người phụ trách"), "info"),
    "under_way": (gettext_lazy("Đang giải quyết"), "info"),
    "waiting": (gettext_lazy("Tạm dừng"), "warn"),
    "answered": (gettext_lazy("Đã trả lời"), "good"),
    "closed": (gettext_lazy("Đã kết thúc"), "good"),
    "reopened": (gettext_lazy("Đang giải quyết lại"), "warn"),
    "withdrawn": (gettext_lazy("Quý khách đã rút yêu cầu"), "idle"),
    "refused": (gettext_lazy("Không giải quyết được"), "bad"),
}
NEXT: dict[str, Text] = {
    "will_be_looked_at": gettext_lazy("Nhân viên xem yêu cầu và phân công người phụ trách."),
    "hand_in_documents": gettext_lazy(
        "Quý khách gửi các giấy tờ còn thiếu. Thời hạn tính từ khi hồ sơ đầy đủ."
    ),
    "work_begins": gettext_lazy("Người phụ trách bắt đầu giải quyết."),
    "work_goes_on": gettext_lazy("Chúng tôi đang làm và trả lời trước hạn ghi ở trên."),
    "clock_stands": gettext_lazy("Thời hạn tạm dừng vì lý do dưới đây, và chạy tiếp khi lý do này hết."),
    "say_whether_solved": gettext_lazy("Quý khách cho biết việc đã xong hay chưa."),
    "nothing_more": gettext_lazy("Không còn việc gì phải làm."),
    "will_be_looked_at_again": gettext_lazy("Chúng tôi giải quyết lại, theo thời hạn ban đầu."),
    "may_complain": gettext_lazy("Nếu không đồng ý, Quý khách gửi khiếu nại."),
}


def is_english() -> bool:
    """Answer whether the page speaks English."""
    return (get_language() or "vi").startswith("en")


def said(row: object, stem: str = "") -> str:
    """Give the Vietnamese or the English words of a value of the lawbook, as the page speaks."""
    name = f"{stem}_" if stem else ""
    return str(getattr(row, f"{name}{'en' if is_english() else 'vi'}"))


def promised(clock: tuple[str, int]) -> str:
    """
    Say a clock as people do: 3 ngày làm việc.

    >>> promised(("hours", 2))
    '2 giờ'
    """
    kind, amount = clock
    counted = {"amount": amount}
    if kind == "working_days":
        return _("%(amount)d ngày làm việc") % counted
    if kind == "calendar_days":
        return _("%(amount)d ngày") % counted
    if kind == "working_hours":
        return _("%(amount)d giờ làm việc") % counted
    if kind == "hours":
        return _("%(amount)d giờ") % counted
    if kind == "seconds":
        return _("%(amount)d giây") % counted
    return _("ngay khi liên hệ")
