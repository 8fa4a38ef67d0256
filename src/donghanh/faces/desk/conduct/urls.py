"""Addresses of conduct on the desk, below /ban/tac-phong/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.apps.conduct.permissions import INSIDE
from donghanh.faces.desk.conduct import (
    figures,
    findings,
    inspections,
    recording,
    results,
    rounds,
    waiting,
)
from donghanh.faces.signin import navigation

urlpatterns = [
    path("tac-phong/", rounds.rounds, name="desk-conduct"),
    path("tac-phong/dot-moi/", rounds.new, name="desk-conduct-new"),
    path("tac-phong/dot/<str:code>/", rounds.one_round, name="desk-conduct-round"),
    path("tac-phong/dot/<str:code>/bang-chung.json", rounds.proof_file, name="desk-conduct-proof"),
    path("tac-phong/kiem-tra/", inspections.inspections, name="desk-conduct-inspections"),
    path("tac-phong/kiem-tra/<str:code>/", inspections.inspection, name="desk-conduct-inspection"),
    path("tac-phong/thieu-sot/", findings.findings, name="desk-conduct-findings"),
    path("tac-phong/thieu-sot/<str:code>/", findings.finding, name="desk-conduct-finding"),
    path("tac-phong/ket-qua/", results.results, name="desk-conduct-results"),
    path("tac-phong/ket-qua/cua-toi/", results.mine, name="desk-conduct-mine"),
    path("tac-phong/cho-toi/", waiting.waiting, name="desk-conduct-waiting"),
    path("tac-phong/so-lieu/", figures.figures, name="desk-conduct-figures"),
    path("tac-phong/so-lieu/tep.xlsx", figures.figures_file, name="desk-conduct-figures-file"),
    path("tac-phong/so-lieu/phia-sau/", figures.behind, name="desk-conduct-behind"),
    path("tac-phong/ghi-danh-gia/", recording.record, name="desk-conduct-record"),
    path("tac-phong/ket-qua/<str:unit>/", results.people, name="desk-conduct-people"),
]

navigation.enter(
    name="desk-conduct", label=_("Tác phong"), position=50, section=navigation.LISTENING, roles=INSIDE
)
