"""What is said when a question for a bill cannot be answered: expected and next step of each rule."""

from __future__ import annotations

from collections.abc import Mapping

_WRITE = ("Hãy sửa rồi tính lại.", "Mend it and ask again.")
_LIST = ("Hãy chọn một trong các giá trị này.", "Choose one of these.")
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "message": (
        "{field}: nhận được “{found}”; cần {expected}.",
        "{field}: found “{found}”; expected {expected}.",
    ),
    "message-of-field": ("Nhận được “{found}”; cần {expected}.", "Found “{found}”; expected {expected}."),
    "not-a-whole-number.expected": (
        "số nguyên không âm, chỉ gồm chữ số, không dấu chấm hay dấu phẩy",
        "a whole number of digits alone, not negative, without point or comma",
    ),
    "not-a-whole-number.next": ("Ví dụ: 1678.", "For example: 1678."),
    "number-out-of-range.expected": ("số trong khoảng {expected}", "a number within {expected}"),
    "number-out-of-range.next": _WRITE,
    "not-a-day.expected": ("ngày viết dạng 2021-12-15", "a day written 2021-12-15"),
    "not-a-day.next": _WRITE,
    "day-not-in-calendar.expected": ("một ngày có trong lịch", "a day that the calendar has"),
    "day-not-in-calendar.next": _WRITE,
    "day-out-of-range.expected": ("ngày từ 2000 đến 2099", "a day from 2000 to 2099"),
    "day-out-of-range.next": _WRITE,
    "not-in-quarters.expected": (
        "số hộ theo phần tư, như 1 hoặc 1.25",
        "households in quarters, such as 1 or 1.25",
    ),
    "not-in-quarters.next": _WRITE,
    "not-a-power-factor.expected": ("cos φ từ 0.01 đến 1, như 0.83", "cos φ from 0.01 to 1, such as 0.83"),
    "not-a-power-factor.next": _WRITE,
    "word-unknown.expected": ("một trong: {expected}", "one of: {expected}"),
    "word-unknown.next": _LIST,
    "kwh-and-registers.expected": (
        "tổng số kWh, hoặc kWh từng biểu giờ (register)",
        "either kwh, or kWh of each register",
    ),
    "kwh-and-registers.next": (
        "Bỏ kwh khi công tơ có nhiều biểu giờ.",
        "Leave kwh out where the meter counts by times of use.",
    ),
    "energy-missing.expected": ("kwh, hoặc register như normal=100", "kwh, or register such as normal=100"),
    "energy-missing.next": ("Cho biết số kWh đã dùng.", "Say how many kWh were used."),
    "register-unknown.expected": ("một trong {expected}, = và số kWh", "one of {expected}, = and kWh"),
    "register-unknown.next": ("Ví dụ: normal=100.", "For example: normal=100."),
    "register-twice.expected": ("mỗi biểu giờ một lần", "each register once"),
    "register-twice.next": ("Cộng các số lại.", "Add them up."),
    "register-without-price.expected": ("một trong: {expected}", "one of: {expected}"),
    "register-without-price.next": (
        "Nhóm khách hàng này không có giá theo giờ: cho biết kwh.",
        "This price group has no prices by the hour: give kwh.",
    ),
    "households-twice.expected": (
        "chỉ một trong: households, tenants, tenants_undeclared",
        "only one of: households, tenants, tenants_undeclared",
    ),
    "households-twice.next": ("Bỏ bớt, chỉ để lại một.", "Leave one of them."),
    "households-not-residential.expected": ("nhóm residential", "category residential"),
    "households-not-residential.next": (
        "Định mức hộ chỉ có ở giá sinh hoạt bậc thang.",
        "Quotas of households exist for the residential tiers only.",
    ),
    "instrument-unknown.expected": ("một trong: {expected}", "one of: {expected}"),
    "instrument-unknown.next": _LIST,
    "instrument-without-category.expected": (
        "biểu giá có giá của {expected}",
        "a price list with prices of {expected}",
    ),
    "instrument-without-category.next": ("Chọn biểu giá khác.", "Choose another price list."),
    "price-missing-at-voltage.expected": ("cấp có giá: {expected}", "a voltage with a price: {expected}"),
    "price-missing-at-voltage.next": ("Chọn cấp điện áp khác.", "Choose another voltage."),
    "price-missing-on-day.expected": ("ngày từ {expected}", "a day from {expected} on"),
    "price-missing-on-day.next": (
        "Chọn ngày khác, hoặc nêu biểu giá (instrument).",
        "Choose another day, or name a price list (instrument).",
    ),
    "read-on-missing.expected": ("ngày ghi chỉ số, như 2021-12-15", "day of the reading, as 2021-12-15"),
    "read-on-missing.next": (
        "Cho biết read_on, hoặc from và to.",
        "Give read_on, or from and to.",
    ),
    "period-half-given.expected": ("cả ngày đầu và ngày cuối", "both the first and the last day"),
    "period-half-given.next": ("Cho biết cả from và to, hoặc bỏ cả hai.", "Give both, or neither."),
    "period-backwards.expected": ("ngày cuối không trước ngày đầu", "a last day not before the first"),
    "period-backwards.next": _WRITE,
    "period-too-long.expected": ("nhiều nhất {expected} ngày", "at most {expected} days"),
    "period-too-long.next": ("Chia ra nhiều hóa đơn.", "Split it into several bills."),
    "read-before-period.expected": ("ngày ghi chỉ số từ {expected}", "a day of reading from {expected} on"),
    "read-before-period.next": _WRITE,
    "use-unknown.expected": ("một trong: {expected}", "one of: {expected}"),
    "use-unknown.next": (
        "Cho biết cách dùng địa điểm (use) mà đợt này giảm.",
        "Name the use of the site (use) that the round reduces.",
    ),
    "use-without-relief.expected": ("có relief khi có use", "relief beside use"),
    "use-without-relief.next": ("Cho biết đợt giảm giá (relief).", "Name the round (relief)."),
    "option-unreadable.expected": ("các tùy chọn có trong --help", "the options that --help lists"),
    "option-unreadable.next": ("Xem donghanh tariff bill --help.", "See donghanh tariff bill --help."),
    "price-missing.expected": (
        "kỳ có giá cho mọi ngày, đúng nhóm khách hàng và cấp điện áp",
        "a period with a price of this price group and voltage on each of its days",
    ),
    "price-missing.next": (
        "Chọn kỳ khác, hoặc nêu biểu giá (instrument).",
        "Choose another period, or name a price list (instrument).",
    ),
    "vat-missing.expected": (
        "ngày ghi chỉ số có thuế suất GTGT trong quy định",
        "a day of reading on which the law has a VAT rate",
    ),
    "vat-missing.next": _WRITE,
    "reactive-missing.expected": (
        "kỳ có bảng hệ số công suất phản kháng",
        "a period with a table of reactive power",
    ),
    "reactive-missing.next": ("Chọn kỳ khác, hoặc bỏ cos φ.", "Choose another period, or leave cos φ out."),
    "tenants-missing.expected": (
        "kỳ có quy định bậc giá cho người thuê không kê khai, và bậc ấy có trong biểu giá",
        "a period with a rule for the tier of tenants not declared, and a price of that tier",
    ),
    "tenants-missing.next": (
        "Chọn kỳ khác, hoặc cho biết số người thuê.",
        "Choose another period, or say how many tenants there are.",
    ),
    "not-rated.expected": ("hóa đơn mà quy định tính được", "a bill that the law can rate"),
    "not-rated.next": (
        "Chọn kỳ, nhóm khách hàng hoặc biểu giá khác.",
        "Choose another period, price group or price list.",
    ),
}  # fmt: skip
