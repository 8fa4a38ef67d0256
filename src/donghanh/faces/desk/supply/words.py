"""The words of supplies for staff: refusals, and what facts look like."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.supply.values import SupplyFact
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.requests import refusals
from donghanh.faces.desk.requests.words import said

SENTENCES: dict[str, str | Promise] = {
    "step-unknown": gettext_lazy("Dịch vụ này không có bước đó. Hãy xem lại trang."),
    "step-taken": gettext_lazy("Bước này đã được ghi rồi. Hãy xem lại trang."),
    "not-next-step": gettext_lazy("Chưa đến bước này. Hãy làm bước đang chờ trước."),
    "not-for-this-role": gettext_lazy("Vai trò của anh/chị không ghi được bước này."),
    "supply-over": gettext_lazy("Yêu cầu đã kết thúc nên không ghi thêm bước nào."),
    "clock-stands": gettext_lazy("Yêu cầu đang tạm dừng. Hãy cho đồng hồ chạy lại trước."),
    "case-takes-step": gettext_lazy(
        "Khách hàng xác nhận ở trang theo dõi, hoặc anh/chị ghi ở trang yêu cầu."
    ),
    "fact-missing": gettext_lazy("Còn thiếu: %(vi)s."),
    "fact-wrong": gettext_lazy("Ô “%(vi)s” chưa đúng. Hãy ghi lại."),
    "fact-unknown": gettext_lazy("Bước này không có ô “%(fact)s”."),
    "day-to-come": gettext_lazy("Ô “%(vi)s” là ngày chưa tới. Hãy ghi lại."),
    "day-before-meter": gettext_lazy("Ngày có hiệu lực trước ngày lắp công tơ. Hãy ghi lại."),
    "digits-wrong": gettext_lazy("Công tơ có từ 3 đến 9 chữ số."),
    "index-too-long": gettext_lazy("Chỉ số dài hơn số chữ số của công tơ."),
    "serial-known": gettext_lazy("Số công tơ %(serial)s đã có ở nơi khác. Hãy kiểm tra lại."),
    "no-book": gettext_lazy("Đơn vị không có sổ ghi chỉ số này. Hãy ghi mã sổ khác."),
    "point-known": gettext_lazy("Điểm đo này đã có."),
    "name-missing": gettext_lazy("Yêu cầu chưa có tên khách hàng. Hãy bổ sung trước."),
    "address-missing": gettext_lazy("Yêu cầu chưa có địa chỉ dùng điện. Hãy bổ sung trước."),
    "commune-missing": gettext_lazy("Yêu cầu chưa có xã, phường. Hãy bổ sung trước."),
    "no-offer": gettext_lazy("Hiện không có suất nào mời khách hàng này."),
    "steps-missing": gettext_lazy(
        "Chưa trả lời hoặc đóng được bằng tay, còn thiếu các bước: %(vi)s. Hãy ghi các bước ở trang Cấp điện."
    ),
    "order-not-open": gettext_lazy("Lệnh công việc %(order)s không còn là lệnh đang mở của yêu cầu này."),
    "customer-missing": gettext_lazy("Yêu cầu chưa có mã khách hàng. Hãy bổ sung trước."),
    "customer-unknown": gettext_lazy(
        "Đơn vị không có khách hàng %(customer)s. Hãy sửa mã, hoặc chuyển yêu cầu sang đơn vị khác."
    ),
    "contract-ended": gettext_lazy("Hợp đồng của %(customer)s đã kết thúc, không còn công tơ nào treo."),
    "same-customer": gettext_lazy("Bên nhận đang là chủ hợp đồng %(customer)s, không có gì để chuyển."),
    "day-before-contract": gettext_lazy("Ngày %(found)s trước ngày hợp đồng bắt đầu (%(expected)s)."),
    "day-after-contract": gettext_lazy("Hợp đồng đã hết hiệu lực từ %(expected)s. Hãy ghi ngày trước đó."),
    "end-before-begin": gettext_lazy("Ngày kết thúc %(found)s trước ngày bắt đầu. Hãy ghi lại."),
    "supply-is-on": gettext_lazy("Điểm đo %(point)s không bị cắt điện, không có gì để đóng lại."),
    "on-already": gettext_lazy("Điểm đo %(point)s đang có điện rồi."),
    "off-already": gettext_lazy("Điểm đo %(point)s đã cắt điện rồi."),
    "reason-missing": gettext_lazy("Hãy ghi lý do."),
    "registers-missing": gettext_lazy("Công tơ có các bộ số %(expected)s. Hãy ghi chỉ số của từng bộ."),
    "registers-differ": gettext_lazy("Công tơ có các bộ số %(expected)s. Hãy ghi chỉ số của từng bộ."),
    "index-below-last": gettext_lazy(
        "Chỉ số %(found)s nhỏ hơn chỉ số lần trước %(expected)s của công tơ %(serial)s. Hãy đọc lại."
    ),
    "index-below-closing": gettext_lazy("Chỉ số sau %(found)s nhỏ hơn chỉ số trước %(expected)s."),
    "reading-kept-already": gettext_lazy(
        "Công tơ %(serial)s đã có chỉ số ngày %(found)s. Ngày chốt phải sau ngày đó."
    ),
    "day-outside": gettext_lazy("Ngày %(found)s chưa tới, hoặc trước ngày công tơ được treo. Hãy ghi lại."),
    "day-known": gettext_lazy("Đã có thông tin từ ngày %(day)s. Hãy ghi ngày sau đó."),
    "no-meter": gettext_lazy("Điểm đo không có công tơ nào đang treo."),
    "new-meter-partly": gettext_lazy(
        "Thay công tơ thì ghi đủ số công tơ mới, số chữ số và chỉ số tháo; giữ công tơ cũ thì để trống cả ba."
    ),
    "capacity-wrong": gettext_lazy("Công suất chưa đúng. Hãy ghi lại."),
    "capacity-same": gettext_lazy("Điểm đo đang có đúng công suất này."),
    "place-missing": gettext_lazy("Hãy ghi vị trí mới của công tơ."),
    "households-not-whole": gettext_lazy("Số hộ phải từ 1 trở lên."),
    "error-wrong": gettext_lazy("Sai số vượt quá 100 %. Hãy ghi lại."),
    "class-missing": gettext_lazy("Hãy ghi cấp chính xác và số biên bản."),
    "test-known": gettext_lazy("Đã có kết quả kiểm định ngày %(day)s của công tơ này."),
    "settled-already": gettext_lazy("Việc điều chỉnh này đã được ghi rồi."),
    "nothing-follows": gettext_lazy("Công tơ đạt cấp chính xác, không có gì phải điều chỉnh."),
    "promise-stands": gettext_lazy(
        "Lời hứa %(reference)s còn trên bảng theo dõi mà anh/chị không rút được. Hãy rút ở đó trước."
    ),
    "document-offered": gettext_lazy(
        "Đang có văn bản chờ ký trên mạng. Hãy chờ ký xong, hoặc rút văn bản đó trước."
    ),
    "offer-answered": gettext_lazy("Suất này đã được trả lời."),
}


REGISTERS: dict[str, str | Promise] = {
    "all": gettext_lazy("một biểu giá"), "normal": gettext_lazy("giờ bình thường"),
    "peak": gettext_lazy("giờ cao điểm"), "off_peak": gettext_lazy("giờ thấp điểm"),
}  # fmt: skip
FACTS = (
    "fact", "serial", "reference", "order", "customer", "found", "expected", "point", "day", "missing",
)  # fmt: skip


def told(refusal: Exception) -> str:
    """Say a refusal for the reader."""
    rule, facts = getattr(refusal, "rule", ""), getattr(refusal, "facts", {})
    sentence = SENTENCES.get(rule)
    if isinstance(refusal, Forbidden) or sentence is None:
        return refusals.told(refusal)
    name = said(str(facts.get("vi", "")), str(facts.get("en", "")))
    known = {
        **dict.fromkeys(FACTS, ""),
        **{key: _as_read(str(one)) for key, one in facts.items()},
        "vi": name,
    }
    return str(sentence) % known


def _as_read(fact: str) -> str:
    """Write a fact of a refusal as people read it: a day, the registers of a meter; others as they are."""
    try:
        return written_day(date.fromisoformat(fact))
    except ValueError:
        names = fact.split(", ")
        return ", ".join(str(REGISTERS[name]) for name in names) if set(names) <= set(REGISTERS) else fact


def yes_or_no(value: str) -> str:
    """The answer to a question of yes or no."""
    return pgettext("câu trả lời", "Có") if value == "yes" else pgettext("câu trả lời", "Không")


def label(fact: SupplyFact) -> str:
    """What a fact is called, with its unit."""
    name = said(fact.vi, fact.en)
    return f"{name} ({fact.unit})" if fact.unit else name


def written(fact: SupplyFact, value: str) -> str:
    """A fact as people read it."""
    kind = fact.kind
    if kind in ("day", "coming_day"):
        return str(written_day(date.fromisoformat(value)))
    if kind == "yes_no":
        return yes_or_no(value)
    if kind == "choice":
        return next((said(vi, en) for code, vi, en in fact.choices if code == value), value)
    number = written_number(int(value)) if kind == "whole" else value
    number = value.replace(".", ",") if kind in ("number", "signed") else number
    return f"{number} {fact.unit}" if fact.unit else str(number)
