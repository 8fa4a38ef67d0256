"""
What is said of a bill, in Vietnamese and English: labels of lines, formulas, reasons, what went wrong.

A table of sentences by subject and key, each (Vietnamese, English); `said` fills the places in. They stand
here and not in a catalogue of messages, because the command says them without Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from donghanh.faces.bills.problem_words import PROBLEMS

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
Said = tuple[str, str]

CATEGORIES: Mapping[str, Said] = {
    "residential": ("Sinh hoạt", "Residential"),
    "residential_prepaid": ("Sinh hoạt, công tơ thẻ trả trước", "Residential, prepaid card meter"),
    "production": ("Sản xuất", "Production"),
    "business": ("Kinh doanh", "Business"),
    "hospital_school": (
        "Bệnh viện, nhà trẻ, mẫu giáo, trường phổ thông",
        "Hospitals, nurseries, kindergartens, schools",
    ),
    "public_office": ("Chiếu sáng công cộng, hành chính sự nghiệp", "Public lighting, public offices"),
    "tourist_lodging": ("Cơ sở lưu trú du lịch", "Tourist lodging"),
}
VOLTAGES: Mapping[str, Said] = {
    "under_6kv": ("dưới 6 kV", "below 6 kV"),
    "6_to_22kv": ("từ 6 kV đến dưới 22 kV", "6 kV to below 22 kV"),
    "22_to_110kv": ("từ 22 kV đến dưới 110 kV", "22 kV to below 110 kV"),
    "from_110kv": ("từ 110 kV", "110 kV and above"),
}
REGISTERS: Mapping[str, Said] = {
    "all": ("Mọi giờ", "All hours"),
    "normal": ("Giờ bình thường", "Normal hours"),
    "peak": ("Giờ cao điểm", "Peak hours"),
    "off_peak": ("Giờ thấp điểm", "Off-peak hours"),
}
LABELS: Mapping[str, Said] = {
    "tier": ("Bậc {tier}", "Tier {tier}"),
    "tenants": (
        "Người thuê nhà không kê khai: giá bậc {tier}",
        "Tenants not declared: price of tier {tier}",
    ),
    "energy": ("{category}, {register}", "{category}, {register}"),
    "reactive": ("Công suất phản kháng", "Reactive power"),
    "relief": ("Giảm giá điện đợt {round}: {group}", "Price reduction, round {round}: {group}"),
    "days": ("{first}–{last}", "{first}–{last}"),
}
SUMS: Mapping[str, Said] = {
    "gross": ("Tiền điện trước giảm giá", "Before the reduction"),
    "relief": ("Giảm giá", "Reduction"),
    "net": ("Tiền điện trước thuế", "Before VAT"),
    "vat": ("Thuế GTGT {percent} %", "VAT {percent} %"),
    "total": ("Tổng tiền thanh toán", "To be paid"),
}
GROUPS: Mapping[str, Said] = {
    "households": ("hộ sinh hoạt", "households"),
    "production": ("sản xuất", "production"),
    "business": ("kinh doanh", "business"),
    "lodging": ("cơ sở lưu trú du lịch", "tourist lodging"),
    "lodging-sites": ("khách hàng kinh doanh có cơ sở lưu trú", "businesses with a place of lodging"),
    "sites": ("kho và cơ sở lưu trú theo giá kinh doanh", "warehouses and lodging at business prices"),
    "quarantine": ("cơ sở cách ly", "quarantine sites"),
    "medical": ("cơ sở y tế khám, xét nghiệm, điều trị", "places that examine, test and treat"),
    "lodging-quarantine": ("cơ sở lưu trú dùng để cách ly", "lodging used for quarantine"),
    "enterprises": ("doanh nghiệp theo danh sách", "enterprises of the listed kinds"),
}
FORMULAS: Mapping[str, Said] = {
    "energy": ("{kwh} kWh × {price} đ = {amount} đ", "{kwh} kWh × {price} đ = {amount} đ"),
    "percent": ("{basis} đ × {percent} % = {amount} đ", "{basis} đ × {percent} % = {amount} đ"),
    "as_category": (
        "{other} đ (theo giá {category}) − {basis} đ = {amount} đ",
        "{other} đ (at the price of {category}) − {basis} đ = {amount} đ",
    ),
    "sum": ("{parts} = {amount} đ", "{parts} = {amount} đ"),
    "limit": ("{limit} kWh{days}{households} = {exact} kWh", "{limit} kWh{days}{households} = {exact} kWh"),
    "limit_months": (" × {months} tháng", " × {months} months"),
    "limit_days": (" × {days}/{of} ngày", " × {days}/{of} days"),
    "limit_households": (" × {households} hộ", " × {households} households"),
    "limit_rounded": (", làm tròn {rounded} kWh", ", rounded to {rounded} kWh"),
}
NOTES: Mapping[str, Said] = {
    "source": (
        "Cần xác nhận: {source} (độ tin cậy {confidence}).",
        "To be confirmed: {source} (confidence {confidence}).",
    ),
    "relief_none_of_round": (
        "Đợt giảm giá {round} không giảm cho nhóm khách hàng này ({category}).",
        "Round {round} gives no reduction to this price group ({category}).",
    ),
    "relief_by_use": (
        " Đợt này giảm theo cách dùng địa điểm (use): {uses}.",
        " The round reduces by the use of the site (use): {uses}.",
    ),
    "relief_other_month": (
        "Đợt giảm giá {round} chỉ áp dụng cho hóa đơn các tháng {months}; hóa đơn này là tháng {month}.",
        "Round {round} holds for bills of {months} only; this bill is of {month}.",
    ),
    "relief_rate_unknown": (
        "Chưa rõ mức giảm của đợt {round}, nên hóa đơn tính khi chưa giảm; số tiền phải trả có thể thấp hơn.",
        "The rate of round {round} is not known, so the bill is without it; what is owed may be lower.",
    ),
    "relief_for_some": (
        "Chỉ đúng khi khách hàng thuộc diện được giảm của đợt {round}.",
        "Right only where the customer is entitled to round {round}.",
    ),
    "no_year_before": (
        "Không có biểu giá của một năm trước cho nhóm khách hàng và cấp điện áp này.",
        "There is no price list of a year earlier for this price group and voltage.",
    ),
}
TABLE: Mapping[str, Said] = {
    "title": ("HÓA ĐƠN TIỀN ĐIỆN: {category}, {voltage}", "ELECTRICITY BILL: {category}, {voltage}"),
    "period": (
        "Kỳ {first}–{last}, ghi chỉ số ngày {read_on}",
        "Period {first}–{last}, read on {read_on}",
    ),
    "what": ("Khoản", "For"),
    "kwh": ("kWh", "kWh"),
    "price": ("Đơn giá", "Price"),
    "amount": ("Thành tiền (đồng)", "Amount (đồng)"),
    "release": ("Bản quy định: {release}", "Release of the law: {release}"),
    "why": ("Vì sao:", "Why:"),
    "limit": ("Hạn mức: {limit}", "Limit: {limit}"),
    "source": ("Theo {source}", "By {source}"),
    "year_before": (
        "Theo giá một năm trước ({instrument}), cùng sản lượng: {total} đ, chênh lệch {difference} đ.",
        "At the prices of a year earlier ({instrument}), same energy: {total} đ, difference {difference} đ.",
    ),
}
CONFIDENCE: Mapping[str, Said] = {
    "high": ("cao", "high"), "medium": ("trung bình", "medium"), "low": ("thấp", "low"),
}  # fmt: skip
SUBJECTS: Mapping[str, Mapping[str, Said]] = {
    "categories": CATEGORIES,
    "voltages": VOLTAGES,
    "registers": REGISTERS,
    "labels": LABELS,
    "sums": SUMS,
    "table": TABLE,
    "groups": GROUPS,
    "formulas": FORMULAS,
    "notes": NOTES,
    "confidence": CONFIDENCE,
    "problems": PROBLEMS,
}


def said(subject: str, key: str, language: Language, **places: object) -> str:
    """
    Say one sentence in one language; a key without a sentence is said as it is.

    >>> said("registers", "peak", "en")
    'Peak hours'
    """
    pair = SUBJECTS[subject].get(key)
    if pair is None:
        return key
    sentence = pair[LANGUAGES.index(language)]
    return sentence.format(**places) if places else sentence
