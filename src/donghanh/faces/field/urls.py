"""The crews' addresses, below /hien-truong/."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.field import app_files, forms, sending, today, visit
from donghanh.faces.signin import navigation

urlpatterns: list[URLPattern] = [
    path("", today.today, name="field-today"),
    path("luot/<str:order>/", visit.visit, name="field-visit"),
    path("luot/<str:order>/ghi/", forms.record_by_form, name="field-record"),
    path("gui/", sending.receive, name="field-send"),
    path("trang-thai/", sending.status, name="field-status"),
    path("khong-mang/", app_files.offline, name="field-offline"),
    path("ung-dung.webmanifest", app_files.manifest, name="field-manifest"),
    path("sw.js", app_files.service_worker, name="field-worker"),
]

navigation.enter(
    name="field-today", label=_("Việc hiện trường"), position=20, section=navigation.DOING, roles=("crew",)
)
