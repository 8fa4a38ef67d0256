"""Words of the goods' pages: kinds of movements and places, reasons of an allocation, what cannot be done."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from donghanh.apps.stock import queries

KINDS: dict[str, Promise] = {
    "receipt": _("Nhập kho"),
    "transfer_out": _("Xuất chuyển kho"),
    "transfer_in": _("Nhận chuyển kho"),
    "transfer_short": _("Thiếu khi chuyển"),
    "dispatch": _("Giao người mang đi"),
    "hand_over": _("Trao tận nơi"),
    "return": _("Nhập trả lại"),
    "write_off": _("Thanh lý"),
    "recount": _("Điều chỉnh kiểm kê"),
    "correction": _("Đính chính"),
}
PLACES: dict[str, Promise] = {
    "outside": _("Nhà cung cấp"),
    "warehouse": _("Trong kho"),
    "transit": _("Đang chuyển đến"),
    "carrier": _("Người mang"),
    "recipient": _("Người nhận"),
    "lost": _("Hao hụt, thanh lý"),
}
PLACE_TONES = {"warehouse": "good", "transit": "warn", "carrier": "warn", "recipient": "good", "lost": "bad"}
CLASSES: dict[str, Promise] = {
    "locked_down": _("Khu vực phong tỏa"),
    "quarantined": _("Khu vực cách ly"),
    "school": _("Trường học"),
    "other": _("Nơi khác"),
}
REASONS: dict[str, Promise] = {
    "in-full": _("Cấp đủ số xin"),
    "whole-packs": _("Cấp đủ, làm tròn xuống nguyên hộp"),
    "share-of-class": _("Thiếu hàng: chia theo tỷ lệ số xin trong cùng nhóm"),
    "below-least": _("Phần chia nhỏ hơn mức tối thiểu: chờ đợt sau"),
    "below-a-pack": _("Xin ít hơn một hộp"),
    "nothing-left": _("Hết hàng sau các nhóm ưu tiên trước"),
    "class-not-served": _("Nhóm này không có trong quy tắc"),
}
REASON_TONES = {"in-full": "good", "whole-packs": "good", "share-of-class": "warn"}
DIFFERENCES: dict[str, Promise] = {
    "awaiting-receipt": _("Đã trao, chờ ghi nhận đã nhận"),
    "receipt-without-movement": _("Đã báo cáo nhưng kho không có phiếu trao"),
    "movement-without-receipt": _("Kho đã trao nhưng suất không ở bước đã trao"),
    "quantity-differs": _("Số trao khác số đã hứa"),
}
SENTENCES: dict[str, str | Promise] = {
    "not-enough": _(
        "Cần %(asked)s mà kho %(warehouse)s chỉ còn %(free)s chưa giữ chỗ, thiếu %(missing)s. "
        "Nơi còn hàng: %(elsewhere)s. Hãy xin chuyển kho."
    ),
    "goods-moved-on": _("Hàng không còn ở nơi này. Hãy xem lại số tồn rồi làm lại."),
    "reason-needed": _("Việc này cần có lý do. Hãy ghi một câu."),
    "warehouse-closed": _("Kho %(warehouse)s không mở vào ngày này. Hãy chọn kho khác."),
    "key-used-otherwise": _("Phiếu này đã được gửi trước đó với nội dung khác. Hãy mở lại trang."),
    "quantity-not-possible": _("Số lượng %(quantity)s không dùng được. Hãy sửa số lượng."),
    "serials-differ": _("Số lượng %(quantity)s không khớp với %(serials)s số máy. Hãy kiểm tra lại."),
    "serial-known": _("Số máy %(serial)s đã có trong kho. Hãy xem máy đó đang ở đâu."),
    "serial-repeated": _("Số máy %(serial)s ghi hai lần (dòng %(row)s). Hãy bỏ một dòng."),
    "serial-not-here": _("Số máy %(serial)s không có ở đây hoặc đã giữ cho người khác."),
    "serials-by-name": _("Hàng có số máy thì ghi thanh lý đúng số máy bị thiếu."),
    "file-unreadable": _("Không đọc được tệp này (%(found)s). Hãy dùng XLSX hoặc CSV."),
    "expiry-missing": _("Mặt hàng này cần có hạn dùng."),
    "expiry-not-kept": _("Mặt hàng này không có hạn dùng. Hãy để trống."),
    "expiry-differs": _("Lô %(lot)s đã ghi hạn dùng khác (%(day)s)."),
    "lot-expired": _("Lô %(lot)s đã hết hạn ngày %(day)s, không được cấp phát. Hãy ghi thanh lý."),
    "lot-missing": _("Hãy ghi mã lô."),
    "lot-unknown": _("Không có lô %(lot)s."),
    "lot-repeated": _("Một lô được đếm hai lần. Hãy cộng lại thành một dòng."),
    "same-warehouse": _("Hàng đang ở chính kho này. Hãy chọn kho đến khác."),
    "nothing-named": _("Chưa ghi mặt hàng nào."),
    "accepted-before": _("Phiếu chuyển này đã được nhận hoặc đính chính rồi."),
    "more-than-was-sent": _(
        "Đã gửi %(sent)s nên không thể nhận %(arrived)s. Hãy nhận đủ số đã gửi rồi kiểm kê lại."
    ),
    "not-correctable": _("Phiếu %(slip)s không đính chính được theo cách này."),
    "nothing-carried": _("%(carrier)s không mang hàng này."),
    "warehouse-not-empty": _(
        "Kho %(warehouse)s còn %(lots)s lô và %(reservations)s chỗ đã giữ. Hãy chuyển hết rồi đóng."
    ),
    "not-sent": _("“%(lot)s” không có trong phiếu chuyển này."),
    "decided-before": _("Lần kiểm kê này đã được quyết định rồi."),
    "nothing-reserved": _("Chưa giữ hàng nào cho suất này. Hãy phân bổ trước."),
    "reserved-before": _("Suất này đã được giữ hàng rồi."),
    "nothing-handed-over": _("Suất này chưa được trao gì."),
    "no-warehouse": _("Đơn vị này chưa có kho nào đang mở."),
    "evidence-unknown": _("Không có tệp chứng cứ số %(number)s của suất này."),
    "nothing-waits": _("Không có yêu cầu đã xác minh nào đang chờ chia."),
    "nothing-to-give": _("Có %(available)s, để dành %(reserve)s: không còn gì để chia."),
    "allocation-changed": _("Yêu cầu hoặc số tồn đã thay đổi trong lúc xem. Hãy xem lại rồi chia."),
    "warehouse_of_others": _("Kho %(warehouse)s do người khác giữ."),
    "counted_it_himself": _("Anh/chị đã đếm lần này nên người khác phải quyết định."),
}


def said(row: object, field: str) -> str:
    """The name of a thing in the reader's language: `name` reads `name_vi` or `name_en`."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return str(getattr(row, f"{field}_{language}"))


def item_names() -> dict[str, str]:
    """Each item's name by its code, with what it is counted in: "Khẩu trang (chiếc)"."""
    return {one.code: f"{said(one, 'name')} ({said(one, 'unit_of_measure')})" for one in queries.items()}


def place(key: str, names: Mapping[str, str] | None = None) -> str:
    """
    Tell a place by its key: what kind it is, and its code or reference.

    A person who carries goods is told by the name he signs in with.

    names : a warehouse's name by its code; without it the code is told
    """
    kind, _colon, name = key.partition(":")
    if kind == "warehouse":
        return (names or {}).get(name, name)
    return f"{PLACES.get(kind, kind)} {name.removeprefix('benefit:')}".strip()


def yes_or_no(holds: bool) -> str:
    return say("khớp") if holds else say("không khớp")
