"""Addresses of the law's pages, below /ban/bo-quy-dinh/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.apps.tariffs.permissions import READERS
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.tariffs import proposing, releases, words
from donghanh.faces.signin import navigation
from donghanh.faces.signin import refusals as signin

urlpatterns = [
    path("bo-quy-dinh/", releases.releases, name="desk-law"),
    path("bo-quy-dinh/de-xuat/", proposing.propose, name="desk-law-propose"),
    path("bo-quy-dinh/<slug:digest>/", releases.one, name="desk-law-release"),
    path("bo-quy-dinh/<slug:digest>/cong-bo/", proposing.publish, name="desk-law-publish"),
    path("bo-quy-dinh/<slug:digest>/chi-phi/", releases.cost, name="desk-law-cost"),
]
navigation.enter(
    name="desk-law", label=_("Bộ quy định giá"), position=60, section=navigation.PEOPLE, roles=READERS
)
refusals.SENTENCES.update({**words.SENTENCES, **refusals.SENTENCES})
signin.tell(law_needs_two_officers=words.SENTENCES["law_needs_two_officers"])
