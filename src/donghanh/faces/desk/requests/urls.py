"""Addresses of the requests' pages on the desk."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.requests import (
    acting,
    behind,
    bulk,
    call_centre,
    calls_behind,
    differences,
    figures,
    incidents,
    intake,
    one_case,
    queue,
    refusals,
)
from donghanh.faces.desk.requests.standing import INSIDE
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("yeu-cau/", queue.queue, name="desk-requests"),
    path("yeu-cau/xuat", queue.export, name="desk-requests-export"),
    path("yeu-cau/hang-loat/", bulk.bulk, name="desk-requests-bulk"),
    path("yeu-cau/moi/", intake.new, name="desk-request-new"),
    path("yeu-cau/<str:code>/", one_case.case, name="desk-request"),
    path("yeu-cau/<str:code>/hien/", one_case.reveal, name="desk-request-reveal"),
    path("yeu-cau/<str:code>/<slug:name>/", acting.act, name="desk-request-act"),
    path("tong-dai/", call_centre.call_centre, name="desk-calls"),
    path("su-viec/", incidents.incidents, name="desk-incidents"),
    path("su-viec/gop/", incidents.join, name="desk-incidents-join"),
    path("su-viec/khac/", differences.say, name="desk-incidents-different"),
    path("su-viec/khac/bo/", differences.take_back, name="desk-incidents-different-back"),
    path("yeu-cau/<str:code>/thu/<int:number>/", differences.read, name="desk-request-letter-read"),
    path("su-viec/<str:code>/", incidents.incident, name="desk-incident"),
    path("chi-tieu-yeu-cau/", figures.figures, name="desk-request-figures"),
    path("chi-tieu-yeu-cau/xuat", figures.export, name="desk-request-figures-export"),
    path("chi-tieu-yeu-cau/danh-sach/", behind.behind, name="desk-request-figures-list"),
    path("chi-tieu-yeu-cau/cuoc-goi/", calls_behind.calls, name="desk-request-figures-calls"),
]

for _at, (_name, _label) in enumerate(
    (
        ("desk-requests", _("Các yêu cầu")),
        ("desk-calls", _("Tổng đài")),
        ("desk-incidents", _("Sự việc")),
        ("desk-request-figures", _("Chỉ tiêu yêu cầu")),
    ),
    start=1,
):
    navigation.enter(name=_name, label=_label, position=_at, section=navigation.REQUESTS, roles=INSIDE)
signin.tell(
    requests_out_of_sight=refusals.SENTENCES["requests_out_of_sight"],
    persons_out_of_sight=refusals.SENTENCES["persons_out_of_sight"],
)
