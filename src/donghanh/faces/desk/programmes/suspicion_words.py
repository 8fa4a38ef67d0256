"""The words of suspected duplicates: states, verdicts, reasons, refusals; and how a score is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.engines.matching.reasons import POINTS
from donghanh.faces.desk.programmes import wording

Words = dict[str, str | Promise]

STATES: Words = {
    "suspected": _("Chờ quyết định"),
    "same_household": _("Cùng một hộ"),
    "another_household": _("Hộ khác"),
    "allowed_both": _("Cùng hộ, cho phép cả hai"),
}
TONES = {"suspected": "warn", "same_household": "bad", "another_household": "good", "allowed_both": "info"}
SHOWN: Words = {"waiting": _("Chờ quyết định"), "decided": _("Đã quyết định")}
ORDERS: Words = {"score": _("Giống nhất trước"), "needed": _("Cần sớm nhất trước")}
VERDICTS: Words = {
    "decide_same": _("Cùng một hộ"),
    "decide_another": _("Hai hộ khác nhau"),
    "allow_both": _("Cùng hộ, cho phép cả hai"),
}
HINTS: Words = {
    "decide_same": _("Quy tắc cộng dồn sẽ cho biết hộ này có được cả hai suất không."),
    "decide_another": _("Mỗi hộ có suất của mình; nghi vấn này không cản nữa."),
    "allow_both": _("Ngoại lệ với quy tắc cộng dồn, chỉ cho lần này. Phải ghi lý do."),
}
READY_REASONS: Words = {
    "decide_same": _("Đã so hai bên: cùng một hộ, ghi theo hai cách"),
    "decide_another": _("Đã so hai bên: hai hộ khác nhau, chỉ giống tên hoặc địa chỉ"),
}
LIKENESSES: Words = {
    "same_customer_code": _("Cùng mã khách hàng"),
    "same_phone": _("Cùng số điện thoại"),
    "phone_nearly": _("Số điện thoại lệch một chữ số"),
    "other_phone": _("Số điện thoại khác"),
    "same_name": _("Cùng họ tên"),
    "same_words_other_order": _("Cùng họ tên, đảo thứ tự"),
    "name_without_marks": _("Cùng họ tên, một bên không dấu"),
    "other_marks": _("Họ tên khác dấu"),
    "name_shortened": _("Một bên viết tắt họ tên"),
    "name_nearly": _("Họ tên gần giống"),
    "other_name": _("Họ tên khác"),
    "same_address": _("Cùng địa chỉ"),
    "address_nearly": _("Địa chỉ gần giống"),
    "other_address": _("Địa chỉ khác"),
    "same_commune": _("Cùng xã, phường"),
    "other_commune": _("Khác xã, phường, có thể đã chuyển nhà"),
}
SAYS: Words = {
    "may": _("Được đi cùng"),
    "must": _("Phải đi cùng"),
    "must_not": _("Không được đi cùng"),
}
PROPOSED = _("Quy tắc này là đề xuất, chờ công ty xác nhận.")
PENDING = _("đề xuất, cần xác nhận")
CONFIRMED = _("Quy tắc này đã được công ty xác nhận.")
COMPARED: Words = {"name": _("Họ tên"), "address": _("Địa chỉ"), "phone": _("Điện thoại")}
MARKED: Words = {"marks": _("khác dấu"), "alone": _("chỉ bên này có")}
SENTENCES: Words = {
    "suspicion-undecided": _(
        "Suất %(reference)s giống với %(others)s mà chưa ai quyết định. Hãy so hai bên và quyết định trước."
    ),
    "stacking-must-not": _(
        "Cùng một hộ không được cả %(reference)s và %(other)s: %(why)s. Hãy từ chối suất này, hoặc đề nghị "
        "người có thẩm quyền cho phép cả hai."
    ),
    "stacking-must": _("Suất này chỉ đi cùng một suất khác của hộ: %(why)s. Hãy đề cử suất đó trước."),
    "another-place-in-the-way": _(
        "Có một suất ở nơi khác đang cản suất %(reference)s. Công ty sẽ quyết định; anh/chị không cần làm "
        "gì thêm."
    ),
    "company-decides": _("Bên kia thuộc nơi khác. Hãy đề nghị công ty quyết định."),
    "list-breaks-stacking": _(
        "Danh sách chưa duyệt được: %(references)s không được cùng một suất khác của hộ. Hãy từ chối hoặc "
        "rút các suất đó, hoặc đề nghị cho phép cả hai."
    ),
}
ALMOST_SURE, VERY_ALIKE = 900, 700
LIKELY: Words = {"bad": _("Gần như chắc"), "warn": _("Rất giống"), "info": _("Có thể giống")}
WEIGHTS: Words = {
    "for": _("cộng %(points)s điểm"),
    "against": _("trừ %(points)s điểm"),
    "rarity": _("cộng điểm theo độ hiếm của tên, hoặc theo số phần trùng của địa chỉ"),
}


def rule_told(rule: Mapping[str, object]) -> tuple[str, str]:
    """A stacking rule's reason, openly to be confirmed, and its name with what it is between."""
    is_confirmed = bool(rule.get("is_confirmed"))
    why = wording.said_in(dict(rule), "why")
    named = f"{rule['rule']} ({rule['activity']}, {rule['with']})"
    return (
        why if is_confirmed else f"{why} ({PENDING})",
        f"{named}. {CONFIRMED if is_confirmed else PROPOSED}",
    )


def likeness_of(score: int) -> tuple[str, str]:
    """A score in a word, and its tone."""
    tone = "bad" if score >= ALMOST_SURE else "warn" if score >= VERY_ALIKE else "info"
    return str(LIKELY[tone]), tone


def reasons_told(reasons: Sequence[str]) -> str:
    """The reasons of a likeness in one line."""
    told = "; ".join(
        f"{word[:1].lower()}{word[1:]}" for word in (str(LIKENESSES.get(one, one)) for one in reasons)
    )
    return f"{told[:1].upper()}{told[1:]}"


def reasons_explained(reasons: Sequence[str]) -> list[str]:
    """Each reason in words, and whether it speaks for or against."""
    return [f"{LIKENESSES.get(one, one)}: {_weight(POINTS.get(one, 0))}" for one in reasons]


def _weight(points: int) -> str:
    name = "for" if points > 0 else "against" if points < 0 else "rarity"
    return str(WEIGHTS[name]) % {"points": abs(points)} if points else str(WEIGHTS[name])
