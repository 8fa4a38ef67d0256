"""The words of customers and of their files in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, "str | Promise"]

KINDS: Words = {
    "household": _("Hộ gia đình"),
    "enterprise": _("Doanh nghiệp"),
    "public_body": _("Cơ quan, đơn vị sự nghiệp"),
}
PRICE_GROUPS: Words = {
    "residential": _("Sinh hoạt"),
    "production": _("Sản xuất"),
    "business": _("Kinh doanh"),
    "hospital_school": _("Bệnh viện, trường học"),
    "public_office": _("Hành chính sự nghiệp"),
    "tourist_lodging": _("Cơ sở lưu trú du lịch"),
}
SOCIAL_CLASSES: Words = {
    "none": _("Không thuộc diện"),
    "poor": _("Hộ nghèo"),
    "near_poor": _("Hộ cận nghèo"),
    "policy": _("Gia đình chính sách"),
    "merit": _("Người có công"),
    "heroic_mother": _("Mẹ Việt Nam anh hùng"),
    "living_alone": _("Neo đơn"),
    "hardship": _("Hoàn cảnh khó khăn"),
}
CONSENTS: Words = {
    "sms": _("Nhận tin nhắn SMS"),
    "email": _("Nhận thư điện tử"),
    "zalo": _("Nhận tin Zalo"),
    "publish": _("Đồng ý công bố tên và lời"),
}
FIELDS: Words = {
    "code": _("Mã khách hàng"),
    "unit_code": _("Mã đơn vị"),
    "kind": _("Loại khách hàng"),
    "name": _("Tên khách hàng"),
    "address": _("Địa chỉ"),
    "commune_code": _("Mã xã, phường"),
    "phone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "tax_code": _("Mã số thuế"),
    "contract_from": _("Ngày hợp đồng"),
    "contract_until": _("Ngày thanh lý"),
    "price_group": _("Nhóm giá"),
    "social_class": _("Diện chính sách"),
    "consent_sms": _("Nhận tin nhắn SMS"),
    "consent_email": _("Nhận thư điện tử"),
    "consent_zalo": _("Nhận tin Zalo"),
    "consent_publish": _("Đồng ý công bố tên và lời"),
    "registered_online_payment_on": _("Ngày đăng ký thanh toán trực tuyến"),
    "installed_app_on": _("Ngày cài ứng dụng"),
    "month": _("Tháng"),
    "energy_kwh": _("Điện năng (kWh)"),
}
STATES: Words = {
    "uploaded": _("Đã nhận tệp"),
    "queued": _("Đang chờ xử lý"),
    "checking": _("Đang kiểm tra"),
    "checked": _("Đã kiểm tra"),
    "loading": _("Đang nạp"),
    "loaded": _("Đã nạp"),
    "refused": _("Không nạp"),
    "failed": _("Bị ngắt, sẽ làm lại"),
}
TONES = {"loaded": "good", "refused": "bad", "failed": "warn", "checked": "info"}
SEVERITIES: Words = {"error": _("Lỗi"), "note": _("Lưu ý")}


def field_word(field: str) -> str:
    """Name a field; a month of energy as "kWh 01/2021"."""
    word, _colon, month = field.partition(":")
    return f"kWh {month[5:]}/{month[:4]}" if word == "energy" and month else str(FIELDS.get(field, field))
