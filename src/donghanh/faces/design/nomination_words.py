"""
What a spreadsheet of nominations says of itself: the same words on the partner's pages and on the desk's.

Findings and refusals come as stable rule names with facts; here they become sentences, and the rows of the
tables that show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from donghanh.apps.programmes.queries.nomination_files import FileCard, FileStory, FindingLine, RowLine
from donghanh.faces.design.figures import written_moment, written_number

Words = dict[str, str | Promise]

CLASSES: Words = {
    "": "",
    "none": _("Không thuộc diện"),
    "poor": _("Hộ nghèo"),
    "near_poor": _("Hộ cận nghèo"),
    "policy": _("Gia đình chính sách"),
    "merit": _("Người có công"),
    "heroic_mother": _("Bà mẹ Việt Nam Anh hùng"),
    "living_alone": _("Người già neo đơn"),
    "hardship": _("Hoàn cảnh khó khăn"),
}
KINDS: Words = {
    "household": _("Hộ gia đình"),
    "pupil": _("Học sinh"),
    "school": _("Trường học"),
    "area": _("Khu vực"),
    "enterprise": _("Doanh nghiệp"),
    "public_body": _("Cơ quan, đơn vị"),
}
FIELDS: Words = {
    "activity": _("Hoạt động"),
    "name": _("Họ và tên"),
    "social_class": _("Diện"),
}
STATES: Words = {
    "refused": _("Không nhận tệp"),
    "waiting": _("Chờ xác nhận"),
    "loaded": _("Đã nhận"),
    "discarded": _("Đã bỏ"),
}
TONES = {"refused": "bad", "waiting": "warn", "loaded": "good", "discarded": "idle"}
SEVERITIES: Words = {"error": _("Lỗi"), "warning": _("Xem lại"), "note": _("Ghi chú")}
SEVERITY_TONES = {"error": "bad", "warning": "warn", "note": "info"}
FINDINGS: Words = {
    "activity-closed": _("Hoạt động này không nhận đề cử vào ngày này."),
    "already-nominated": _("Người này đã được đề cử: %(found)s. Hãy bỏ dòng này."),
    "same-name-nominated": _(
        "Có người cùng tên đã được đề cử: %(found)s. Nếu là hai người khác nhau thì giữ."
    ),
    "named-for-another-activity": _("Cùng tên với %(found)s của hoạt động khác."),
    "row-repeated": _("Giống dòng %(expected)s. Hãy bỏ một dòng."),
    "word-unknown": _("“%(found)s” không có trong danh sách. Hãy chọn trong danh sách của ô."),
    "value-missing": _("Ô này chưa ghi. Hãy ghi thêm."),
    "class-not-of-activity": _("Hoạt động này dành cho: %(expected)s."),
    "kind-not-of-activity": _("Hoạt động này dành cho: %(expected)s. Hãy chọn ở cột Đối tượng."),
    "quantity-not-possible": _("Hoạt động này tính từng suất. Hãy để trống số lượng."),
    "quantity-not-readable": _("“%(found)s” không phải một số. Hãy ghi số, ví dụ 200."),
    "customer-code-form": _("“%(found)s” không đúng dạng mã khách hàng (13 ký tự). Hãy sửa, hoặc để trống."),
    "customer-unknown": _("Không có khách hàng mã %(found)s trong xã, phường này. Hãy sửa, hoặc để trống."),
    "phone-not-readable": _("“%(found)s” không phải số điện thoại. Hãy sửa, hoặc để trống."),
    "phone-zero-restored": _("Bảng tính đã làm mất số 0 ở đầu; đã đọc là %(expected)s."),
    "day-not-readable": _("“%(found)s” không phải một ngày. Hãy ghi như 05/12/2021."),
    "day-out-of-range": _("Ngày “%(found)s” không thể đúng. Hãy ghi như 05/12/2021."),
    "day-in-future": _("Ngày %(found)s chưa đến. Hãy sửa, hoặc để trống."),
    "control-signs": _("Trong ô có ký tự lạ, không nhìn thấy. Hãy gõ lại ô này."),
    "text-too-long": _("Ô này quá dài. Hãy ghi ngắn lại."),
    "merged-cell": _("Ô này bị gộp với ô khác nên máy không biết là của ai. Hãy bỏ gộp ô và ghi từng dòng."),
    "uncalculated-cell": _("Ô này là công thức chưa được tính. Hãy gõ thẳng nội dung vào ô."),
    "error-cell": _("Ô này là công thức bị lỗi. Hãy gõ thẳng nội dung vào ô."),
    "row-width": _("Dòng này có %(found)s ô, tiêu đề có %(expected)s ô. Hãy xem lại dòng."),
}
REFUSALS: Words = {
    "file-missing": _("Chưa chọn tệp. Hãy chọn tệp mẫu đã ghi."),
    "file-of-another-commune": _(
        "Tệp này là mẫu của %(found_name)s, không phải của %(expected_name)s. Hãy nộp đúng tệp."
    ),
    "file-of-another-campaign": _("Tệp này là mẫu của đợt khác (%(found)s). Hãy tải mẫu mới rồi chép sang."),
    "template-too-new": _("Tệp này theo mẫu mới hơn trang này biết. Hãy tải lại mẫu."),
    "columns-missing": _("Không thấy cột: %(missing)s. Hãy dùng tệp mẫu, giữ nguyên dòng tiêu đề."),
    "no-rows": _("Tệp chưa ghi người nào. Hãy ghi ít nhất một dòng dưới tiêu đề."),
    "too-many-rows": _(
        "Tệp có quá nhiều dòng; mỗi tệp nhận nhiều nhất %(expected)s dòng. Hãy chia thành nhiều tệp."
    ),
    "file-is-empty": _("Tệp trống, không có nội dung. Hãy chọn lại tệp."),
    "file-too-large": _("Tệp quá lớn; nhận nhiều nhất 5 MB. Hãy bỏ ảnh và trang thừa trong tệp."),
    "unpacks-too-large": _("Tệp nén chứa quá nhiều dữ liệu nên không mở. Hãy dùng tệp mẫu."),
    "old-excel": _("Đây là tệp Excel đời cũ (.xls). Hãy mở ra và lưu lại thành .xlsx."),
    "wrong-extension": _(
        "Bên trong tệp không phải loại mà đuôi %(found)s nói. Hãy mở bảng tính và lưu lại thành .xlsx."
    ),
    "not-xlsx": _("Tệp không mở được như một bảng tính. Hãy dùng tệp mẫu .xlsx."),
    "file-is-encrypted": _("Tệp có mật khẩu nên không mở được. Hãy lưu lại không có mật khẩu."),
    "not-text": _("Tệp không phải bảng tính. Hãy dùng tệp mẫu .xlsx."),
    "too-many-columns": _("Tệp có quá nhiều cột. Hãy dùng tệp mẫu."),
    "encoding-unknown": _("Chữ trong tệp theo bảng mã cũ. Hãy lưu lại thành .xlsx."),
    "file-refused": _("Tệp này không nhận được nên không có gì để ghi."),
    "file-has-errors": _("Tệp còn %(errors)s lỗi. Hãy sửa tệp rồi nộp lại, hoặc chọn chỉ ghi các dòng đúng."),
    "file-set-aside": _("Tệp này đã bỏ. Hãy nộp lại."),
    "file-loaded": _("Tệp này đã được ghi, không bỏ được nữa."),
    "already-nominated": _(
        "Từ lúc xem đến lúc ghi, có người trong tệp đã được đề cử: %(reference)s. Chưa ghi gì. "
        "Hãy bỏ tệp này rồi nộp lại."
    ),
}
UNTOLD = _("Chưa nhận được (%(rule)s). Chưa có gì được ghi.")


def word(words: Words, key: object) -> str:
    """Give the word of a stable name; a name that is not known is shown as it is, never hidden."""
    return str(words.get(str(key), key))


def finding_told(one: FindingLine) -> str:
    """Say one finding, and what to do with the cell."""
    facts = {"found": "", "expected": "", **one.facts}
    words = {"class-not-of-activity": CLASSES, "kind-not-of-activity": KINDS}.get(one.rule)
    if words is not None:
        facts["expected"] = ", ".join(word(words, name) for name in facts["expected"].split(", "))
    sentence = FINDINGS.get(one.rule)
    return str(sentence) % facts if sentence is not None else f"{one.rule} {facts['found']}"


def refusal_told(*, rule: str, facts: Mapping[str, object], communes: Mapping[str, str] | None = None) -> str:
    """Say why a file, or its load, was refused; `communes` gives the names of their codes."""
    said: dict[str, object] = {
        "found": "",
        "expected": "",
        "holds": "",
        "reference": "",
        "errors": "",
        **facts,
    }
    if rule == "too-many-rows":
        said["expected"] = written_number(int(str(said["expected"])))
    for name in ("found", "expected"):
        said[f"{name}_name"] = (communes or {}).get(str(said[name]), said[name])
    if "missing" in said:
        said["missing"] = ", ".join(word(FIELDS, name) for name in str(said["missing"]).split(", "))
    sentence = REFUSALS.get(rule)
    return str(sentence) % said if sentence is not None else str(UNTOLD) % {"rule": rule}


def file_columns(*, of_one_commune: bool = False) -> list[dict[str, Any]]:
    """The columns of a list of files; of one commune, its name is not said in each row."""
    columns = [
        {"key": "file_name", "label": gettext("Tệp"), "url_key": "url"},
        {"key": "state", "label": gettext("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "commune", "label": gettext("Xã, phường")},
        {"key": "rows", "label": gettext("Số dòng"), "kind": "number"},
        {"key": "named", "label": gettext("Đã đề cử"), "kind": "number"},
        {"key": "by", "label": gettext("Người nộp")},
        {"key": "at", "label": gettext("Lúc"), "kind": "moment"},
    ]
    return [one for one in columns if not of_one_commune or one["key"] not in ("commune", "by")]


def file_row(*, card: FileCard, url: str) -> dict[str, Any]:
    """One file of a list."""
    return {
        "file_name": card.file_name, "url": url, "state": word(STATES, card.state),
        "tone": TONES.get(card.state, "idle"), "commune": card.commune, "rows": card.row_count,
        "named": card.named_count, "by": card.by, "at": card.at,
    }  # fmt: skip


def file_page(
    *, story: FileStory, activities: Mapping[str, str], communes: Mapping[str, str], links: Mapping[str, str]
) -> dict[str, Any]:
    """
    Everything that the page of one file says, for `design/nomination_file.html`.

    activities : code -> name
    links      : reference -> address of the nomination
    """
    card = story.card
    count = {level: sum(1 for one in story.findings if one.severity == level) for level in SEVERITIES}
    return {
        "file": card,
        "state": word(STATES, card.state),
        "tone": TONES.get(card.state, "idle"),
        "refusal": refusal_told(rule=card.refused, facts=card.facts, communes=communes)
        if card.refused
        else "",
        "facts": _facts(card),
        "counts": count,
        "hidden_columns": card.facts.get("hidden_columns", ""),
        "is_unmarked": bool(card.facts.get("is_unmarked")),
        "is_whole": not card.error_count,
        "finding_columns": finding_columns(),
        "findings": [finding_row(one) for one in story.findings],
        "row_columns": _row_columns(card),
        "rows": [_row(one, activities, links) for one in story.rows],
    }


def finding_columns() -> list[dict[str, Any]]:
    """The columns of a list of findings."""
    return [
        {"key": "row", "label": gettext("Dòng"), "kind": "number"},
        {"key": "column", "label": gettext("Cột")},
        {"key": "severity", "label": gettext("Mức"), "kind": "status", "tone_key": "tone"},
        {"key": "sentence", "label": gettext("Nội dung")},
    ]


def finding_row(one: FindingLine) -> dict[str, Any]:
    """One finding of a list."""
    return {
        "row": one.row, "column": one.column or gettext("Cả dòng"),
        "severity": word(SEVERITIES, one.severity),
        "tone": SEVERITY_TONES.get(one.severity, "info"), "sentence": finding_told(one),
    }  # fmt: skip


def _facts(card: FileCard) -> list[tuple[str, str]]:
    rows = [
        (gettext("Người nộp"), f"{card.by}, {written_moment(card.at)}"),
        (gettext("Số dòng có ghi"), written_number(card.row_count)),
        (gettext("Dòng đúng"), written_number(card.good_count)),
        (gettext("Đã đề cử"), written_number(card.named_count)),
        (
            gettext("Người ghi nhận"),
            f"{card.ended_by}, {written_moment(card.ended_at)}" if card.ended_at else "",
        ),
        (gettext("Mã kiểm tra tệp (SHA-256)"), card.sha256),
        (gettext("Mã kiểm tra danh sách"), card.rows_digest),
    ]
    return [row for row in rows if row[1]]


def _row_columns(card: FileCard) -> list[dict[str, Any]]:
    columns = [
        {"key": "row", "label": gettext("Dòng"), "kind": "number"},
        {"key": "name", "label": gettext("Họ và tên")},
        {"key": "activity", "label": gettext("Hoạt động")},
        {"key": "class", "label": gettext("Diện")},
        {"key": "quantity", "label": gettext("Số lượng"), "kind": "number"},
        {"key": "phone", "label": gettext("Điện thoại")},
    ]
    named = {"key": "reference", "label": gettext("Mã đề cử"), "url_key": "url"}
    return [*columns, named] if card.state == "loaded" else columns


def _row(one: RowLine, activities: Mapping[str, str], links: Mapping[str, str]) -> dict[str, Any]:
    left_out = gettext("Không ghi: đã được đề cử") if one.left_out else ""
    return {
        "row": one.row, "name": one.name or one.customer_code,
        "activity": activities.get(one.activity_code, one.activity_code),
        "class": word(CLASSES, one.social_class), "quantity": one.quantity, "phone": one.phone,
        "reference": one.reference or left_out, "url": links.get(one.reference, ""),
    }  # fmt: skip
