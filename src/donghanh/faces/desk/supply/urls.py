"""Addresses of supplies on the desk."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.requests.standing import INSIDE
from donghanh.faces.desk.supply import listing, metering, one
from donghanh.faces.signin import navigation

urlpatterns = [
    path("cap-dien/", listing.supplies, name="desk-supplies"),
    path("cap-dien/kiem-dinh/", metering.tests, name="desk-meter-tests"),
    path("cap-dien/cat-dien/", metering.cut, name="desk-supply-cut"),
    path("cap-dien/<str:code>/", one.supply, name="desk-supply"),
    path("cap-dien/<str:code>/buoc/<slug:name>/", one.step, name="desk-supply-step"),
    path("cap-dien/<str:code>/lap-day/<slug:answer>/", one.wiring, name="desk-supply-wiring"),
]
navigation.enter(
    name="desk-supplies", label=_("Cấp điện"), position=6, section=navigation.REQUESTS, roles=INSIDE
)
