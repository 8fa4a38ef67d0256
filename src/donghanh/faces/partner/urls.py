"""The communes' addresses, below /doi-tac/."""

from __future__ import annotations

from django.urls import URLPattern, path

from donghanh.faces.partner import files, home, leads, nominating, nominations, proofs

ONE = "danh-sach/<slug:reference>/"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="partner-home"),
    path("de-cu/", nominating.begin, name="partner-nominate"),
    path("de-cu/xong/<slug:reference>/", nominating.done, name="partner-nominated"),
    path("de-cu/giay-to/<int:number>/bo/", nominating.drop, name="partner-drop-proof"),
    path("de-cu/<slug:step>/", nominating.step, name="partner-step"),
    path("danh-sach/", nominations.nominations, name="partner-nominations"),
    path(ONE, nominations.nomination, name="partner-nomination"),
    path(f"{ONE}rut/", nominations.withdraw, name="partner-withdraw"),
    path(f"{ONE}giay-to/", proofs.attach, name="partner-attach"),
    path(f"{ONE}giay-to/<int:number>/rut/", proofs.take_back, name="partner-take-back"),
    path("ho-nen-xem/", leads.leads, name="partner-leads"),
    path("ho-nen-xem/<int:number>/", leads.lead, name="partner-lead"),
    path("tep/", files.files, name="partner-files"),
    path("tep/mau.xlsx", files.template, name="partner-template"),
    path("tep/<int:number>/", files.one_file, name="partner-file"),
    path("tep/<int:number>/ghi/", files.load, name="partner-file-load"),
    path("tep/<int:number>/bo/", files.set_aside, name="partner-file-aside"),
    path("tep/<int:number>/can-xem.xlsx", files.findings, name="partner-file-findings"),
]
