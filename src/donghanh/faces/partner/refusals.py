"""What a refused act says to a commune's officer: what was found, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.refusals import Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.partner import words
from donghanh.faces.signin import refusals as signin

SENTENCES: Mapping[str, str | Promise] = {
    "customer-unknown": _("Không có khách hàng mã này ở xã, phường. Hãy sửa mã, hoặc để trống."),
    "already-nominated": _("Người này đã được đề cử rồi: %(reference)s (%(state)s). Không cần đề cử lại."),
    "name-missing": _("Chưa có tên người được đề cử. Hãy ghi họ tên."),
    "quantity-not-possible": _("Số lượng này không dùng được cho hoạt động đã chọn. Hãy sửa số lượng."),
    "unit-unknown": _("Chưa biết điện lực nào phục vụ xã, phường này. Hãy gọi điện lực."),
    "not-from-this-state": _("Đề cử này đang ở bước “%(state)s” nên không làm việc đó được nữa."),
    "not-for-this-role": _("Việc này do điện lực làm. Hãy gọi điện lực phụ trách xã, phường."),
    "duties-not-apart": _("Anh/chị đã làm một bước của đề cử này nên người khác phải làm bước này."),
    "reason-missing": _("Cần ghi lý do. Hãy ghi một câu."),
}
UNTOLD = _("Chưa làm được (%(rule)s). Chưa có gì thay đổi. Hãy tải lại trang rồi thử lại.")


def told(refusal: Exception) -> str:
    """Say why an act was refused."""
    if isinstance(refusal, Forbidden):
        return signin.explain(refusal)
    if not isinstance(refusal, Refused | CannotMove):
        raise refusal
    facts = {
        "reference": "",
        **refusal.facts,
        "state": words.word(words.STATES, refusal.facts.get("state", "")),
    }
    sentence = SENTENCES.get(refusal.rule)
    return str(sentence) % facts if sentence is not None else str(UNTOLD) % {"rule": refusal.rule}
