"""Addresses of the leads' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.leads import pages, signs
from donghanh.faces.signin import navigation

urlpatterns = [
    path("ho-can-xem/", pages.leads, name="desk-leads"),
    path("ho-can-xem/tim/", pages.search, name="desk-leads-search"),
    path("ho-can-xem/dau-hieu/", signs.record, name="desk-leads-signs"),
    path("ho-can-xem/<int:number>/", pages.one, name="desk-lead"),
]
SEERS = ("director", "business", "office", "auditor", "unit_head", "unit_officer")
navigation.enter(
    name="desk-leads", label=_("Hộ cần xem"), position=30, section=navigation.MONTHS, roles=SEERS
)
