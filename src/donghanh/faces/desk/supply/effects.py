"""What a chain writes into the registers, in words: what will be, and what was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.faces.design.figures import written_day, written_number

WILL_BE: dict[str, str | Promise] = {
    "new_supply": _("Khi hợp đồng có hiệu lực, hệ thống ghi khách hàng, điểm đo, công tơ và chỉ số đầu."),
    "temporary_supply": _(
        "Khi hợp đồng có hiệu lực, hệ thống ghi khách hàng, điểm đo, công tơ, chỉ số đầu và ngày hết hạn; "
        "hết hạn thì chốt chỉ số ở bước cuối."
    ),
    "transfer": _(
        "Ở bước cập nhật, hợp đồng của bên cũ kết thúc với chỉ số chốt và hợp đồng của bên mới bắt đầu ngay "
        "hôm sau."
    ),
    "termination": _(
        "Ở bước cập nhật, hợp đồng kết thúc với chỉ số chốt; hóa đơn cuối lập ở kỳ của tháng đó."
    ),
    "households": _("Ở bước cập nhật, hệ thống ghi số hộ dùng chung từ ngày áp dụng."),
    "capacity": _("Khi ghi chỉ số sau khi làm, hệ thống ghi công suất mới và công tơ mới nếu có."),
    "move": _("Khi ghi bước thi công, hệ thống ghi vị trí mới với chỉ số trước và sau khi dời."),
    "test": _(
        "Kết quả kiểm định được lưu. Không đạt cấp chính xác thì việc điều chỉnh hóa đơn được mở; mức điều "
        "chỉnh theo biên bản, chờ công ty xác nhận."
    ),
    "reconnection": _("Khi ghi bước thi công, hệ thống ghi điểm đo đã có điện trở lại."),
    "none": _("Dịch vụ này chỉ ghi các bước; thông tin khách hàng và công tơ sửa ở trang riêng."),
}
FOLLOWS: dict[str, str | Promise] = {
    "none": _("Không có việc gì tiếp theo"),
    "bill_correction": _("Phải xét điều chỉnh hóa đơn"),
}


def _day(value: str) -> str:
    return str(written_day(date.fromisoformat(value)))


def _watts(value: str) -> str:
    whole, rest = divmod(int(value), 1000)
    return f"{written_number(whole)}{f',{rest:03d}'.rstrip('0') if rest else ''} kW"


def _same(value: str) -> str:
    return value


LABELS: Mapping[str, tuple[str | Promise, Callable[[str], str]]] = {
    "customer": (_("Khách hàng"), _same),
    "old_customer": (_("Khách hàng cũ"), _same),
    "new_customer": (_("Khách hàng mới"), _same),
    "point": (_("Điểm đo"), _same),
    "old_point": (_("Điểm đo cũ"), _same),
    "new_point": (_("Điểm đo mới"), _same),
    "serial": (_("Công tơ"), _same),
    "from_on": (_("Từ ngày"), _day),
    "until_on": (_("Không còn hiệu lực từ ngày"), _day),
    "ended": (_("Đã kết thúc, không còn từ ngày"), _day),
    "on_day": (_("Có điện lại ngày"), _day),
    "capacity_w": (_("Công suất"), _watts),
    "households": (_("Số hộ dùng chung"), _same),
    "place": (_("Vị trí công tơ"), _same),
    "test": (_("Số kết quả kiểm định"), _same),
    "follows": (_("Việc tiếp theo"), lambda value: str(FOLLOWS.get(value, value))),
}


def written_effect(effect: Mapping[str, str]) -> list[tuple[Any, str]]:
    """What was written, label and value."""
    return [(label, written(effect[name])) for name, (label, written) in LABELS.items() if name in effect]
