"""The forms of the goods' pages. Each carries a key of its own: sent twice, it is done once."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.stock.queries import ItemRow, WarehouseName, WarehouseRow
from donghanh.faces.desk.stock import words
from donghanh.faces.signin.asked import FORMATS

MOST = 10_000_000


def new_key() -> str:
    """A key for one opened form."""
    return secrets.token_hex(8)


class GoodsForm(forms.Form):
    """An item and how many; pages add what they need."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=new_key)
    item = forms.ChoiceField(label=gettext_lazy("Mặt hàng"))
    quantity = forms.IntegerField(label=gettext_lazy("Số lượng"), min_value=1, max_value=MOST, localize=False)
    lot = forms.CharField(
        label=gettext_lazy("Mã lô"), max_length=40, required=False,
        help_text=gettext_lazy("Để trống: lô gần hết hạn nhất được lấy trước."),
    )  # fmt: skip

    def __init__(self, *args: object, items: Iterable[ItemRow], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{words.said(one, 'name')} ({one.code})") for one in items
        ]


class ReceiveForm(GoodsForm):
    """What came in, with its expiry or a file of serial numbers."""

    warehouse = forms.ChoiceField(label=gettext_lazy("Vào kho"))
    expires_on = forms.DateField(
        label=gettext_lazy("Hạn dùng (ngày đầu tiên không được cấp phát nữa)"), required=False,
        input_formats=FORMATS, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    serials = forms.CharField(
        label=gettext_lazy("Số máy, mỗi dòng một số"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    serial_file = forms.FileField(
        label=gettext_lazy("Hoặc tệp số máy (XLSX, CSV, cột “Số máy”)"), required=False
    )
    document = forms.CharField(label=gettext_lazy("Chứng từ"), max_length=200, required=False)

    def __init__(self, *args: object, warehouses: Iterable[WarehouseRow], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["lot"].required = True
        self.fields["lot"].help_text = ""
        self.fields["warehouse"].choices = choices(warehouses)  # type: ignore[attr-defined]
        self.order_fields(
            [
                "key",
                "warehouse",
                "item",
                "quantity",
                "lot",
                "expires_on",
                "serials",
                "serial_file",
                "document",
            ]
        )


class TransferForm(GoodsForm):
    """From one warehouse that the keeper keeps to any other."""

    from_warehouse = forms.ChoiceField(label=gettext_lazy("Từ kho"))
    to_warehouse = forms.ChoiceField(label=gettext_lazy("Đến kho"))
    document = forms.CharField(label=gettext_lazy("Chứng từ"), max_length=200, required=False)

    def __init__(
        self, *args: object, mine: Iterable[WarehouseRow], others: Iterable[tuple[str, str]], **more: object
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["from_warehouse"].choices = choices(mine)  # type: ignore[attr-defined]
        self.fields["to_warehouse"].choices = list(others)  # type: ignore[attr-defined]
        self.order_fields(["key", "from_warehouse", "to_warehouse", "item", "quantity", "lot", "document"])


class DispatchForm(GoodsForm):
    """Goods that somebody takes along without a certain recipient yet."""

    warehouse = forms.ChoiceField(label=gettext_lazy("Từ kho"))
    carrier = forms.CharField(label=gettext_lazy("Người mang đi (tên đăng nhập)"), max_length=60)
    why = forms.CharField(label=gettext_lazy("Việc cần làm"), max_length=300, required=False)

    def __init__(self, *args: object, warehouses: Iterable[WarehouseRow], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["warehouse"].choices = choices(warehouses)  # type: ignore[attr-defined]
        self.order_fields(["key", "warehouse", "carrier", "item", "quantity", "lot", "why"])


class CountForm(GoodsForm):
    """What was found on a shelf of one lot; the page does not say what the ledger says."""

    warehouse = forms.ChoiceField(label=gettext_lazy("Kho chứa"))
    why = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: object, warehouses: Iterable[WarehouseRow], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["warehouse"].choices = choices(warehouses)  # type: ignore[attr-defined]
        self.fields["quantity"] = forms.IntegerField(
            label=_("Số đếm được"), min_value=0, max_value=MOST, localize=False
        )
        self.fields["lot"].required = True
        self.fields["lot"].help_text = ""
        self.order_fields(["key", "warehouse", "item", "lot", "quantity", "why"])


class DecisionForm(forms.Form):
    """A second person's yes or no to a count."""

    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class AcceptForm(forms.Form):
    """How many of each lot arrived; one field a lot, and the numbers of things that did not arrive."""

    why = forms.CharField(
        label=gettext_lazy("Lý do nếu thiếu"), max_length=300, required=False,
        help_text=gettext_lazy("Phần thiếu được ghi vào hao hụt khi chuyển."),
    )  # fmt: skip

    def __init__(
        self,
        *args: object,
        sent: dict[str, int],
        items: Mapping[str, str],
        serials: Iterable[str],
        **more: object,
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.lots = {f"lot_{at}": name for at, name in enumerate(sent)}
        for field, name in self.lots.items():
            item, _space, lot = name.partition(" ")
            self.fields[field] = forms.IntegerField(
                label=_("Số nhận được của %(lot)s") % {"lot": f"{items.get(item, item)}, {lot}"},
                min_value=0, max_value=MOST, initial=sent[name], localize=False,
            )  # fmt: skip
        found = list(serials)
        if found:
            self.fields["missing"] = forms.MultipleChoiceField(
                label=_("Số máy không đến nơi"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(number, number) for number in found],
            )  # fmt: skip
        self.order_fields([*self.lots, "missing", "why"])


def choices(warehouses: Iterable[WarehouseRow | WarehouseName]) -> list[tuple[str, str]]:
    """Warehouses as a field offers them."""
    return [(one.code, words.said(one, "name")) for one in warehouses]
