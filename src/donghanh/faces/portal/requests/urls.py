"""Addresses of requests on the portal."""

from __future__ import annotations

from django.urls import path

from donghanh.faces.portal.requests import asking, choosing, following, saying, sending, wiring

ONE = "yeu-cau/<slug:code>/"
CASE = "theo-doi/<str:code>/"
urlpatterns = [
    path("yeu-cau/", choosing.choose, name="portal-requests"),
    path("yeu-cau/da-gui/", sending.receipt, name="portal-request-sent"),
    path(ONE, choosing.service, name="portal-request-service"),
    path(f"{ONE}hoi/<slug:field>/", asking.question, name="portal-request-question"),
    path(f"{ONE}giay-to/", asking.papers, name="portal-request-papers"),
    path(f"{ONE}lien-he/", asking.contact, name="portal-request-contact"),
    path(f"{ONE}kiem-tra/", sending.check, name="portal-request-check"),
    path("theo-doi/", following.enter, name="portal-track"),
    path(CASE, following.follow, name="portal-track-case"),
    path(f"{CASE}xong/", saying.solved, name="portal-track-solved"),
    path(f"{CASE}chua-xong/", saying.not_solved, name="portal-track-not-solved"),
    path(f"{CASE}rut/", saying.withdraw, name="portal-track-withdraw"),
    path(f"{CASE}lap-day/<slug:answer>/", wiring.answer_wiring, name="portal-track-wiring"),
    path(f"{CASE}giay-to/", saying.hand_in, name="portal-track-papers"),
]
