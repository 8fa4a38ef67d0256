"""
The catalogue over the API, for everybody: which services there are on a day, what one promises and why.

What the command `donghanh services` prints, without signing in. A service that does not exist on the day is a
404 whose facts say when it does.
"""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import StringConstraints

from donghanh.faces.api.asked import CodeOrNone, DayAsked
from donghanh.faces.api.house import Refusal, api, refuse
from donghanh.faces.clock import today
from donghanh.lawbook.service_telling import ServiceLine, ServiceTold, told_in_full, told_in_short
from donghanh.lawbook.services import NoSuchService, read_services

public = Router(tags=["public"], auth=None)
ServiceCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=40)]


class CatalogueOut(Schema):
    """The services of a day, by group, in the order of the catalogue."""

    count: int
    services: list[ServiceLine]


@public.get("/services", response={200: CatalogueOut, 422: Refusal})
def service_catalogue(
    request: HttpRequest, on: DayAsked = None, group: CodeOrNone = "", is_public: bool = False
) -> object:
    """The services that hold on a day; of one group, or those alone that a customer may choose himself."""
    found = [
        told_in_short(service)
        for service in read_services().on(day=on or today())
        if group in ("", service.group) and (service.is_public or not is_public)
    ]
    return {"count": len(found), "services": found}


@public.get("/services/{code}", response={200: ServiceTold, frozenset({404, 422}): Refusal})
def service_shown(request: HttpRequest, code: ServiceCode, on: DayAsked = None) -> object:
    """All of one service on a day, and what it promised before and after."""
    book = read_services()
    service = book.require(code=code, day=on or today())
    return told_in_full(service, history=book.history(code=code))


@api.exception_handler(NoSuchService)
def no_such_service(request: HttpRequest, reason: NoSuchService) -> object:
    """Say on which days it does exist."""
    spans = "; ".join(f"{span.start} - {span.until or ''}" for span in reason.spans)
    facts = {"code": reason.code, "on": reason.day, "spans": spans}
    return refuse(request, status=404, rule="no-such-service", message=str(reason), facts=facts)
