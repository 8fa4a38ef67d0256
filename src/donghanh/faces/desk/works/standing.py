"""What every page of the works begins with: who looks, the day, the tabs, and refusals as pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from donghanh.faces.desk.asking import address, scoped_page

INSIDE = (
    "director", "business", "office", "auditor", "unit_head", "unit_officer", "warehouse_keeper", "crew",
)  # fmt: skip


works_page = scoped_page(roles=INSIDE)
"""Let staff through whose role has to do with works; what is not in sight is not there."""


def tabs(*, here: str, day: date) -> list[tuple[str, str, bool]]:
    """The two lists of the works."""
    return [
        (address("desk-works", ngay=day.isoformat()), _("Lượt đến trong ngày"), here == "visits"),
        (address("desk-work-orders"), _("Tất cả lệnh"), here == "orders"),
    ]
