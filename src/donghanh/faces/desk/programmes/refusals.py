"""
What a refused act says on a page: what was found, and what to do next, in the reader's language.

Apps and engines refuse with a stable name and facts; the sentences of the names stand here. A name
that has no sentence yet is told as itself, so that it can be looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.refusals import Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import suspicion_words, wording
from donghanh.faces.signin import refusals as signin
from donghanh.faces.signin import roles

SENTENCES: dict[str, str | Promise] = {
    "not-found": _("Không có mục này trong phạm vi của anh/chị. Hãy kiểm tra lại mã."),
    "customer-unknown": _(
        "Không có khách hàng mã %(customer_code)s trong phạm vi của anh/chị. Hãy tìm lại theo tên, "
        "hoặc để trống mã nếu hộ không phải khách hàng."
    ),
    "activity-is-a-measure": _("Hoạt động này là chỉ số đo, không có người nhận. Hãy chọn hoạt động khác."),
    "name-missing": _("Chưa có tên người nhận. Hãy ghi họ tên."),
    "quantity-not-possible": _("Số lượng %(quantity)s không dùng được cho hoạt động này. Hãy sửa số lượng."),
    "already-nominated": _(
        "Khách hàng %(customer_code)s đã có suất %(reference)s của hoạt động này (%(state)s). "
        "Hãy mở suất đó, hoặc đề cử người khác."
    ),
    "unit-unknown": _("Chưa biết điện lực nào phục vụ nơi này. Hãy chọn xã, phường."),
    "prize-has-an-alternate": _(
        "Đây là giải của một lần bốc thăm. Hãy ghi không nhận ở trang bốc thăm, để người dự bị được thay."
    ),
    "work-not-handed-over": _(
        "Việc này được ghi nhận đã xong khi tổ công tác bàn giao lệnh %(order)s trên điện thoại. "
        "Hãy xem lệnh ở trang Công việc."
    ),
    "day-missing": _("Chưa có ngày hẹn. Hãy ghi ngày đến."),
    "quota-full": _(
        "Chỉ tiêu %(target)s đã dùng hết. Hãy chờ một chỗ được trả lại, hoặc thay cho một suất không nhận."
    ),
    "share-full": _(
        "Điện lực %(unit)s được giao %(target)s, đã giữ %(held)s; thêm %(asked)s là vượt. "
        "Hãy đề nghị sửa chỉ tiêu của đơn vị, hoặc chờ một chỗ được trả lại."
    ),
    "promised-already": _(
        "Chỉ tiêu, hoặc phần của điện lực %(unit)s, đã hứa hết. Suất này ở lại dự phòng; hãy chờ "
        "một chỗ được trả lại."
    ),
    "no-room-left": _(
        "Chỉ tiêu đã hứa hết; %(reserve)s suất ở lại dự phòng. Hãy chờ một chỗ được trả lại, hoặc "
        "sửa chỉ tiêu đơn vị."
    ),
    "not-allocated": _("Chưa có đợt chia hàng nào trả lời các yêu cầu này. Hãy chia hàng trước khi duyệt."),
    "not-next-in-order": _("Suất %(earlier)s yêu cầu trước và chưa có chỗ. Hãy phân bổ suất đó trước."),
    "area-closed": _(
        "Ngày %(day)s xã, phường này đang %(status)s nên không đến nhà. Hãy hẹn ngày sau khi hết "
        "tình trạng đó."
    ),
    "already-nominated-by-name": _(
        "Người này đã có suất %(reference)s của hoạt động này (%(state)s). Hãy mở suất đó, hoặc đề "
        "cử người khác."
    ),
    "nothing-to-approve": _("Không có suất nào đang chờ duyệt. Hãy xác minh các đề cử trước."),
    "list-changed": _(
        "Trong lúc anh/chị xem, danh sách chờ duyệt đã thay đổi; nay có %(rows)s suất. "
        "Chưa duyệt gì. Hãy xem lại rồi duyệt."
    ),
    "share-reason-missing": _("Sửa chỉ tiêu cần có lý do. Hãy ghi lý do."),
    "shares-differ-from-target": _(
        "Với số này, các đơn vị cộng lại là %(sum)s, không phải %(target)s. "
        "Hãy sửa chỉ tiêu của một đơn vị khác trước."
    ),
    "share-below-allotted": _(
        "Điện lực %(unit)s sẽ còn %(target)s trong khi đã phân bổ %(held)s suất. "
        "Hãy chọn số lớn hơn, hoặc trả lại các chỗ đã phân bổ trước."
    ),
    "unknown-move": _("Không có thao tác “%(move)s”. Hãy tải lại trang."),
    "not-from-this-state": _(
        "Suất đang ở bước “%(state)s”, không thể “%(move)s” từ bước này. Việc làm được lúc này: %(possible)s."
    ),
    "not-for-this-role": _(
        "“%(move)s” là việc của: %(expected)s. Hãy nhờ người có vai trò đó trong đơn vị này."
    ),
    "duties-not-apart": _(
        "Anh/chị đã “%(earlier_move)s” chính suất này nên không được “%(move)s”. Hãy nhờ đồng nghiệp."
    ),
    "reason-missing": _("“%(move)s” cần có lý do. Hãy ghi một câu."),
    "benefit_out_of_sight": _("Suất này nằm ngoài phạm vi của anh/chị."),
    "needs_a_person": _("Việc này phải do một người có tài khoản làm."),
    **suspicion_words.SENTENCES,
}
UNTOLD = _("Chưa làm được (%(rule)s). Chưa có gì thay đổi. Hãy tải lại trang rồi thử lại.")


def told(refusal: Exception) -> str:
    """Say in the reader's language why an act was refused and what to do next."""
    if isinstance(refusal, Forbidden):
        return _told_forbidden(refusal)
    if isinstance(refusal, Refused | CannotMove):
        return told_rule(rule=refusal.rule, facts=refusal.facts)
    raise refusal


def told_rule(*, rule: str, facts: Mapping[str, object]) -> str:
    """Say a refusal by its name and facts, as a preview gives them."""
    sentence = SENTENCES.get(_name(rule, facts))
    if sentence is None:
        return str(UNTOLD) % {"rule": rule}
    return str(sentence) % _spoken(facts)


def _name(rule: str, facts: Mapping[str, object]) -> str:
    """Some rules are said in other words when a fact is missing."""
    if rule == "reason-missing" and "move" not in facts:
        return "share-reason-missing"
    if rule == "already-nominated" and not facts.get("customer_code"):
        return "already-nominated-by-name"
    return rule


def _told_forbidden(refusal: Forbidden) -> str:
    if refusal.key in SENTENCES:
        return told_rule(rule=refusal.key, facts=refusal.facts)
    if refusal.key == "role_missing":
        named = role_names(str(refusal.facts.get("expected", "")).split(", "))
        return say("Việc này dành cho vai trò khác: %(expected)s.") % {"expected": named}
    return signin.explain(refusal)


def role_names(names: object) -> str:
    """Name roles in the reader's language, separated by commas."""
    found = names if isinstance(names, list | tuple | set | frozenset) else [names]
    return ", ".join(str(roles.NAMES.get(str(name), name)) for name in found)


def _spoken(facts: Mapping[str, object]) -> dict[str, object]:
    spoken = {**facts, **_quantities(facts), "why": wording.said_in(dict(facts), "why")}
    for key in ("move", "earlier_move"):
        if key in facts:
            spoken[key] = wording.word(wording.MOVES, facts[key])
    if "state" in facts:
        spoken["state"] = wording.word(wording.STATES, facts["state"])
    if "possible" in facts:
        spoken["possible"] = _moves(facts["possible"])
    if "status" in facts:
        spoken["status"] = wording.word(wording.AREAS, facts["status"]).lower()
    if "day" in facts:
        spoken["day"] = written_day(date.fromisoformat(str(facts["day"])))
    if "expected" in facts:
        spoken["expected"] = role_names(facts["expected"])
    return spoken


def _quantities(facts: Mapping[str, object]) -> dict[str, str]:
    """How much of some goods was asked for, is free, is missing."""
    found = {key: facts.get(key) for key in ("asked", "free", "missing")}
    return {key: written_number(number) for key, number in found.items() if isinstance(number, int)}


def _moves(names: object) -> str:
    found = [wording.word(wording.MOVES, name) for name in names] if isinstance(names, list | tuple) else []
    return ", ".join(found) or say("không có")
