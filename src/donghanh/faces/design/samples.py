"""What the living page shows of each component: a name, a sentence, and the template that draws it.

A sample is a template in `templates/design/samples/`; the page draws it and prints the same file as its code,
so the code that is read is the code that ran. The figures are those of the appreciation months of 2021.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One component on the living page; `key` names its template and its anchor."""

    key: str
    name: Any
    meaning: Any


SAMPLES = (
    Sample(
        key="status", name=gettext_lazy("Trạng thái"), meaning=gettext_lazy("Màu luôn đi cùng hình và chữ.")
    ),
    Sample(key="button", name=gettext_lazy("Nút"), meaning=gettext_lazy("Mỗi trang một nút chính.")),
    Sample(
        key="notice",
        name=gettext_lazy("Thông báo"),
        meaning=gettext_lazy("Điều gì đã xảy ra và bước tiếp theo."),
    ),
    Sample(
        key="explain",
        name=gettext_lazy("Giải thích"),
        meaning=gettext_lazy("Mỗi kết luận cách lý do một lần bấm."),
    ),
    Sample(
        key="unit_tile_map",
        name=gettext_lazy("Bản đồ đơn vị"),
        meaning=gettext_lazy("Mỗi đơn vị một ô, đặt như trên bản đồ tỉnh."),
    ),
    Sample(
        key="stacked_meter",
        name=gettext_lazy("Thước bốn mức"),
        meaning=gettext_lazy("Chỉ tiêu, đã duyệt, đã trao, đã nhận; mỗi số mở danh sách phía sau."),
    ),
    Sample(
        key="progress",
        name=gettext_lazy("Tiến độ"),
        meaning=gettext_lazy("Đã xong bao nhiêu, còn bao nhiêu; tải lại trang vẫn còn."),
    ),
    Sample(
        key="time_line",
        name=gettext_lazy("Dòng thời gian"),
        meaning=gettext_lazy("Vạch đỏ là hôm nay, vạch đứt là hạn."),
    ),
    Sample(
        key="data_table",
        name=gettext_lazy("Bảng"),
        meaning=gettext_lazy(
            "Dày, đầu bảng đứng yên, sắp xếp bằng địa chỉ trang; trên điện thoại mỗi dòng một thẻ."
        ),
    ),
    Sample(
        key="filter_bar",
        name=gettext_lazy("Bộ lọc"),
        meaning=gettext_lazy("Bộ lọc nằm trong địa chỉ trang, gửi được cho đồng nghiệp."),
    ),
    Sample(key="tabs", name=gettext_lazy("Thẻ"), meaning=gettext_lazy("Các góc nhìn của cùng một mục.")),
    Sample(key="key_values", name=gettext_lazy("Tên và giá trị"), meaning=gettext_lazy("Hồ sơ của một mục.")),
    Sample(
        key="life_cycle", name=gettext_lazy("Vòng đời"), meaning=gettext_lazy("Đã qua, hiện tại, chưa tới.")
    ),
    Sample(
        key="form",
        name=gettext_lazy("Biểu mẫu"),
        meaning=gettext_lazy("Nhãn, gợi ý, lỗi, ô nhập; lỗi gom ở đầu trang."),
    ),
    Sample(
        key="confirmation", name=gettext_lazy("Đã xong"), meaning=gettext_lazy("Kèm mã để tra cứu về sau.")
    ),
    Sample(
        key="state_panel",
        name=gettext_lazy("Các tình huống của trang"),
        meaning=gettext_lazy("Trống, lần đầu, đang tải, lỗi, không có quyền."),
    ),
    Sample(key="breadcrumbs", name=gettext_lazy("Vị trí trang"), meaning=gettext_lazy("Đường về từng cấp.")),
    Sample(
        key="figures",
        name=gettext_lazy("Số, tiền, ngày, giờ"),
        meaning=gettext_lazy("Viết như trên hoá đơn; điều chưa biết là dấu gạch, không phải số 0."),
    ),
)
COLOURS = (
    ("ground", "surface", "sunken", "ink", "muted", "line", "line-strong"),
    ("accent", "accent-strong", "accent-ink", "accent-soft"),
    ("series-approved", "series-delivered", "series-received"),
    *((f"{tone}", f"{tone}-ink", f"{tone}-soft") for tone in ("good", "warn", "bad", "info", "idle")),
)


class SampleForm(forms.Form):
    """A form with each shape of field, shown with its errors."""

    customer = forms.CharField(
        label=gettext_lazy("Mã khách hàng"), help_text=gettext_lazy("13 ký tự, in ở góc trên hoá đơn.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại khách hàng"),
        widget=forms.RadioSelect,
        choices=[("household", gettext_lazy("Hộ gia đình")), ("enterprise", gettext_lazy("Doanh nghiệp"))],
    )
    agreed = forms.BooleanField(label=gettext_lazy("Đã đối chiếu với danh sách của xã"))


def sample_values() -> dict[str, Any]:
    """Give the finished values that the samples draw."""
    return {
        "tiles": _tiles(),
        "bars": _bars(),
        "campaign": {"start": date(2021, 12, 1), "until": date(2022, 2, 1), "today": date(2021, 12, 20)},
        "columns": _columns(),
        "rows": _rows(),
        "steps": _steps(),
        "trail": [
            (_("Chương trình"), "#"),
            (_("Tri ân khách hàng 2021"), "#"),
            (_("Quà khách hàng lớn"), ""),
        ],
        "views": [
            ("#tabs", _("Chờ kiểm tra"), True, 12),
            ("#tabs", _("Đã duyệt"), False, 68),
            ("#tabs", _("Đã trao"), False, 0),
        ],
        "facts": [
            (_("Khách hàng"), _("Công ty may Hoa Sen")),
            (_("Đơn vị"), "PA01ND"),
            (
                _("Điện năng 12 tháng"),
                "2.431.808 kWh",
                _(
                    "Tổng 12 tháng 12/2020 đến 11/2021, đủ số đọc của 12 tháng; "
                    "ngưỡng của quy tắc là 2.000.000 kWh."
                ),
            ),
        ],
        "unit_options": [("", _("Tất cả đơn vị")), ("PA01ND", _("Thành phố Nam Định")), ("PA01VB", "Vụ Bản")],
        "pages": {"number": 2, "page_count": 7, "total_count": 338},
        "moment": datetime(2021, 12, 20, 7, 5, tzinfo=UTC),
        "form": SampleForm(QueryDict("customer=&reason=&kind=household")),
    }


def _tiles() -> list[dict[str, Any]]:
    late, risk, good, idle = _("Trễ hạn"), _("Có nguy cơ"), _("Đúng hạn"), _("Chưa bắt đầu")
    states = (
        ("PA01ND", _("TP Nam Định"), "14/20", late, "bad"),
        ("PA01VB", "Vụ Bản", "6/8", good, "good"),
        ("PA01YY", "Ý Yên", "5/9", risk, "warn"),
        ("PA01NT", "Nam Trực", "8/8", _("Đã đủ"), "good"),
        ("PA01TN", "Trực Ninh", "3/7", _("Đang làm"), "info"),
        ("PA01XT", "Xuân Trường", "3/3", _("Đã đủ"), "good"),
        ("PA01GT", "Giao Thủy", "0/9", idle, "idle"),
        ("PA01NH", "Nghĩa Hưng", "4/8", _("Đang làm"), "info"),
        ("PA01HH", "Hải Hậu", "5/8", risk, "warn"),
    )
    return [
        {"unit_code": code, "name": name, "figure": figure, "word": word, "tone": tone, "url": f"#{code}"}
        for code, name, figure, word, tone in states
    ]


def _bars() -> list[dict[str, Any]]:
    def bar(label: str, first: date, after: date, due: date, word: str, tone: str) -> dict[str, Any]:
        named = {"label": label, "url": "#time_line", "word": word, "tone": tone}
        return {**named, "start": first, "until": after, "due": due}

    return [
        bar(
            _("Vệ sinh trạm biến áp"),
            date(2021, 12, 1),
            date(2021, 12, 16),
            date(2021, 12, 15),
            _("Trễ 5 ngày"),
            "bad",
        ),
        bar(
            _("Quà khách hàng lớn"),
            date(2021, 12, 6),
            date(2021, 12, 25),
            date(2021, 12, 22),
            _("Còn 2 ngày"),
            "warn",
        ),
        bar(
            _("Tặng khẩu trang"),
            date(2021, 12, 1),
            date(2021, 12, 11),
            date(2021, 12, 10),
            _("Đã xong"),
            "good",
        ),
        bar(
            _("Bốc thăm thanh toán trực tuyến"),
            date(2021, 12, 27),
            date(2022, 1, 16),
            date(2022, 1, 15),
            _("Chưa bắt đầu"),
            "idle",
        ),
    ]


def _columns() -> list[dict[str, Any]]:
    return [
        {"key": "code", "label": _("Mã khách hàng"), "kind": "code", "sort": True, "url_key": "url"},
        {"key": "name", "label": _("Tên"), "sort": True},
        {"key": "energy", "label": _("Điện năng 12 tháng (kWh)"), "kind": "number", "sort": True},
        {"key": "value", "label": _("Giá trị quà"), "kind": "dong"},
        {"key": "due", "label": _("Hạn"), "kind": "day"},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
    ]


def _rows() -> list[dict[str, Any]]:
    found = (
        (
            "PA01ND0000231",
            _("Công ty may Hoa Sen"),
            2431808,
            500000,
            _("Trễ 2 ngày"),
            "bad",
            date(2021, 12, 18),
        ),
        (
            "PA01VB0004417",
            _("Nhà máy gạch Đồi Thông"),
            12004551,
            500000,
            _("Chờ duyệt"),
            "info",
            date(2021, 12, 22),
        ),
        ("PA01XT0000058", _("Xưởng cơ khí Bến Đò"), None, None, _("Chưa rõ, thiếu số đọc"), "warn", None),
    )
    names = ("code", "name", "energy", "value", "state", "tone", "due")
    return [{"id": row[0], "url": "#data_table", **dict(zip(names, row, strict=True))} for row in found]


def _steps() -> list[tuple[str, str]]:
    return [
        ("nominated", _("Đề cử")),
        ("checked", _("Đã kiểm tra")),
        ("verified", _("Đã xác minh")),
        ("approved", _("Đã duyệt")),
        ("allotted", _("Đã phân bổ")),
        ("scheduled", _("Đã hẹn")),
        ("delivered", _("Đã trao")),
        ("received", _("Đã nhận")),
    ]
