"""The form that names a beneficiary: activity, commune or customer, social class, quantity of goods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.customers.queries import customer_card
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations.nominating import Beneficiary
from donghanh.apps.programmes.permissions import roles_for_move
from donghanh.apps.programmes.queries.plan import ActivityCard
from donghanh.faces.desk.programmes import wording

NOT_NAMED = frozenset({"measure", "draw"})
KINDS = ("household", "enterprise", "public_body", "school", "pupil", "area")
PHONE = r"^0\d{9,10}$"
DIFFERENT = gettext_lazy("Chỉ gồm chữ số, bắt đầu bằng 0, 10 hoặc 11 số.")


class NominationForm(forms.Form):
    """Who is named for what. A customer's code fills in what the form leaves empty."""

    activity = forms.ChoiceField(label=gettext_lazy("Hoạt động"))
    customer_code = forms.CharField(
        label=gettext_lazy("Mã khách hàng"),
        required=False,
        max_length=13,
        help_text=gettext_lazy("13 ký tự trên hóa đơn. Để trống nếu người nhận không phải khách hàng."),
    )
    name = forms.CharField(
        label=gettext_lazy("Tên người nhận"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Họ tên chủ hộ, học sinh, hoặc tên trường, khu vực."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Đối tượng"), choices=[(kind, wording.KINDS[kind]) for kind in KINDS]
    )
    commune_code = forms.ChoiceField(label=gettext_lazy("Xã, phường"), required=False)
    address = forms.CharField(label=gettext_lazy("Địa chỉ"), required=False, max_length=300)
    phone = forms.RegexField(
        label=gettext_lazy("Điện thoại"), regex=PHONE, required=False, error_messages={"invalid": DIFFERENT}
    )
    social_class = forms.ChoiceField(
        label=gettext_lazy("Diện"),
        required=False,
        choices=[("", gettext_lazy("Chưa chọn")), *wording.SOCIAL_CLASSES.items()],
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Số lượng"),
        initial=1,
        min_value=1,
        max_value=1_000_000,
        help_text=gettext_lazy("Số chiếc khẩu trang; các hoạt động khác luôn là 1."),
        error_messages={
            "required": gettext_lazy("Hãy ghi số lượng."),
            "min_value": gettext_lazy("Ít nhất là 1."),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("Lý do đề cử"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Hoàn cảnh, đề nghị của xã, phường."),
    )

    def __init__(
        self, *args: Any, actor: Actor, day: date, activities: tuple[ActivityCard, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.methods: Mapping[str, str] = {one.code: one.method for one in activities}
        chosen: forms.ChoiceField = self.fields["activity"]  # type: ignore[assignment]
        chosen.choices = [("", _("Chọn hoạt động")), *_choices(actor, activities)]
        chosen.error_messages["required"] = _("Hãy chọn hoạt động.")
        communes = organisation.communes(actor=actor, day=day)
        places: forms.ChoiceField = self.fields["commune_code"]  # type: ignore[assignment]
        places.choices = [
            ("", _("Chọn xã, phường")),
            *((one.code, f"{one.name}, {one.district}") for one in communes),
        ]
        if len(communes) == 1:
            self.initial.setdefault("commune_code", communes[0].code)

    def clean_customer_code(self) -> str:
        code = str(self.cleaned_data["customer_code"]).strip().upper()
        if not code:
            return ""
        found = customer_card(actor=self.actor, code=code)
        if found is None:
            raise forms.ValidationError(
                _("Không có khách hàng mã này trong phạm vi của anh/chị. Hãy tìm theo tên ở bên cạnh.")
            )
        return found.code

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("customer_code") and "customer_code" not in self.errors:
            if not told.get("name", "").strip():
                self.add_error("name", _("Hãy ghi tên, hoặc mã khách hàng."))
            if not told.get("commune_code"):
                self.add_error("commune_code", _("Hãy chọn xã, phường, hoặc ghi mã khách hàng."))
        goods = self.methods.get(told.get("activity", "")) == "allocation"
        if not goods and told.get("quantity", 1) != 1:
            self.add_error("quantity", _("Hoạt động này tính từng suất. Hãy để số lượng là 1."))
        return told

    def beneficiary(self) -> Beneficiary:
        """Who was named; a customer's commune and kind are the customer's own."""
        told = self.cleaned_data
        is_customer = bool(told["customer_code"])
        return Beneficiary(
            name=told["name"].strip(),
            kind=told["kind"],
            customer_code=told["customer_code"],
            commune_code="" if is_customer else told["commune_code"],
            address=told["address"].strip(),
            phone=told["phone"],
            social_class=told["social_class"],
            quantity=told["quantity"],
        )


def _choices(actor: Actor, activities: tuple[ActivityCard, ...]) -> list[tuple[str, str]]:
    return [
        (one.code, f"{one.row} {wording.said(one, 'name')}")
        for one in activities
        if one.method not in NOT_NAMED and _may_name(actor, one)
    ]


def _may_name(actor: Actor, activity: ActivityCard) -> bool:
    """The template may narrow who nominates; the operation asks the same."""
    roles = activity.terms.get("roles") or {}
    return roles_for_move(roles=actor.roles, move="nominate", narrowed=roles) != frozenset()
