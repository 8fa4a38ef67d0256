"""The chapters of the story: what to look at on which day, as whom; the tour follows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Chapter:
    """A day worth standing on: what happens, whose sign-in card to take, which page shows it."""

    day: date
    who: str
    address: str
    title_vi: str
    title_en: str
    text_vi: str
    text_en: str


CHAPTERS = (
    Chapter(
        date(2021, 12, 2),
        "kinhdoanh",
        "/ban/",
        "Tháng tri ân mở đầu",
        "The months begin",
        "Công ty mở kế hoạch từ mẫu, chọn khách hàng lớn và doanh nghiệp tiêu biểu theo quy tắc đã nêu.",
        "The company opens its plan from the template, and selects large customers by stated rules.",
    ),
    Chapter(
        date(2021, 12, 6),
        "nhanvien.pa01nd",
        "/ban/danh-sach/",
        "Các xã đề cử, có hộ bị trùng",
        "Communes nominate, some households twice",
        "Đề cử của các xã về đến; hộ được viết lại bởi tay khác bị phát hiện và từ chối, có lý do.",
        "The communes nominate; households written again by another hand are found and refused, with why.",
    ),
)
