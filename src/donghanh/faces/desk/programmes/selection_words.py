"""
Why a rule chose somebody or not, in words: each stable name of a reason with its facts.

The engine gives names and facts; a name without a sentence here is shown as itself and a test finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from donghanh.faces.design.figures import written_day, written_moment, written_number
from donghanh.faces.desk.programmes import wording

VERDICTS: wording.Words = {
    "chosen": _("Được chọn"),
    "eligible_not_chosen": _("Đủ điều kiện, hết chỗ"),
    "unknown": _("Chưa rõ"),
    "not_eligible": _("Không đủ điều kiện"),
}
VERDICT_TONES = {"chosen": "good", "eligible_not_chosen": "info", "unknown": "warn", "not_eligible": "idle"}
EFFECT_TONES = {
    "bars": "bad", "leaves_open": "warn", "chooses": "good", "places_beyond": "info", "notes": "idle",
}  # fmt: skip
EFFECTS: wording.Words = {
    "bars": _("Loại ra"),
    "leaves_open": _("Để ngỏ"),
    "chooses": _("Được chọn"),
    "places_beyond": _("Hết chỗ"),
    "notes": _("Ghi chú"),
}
MEASURES: wording.Words = {
    "energy_kwh": _("Điện năng (kWh)"),
    "score_points": _("Điểm"),
    "received_at": _("Lúc nhận yêu cầu"),
}
KEYS: wording.Words = {
    "energy_kwh": _("điện năng"),
    "score_points": _("điểm"),
    "received_at": _("lúc nhận yêu cầu"),
    "contract_from": _("ngày hợp đồng, ai ký trước được trước"),
    "code": _("mã, theo thứ tự"),
}
BECAUSE: wording.Words = {
    "contract_ended_since": _("hợp đồng đã kết thúc trước ngày chọn"),
    "named_by_plan": _("kế hoạch đã nêu tên"),
}
REASONS: wording.Words = {
    "named_by_plan": _("Kế hoạch nêu đích danh doanh nghiệp này, nên được chọn trước khi tính điểm."),
    "kind_not_included": _("Tiêu chí không dành cho loại khách hàng này (%(kind)s)."),
    "other_company": _("Khách hàng thuộc công ty khác (đơn vị %(unit_code)s)."),
    "contract_not_begun": _("Hợp đồng bắt đầu ngày %(contract_from)s, sau ngày xét."),
    "contract_ended": _("Hợp đồng đã kết thúc ngày %(contract_until)s."),
    "already_served": _("Đã được hỗ trợ ở hoạt động khác không được nhận cùng (%(activity)s)."),
    "excluded_by_list": _("Không xét: %(because)s."),
    "continued_under_new_code": _(
        "Khách hàng đã chuyển sang mã %(new_code)s từ %(moved_on)s; xét theo mã mới."
    ),
    "below_threshold": _("Dùng %(energy_kwh)s kWh, không trên mức %(threshold_kwh)s kWh."),
    "energy_unknown": _(
        "Thiếu số đọc tháng %(missing_months)s; các tháng đã biết chưa đủ vượt mức. "
        "Chưa rõ, không tính là 0. Bổ sung số đọc rồi chọn lại."
    ),
    "above_threshold": _("Dùng %(energy_kwh)s kWh, trên mức %(threshold_kwh)s kWh."),
    "known_months_suffice": _(
        "Thiếu số đọc tháng %(missing_months)s, nhưng các tháng đã biết đã vượt mức nên không đổi kết quả."
    ),
    "contract_shorter_than_window": _(
        "Hợp đồng từ %(contract_from)s, sau đầu kỳ xét %(window_start)s: "
        "các tháng trước đó không tính là thiếu."
    ),
    "moved": _("Cộng cả điện năng của mã cũ %(previous_codes)s (chuyển từ %(moved_on)s)."),
    "unit_changed": _("Mã cũ thuộc đơn vị %(previous_units)s; ghi theo đơn vị hiện nay."),
    "below_minimum_points": _("Được %(score_points)s điểm, dưới mức tối thiểu %(minimum_points)s."),
    "scored": _(
        "Được %(score_points)s điểm: %(points_consumption)s điểm cho %(energy_kwh)s kWh, "
        "%(points_contract)s điểm cho %(contract_years)s năm hợp đồng."
    ),
    "no_points_for_consumption": _("Chưa rõ điện năng vì thiếu số đọc: phần này không có điểm, không đoán."),
    "no_points_for_contract": _("Chưa rõ số năm hợp đồng: phần này không có điểm."),
    "service_not_included": _("Yêu cầu dịch vụ khác (%(service)s)."),
    "received_before_window": _("Yêu cầu nhận lúc %(received_at)s, trước %(window_from)s."),
    "received_after_window": _("Yêu cầu nhận lúc %(received_at)s, từ %(window_until)s trở đi không còn xét."),
    "withdrawn": _("Yêu cầu đã rút; chỗ chuyển cho người kế tiếp."),
    "asked_before": _("Người này đã có một yêu cầu trước; yêu cầu trước được tính."),
    "receipt_unknown": _("Không ghi lúc nhận yêu cầu nên chưa xếp được thứ tự. Hãy bổ sung rồi chọn lại."),
    "class_not_included": _("Diện xã hội không thuộc đối tượng (%(social_class)s)."),
    "class_unknown": _("Chưa ghi diện xã hội. Hãy bổ sung rồi xét lại."),
    "class_included": _("Thuộc diện được đề cử (%(social_class)s)."),
    "not_registered": _("Chưa đăng ký thanh toán trực tuyến."),
    "registered_before_window": _("Đăng ký thanh toán trực tuyến trước thời gian xét."),
    "registered_after_window": _("Đăng ký thanh toán trực tuyến sau thời gian xét."),
    "not_installed": _("Chưa cài ứng dụng chăm sóc khách hàng."),
    "installed_before_window": _("Cài ứng dụng trước thời gian xét."),
    "installed_after_window": _("Cài ứng dụng sau thời gian xét."),
    "enters": _("Đã đăng ký và cài ứng dụng trong thời gian xét."),
    "within_quota": _("Trong số %(quota)s chỗ."),
    "without_quota": _("Tiêu chí không giới hạn số chỗ: ai đủ điều kiện đều được chọn."),
    "quota_full": _("Đủ điều kiện nhưng %(quota)s chỗ đã hết; người cuối được chọn có %(last)s."),
    "tie_at_the_cut": _("Bằng nhau ở chỗ cuối; được phân định bằng %(decided_by)s."),
}
DAYS = ("contract_from", "contract_until", "moved_on", "window_start")
NUMBERS = (
    "energy_kwh", "threshold_kwh", "score_points", "minimum_points", "points_consumption", "points_contract",
    "contract_years", "quota", "taken",
)  # fmt: skip
MOMENTS = ("received_at", "window_from", "window_until")


class _Facts(dict[str, str]):
    """Facts of a sentence; one that the run did not keep is a dash, not an error."""

    def __missing__(self, key: str) -> str:
        return "–"


def told(reason: Mapping[str, Any]) -> dict[str, str]:
    """Say one reason: its sentence, the word and the tone of its effect, its stable name."""
    name, effect = str(reason["name"]), str(reason["effect"])
    sentence = wording.word(REASONS, name)
    return {
        "name": name,
        "text": sentence % facts_told(reason.get("facts", {})) if name in REASONS else name,
        "effect": wording.word(EFFECTS, effect),
        "tone": EFFECT_TONES.get(effect, "idle"),
    }


def facts_told(facts: Mapping[str, Any]) -> Mapping[str, str]:
    """Write the facts of a reason out for the reader."""
    found = _Facts({key: _plain(key, value) for key, value in facts.items() if value is not None})
    found["last"] = _last(facts)
    return found


def measure_told(name: str, value: int | None) -> str:
    """Write the measure that a rule orders by."""
    return "" if value is None else written_number(value)


def _plain(key: str, value: Any) -> str:
    if key in NUMBERS:
        return written_number(value)
    if key in DAYS:
        return written_day(date.fromisoformat(str(value)))
    if key in MOMENTS:
        return _moment(value)
    if key == "missing_months":
        return ", ".join(date.fromisoformat(month).strftime("%m/%Y") for month in value)
    words = {
        "kind": wording.KINDS,
        "social_class": wording.SOCIAL_CLASSES,
        "decided_by": KEYS,
        "because": BECAUSE,
    }
    if key in words:
        return wording.word(words[key], value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _last(facts: Mapping[str, Any]) -> str:
    """What the last who was placed had, in the first key of the order."""
    for key, name in (("last_energy_kwh", "kWh"), ("last_score_points", str(_("điểm")))):
        if facts.get(key) is not None:
            return f"{written_number(facts[key])} {name}"
    return _moment(facts["last_received_at"]) if facts.get("last_received_at") else "–"


def _moment(value: Any) -> str:
    return written_moment(value if isinstance(value, datetime) else datetime.fromisoformat(str(value)))


def last_day(until: object) -> str:
    """The last day inside a half-open span, written."""
    return written_day(date.fromisoformat(str(until)) - timedelta(days=1))
