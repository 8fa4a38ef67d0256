"""The words of a draw on the desk: its states, moves, methods, and what a refused step says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from donghanh.apps.programmes.refusals import CannotDraw
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.selection_words import REASONS

STATES: wording.Words = {
    "prepared": _("Đang chuẩn bị"),
    "committed": _("Đã chốt danh sách"),
    "drawn": _("Đã bốc thăm"),
    "certified": _("Đã xác nhận"),
    "closed": _("Đã kết thúc"),
    "void": _("Đã hủy"),
}
STATE_TONES = {
    "prepared": "idle", "committed": "info", "drawn": "warn", "certified": "good", "closed": "good",
    "void": "bad",
}  # fmt: skip
PATH = ("prepared", "committed", "drawn", "certified", "closed")
MOVES: wording.Words = {
    "prepare": _("Chuẩn bị"),
    "commit": _("Chốt và công bố danh sách"),
    "draw": _("Nhập kết quả và bốc thăm"),
    "certify": _("Xác nhận kết quả"),
    "close": _("Kết thúc"),
    "make_void": _("Hủy lần bốc thăm"),
}
ATTESTS: wording.Words = {
    "commit": _(
        "Danh sách người tham gia được giữ nguyên từ lúc này và công bố dưới dạng mã băm. Sau bước này "
        "không ai thêm, bớt hay đổi điều khoản được. Người chuẩn bị không được chốt."
    ),
    "draw": _("Nhập đúng các số mà nguồn đã công bố. Kết quả không sửa được sau khi bốc thăm."),
    "certify": _(
        "Anh/chị đã đối chiếu các số với nguồn công bố. Hệ thống tính lại toàn bộ chứng minh một lần nữa. "
        "Người nhập kết quả không được xác nhận."
    ),
    "close": _("Mọi phần quà đã được nhận hoặc đã ghi là không đến nhận."),
    "make_void": _("Chỉ hủy được trước khi bốc thăm. Lý do được công bố trong diễn biến."),
}
METHODS: wording.Words = {
    "sha256": _("sha256 (đến 100 triệu người, gắn với danh sách đã công bố)"),
    "rfc3797": _("rfc3797 (theo RFC 3797, đến 65.535 người)"),
}
SENTENCES: wording.Words = {
    "method-unknown": _("Không có cách bốc thăm này. Hãy chọn một trong hai cách."),
    "no-prizes": _("Phải có ít nhất một phần quà."),
    "alternates-negative": _("Số dự bị từ 0 trở lên."),
    "no-sources": _("Phải nêu ít nhất một nguồn ngẫu nhiên. Hãy ghi tên xổ số, ngày và nơi xem kết quả."),
    "too-many-sources": _("Nhiều nhất %(most_sources)s nguồn."),
    "source-without-name": _("Mỗi nguồn cần có tên."),
    "source-without-day": _("Mỗi nguồn cần có ngày ra kết quả, viết như 2022-01-05."),
    "source-day-outside": _(
        "Ngày ra kết quả của mỗi nguồn phải sau khi hết thời gian tham gia (từ %(window_until_on)s) và "
        "không sau ngày bốc thăm %(draw_on)s."
    ),
    "window-empty": _("Thời gian tham gia không có ngày nào. Hãy sửa ngày đầu hoặc ngày cuối."),
    "drawn-before-window-ends": _(
        "Ngày bốc thăm phải sau ngày cuối tham gia ít nhất hai ngày, để còn một ngày chốt danh sách."
    ),
    "draw-day-passed": _("Ngày bốc thăm %(draw_on)s đã qua hoặc là hôm nay. Hãy chọn ngày sau."),
    "claims-end-before-draw": _("Hạn nhận quà phải sau ngày bốc thăm."),
    "more-prizes-than-target": _(
        "%(prizes)s phần quà là quá chỉ tiêu %(target)s; các lần bốc thăm khác đã dùng %(promised)s."
    ),
    "not-the-day-to-commit": _(
        "Chỉ chốt danh sách được từ %(window_until_on)s, khi đã hết thời gian tham gia, và trước "
        "%(draw_on)s, khi nguồn ra kết quả. Hôm nay là %(today)s."
    ),
    "too-few-entrants": _(
        "Chỉ có %(entrants)s người tham gia cho %(prizes)s phần quà. "
        "Hãy hủy lần này và chuẩn bị lại với ít quà hơn."
    ),
    "too-many-entrants": _(
        "Có %(entrants)s người tham gia, cách %(method)s chỉ bốc được %(most)s. "
        "Hãy hủy lần này và chuẩn bị lại bằng sha256."
    ),
    "not-yet-drawn": _("Nguồn ra kết quả ngày %(draw_on)s; hôm nay là %(today)s. Hãy đợi đến ngày đó."),
    "wrong-number-of-results": _(
        "Có %(found)s kết quả cho %(expected)s nguồn. Hãy nhập mỗi nguồn một kết quả."
    ),
    "cannot-draw": _("Chưa bốc thăm được với các số này. Hãy nhập các số nguyên cách nhau bằng dấu phẩy."),
    "proof-does-not-hold": _(
        "Chứng minh không đúng ở bước “%(check)s”. Chưa xác nhận. Hãy báo Phòng Kinh doanh để kiểm tra."
    ),
    "prizes-open": _("Còn %(count)s phần quà chưa nhận và chưa hết hạn. Hãy xử lý xong rồi kết thúc."),
    "claims-still-open": _("Còn trong hạn nhận quà đến trước %(claim_until_on)s. Hãy đợi hết hạn."),
    "not-a-prize": _("Suất này không phải quà bốc thăm."),
}


def told(refusal: Exception) -> str:
    """Say why a step of a draw was refused; what other subjects refuse is theirs to say."""
    if isinstance(refusal, CannotDraw) and refusal.rule in SENTENCES:
        return str(SENTENCES[refusal.rule]) % _spoken(refusal.facts)
    if isinstance(refusal, CannotMove) and refusal.facts.get("life") == "draw":
        state = wording.word(STATES, refusal.facts.get("state", ""))
        return gettext("Lần bốc thăm đang ở bước “%(state)s” nên không làm được việc này.") % {"state": state}
    if isinstance(refusal, CannotMove) and refusal.rule == "duties-not-apart":
        earlier = wording.word(MOVES, refusal.facts["earlier_move"])
        return gettext("Anh/chị đã làm bước “%(earlier)s” nên phải nhờ người khác làm bước này.") % {
            "earlier": earlier
        }
    return refusals.told(refusal)


def kept_out(name: str) -> str:
    """Say a reason that keeps somebody out of a draw, for many people at once (no facts of one of them)."""
    general = {
        "kind_not_included": gettext("Không phải hộ gia đình."),
        "other_company": gettext("Thuộc công ty khác."),
        "contract_not_begun": gettext("Hợp đồng chưa bắt đầu."),
        "contract_ended": gettext("Hợp đồng đã kết thúc."),
        "excluded_by_list": gettext("Đã có quà của lần bốc thăm trước."),
        "already_served": gettext("Đã được hỗ trợ ở hoạt động không được nhận cùng."),
    }
    return general.get(name) or wording.word(REASONS, name)


def _spoken(facts: Mapping[str, Any]) -> dict[str, str]:
    return {key: _plain(value) for key, value in facts.items()}


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, int):
        return written_number(value)
    try:
        return written_day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
