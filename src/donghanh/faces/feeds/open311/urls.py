"""GeoReport's addresses; the ending of each says the form of the answer."""

from __future__ import annotations

from django.urls import path as at
from django.urls import register_converter

from donghanh.adapters.open311 import FORMS
from donghanh.faces.feeds.open311 import posting, reading


class Form:
    """`json` or `xml`."""

    regex = "|".join(FORMS)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Form, "georeport")
urlpatterns = [
    at("services.<georeport:form>", reading.services, name="open311-services"),
    at("services/<str:code>.<georeport:form>", reading.definition, name="open311-definition"),
    at("requests.<georeport:form>", posting.requests, name="open311-requests"),
    at("requests/<str:number>.<georeport:form>", reading.report, name="open311-request"),
    at("tokens/<str:token>.<georeport:form>", reading.token, name="open311-token"),
]
