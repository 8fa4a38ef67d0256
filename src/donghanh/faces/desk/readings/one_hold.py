"""One held bill: what the meter showed, what the customer sent, and the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.evidence.operations import open_evidence
from donghanh.apps.metering import operations, queries
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.readings import words
from donghanh.faces.desk.readings.standing import readings_page, trail, unit_names

ACTS = (
    ("release", gettext_lazy("Cho qua như cũ")),
    ("replace", gettext_lazy("Thay bằng chỉ số khác")),
    ("estimate", gettext_lazy("Thay bằng chỉ số tạm tính")),
    ("recheck", gettext_lazy("Yêu cầu phúc tra, vẫn giữ")),
)


class DecisionForm(forms.Form):
    """What is decided, and why."""

    act = forms.ChoiceField(
        label=gettext_lazy("Chọn một quyết định"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một quyết định.")},
    )  # fmt: skip
    register = forms.ChoiceField(label=gettext_lazy("Bộ chỉ số"), required=False)
    index = forms.IntegerField(
        label=gettext_lazy("Chỉ số mới"), required=False, min_value=0, max_value=999_999_999,
        help_text=gettext_lazy("Chỉ khi thay chỉ số: đúng các chữ số trên mặt công tơ."),
        error_messages={"invalid": gettext_lazy("Chỉ ghi chữ số, không ghi phần lẻ.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do.")},
    )  # fmt: skip

    def __init__(self, *args: Any, card: queries.HoldCard, **more: Any) -> None:
        super().__init__(*args, **more)
        acts = [one for one in ACTS if card.row.is_releasable or one[0] != "release"]
        self.fields["act"].choices = acts  # type: ignore[attr-defined]
        self.fields["register"].choices = [  # type: ignore[attr-defined]
            (one, words.REGISTERS.get(one, one)) for one in card.registers
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("act") in ("replace", "estimate") and said.get("index") is None and not self.errors:
            self.add_error("index", _("Hãy ghi chỉ số mới."))
        return said


@readings_page
def hold(request: HttpRequest, number: int) -> HttpResponse:
    """Show a hold (GET), and take a decision or make a code for a picture (POST)."""
    card = queries.hold(actor=actor_of(request), number=number)
    given = request.POST if request.method == "POST" and "act" in request.POST else None
    form = DecisionForm(given, card=card)
    if request.method == "POST":
        try:
            if request.POST.get("viec") == "anh":
                code = operations.request_photo(
                    actor=actor_of(request), number=number, at=request.product_now
                )
                messages.success(request, _("Mã gửi ảnh: %(code)s") % {"code": code})
                return redirect("desk-readings-hold", number)
            if form.is_valid():
                messages.success(request, _done(request, number, form.cleaned_data))
                return redirect("desk-readings-hold", number)
        except (Refused, Forbidden) as refusal:
            form.add_error(None, refusals.told(refusal)) if given else messages.error(
                request, refusals.told(refusal)
            )
    context = _context(request, card) | {"form": form}
    return render(request, "desk/readings/hold.html", context, status=422 if form.errors else 200)


@readings_page
def picture(request: HttpRequest, number: int, picture: int) -> HttpResponse:
    """A picture that came by the hold's code."""
    card = queries.hold(actor=actor_of(request), number=number)
    if picture not in {one for photo in card.photos for one, _index in photo.answers}:
        raise Http404
    found = open_evidence(actor=actor_of(request), number=picture, at=request.product_now)
    answer = HttpResponse(found.content, content_type=found.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _done(request: HttpRequest, number: int, said: dict[str, Any]) -> str:
    who = {"actor": actor_of(request), "at": request.product_now}
    if said["act"] == "release":
        operations.release_holds(numbers=[number], why=said["why"], **who)
        return _("Đã cho qua: hóa đơn được lập với sản lượng này.")
    if said["act"] == "recheck":
        order = operations.ask_for_recheck(number=number, why=said["why"], **who)
        if order:
            return _("Đã mở lệnh phúc tra %(order)s; hóa đơn vẫn được giữ lại.") % {"order": order}
        return _("Đã ghi yêu cầu phúc tra; hóa đơn vẫn được giữ lại.")
    operations.replace_reading(
        number=number, index=said["index"], why=said["why"], register=said["register"] or "all",
        is_estimated=said["act"] == "estimate", **who,
    )  # fmt: skip
    return _("Đã thay chỉ số; chỉ số cũ vẫn được lưu.")


def _context(request: HttpRequest, card: queries.HoldCard) -> dict[str, Any]:
    row, units = card.row, unit_names(request)
    facts = [
        (_("Mã khách hàng"), row.customer_code),
        (_("Điểm đo"), row.point_code),
        (_("Sổ ghi chỉ số"), row.book),
        (_("Điện lực"), units.get(row.unit_code, row.unit_code)),
        (_("Tháng hóa đơn"), f"{row.month:%m/%Y}"),
        (_("Vì sao giữ"), words.reason(row.rule, row.facts, row.kwh)),
    ]
    photos = [
        {
            "code": "-".join((one.code[:4], one.code[4:8], one.code[8:])),
            "url": request.build_absolute_uri(reverse("portal-meter-photo", args=[one.code])),
            "until_on": one.until_on,
            "answers": [
                (reverse("desk-readings-picture", args=[row.number, number]), index)
                for number, index in one.answers
            ],
        }
        for one in card.photos
    ]
    return {
        "card": card, "row": row, "facts": facts, "photos": photos,
        "title": f"{words.rule(row.rule)}, {row.month:%m/%Y}",
        "state": str(words.STATES[row.state]), "tone": words.STATE_TONES[row.state],
        "columns": _columns(), "readings": [_reading(one) for one in card.readings],
        "decisions": [
            {"how": str(words.DECISIONS[one.how]), "why": one.why, "by": one.by, "at": one.at}
            for one in card.decisions
        ],
        "rechecks": [_recheck(one) for one in card.rechecks],
        "trail": trail(_("Đang giữ lại"), "desk-readings-holds", row.customer_code),
    }  # fmt: skip


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "read_on", "label": _("Ngày đọc"), "kind": "day"},
        {"key": "serial", "label": _("Công tơ"), "kind": "code"},
        {"key": "register", "label": _("Bộ chỉ số")},
        {"key": "index", "label": _("Số chỉ"), "kind": "number"},
        {"key": "kind", "label": _("Loại"), "kind": "status", "tone_key": "tone"},
        {"key": "channel", "label": _("Nguồn")},
        {"key": "why", "label": _("Ghi chú")},
    ]


def _recheck(one: queries.RecheckRow) -> dict[str, Any]:
    return {
        "order": one.order,
        "url": reverse("desk-work-order", args=[one.order]),
        "asked_at": one.asked_at,
        "indices": [
            {"register": words.REGISTERS.get(register, register), "index": index, "read_on": day, "by": by}
            for register, index, day, by in one.indices
        ],
    }


def _reading(one: Any) -> dict[str, Any]:
    return {
        "read_on": one.read_on,
        "serial": one.serial,
        "register": words.REGISTERS.get(one.register, one.register),
        "index": one.index,
        "kind": _("Đã được thay") if one.corrected else str(words.KINDS[one.kind]),
        "tone": "bad" if one.corrected else ("warn" if one.kind == "estimated" else "idle"),
        "channel": str(words.CHANNELS[one.channel]),
        "why": one.why,
    }
