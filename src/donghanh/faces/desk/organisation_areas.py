"""Communes on the desk: the state of each area as of a day, one commune's history, and a new state."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation import operations, permissions, queries
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.queries import AreaStatusRow, CommuneRow
from donghanh.faces.desk.organisation import commune_row
from donghanh.faces.desk.organisation_words import STATUS_REFUSALS, STATUSES, TONES
from donghanh.faces.signin.asked import FORMATS, asked_day
from donghanh.faces.signin.doors import desk_page
from donghanh.kernel.text import fold


def day_field(*, label: str, required: bool = True) -> forms.DateField:
    """A field for a day, drawn by the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, input_formats=FORMATS, widget=widget)


class StatusForm(forms.Form):
    """A state of an area, from a day until another, as a document announced it."""

    status = forms.ChoiceField(label=gettext_lazy("Trạng thái"), widget=forms.RadioSelect)
    from_on = day_field(label=gettext_lazy("Từ ngày"))
    until_on = day_field(label=gettext_lazy("Đến trước ngày"), required=False)
    source = forms.CharField(label=gettext_lazy("Văn bản công bố"), max_length=300)
    corrects = forms.ChoiceField(label=gettext_lazy("Đính chính cho dòng"), required=False)

    def __init__(self, *args: object, history: list[AreaStatusRow], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["status"].choices = list(STATUSES.items())  # type: ignore[attr-defined]
        open_rows = [row for row in history if row.corrected_by_id is None]
        self.fields["corrects"].choices = [  # type: ignore[attr-defined]
            ("", _("không, đây là trạng thái mới")),
            *((str(row.id), _told(row)) for row in open_rows),
        ]


@desk_page()
def areas(request: HttpRequest) -> HttpResponse:
    """List the communes in sight; filters by unit, state and words stand in the address."""
    day = asked_day(request)
    rows = queries.communes(actor=request.actor, day=day)  # type: ignore[attr-defined]
    unit_code, status = request.GET.get("don-vi", ""), request.GET.get("trang-thai", "")
    words = fold(request.GET.get("tim", "")[:60])
    shown = [row for row in rows if _fits(row, unit_code, status, words)]
    units = sorted({row.unit_code for row in rows if row.unit_code})
    context = {
        "day": day,
        "rows": [commune_row(row, day) for row in shown],
        "columns": _columns(),
        "unit_options": [("", _("Tất cả")), *((code, code) for code in units)],
        "status_options": [("", _("Tất cả")), *((key, str(word)) for key, word in STATUSES.items())],
        "unit_code": unit_code,
        "status_asked": status,
        "words": request.GET.get("tim", ""),
        "total": len(rows),
        "restricted": sum(row.status != "normal" for row in rows),
    }
    return render(request, "desk/organisation/areas.html", context)


@desk_page()
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Show a commune with every state ever written, and take a new one from those who may write it."""
    day = asked_day(request)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    commune = queries.commune(actor=actor, code=code, day=day)
    if commune is None:
        raise Http404
    history = queries.area_history(actor=actor, commune_code=code, day=day)
    form = StatusForm(
        request.POST if request.method == "POST" else None, history=history, initial={"from_on": day}
    )
    if request.method == "POST" and form.is_valid() and _written(request, commune, form):
        return redirect("desk_area", code=code)
    context = {
        "day": day,
        "commune": commune_row(commune, day),
        "history": [_history_row(row) for row in history],
        "history_columns": _history_columns(),
        "form": form,
        "may_set": permissions.may_set_area_status(
            actor=actor, commune_code=code, unit_code=commune.unit_code
        ),
    }
    return render(request, "desk/organisation/area.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, commune: CommuneRow, form: StatusForm) -> bool:
    given = form.cleaned_data
    try:
        operations.set_area_status(
            actor=request.actor,  # type: ignore[attr-defined]
            commune_code=commune.code,
            status=given["status"],
            from_on=given["from_on"],
            until_on=given["until_on"],
            source=given["source"],
            corrects=int(given["corrects"]) if given["corrects"] else None,
            at=request.product_now,  # type: ignore[attr-defined]
        )
    except operations.CannotSetAreaStatus as refusal:
        form.add_error(None, str(STATUS_REFUSALS[refusal.rule]))
        return False
    messages.success(request, _("Đã ghi trạng thái của %(name)s.") % {"name": commune.name})
    return True


def _fits(row: CommuneRow, unit_code: str, status: str, words: str) -> bool:
    return (
        (not unit_code or row.unit_code == unit_code)
        and (not status or row.status == status)
        and (not words or words in fold(f"{row.code} {row.name} {row.district}"))
    )


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "code", "label": _("Mã"), "kind": "code"},
        {"key": "name", "label": _("Xã, phường"), "url_key": "url"},
        {"key": "district", "label": _("Huyện")},
        {"key": "unit_code", "label": _("Điện lực"), "kind": "code"},
        {"key": "status", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
    ]


def _history_columns() -> list[dict[str, object]]:
    return [
        {"key": "id", "label": _("Dòng"), "kind": "code"},
        {"key": "status", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "from_on", "label": _("Từ ngày"), "kind": "day"},
        {"key": "until_on", "label": _("Đến trước ngày")},
        {"key": "source", "label": _("Văn bản công bố")},
        {"key": "recorded_by", "label": _("Người ghi")},
        {"key": "product_at", "label": _("Ghi lúc"), "kind": "moment"},
        {"key": "standing", "label": _("Hiệu lực")},
    ]


def _history_row(row: AreaStatusRow) -> dict[str, object]:
    corrected = _("đã đính chính bằng dòng %(id)s") % {"id": row.corrected_by_id}
    return {
        "id": row.id,
        "status": str(STATUSES[row.status]),
        "tone": TONES[row.status] if row.corrected_by_id is None else "idle",
        "from_on": row.from_on,
        "until_on": _until(row.until_on),
        "source": row.source,
        "recorded_by": row.recorded_by or "console",
        "product_at": row.product_at,
        "standing": corrected if row.corrected_by_id else _("còn hiệu lực"),
    }


def _until(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else _("chưa định")


def _told(row: AreaStatusRow) -> str:
    return f"{row.id}: {STATUSES[row.status]}, {row.from_on:%d/%m/%Y} – {_until(row.until_on)}"
