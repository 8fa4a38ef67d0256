"""
One move for many promises: rows are chosen in the list, the preview says who can move and who not and why,
then the reader confirms, and the result says what was refused.

Approving is not among these moves: an approval freezes a list (`approving`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations.moving import Outcome, make_moves
from donghanh.apps.programmes.queries.previews import PreviewLine, move_preview
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of

NOT_IN_BULK = frozenset({"nominate", "approve", "replace", "send_back", "give_feedback"})
NEEDS_DAY = frozenset({"schedule", "reschedule"})
AT_MOST = 200


@dataclass(frozen=True)
class Offered:
    """A move that a list offers for many at once."""

    name: str
    word: str


def offered(*, actor: Actor) -> list[Offered]:
    """The moves that one of the actor's roles may make, in the order of the life."""
    return [
        Offered(move.name, wording.word(wording.MOVES, move.name))
        for move in BENEFIT.moves.values()
        if move.name not in NOT_IN_BULK and move.roles & actor.roles
    ]


class MoveForm(forms.Form):
    """The reason and the day that a move may need."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Được lưu cùng thao tác và hiện trong hồ sơ."),
    )
    scheduled_on = forms.DateField(
        label=gettext_lazy("Ngày đến"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Không phải là ngày. Hãy ghi như 20/12/2021.")},
    )

    signed_by = forms.CharField(
        label=gettext_lazy("Người ký nhận"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Họ tên trên biên bản; ghi vào phiếu kho khi trao hàng."),
    )
    serial = forms.CharField(
        label=gettext_lazy("Số máy"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Chỉ khi trao máy khác với máy đã giữ."),
    )

    def __init__(self, *args: Any, move: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move != "deliver":
            del self.fields["signed_by"], self.fields["serial"]
        self.today = today
        self.fields["why"].required = BENEFIT.moves[move].needs_reason
        self.fields["why"].error_messages["required"] = _("Việc này cần có lý do. Hãy ghi một câu.")
        if move in NEEDS_DAY:
            self.fields["scheduled_on"].required = True
            self.fields["scheduled_on"].error_messages["required"] = _("Chưa có ngày hẹn. Hãy ghi ngày đến.")
        else:
            del self.fields["scheduled_on"]

    def clean_scheduled_on(self) -> date | None:
        day: date | None = self.cleaned_data["scheduled_on"]
        if day is not None and day < self.today:
            raise forms.ValidationError(_("Ngày hẹn đã qua. Hãy chọn từ hôm nay trở đi."))
        return day


@programme_page()
def bulk(request: HttpRequest) -> HttpResponse:
    """Preview a move of the chosen rows (GET), make it (POST)."""
    standing = standing_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    move = asked.get("viec", "")
    references = list(dict.fromkeys(asked.getlist("ma")))[:AT_MOST]
    if not references or move not in BENEFIT.moves or move in NOT_IN_BULK:
        return _nothing_chosen(request, standing)
    form = MoveForm(request.POST if request.method == "POST" else None, move=move, today=standing.today)
    if request.method == "POST" and form.is_valid():
        outcome = make_moves(
            actor=standing.actor,
            references=references,
            move=move,
            at=request.product_now,  # type: ignore[attr-defined]
            why=form.cleaned_data["why"],
            scheduled_on=form.cleaned_data.get("scheduled_on"),
        )
        return _result(request, standing, move, outcome)
    lines = move_preview(actor=standing.actor, references=references, move=move)
    unseen = len(references) - len(lines)
    return render(
        request, "desk/programmes/bulk.html", _page(standing, move, form, lines) | {"unseen": unseen}
    )


def _page(standing: Standing, move: str, form: MoveForm, lines: tuple[PreviewLine, ...]) -> dict[str, Any]:
    can = [line for line in lines if not line.rule]
    return {
        "standing": standing,
        "trail": _trail(standing),
        "move": move,
        "word": wording.word(wording.MOVES, move),
        "attests": wording.word(wording.ATTESTS, move) if move in wording.ATTESTS else "",
        "form": form,
        "can": [_row(standing, line) for line in can],
        "cannot": [_row(standing, line) for line in lines if line.rule],
        "may_be_full": move == "allot",
        "back": standing.link("desk-benefits"),
    }


def _row(standing: Standing, line: PreviewLine) -> dict[str, Any]:
    told = refusals.told_rule(rule=line.rule, facts=line.facts) if line.rule else ""
    return {
        "reference": line.line.reference,
        "name": line.line.name,
        "activity": wording.said(line.line, "activity"),
        "state": wording.word(wording.STATES, line.line.state),
        "tone": wording.STATE_TONES.get(line.line.state, "idle"),
        "url": standing.link("desk-benefit", line.line.reference),
        "why_not": told,
    }


def _result(request: HttpRequest, standing: Standing, move: str, outcome: Outcome) -> HttpResponse:
    context = {
        "standing": standing,
        "trail": _trail(standing),
        "word": wording.word(wording.MOVES, move),
        "moved": [{"reference": one, "url": standing.link("desk-benefit", one)} for one in outcome.moved],
        "refused": [
            {
                "reference": one,
                "url": standing.link("desk-benefit", one),
                "why_not": refusals.told(reason),
            }
            for one, reason in outcome.refused.items()
        ],
        "back": standing.link("desk-benefits"),
    }
    return render(request, "desk/programmes/bulk_result.html", context)


def _nothing_chosen(request: HttpRequest, standing: Standing) -> HttpResponse:
    messages.warning(
        request, _("Chưa chọn suất nào hoặc chưa chọn việc. Hãy đánh dấu các dòng rồi chọn việc.")
    )
    return redirect(standing.link("desk-benefits"))


def _trail(standing: Standing) -> list[tuple[str, str]]:
    listed = (_("Suất hỗ trợ"), standing.link("desk-benefits"))
    return trail_of(standing=standing, between=(listed,), last=_("Nhiều suất một lần"))
