"""Addresses of the readings' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.readings import holds, imports, month, one_hold, words
from donghanh.faces.desk.readings.standing import READERS
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("chi-so/", month.month, name="desk-readings"),
    path("chi-so/kiem-tra/", month.check, name="desk-readings-check"),
    path("chi-so/giu/", holds.holds, name="desk-readings-holds"),
    path("chi-so/giu/cho-qua/", holds.release, name="desk-readings-release"),
    path("chi-so/giu/<int:number>/", one_hold.hold, name="desk-readings-hold"),
    path("chi-so/giu/<int:number>/anh/<int:picture>", one_hold.picture, name="desk-readings-picture"),
    path("chi-so/so/", imports.imports, name="desk-readings-imports"),
    path("chi-so/so/<int:number>/", imports.one_import, name="desk-readings-import"),
]
navigation.enter(
    name="desk-readings", label=_("Chỉ số công tơ"), position=40, section=navigation.DOING, roles=READERS
)
refusals.SENTENCES.update({**words.SENTENCES, **refusals.SENTENCES})
signin.tell(readings_not_needed=_("Chỉ số công tơ chỉ dành cho người làm việc với hóa đơn."))
