"""What signs, answers and standings of leads are called, and what a refused act says."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.queries.leads import LeadLine
from donghanh.apps.programmes.refusals import Refused
from donghanh.faces.design.lead_words import ANSWERS, SIGNS, STANDINGS, TONES
from donghanh.faces.desk.programmes import refusals

__all__ = ["ANSWERS", "SENTENCES", "SIGNS", "STANDINGS", "TONES", "facts_told", "problem_rows", "told"]

SENTENCES: dict[str, str | Promise] = {
    "reason-missing": _("Câu trả lời này cần một lý do. Hãy ghi ngắn gọn vì sao."),
    "answer-unknown": _("Hãy chọn một câu trả lời trong danh sách."),
    "source-missing": _("Danh sách này từ đâu? Hãy ghi tên và ngày của văn bản, báo cáo."),
    "customer-unknown": _(
        "Dòng %(row)s: không có khách hàng mã %(customer_code)s trong phạm vi của anh/chị. "
        "Chưa ghi nhận dòng nào; hãy sửa rồi gửi lại."
    ),
    "day-to-come": _("Dòng %(row)s: ngày %(on)s chưa tới. Chưa ghi nhận dòng nào; hãy sửa rồi gửi lại."),
    "columns-missing": _("Tệp thiếu cột. Cần ba cột: Mã khách hàng, Dấu hiệu, Ngày."),
    "file-is-empty": _("Tệp không có dòng nào. Hãy chọn tệp khác."),
    "rows-wrong": _(
        "%(count)s dòng chưa dùng được; chưa ghi nhận dòng nào. Hãy sửa các dòng sau rồi gửi lại."
    ),
}
PROBLEMS: dict[str, str | Promise] = {
    "code-missing": _("thiếu mã khách hàng"),
    "sign-unknown": _("dấu hiệu không rõ; hãy ghi Nợ tiền điện hoặc Thiệt hại do bão"),
    "day-missing": _("thiếu ngày"),
    "day-not-readable": _("ngày không đọc được; hãy ghi như 15/11/2021"),
    "day-out-of-range": _("ngày ngoài khoảng dùng được"),
}


def told(refusal: Refused | Forbidden) -> str:
    """Say a refusal as people read it; one without a sentence here is told as on the other pages."""
    rule = getattr(refusal, "rule", "")
    if rule in SENTENCES:
        return say(str(SENTENCES[rule])) % refusal.facts
    return refusals.told(refusal)


def problem_rows(refusal: Refused) -> list[str]:
    """The rows of a file that cannot be used, each with its reason."""
    rows = refusal.facts.get("rows", ())
    return [_row(one) for one in rows] if isinstance(rows, list) else []


def facts_told(line: LeadLine) -> list[str]:
    """The measured facts behind the signs, for those who may see figures."""
    facts: Mapping[str, object] = line.facts
    told = []
    if facts.get("use_kwh") is not None:
        told.append(say("Ba tháng gần nhất dùng %(kwh)s kWh") % {"kwh": facts["use_kwh"]})
    if facts.get("recorded_on"):
        told.append(say("Ghi nhận ngày %(day)s") % {"day": facts["recorded_on"]})
    if facts.get("near_code"):
        told.append(say("Gần hộ %(code)s") % {"code": facts["near_code"]})
    return told


def _row(one: Mapping[str, object]) -> str:
    why = PROBLEMS.get(str(one["problem"]), one["problem"])
    return say("Dòng %(row)s: %(why)s (%(found)s)") % {"row": one["row"], "why": why, "found": one["found"]}
