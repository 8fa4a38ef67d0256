"""Words of rules, kinds, channels and refusals of readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.faces.design.figures import written_number

RULES: dict[str, str | Promise] = {
    "missing": _("Chưa có chỉ số"),
    "negative": _("Chỉ số lùi"),
    "estimated-again": _("Tạm tính nhiều lần"),
    "jump": _("Tăng đột biến"),
    "jump-cleared": _("Tăng, giống các hộ khác"),
    "sameness": _("Trùng sản lượng"),
    "unlike-households": _("Khác các hộ tương tự"),
    "roll-over": _("Qua vòng số"),
}
LIKENED = _(
    "%(kwh)s kWh; tháng trước %(before_kwh)s kWh; theo %(like_count)s khách hàng tương tự thì khoảng "
    "%(expected_kwh)s kWh."
)
COMPARED = ("jump", "jump-cleared", "unlike-households")
REASONS: dict[str, str | Promise] = {
    "missing": _("Đã qua ngày ghi chỉ số của sổ mà tháng này chưa có chỉ số."),
    "negative": _("Chỉ số nhỏ hơn kỳ trước và không phải qua vòng số."),
    "estimated-again": _("%(months)s tháng liền là chỉ số tạm tính."),
    "sameness": _("%(months)s tháng liền đều %(kwh)s kWh."),
    **dict.fromkeys(COMPARED, LIKENED),
}
TONES = {"missing": "bad", "negative": "bad", "jump": "warn", "unlike-households": "warn"}
REGISTERS: dict[str, str] = {"all": "KT", "normal": "BT", "peak": "CD", "off_peak": "TD"}
KINDS: dict[str, str | Promise] = {
    "periodic": _("Định kỳ"),
    "estimated": _("Tạm tính"),
    "closing": _("Chốt hợp đồng"),
    "swap": _("Tháo công tơ"),
    "price_change": _("Đổi giá"),
    "opening": _("Chỉ số đầu"),
}
CHANNELS: dict[str, str | Promise] = {
    "file": _("Sổ nạp vào"),
    "api": _("API"),
    "desk": _("Nhập tại bàn"),
    "portal": _("Khách hàng gửi"),
    "generated": _("Dữ liệu sinh"),
}
DECISIONS: dict[str, str | Promise] = {
    "release": _("Cho qua"),
    "replace": _("Thay chỉ số"),
    "recheck": _("Yêu cầu phúc tra"),
}
STATES: dict[str, str | Promise] = {
    "open": _("Đang giữ"),
    "released": _("Đã cho qua"),
    "replaced": _("Đã thay chỉ số"),
    "gone": _("Đã hết lý do giữ"),
}
STATE_TONES = {"open": "warn", "released": "good", "replaced": "good", "gone": "idle"}
IMPORT_STATES: dict[str, str | Promise] = {
    "checked": _("Đã kiểm tra"),
    "loaded": _("Đã nạp"),
    "refused": _("Không dòng nào nhận được"),
}
IMPORT_TONES = {"checked": "info", "loaded": "good", "refused": "bad"}
FAULTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "row-width": (_("Dòng không đúng số cột hoặc độ dài"), _("Xuất lại sổ đúng mẫu.")),
    "serial-missing": (_("Thiếu số công tơ"), _("Ghi số công tơ ở dòng này.")),
    "meter-unknown": (_("Không có công tơ này trong phạm vi"), _("So lại số trên mặt công tơ.")),
    "register-unknown": (_("Bộ chỉ số lạ"), _("Dùng KT, BT, CD hoặc TD.")),
    "register-not-of-meter": (_("Công tơ không có bộ chỉ số này"), _("So lại loại công tơ.")),
    "point-differs": (_("Công tơ treo ở điểm đo khác"), _("So lại mã điểm đo.")),
    "kind-unknown": (_("Loại chỉ số lạ"), _("Dùng DDK, UOC, CHOT, THAO hoặc DOI GIA.")),
    "not-a-day": (_("Không phải là ngày"), _("Ghi ngày có thật, như 15/11/2021.")),
    "day-in-future": (_("Ngày chưa đến"), _("So lại ngày đọc.")),
    "index-negative": (_("Chỉ số âm"), _("Ghi đúng số trên mặt công tơ.")),
    "index-not-whole": (_("Chỉ số không phải số nguyên"), _("Chỉ ghi chữ số, bỏ phần sau dấu phẩy.")),
    "index-too-long": (_("Nhiều chữ số hơn mặt công tơ"), _("Đọc lại mặt công tơ.")),
    "multiplier-differs": (_("Hệ số nhân khác hồ sơ"), _("So lại hồ sơ treo tháo.")),
    "contract-closed": (_("Hợp đồng đã kết thúc"), _("Bỏ dòng này, hoặc kiểm tra hợp đồng.")),
    "contract-not-begun": (_("Hợp đồng chưa bắt đầu"), _("Bỏ dòng này, hoặc kiểm tra hợp đồng.")),
    "meter-not-there": (_("Công tơ không treo vào ngày này"), _("So lại ngày treo tháo.")),
    "two-readings-a-day": (_("Hai chỉ số trong một ngày"), _("Giữ lại một dòng đúng.")),
    "reading-kept-already": (
        _("Ngày này đã có chỉ số"),
        _("Bỏ dòng này; muốn sửa thì thay chỉ số ở mục đang giữ."),
    ),
}
FIELDS: dict[str, str | Promise] = {
    "serial": _("Số công tơ"),
    "point": _("Mã điểm đo"),
    "register": _("Bộ chỉ số"),
    "read_on": _("Ngày đọc"),
    "index": _("Số chỉ"),
    "kind": _("Loại chỉ số"),
    "multiplier": _("Hệ số nhân"),
}
SENTENCES: dict[str, str | Promise] = {
    "file-is-empty": _("Tệp không có dòng nào. Hãy chọn tệp khác."),
    "file-too-large": _("Tệp quá lớn. Hãy chia nhỏ theo sổ."),
    "wrong-extension": _("Tên tệp và nội dung khác loại. Hãy đặt lại đuôi tệp."),
    "old-excel": _("Tệp Excel cũ. Hãy lưu thành XLSX hoặc CSV."),
    "not-text": _("Tệp không phải là sổ chỉ số."),
    "columns-missing": _("Tệp thiếu cột: %(missing)s. Cần có số công tơ, ngày đọc, chỉ số."),
    "rows-at-fault": _("Có %(bad)s dòng lỗi nên chưa nạp dòng nào. Hãy sửa tệp, hoặc chỉ nạp các dòng đúng."),
    "nothing-good": _("Không có dòng nào nạp được."),
    "loaded-already": _("Tệp này đã nạp rồi."),
    "reading-needed": _("Mục này cần có chỉ số khác, không cho qua như cũ được."),
    "not-open": _("Mục này đã được xử lý. Hãy tải lại trang."),
    "reason-missing": _("Cần ghi lý do."),
    "index-too-long": _("Chỉ số nhiều chữ số hơn mặt công tơ."),
    "day-outside": _("Ngày đọc phải nằm trong tháng hóa đơn và đã qua."),
    "register-unknown": _("Công tơ không có bộ chỉ số này."),
}


def rule(name: str) -> str:
    """The word of a rule."""
    return str(RULES.get(name, name))


def reason(name: str, facts: Mapping[str, Any], kwh: int | None) -> str:
    """Say a finding with its numbers."""
    said = {key: written_number(value) if isinstance(value, int) else "–" for key, value in facts.items()}
    told = {"kwh": "–" if kwh is None else written_number(kwh)} | said
    sentence = REASONS.get(name)
    is_whole = name not in COMPARED or "before_kwh" in told
    return str(sentence) % told if sentence and is_whole else f"{told['kwh']} kWh"


def fault(name: str) -> tuple[str, str]:
    """What is wrong with a row, and what to do."""
    sentence, advice = FAULTS.get(name, (name, ""))
    return str(sentence), str(advice)
