"""Addresses of the invoices' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.billing import corrections, invoices, one_invoice, papers, runs, words
from donghanh.faces.desk.billing.standing import READERS
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.signin import navigation

urlpatterns = [
    path("hoa-don/", invoices.invoices, name="desk-invoices"),
    path("hoa-don/chay/", runs.runs, name="desk-billing-runs"),
    path("hoa-don/chay/<int:number>/", runs.run, name="desk-billing-run"),
    path("hoa-don/chay/<int:number>/tien-do", runs.progress, name="desk-billing-progress"),
    path("hoa-don/<int:key>/", one_invoice.invoice, name="desk-invoice"),
    path("hoa-don/<int:key>/hoa-don.pdf", papers.pdf, name="desk-invoice-pdf"),
    path("hoa-don/<int:key>/hoa-don.xml", papers.xml, name="desk-invoice-xml"),
    path("hoa-don/<int:key>/sua/", corrections.propose, name="desk-invoice-correct"),
    path("hoa-don/<int:key>/quyet-dinh/<int:number>/", corrections.decide, name="desk-invoice-decide"),
]
navigation.enter(
    name="desk-invoices", label=_("Hóa đơn"), position=42, section=navigation.DOING, roles=READERS
)
refusals.SENTENCES.update({**words.SENTENCES, **refusals.SENTENCES})
