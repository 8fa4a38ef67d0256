"""Addresses of signing on the portal."""

from __future__ import annotations

from django.urls import path

from donghanh.faces.portal.signing import checking, opening, signing

LINK = "ky/<slug:link>/"
urlpatterns = [
    path("theo-doi/<str:code>/ky-hop-dong/", opening.enter, name="portal-track-contract"),
    path("kiem-tra-van-ban/", checking.check, name="portal-document-check"),
    path(LINK, signing.read, name="portal-sign"),
    path(f"{LINK}ma/", signing.ask, name="portal-sign-ask"),
    path(f"{LINK}ky/", signing.sign, name="portal-sign-sign"),
    path(f"{LINK}<slug:kind>.pdf", signing.file, name="portal-sign-file"),
]
