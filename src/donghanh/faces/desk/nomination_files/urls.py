"""Addresses of the spreadsheets of nominations, below /ban/."""

from __future__ import annotations

from django.urls import URLPattern, path

from donghanh.faces.desk.nomination_files import pages

ONE = "de-cu/tep/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("de-cu/tep/", pages.files, name="desk-nomination-files"),
    path("de-cu/tep/mau/", pages.template, name="desk-nomination-template"),
    path(ONE, pages.one_file, name="desk-nomination-file"),
    path(f"{ONE}ghi/", pages.load, name="desk-nomination-file-load"),
    path(f"{ONE}bo/", pages.set_aside, name="desk-nomination-file-aside"),
    path(f"{ONE}can-xem.xlsx", pages.findings, name="desk-nomination-file-findings"),
]
