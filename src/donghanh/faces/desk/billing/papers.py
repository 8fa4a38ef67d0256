"""An invoice as PDF and XML; each download is recorded, for it names its holder."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from donghanh.apps.billing import operations
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.billing.standing import billing_page
from donghanh.faces.desk.programmes import refusals


@billing_page
def pdf(request: HttpRequest, key: int) -> HttpResponse:
    """The paper."""
    content = operations.invoice_pdf(
        actor=actor_of(request), invoice=key, at=request.product_now, address=_address(request),
        is_demo=settings.DEMO,
    )  # fmt: skip
    return _file(content, "application/pdf", f"hoa-don-{key}.pdf")


@billing_page
def xml(request: HttpRequest, key: int) -> HttpResponse:
    """The data, not signed."""
    try:
        content = operations.invoice_xml(
            actor=actor_of(request), invoice=key, at=request.product_now, address=_address(request)
        )
    except Refused as refusal:
        if isinstance(refusal, NotFound):
            raise
        messages.error(request, refusals.told(refusal))
        return redirect("desk-invoice", key)
    return _file(content, "application/xml", f"hoa-don-{key}.xml")


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal-invoice"))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
