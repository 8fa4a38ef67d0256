"""The form in which a clerk takes a request in: whom to answer, the service's questions, when, which way."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.requests.values import Contact
from donghanh.faces.design.figures import VIETNAM
from donghanh.faces.desk.requests import words
from donghanh.faces.desk.requests.service_fields import (
    MISSING,
    given_answers,
    given_files,
    service_fields,
)
from donghanh.lawbook.services import Service

WHO = ("customer_code", "name", "phone", "email", "address", "commune_code")
HOW = ("unit_code", "channel", "received_at", "is_complete")
BY_STAFF = ("counter", "phone", "letter", "email", "partner")
MOMENTS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")


class IntakeForm(forms.Form):
    """One request as somebody tells it. key : of this form, so that a double click is one case."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput())
    service = forms.CharField(max_length=40, widget=forms.HiddenInput())
    customer_code = forms.CharField(
        label=gettext_lazy("Mã khách hàng"), max_length=13, required=False, error_messages=MISSING
    )
    name = forms.CharField(label=gettext_lazy("Họ tên người yêu cầu"), max_length=200, required=False)
    phone = forms.RegexField(
        r"^[0-9+ .()-]*$", label=gettext_lazy("Điện thoại"), max_length=20, required=False,
        error_messages={"invalid": gettext_lazy("Chỉ ghi chữ số.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"), max_length=254, required=False,
        error_messages={"invalid": gettext_lazy("Địa chỉ thư chưa đúng.")},
    )  # fmt: skip
    address = forms.CharField(label=gettext_lazy("Địa chỉ liên hệ"), max_length=300, required=False)
    commune_code = forms.ChoiceField(label=gettext_lazy("Xã, phường"), required=False)
    unit_code = forms.ChoiceField(
        label=gettext_lazy("Đơn vị giải quyết"), required=False,
        help_text=gettext_lazy("Để trống: theo khách hàng, hoặc theo xã, phường."),
    )  # fmt: skip
    channel = forms.ChoiceField(label=gettext_lazy("Kênh"))
    received_at = forms.DateTimeField(
        label=gettext_lazy("Nhận lúc"), input_formats=MOMENTS, error_messages={
            **MISSING, "invalid": gettext_lazy("Không phải là ngày giờ. Hãy ghi như 20/12/2021 09:30."),
        }, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    is_complete = forms.BooleanField(
        label=gettext_lazy("Hồ sơ đã đầy đủ: đồng hồ chạy từ bây giờ"), required=False
    )

    def __init__(
        self, *args: Any, service: Service, units: dict[str, str], communes: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.of = service
        offered = [code for code in BY_STAFF if code in service.channels] or list(BY_STAFF)
        names = words.channels()
        self._choose("channel", [(code, names.get(code, code)) for code in offered])
        self._choose("unit_code", [("", _("Tự tìm")), *units.items()])
        sorted_places = sorted(communes.items(), key=lambda one: one[1])
        self._choose("commune_code", [("", _("Không rõ")), *((code, name) for code, name in sorted_places)])
        if service.starts != "complete_application":
            del self.fields["is_complete"]
        self.fields.update(service_fields(service))
        first = next((name for name in self.fields if name.startswith("o-")), "name")
        self.fields[first].widget.attrs["autofocus"] = True
        self.order_fields(["key", "service", *(name for name in self.fields if name.startswith("o-"))])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def parts(self) -> list[dict[str, Any]]:
        """The fields in the order in which one speaks: what is needed, who asks, how it came, the papers."""
        shown = {bound.name: bound for bound in self.visible_fields()}
        asked = [bound for name, bound in shown.items() if name.startswith("o-")]
        papers = [bound for name, bound in shown.items() if name.startswith("giay-")]
        people = [bound for name, bound in shown.items() if name in WHO]
        rest = [bound for name, bound in shown.items() if name in HOW]
        return [
            {"title": _("Khách hàng cần gì"), "fields": asked},
            {"title": _("Ai yêu cầu, trả lời đến đâu"), "fields": people},
            {"title": _("Nhận thế nào"), "fields": rest},
            {"title": _("Giấy tờ nhận kèm"), "fields": papers},
        ]

    def clean_customer_code(self) -> str:
        return str(self.cleaned_data["customer_code"]).strip().upper()

    def clean_received_at(self) -> datetime:
        moment: datetime = self.cleaned_data["received_at"]
        return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment

    def opening(self) -> dict[str, Any]:
        """What `operations.open_case` is asked with; only for a form that is valid."""
        said = self.cleaned_data
        parts = {name: said[name] for name in ("name", "phone", "email", "address", "commune_code")}
        return {
            "service_code": self.of.code, "channel": said["channel"], "received_at": said["received_at"],
            "contact": Contact(**parts), "customer_code": said["customer_code"] or None,
            "fields": given_answers(self.of, said, customer_code=said["customer_code"]),
            "unit_code": said["unit_code"] or None, "idempotency_key": said["key"],
            "is_complete": said.get("is_complete", True), "attachments": given_files(self.of, said),
        }  # fmt: skip


def fresh(
    *, service: Service, now: datetime, channel: str, phone: str, customer_code: str, name: str
) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "key": secrets.token_hex(12), "service": service.code, "channel": channel, "phone": phone,
        "customer_code": customer_code, "name": name, "received_at": now.astimezone(VIETNAM),
        "is_complete": not any(one.is_required for one in service.documents),
    }  # fmt: skip
