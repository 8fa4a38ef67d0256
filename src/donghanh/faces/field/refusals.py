"""
What a refused record says on the phone: what was found, and what to do, in the crew's language.

The works refuse with a stable rule and facts; the sentences stand here. A rule without a sentence is told as
itself, so that it can be looked for; nothing that was recorded is lost by a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.field import words
from donghanh.faces.signin import refusals as signin

SENTENCES: dict[str, str | Promise] = {
    "not-found": _("Lượt này không thuộc đơn vị của anh/chị. Hãy báo đơn vị nếu chính anh/chị đã làm."),
    "visit-cancelled": _(
        "Lượt này đã bị hủy. Máy chủ đã giữ mục này cho văn phòng xem, không tính vào lượt. Hãy gọi đơn vị "
        "trước khi làm tiếp, rồi cất mục này lại."
    ),
    "not-your-visit": _(
        "Lượt này đã giao cho tổ khác. Máy chủ đã giữ mục này cho văn phòng xem. Hãy báo đơn vị, rồi cất mục "
        "này lại."
    ),
    "no-visit": _(
        "Việc này không còn lượt nào được hẹn. Máy chủ đã giữ mục này cho văn phòng xem. Hãy báo đơn vị, rồi "
        "cất mục này lại."
    ),
    "visit-over": _(
        "Lượt này đã kết thúc từ trước. Máy chủ đã giữ mục này cho văn phòng xem, không tính thêm. Hãy cất "
        "mục này lại."
    ),
    "record-differs": _(
        "Máy chủ đã có mục này với nội dung khác. Hãy ghi lại thành mục mới, rồi cất mục này lại."
    ),
    "record-id-wrong": _("Số của mục không đúng khuôn dạng. Hãy tải lại trang rồi ghi lại."),
    "work-not-complete": _("Chưa hoàn thành được, còn thiếu: %(missing)s. Làm nốt rồi bấm “Gửi lại”."),
    "step-unknown": _("Lượt này không có bước đó. Hãy tải lại trang khi có mạng."),
    "answer-missing": _("Còn thiếu: %(vi)s. Hãy điền rồi gửi lại."),
    "fact-missing": _("Còn thiếu: %(vi)s. Hãy điền rồi gửi lại."),
    "fact-wrong": _("Ô “%(vi)s” chưa đúng. Hãy ghi lại."),
    "index-below-last": _("Chỉ số %(found)s nhỏ hơn chỉ số lần trước %(expected)s. Hãy đọc lại công tơ."),
    "index-below-closing": _("Chỉ số sau %(found)s nhỏ hơn chỉ số trước %(expected)s. Hãy đọc lại công tơ."),
    "serial-known": _("Số công tơ %(serial)s đang treo ở nơi khác. Hãy kiểm tra lại."),
    "index-too-long": _("Chỉ số dài hơn số chữ số của công tơ. Hãy đọc lại."),
    "digits-wrong": _("Công tơ có từ 3 đến 9 chữ số."),
    "supply-is-on": _("Điểm đo đang có điện, không có gì để đóng lại. Hãy báo đơn vị."),
    "supply-over": _("Yêu cầu của khách hàng đã kết thúc. Hãy báo đơn vị."),
    "clock-stands": _("Yêu cầu đang tạm dừng. Hãy báo đơn vị cho chạy lại rồi gửi lại."),
    "kind-unknown": _("Máy chủ không biết loại mục này. Hãy tải lại trang khi có mạng."),
    "reason-unknown": _("Hãy chọn một lý do trong danh sách rồi ghi lại."),
    "facts-wrong": _("Ô “%(field)s” chưa đúng. Hãy ghi lại."),
    "file-is-empty": _("Ảnh hoặc chữ ký không có nội dung. Hãy chụp hoặc ký lại."),
    "file-too-large": _("Ảnh quá lớn. Hãy chụp lại."),
    "kind-not-kept": _("Tệp này không phải là ảnh. Hãy chụp lại."),
    "picture-unreadable": _("Ảnh bị hỏng. Hãy chụp lại."),
    "picture-too-large": _("Ảnh quá lớn. Hãy chụp lại."),
    "file-not-a-picture": _("Chỉ nhận ảnh. Hãy chụp lại."),
    "not-signed-in": _("Phiên đăng nhập đã hết. Hãy đăng nhập lại."),
    "not-a-crew": _("Tài khoản này không thuộc tổ công tác."),
    "signed-in-as-other": _("Đang đăng nhập bằng tên khác; mục này không gửi dưới tên đó."),
    "batch-unreadable": _("Không đọc được yêu cầu. Hãy tải lại trang."),
    "record-unreadable": _("Mục này không đúng khuôn dạng. Hãy ghi lại."),
    "not-enough": _(
        "Cần %(asked)s mà kho %(warehouse)s chỉ còn %(free)s. Nơi còn hàng: %(elsewhere)s. "
        "Hãy báo đơn vị chuyển kho rồi bấm “Gửi lại”, hoặc sửa số lượng."
    ),
    "serials-differ": _("Hàng này có số sê-ri riêng. Hãy ghi từng chiếc với số sê-ri của nó."),
    "serial-not-here": _("Số sê-ri %(serial)s không có trong kho của đơn vị. Hãy xem lại số trên máy."),
    "no-warehouse": _("Đơn vị chưa có kho nào đang mở để xuất vật tư này. Hãy báo đơn vị."),
    "goods-moved-on": _("Kho vừa thay đổi trong lúc gửi. Hãy bấm “Gửi lại”."),
    "photo-missing": _("Chưa có ảnh. Hãy chụp hoặc chọn ảnh."),
}
UNTOLD = _("Máy chủ không nhận mục này (%(rule)s). Hãy báo đơn vị; mục vẫn còn trên máy.")


def as_facts(reason: Refused | Forbidden) -> dict[str, object]:
    """A refusal as the phone keeps it: its rule, and the sentence to show."""
    rule = reason.key if isinstance(reason, Forbidden) else reason.rule
    return {"rule": rule, "message": told(reason)}


def told(reason: Refused | Forbidden) -> str:
    """Say why a record was refused and what to do."""
    if isinstance(reason, Forbidden):
        return signin.explain(reason)
    return told_rule(rule=reason.rule, facts=reason.facts)


def told_rule(*, rule: str, facts: Mapping[str, object]) -> str:
    """Say a refusal by its rule and facts."""
    sentence = SENTENCES.get(rule)
    if sentence is None:
        return str(UNTOLD) % {"rule": rule}
    return str(sentence) % _spoken(facts)


def _spoken(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as a sentence may say them: what is missing by its words, a field by its label."""
    parts = facts.get("missing", ())
    missing = "" if isinstance(parts, int) else "; ".join(words.missing(one) for one in parts)
    field = words.said(words.FIELDS, str(facts.get("field", "")))
    elsewhere = _("không kho nào") if facts.get("elsewhere") == "nowhere" else facts.get("elsewhere", "")
    return {**facts, "missing": missing, "field": field, "elsewhere": elsewhere}
