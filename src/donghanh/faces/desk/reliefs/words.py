"""Words of the reductions' pages: directives, uses, states, reasons, and what cannot be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.desk.programmes import refusals

DIRECTIVES: dict[str, Promise] = {
    "directive-15": _("Giãn cách theo Chỉ thị 15"),
    "directive-16": _("Giãn cách theo Chỉ thị 16"),
}
LEVELS: dict[str, Promise] = {
    "province": _("Toàn tỉnh"), "district": _("Toàn huyện, thành phố"), "commune": _("Một xã, phường"),
}  # fmt: skip
USES: dict[str, Promise] = {
    "quarantine_free": _("Cách ly tập trung, không thu phí"),
    "quarantine_part_fee": _("Cách ly tập trung, thu một phần chi phí"),
    "quarantine_fee": _("Cách ly có thu phí"),
    "examination": _("Nơi khám, xét nghiệm"),
    "medical": _("Cơ sở y tế"),
    "lodging": _("Cơ sở lưu trú"),
    "warehouse": _("Kho"),
    "seafood_processing": _("Chế biến thủy sản"),
    "fruit_vegetable_processing": _("Chế biến rau quả"),
    "large_exporter": _("Xuất khẩu trên 1 tỷ USD năm 2020"),
}
STATES: dict[str, Promise] = {
    "waiting": _("Chờ người thứ hai"), "confirmed": _("Đã xác nhận"), "turned_down": _("Không xác nhận"),
    "withdrawn": _("Đã rút lại"),
}  # fmt: skip
TONES = {"waiting": "warn", "confirmed": "good", "turned_down": "idle", "withdrawn": "idle"}
CATEGORIES: dict[str, Promise] = {
    "residential": _("Sinh hoạt"), "residential_prepaid": _("Sinh hoạt trả trước"),
    "production": _("Sản xuất"), "business": _("Kinh doanh"), "hospital_school": _("Bệnh viện, trường học"),
    "public_office": _("Cơ quan, chiếu sáng"), "tourist_lodging": _("Lưu trú du lịch"),
}  # fmt: skip
REASONS: dict[str, Promise] = {
    "entitled": _("Được giảm"),
    "superseded": _("Được giảm theo nhóm khác, xếp trước nhóm này"),
    "category-not-named": _("Quy định không nêu nhóm giá của khách hàng"),
    "contract-not-in-month": _("Không có hợp đồng trong tháng hóa đơn"),
    "not-in-force": _("Nhóm này chưa áp dụng vì mức giảm chưa xác nhận"),
    "use-missing": _("Chưa có căn cứ đã xác nhận về việc sử dụng địa điểm"),
    "use-not-in-month": _("Địa điểm có được sử dụng như vậy, nhưng không trong tháng này"),
    "order-missing": _("Chưa có lệnh giãn cách đã xác nhận cho nơi này"),
    "order-not-on-day": _("Nơi này có lệnh, nhưng không vào ngày quy định nêu"),
    "order-of-part": _("Lệnh chỉ ở một phần địa bàn; quy định đòi hỏi toàn tỉnh hoặc toàn huyện"),
    "consumption-unknown": _("Chưa biết sản lượng của tháng"),
    "consumption-above": _("Sản lượng của tháng vượt mức"),
}
REASON_TONES = {"entitled": "good", "superseded": "idle", "category-not-named": "idle"}
SENTENCES: dict[str, str | Promise] = {
    "word-unknown": _("Giá trị “%(found)s” không có trong danh sách. Hãy chọn lại."),
    "span-empty": _("Ngày kết thúc phải sau ngày bắt đầu. Hãy sửa ngày."),
    "document-missing": _("Chưa có văn bản làm căn cứ. Hãy ghi số và ngày của văn bản."),
    "fact-repeated": _("Căn cứ này đã có ở số %(number)s. Hãy xem số đó, hoặc rút lại trước khi nhập mới."),
    "fact-decided": _("Số %(number)s đã có quyết định."),
    "fact-withdrawn": _("Số %(number)s đã được rút lại."),
    "reason-missing": _("Cần có lý do. Hãy ghi lý do."),
    "file-unreadable": _("Không đọc được tệp (%(found)s). Hãy lưu lại thành XLSX hoặc CSV."),
    "file-empty": _("Tệp không có dòng nào dưới tiêu đề."),
    "column-missing": _(
        "Thiếu cột “%(column)s”. Tiêu đề cần có: Mã khách hàng, Sử dụng, Từ ngày, Đến trước ngày, Văn bản."
    ),
    "rows-faulty": _("%(count)s dòng chưa nhập được, bắt đầu từ dòng %(first)s; chưa nhập dòng nào."),
    "nobody-bills": _("Chưa có hóa đơn của tháng này trong hệ thống. Hãy chạy tính hóa đơn trước."),
    "nobody-billed": _("Chưa có hóa đơn của tháng này trong hệ thống. Hãy chạy tính hóa đơn trước."),
    "month-not-of-round": _("Đợt này không áp dụng cho hóa đơn tháng %(month)s. Hãy chọn tháng khác."),
    "rerate-changed": _("Số hóa đơn phải sửa đã thay đổi. Hãy xem lại trước khi điều chỉnh."),
    "relief_entered_it": _("Anh/chị đã nhập căn cứ này; người khác phải xác nhận."),
}


def told(refusal: Exception) -> str:
    """Say why an act was refused; names that other subjects use too have sentences of their own here."""
    rule = getattr(refusal, "rule", None) or getattr(refusal, "key", "")
    sentence = SENTENCES.get(rule)
    if sentence is None or not isinstance(refusal, Refused | Forbidden):
        return refusals.told(refusal)
    return str(sentence) % dict(refusal.facts)


def said(one: object, name: str) -> str:
    """The Vietnamese or English text of a value that has both: `name_vi`, `name_en`."""
    language = "en" if get_language() == "en" else "vi"
    text: str = getattr(one, f"{name}_{language}")
    return text


def what(word: str) -> str:
    """A directive or a use in words."""
    return str(DIRECTIVES.get(word) or USES.get(word) or word)
