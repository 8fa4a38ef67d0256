"""What "Tính thời hạn" asks: a service, when its request was received, and when its clock stood, and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.faces.portal.service_rows import word
from donghanh.lawbook.due_telling import PauseGiven
from donghanh.lawbook.pause_reasons import read_pause_reasons
from donghanh.lawbook.services import read_services
from donghanh.lawbook.work_times import ZONE

WRITTEN = "%Y-%m-%dT%H:%M"
MOST_PAUSES = 5
NO_MOMENT = gettext_lazy("Quý khách chọn ngày và giờ có thật, như 20/12/2021 10:00.")


def moment_field(*, label: Any, help_text: Any = "", is_required: bool = True) -> forms.DateTimeField:
    """A day and a time of day, as a browser hands them over."""
    return forms.DateTimeField(
        label=label, input_formats=[WRITTEN], help_text=help_text, required=is_required,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WRITTEN),
        error_messages={"required": NO_MOMENT, "invalid": NO_MOMENT},
    )  # fmt: skip


class DueForm(forms.Form):
    """A service, and when its request was received."""

    use_required_attribute = False
    dich_vu = forms.ChoiceField(
        label=gettext_lazy("Dịch vụ cần tính"),
        error_messages={
            "required": gettext_lazy("Quý khách chọn một dịch vụ."),
            "invalid_choice": gettext_lazy("Không có dịch vụ này; Quý khách chọn trong danh sách."),
        },
    )
    nhan_luc = moment_field(
        label=gettext_lazy("Tiếp nhận lúc"),
        help_text=gettext_lazy("Lúc điện lực nhận đủ hồ sơ hoặc nhận yêu cầu, theo giờ Việt Nam."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["dich_vu"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn dịch vụ")), *_services()]


class PauseForm(forms.Form):
    """One time when the clock stood; a row that is left empty says nothing."""

    use_required_attribute = False
    ly_do = forms.ChoiceField(
        label=gettext_lazy("Lý do tạm dừng"),
        error_messages={
            "required": gettext_lazy("Quý khách chọn lý do tạm dừng."),
            "invalid_choice": gettext_lazy("Không có lý do này; Quý khách chọn trong danh sách."),
        },
    )
    tu = moment_field(label=gettext_lazy("Tạm dừng từ"))
    den = moment_field(
        label=gettext_lazy("Chạy lại lúc"), is_required=False,
        help_text=gettext_lazy("Còn đang tạm dừng thì để trống."),
    )  # fmt: skip

    def __init__(self, *given: Any, day: date, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["ly_do"]
        assert isinstance(field, forms.ChoiceField)
        reasons = [(one.code, word(one)) for one in read_pause_reasons().on(day=day)]
        field.choices = [("", _("Chọn lý do")), *reasons]

    def given(self) -> PauseGiven:
        """The pause as the lawbook takes it."""
        until: datetime | None = self.cleaned_data["den"]
        return PauseGiven(
            from_at=self.cleaned_data["tu"].replace(tzinfo=ZONE),
            until_at=until.replace(tzinfo=ZONE) if until else None,
            reason=self.cleaned_data["ly_do"],
        )


def pause_forms(asked: QueryDict, *, day: date) -> list[PauseForm]:
    """The rows that say something; an empty one at the end where one is asked for or none is there."""
    prefixes = [f"tam-dung-{number}" for number in range(1, MOST_PAUSES + 1)]
    said = [one for one in prefixes if any(asked.get(f"{one}-{part}") for part in ("ly_do", "tu", "den"))]
    rows = [PauseForm(asked, prefix=one, day=day) for one in said]
    free = [one for one in prefixes if one not in said]
    if free and (not rows or "them" in asked):
        rows.append(PauseForm(prefix=free[0], day=day))
    return rows


def _services() -> list[tuple[str, str]]:
    """Services whose clock runs on from a receipt, of whatever day, each code once."""
    found = {one.code: word(one) for one in read_services().services if one.counts == "after"}
    cases = {one.code: word(one, "case_") for one in read_services().services}
    return [
        (code, name if not cases[code] or cases[code] in name else f"{name} – {cases[code]}")
        for code, name in found.items()
    ]
