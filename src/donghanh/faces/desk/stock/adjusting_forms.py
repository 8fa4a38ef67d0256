"""The forms of `adjusting`."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from donghanh.apps.stock.queries import WarehouseRow
from donghanh.faces.desk.stock.forms import GoodsForm, choices


class WriteOffForm(GoodsForm):
    """A lot and how many of it, or the serial numbers; and why."""

    warehouse = forms.ChoiceField(label=gettext_lazy("Kho chứa"))
    serials = forms.CharField(
        label=gettext_lazy("Số máy, mỗi dòng một số"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)

    def __init__(self, *args: object, warehouses: Iterable[WarehouseRow], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["lot"].help_text = ""
        self.fields["warehouse"].choices = choices(warehouses)  # type: ignore[attr-defined]
        self.order_fields(["key", "warehouse", "item", "lot", "quantity", "serials", "why"])


class ReturnForm(forms.Form):
    """Who brings it back, into which warehouse, and whether a promise still needs it."""

    warehouse = forms.ChoiceField(label=gettext_lazy("Vào kho"))
    carrier = forms.CharField(label=gettext_lazy("Người mang đi (tên đăng nhập)"), max_length=60)
    reference = forms.CharField(
        label=gettext_lazy("Mã suất, nếu hàng đi cho một suất"), max_length=40, required=False
    )
    is_kept = forms.BooleanField(label=gettext_lazy("Giữ lại cho suất này"), required=False)
    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)

    def __init__(self, *args: object, warehouses: Iterable[WarehouseRow], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["warehouse"].choices = choices(warehouses)  # type: ignore[attr-defined]


class ReservedForm(forms.Form):
    """A promise by its reference, and who takes its goods along."""

    reference = forms.CharField(label=gettext_lazy("Mã suất"), max_length=40)
    carrier = forms.CharField(label=gettext_lazy("Người mang đi (tên đăng nhập)"), max_length=60)


class CorrectForm(forms.Form):
    """Why the slip was wrong."""

    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)
