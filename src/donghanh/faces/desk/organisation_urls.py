"""Addresses of the organisation's pages on the desk."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk import organisation, organisation_areas, organisation_changes
from donghanh.faces.signin import navigation

urlpatterns = [
    path("to-chuc/", organisation.tree, name="desk_organisation"),
    path("to-chuc/gop/", organisation_changes.merge, name="desk_merge"),
    path("to-chuc/<str:code>/", organisation.unit, name="desk_unit"),
    path("to-chuc/<str:code>/tach/", organisation_changes.split, name="desk_split"),
    path("dia-ban/", organisation_areas.areas, name="desk_areas"),
    path("dia-ban/<str:code>/", organisation_areas.area, name="desk_area"),
]

navigation.enter(name="desk_organisation", label=_("Tổ chức"), position=40, section=navigation.PEOPLE)
navigation.enter(name="desk_areas", label=_("Địa bàn"), position=30, section=navigation.PEOPLE)
