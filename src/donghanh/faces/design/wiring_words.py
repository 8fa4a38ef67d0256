"""How the free wiring of a new home supply is told to customers and to staff."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.supply.values import WiringRow

STATES: dict[str, tuple[str | Promise, str]] = {
    "waiting": (gettext_lazy("Chờ đến lượt"), "idle"),
    "offered": (gettext_lazy("Đang mời"), "warn"),
    "accepted": (gettext_lazy("Đã nhận suất"), "good"),
    "declined": (gettext_lazy("Không nhận"), "idle"),
    "lapsed": (gettext_lazy("Không còn hiệu lực"), "idle"),
}


def wiring_state(row: WiringRow) -> tuple[str, str]:
    """The state in a word, with its tone."""
    word, tone = STATES[row.state]
    return str(word), tone


def wiring_place(row: WiringRow) -> str:
    """The place of the quota, or of the waiting list, in a sentence."""
    told = {"number": row.number, "quota": row.quota, "order": row.place_in_order}
    if row.number is not None:
        return _("Suất thứ %(number)s trong %(quota)s suất, theo thứ tự hồ sơ đầy đủ.") % told
    if row.state == "waiting":
        return _("%(quota)s suất đã có người; đang chờ thứ %(order)s nếu có suất trả lại.") % told
    return _("Suất đã dành cho người tiếp theo.")
