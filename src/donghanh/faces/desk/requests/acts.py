"""What can be done with a case: each act with its form, its key on the keyboard, the operation it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests import operations
from donghanh.apps.requests.values import Attachment
from donghanh.faces.desk.requests import act_forms as forms

Given = dict[str, Any]
Doing = Callable[[Actor, str, Given, datetime], object]


@dataclass(frozen=True)
class Act:
    """
    One act. move : the engine's move, by which the case says whether it is possible and allowed
    key : on the keyboard; hint : what the clerk should know before
    """

    name: str
    move: str
    word: str | Promise
    form: type[forms.ActForm]
    does: Doing
    done: str | Promise
    key: str = ""
    hint: str | Promise = ""
    is_hard: bool = False


def _plain(operation: Callable[..., object], *names: str) -> Doing:
    """Call the operation with the fields of these names and the form's key."""

    def does(actor: Actor, code: str, given: Given, now: datetime) -> object:
        return operation(
            actor=actor, code=code, now=now, key=given["key"], **{name: given[name] for name in names}
        )

    return does


def _by_word(operation: Callable[..., object]) -> Doing:
    return lambda actor, code, given, now: operation(actor=actor, code=code, why=given["why"], now=now)


def _take(actor: Actor, code: str, given: Given, now: datetime) -> None:
    operations.take_case(actor=actor, code=code, now=now)


def _pause(actor: Actor, code: str, given: Given, now: datetime) -> None:
    file = given["file"]
    files = [Attachment(file.name or "", file.read(), given["proof"])] if file else []
    operations.pause_case(
        actor=actor, code=code, reason=given["reason"], why=given["why"], now=now, attachments=files,
        key=given["key"],
    )  # fmt: skip


def _attach(actor: Actor, code: str, given: Given, now: datetime) -> None:
    file = given["file"]
    paper = Attachment(file.name or "", file.read(), given["document"])
    operations.attach_file(actor=actor, code=code, attachment=paper, now=now)


def _tracking(actor: Actor, code: str, given: Given, now: datetime) -> str:
    return operations.tracking_code_again(actor=actor, code=code, now=now)


def _hand_over(actor: Actor, code: str, given: Given, now: datetime) -> None:
    desk, _colon, unit = given["place"].partition(":")
    operations.hand_over(
        actor=actor, code=code, why=given["why"], now=now, key=given["key"],
        to_desk=desk or None, to_unit=unit or None,
        to_username=(given["person"] or None) if not given["place"] else None,
    )  # fmt: skip


BREACH, ATTACH, TRACKING = "breach", "attach", "tracking"
"""Acts that are no moves of the life: the page itself says whether they are possible."""
ACTS: tuple[Act, ...] = (
    Act("nhan-viec", "take", _("Nhận việc"), forms.ActForm, _take, _("Anh/chị là người giải quyết."), "t"),
    Act(
        "tiep-nhan", "accept", _("Tiếp nhận"), forms.ActForm, _plain(operations.accept_case),
        _("Đã tiếp nhận."), "e",
    ),
    Act(
        "bo-sung", "ask_for_documents", _("Yêu cầu bổ sung hồ sơ"), forms.DocumentsForm,
        _plain(operations.ask_for_documents, "documents", "why"), _("Đã gửi yêu cầu bổ sung."),
        hint=_("Đồng hồ chạy từ khi hồ sơ đầy đủ."),
    ),
    Act(
        "du-ho-so", "complete", _("Hồ sơ đã đầy đủ"), forms.ActForm,
        _plain(operations.complete_application), _("Hồ sơ đầy đủ; đồng hồ bắt đầu chạy."),
    ),
    Act(
        "gan-giay", ATTACH, _("Gắn giấy tờ khách hàng nộp"), forms.PaperForm, _attach,
        _("Đã gắn giấy tờ vào yêu cầu."),
    ),
    Act(
        "bat-dau", "start", _("Bắt đầu giải quyết"), forms.ActForm, _plain(operations.start_case),
        _("Đã bắt đầu."), "s",
    ),
    Act(
        "tra-loi", "answer", _("Trả lời khách hàng"), forms.AnswerForm,
        _plain(operations.answer_case, "text", "template"), _("Đã trả lời khách hàng."), "a",
    ),
    Act(
        "tam-dung", "pause", _("Tạm dừng đồng hồ"), forms.PauseForm, _pause, _("Đồng hồ đã dừng."), "p",
        _("Chỉ vì lý do được phép, có bằng chứng."),
    ),
    Act(
        "chay-lai", "resume", _("Chạy lại đồng hồ"), forms.ActForm, _plain(operations.resume_case),
        _("Đồng hồ chạy lại."), "p",
    ),
    Act(
        "chuyen", "hand_over", _("Chuyển tiếp"), forms.HandOverForm, _hand_over, _("Đã chuyển."), "c",
        _("Đồng hồ vẫn chạy; lần chuyển nào cũng hiện trong quá trình."),
    ),
    Act(
        "qua-han", BREACH, _("Ghi nhận quá hạn và xin lỗi"), forms.BreachForm,
        _plain(operations.record_breach, "cause", "told", "apology"), _("Đã ghi nguyên nhân và lời xin lỗi."),
    ),
    Act(
        "dong", "close", _("Đóng yêu cầu"), forms.WhyForm, _plain(operations.close_case, "why"),
        _("Đã đóng yêu cầu."), hint=_("Khi khách hàng không nói gì thêm; vẫn mở lại được."),
    ),
    Act(
        "da-xong", "confirm_solved", _("Khách hàng báo đã xong"), forms.WhyForm,
        _by_word(operations.confirm_solved_by_word), _("Đã ghi: khách hàng xác nhận đã xong."),
        hint=_("Khi khách hàng nói với anh/chị; ghi họ nói thế nào."),
    ),
    Act(
        "chua-xong", "report_not_solved", _("Khách hàng báo chưa xong"), forms.WhyForm,
        _by_word(operations.report_not_solved_by_word), _("Đã mở lại, giữ nguyên đồng hồ ban đầu."),
        hint=_("Yêu cầu mở lại với đồng hồ ban đầu."),
    ),
    Act(
        "doi-dich-vu", "reclassify", _("Đổi loại dịch vụ"), forms.ReclassifyForm,
        _plain(operations.reclassify_case, "service_code", "why"), _("Đã đổi dịch vụ; đồng hồ giữ nguyên."),
        hint=_("Đồng hồ giữ nguyên từ lúc bắt đầu."),
    ),
    Act(
        "ma-theo-doi", TRACKING, _("Đọc lại mã theo dõi"), forms.ActForm, _tracking,
        _("Mã theo dõi: %(found)s. Lần đọc này đã được ghi."), hint=_("Mỗi lần đọc được ghi vào nhật ký."),
    ),
    Act(
        "rut", "withdraw", _("Khách hàng rút yêu cầu"), forms.WhyForm,
        _plain(operations.withdraw_case, "why"), _("Đã ghi: khách hàng rút."), is_hard=True,
    ),
    Act(
        "tu-choi", "refuse", _("Từ chối"), forms.RefuseForm, _plain(operations.refuse_case, "why", "text"),
        _("Đã từ chối và báo khách hàng."), is_hard=True,
    ),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}
