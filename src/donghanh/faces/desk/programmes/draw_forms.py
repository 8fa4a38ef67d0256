"""The forms of a draw: its terms with the named sources, the sources' results, a reason, the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.programmes.operations.drawing import DrawTerms, NamedSource
from donghanh.apps.programmes.queries.plan import ActivityCard
from donghanh.engines import draws as engine
from donghanh.faces.desk.programmes.draw_words import METHODS

SOURCE_ROWS = 4
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
MISSING = {"required": gettext_lazy("Hãy điền mục này.")}


class Day(forms.DateField):
    """A day, written as browsers send it or day first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={
                **MISSING,
                "invalid": gettext_lazy("Đây không phải là ngày. Hãy viết như 20/12/2021."),
            },
            **kwargs,
        )


def _count(label: Any, least: int) -> forms.IntegerField:
    invalid = {**MISSING, "invalid": gettext_lazy("Hãy ghi một số nguyên.")}
    return forms.IntegerField(label=label, min_value=least, max_value=100_000, error_messages=invalid)


class DrawForm(forms.Form):
    """The terms of a draw; days that people read are the last ones inside, not the first ones outside."""

    method = forms.ChoiceField(label=gettext_lazy("Cách bốc thăm"), choices=list(METHODS.items()))
    prize_count = _count(gettext_lazy("Số phần quà"), 1)
    alternate_count = _count(gettext_lazy("Số người dự bị"), 0)
    window_first = Day(label=gettext_lazy("Tham gia từ ngày"))
    window_last = Day(label=gettext_lazy("Tham gia đến hết ngày"))
    draw_on = Day(
        label=gettext_lazy("Ngày bốc thăm"), help_text=gettext_lazy("Ngày nguồn cuối cùng ra kết quả.")
    )
    claim_last = Day(label=gettext_lazy("Nhận quà đến hết ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, SOURCE_ROWS + 1):
            must = place == 1
            label = gettext_lazy("Tên nguồn")
            self.fields[f"name_{place}"] = forms.CharField(
                label=label, max_length=120, required=must, error_messages=MISSING
            )
            self.fields[f"on_{place}"] = Day(label=gettext_lazy("Ngày ra kết quả"), required=must)
            self.fields[f"where_{place}"] = forms.CharField(
                label=gettext_lazy("Xem kết quả ở đâu"), max_length=200, required=False
            )

    @property
    def source_rows(self) -> list[tuple[int, Any, Any, Any]]:
        """The fields of each source together, for the page."""
        return [
            (place, self[f"name_{place}"], self[f"on_{place}"], self[f"where_{place}"])
            for place in range(1, SOURCE_ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """A source has both its name and its day, or is left empty."""
        found = super().clean() or self.cleaned_data
        for place in range(2, SOURCE_ROWS + 1):
            name, on = found.get(f"name_{place}"), found.get(f"on_{place}")
            if bool(name) != bool(on) and f"on_{place}" not in self.errors:
                self.add_error(
                    f"on_{place}" if name else f"name_{place}", _("Nguồn cần cả tên và ngày ra kết quả.")
                )
        return found

    def terms(self) -> DrawTerms:
        """The terms as the operation takes them: spans half-open."""
        said = self.cleaned_data
        return DrawTerms(
            method=said["method"],
            prize_count=said["prize_count"],
            alternate_count=said["alternate_count"],
            window_from_on=said["window_first"],
            window_until_on=said["window_last"] + timedelta(days=1),
            draw_on=said["draw_on"],
            claim_until_on=said["claim_last"] + timedelta(days=1),
            sources=tuple(
                NamedSource(
                    said[f"name_{n}"].strip(), said[f"on_{n}"].isoformat(), said[f"where_{n}"].strip()
                )
                for n in range(1, SOURCE_ROWS + 1)
                if said[f"name_{n}"].strip()
            ),
        )


def defaults(*, card: ActivityCard) -> dict[str, Any]:
    """What the activity's rule says of a draw, as the form's first values."""
    rule: Mapping[str, Any] = card.terms.get("rule") or {}
    window = rule.get("registered") or {}
    found: dict[str, Any] = {
        "method": rule.get("method", "sha256"),
        "prize_count": card.target,
        "alternate_count": rule.get("alternates", card.target),
        "window_first": _day(window.get("from")),
        "window_last": _day(window.get("until"), before=1),
        "draw_on": _day(rule.get("draw_on")),
        "claim_last": _day(rule.get("claim_until"), before=1),
        "on_1": _day(rule.get("draw_on")),
    }
    return {key: value for key, value in found.items() if value is not None}


def _day(text: object, *, before: int = 0) -> date | None:
    return date.fromisoformat(str(text)) - timedelta(days=before) if text else None


class ResultsForm(forms.Form):
    """One result a source, in the announced order."""

    def __init__(self, *args: Any, sources: tuple[Mapping[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        for place, source in enumerate(sources, start=1):
            self.fields[f"result_{place}"] = forms.CharField(
                label=f"{source['name']}, {source['on']}",
                help_text=_(
                    "Các số đã ra, cách nhau bằng dấu phẩy, ví dụ 2,5,12,8,10. Thứ tự không quan trọng."
                ),
                max_length=200,
                error_messages=MISSING,
            )

    def clean(self) -> dict[str, Any]:
        """Each result is a list of whole numbers."""
        found = super().clean() or self.cleaned_data
        for place, name in enumerate(self.fields, start=1):
            if name in found:
                try:
                    engine.parse_source(text=found[name], place=place)
                except engine.BadSource:
                    self.add_error(
                        name, _("Chỉ nhập số nguyên cách nhau bằng dấu phẩy, không có chữ hay số lẻ.")
                    )
        return found

    @property
    def results(self) -> list[str]:
        """The texts as entered, in the announced order."""
        return [self.cleaned_data[name].strip() for name in self.fields]

    @property
    def key(self) -> str:
        """The key string that these results make, as anybody can write it by hand."""
        return engine.key_of(sources=[engine.parse_source(text=text) for text in self.results])


class ReasonForm(forms.Form):
    """A written reason."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Việc này cần có lý do. Hãy ghi một câu.")},
    )
