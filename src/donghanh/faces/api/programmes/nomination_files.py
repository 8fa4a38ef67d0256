"""
Spreadsheets of nominations over the API: the template, handing one in, what was found, loading it.

Handing a file in names nobody; `load` does, all rows or none, and a second time changes nothing.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import StringConstraints

from donghanh.apps.programmes.operations import nomination_files as operations
from donghanh.apps.programmes.queries import nomination_files, open_activities, plan
from donghanh.apps.programmes.queries.nomination_templates import nomination_template
from donghanh.faces.api.asked import Code, Commune, Number, Sent, Text
from donghanh.faces.api.evidence import BASE64
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["nomination files"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CommuneCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$", max_length=5)]


class FileHandedIn(Sent):
    """A spreadsheet: its commune, the name it came with, its bytes as base64 [at most 5 MiB unpacked]."""

    commune_code: CommuneCode
    name: Text
    content: Annotated[str, StringConstraints(pattern=BASE64, max_length=7_000_000)]


class FileReceived(Schema):
    """The file's number; whether the same bytes came before; the rule by which it was refused as a whole."""

    number: int
    is_again: bool
    refused: str


class LoadWanted(Sent):
    """`is_partial`: name the good rows although others have errors."""

    is_partial: bool = False


class FileLoaded(Schema):
    """Row of the file -> reference; rows left out -> rule; whether it had been loaded before."""

    number: int
    references: dict[str, str]
    left_out: dict[str, str]
    is_again: bool


class FilesWanted(Schema):
    """Only those of one commune, when one is named."""

    commune_code: Commune = ""


@router.get(
    "/campaigns/{code}/nomination-activities/{commune}",
    response={200: list[open_activities.OpenActivity]} | REFUSALS,
)
def nomination_activities(request: HttpRequest, code: Code, commune: CommuneCode) -> object:
    """The activities for which the actor may name people of a commune, and how many it has named."""
    return list(
        open_activities.open_activities(
            actor=actor_of(request), campaign_code=code, commune_code=commune, day=today()
        )
    )


@router.get(
    "/campaigns/{code}/nomination-templates/{commune}",
    response={200: bytes} | REFUSALS,
    openapi_extra={
        "responses": {
            200: {
                "description": "XLSX",
                "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def nomination_template_file(request: HttpRequest, code: Code, commune: CommuneCode) -> HttpResponse:
    """The template of a commune as XLSX, to be filled off line."""
    content = nomination_template(
        actor=actor_of(request), campaign_code=code, commune_code=commune, day=today()
    )
    return HttpResponse(content, content_type=XLSX)


@router.get("/campaigns/{code}/nomination-files", response={200: list[nomination_files.FileCard]} | REFUSALS)
def campaign_nomination_files(request: HttpRequest, code: Code, wanted: Query[FilesWanted]) -> object:
    """The files in sight, latest first, at most a hundred."""
    plan.campaign_template(campaign_code=code)
    return list(
        nomination_files.nomination_files(
            actor=actor_of(request), day=today(), campaign_code=code, commune_code=wanted.commune_code
        )
    )


@router.post("/campaigns/{code}/nomination-files", response={201: FileReceived} | REFUSALS)
def hand_in_nominations(request: HttpRequest, code: Code, file: FileHandedIn) -> object:
    """Hand a file in: every row is checked, nobody is named. The same bytes again are the same file."""
    got = operations.receive_nominations(
        actor=actor_of(request), campaign_code=code, commune_code=file.commune_code, name=file.name,
        content=b64decode(file.content), at=now(),
    )  # fmt: skip
    return Status(201, got)


@router.get("/nomination-files/{number}", response={200: nomination_files.FileStory} | REFUSALS)
def nomination_file(request: HttpRequest, number: Number) -> object:
    """One file: what was found at which row and column, who would be or was named; personal data masked."""
    return nomination_files.nomination_file(actor=actor_of(request), number=number, day=today())


@router.post("/nomination-files/{number}/load", response={200: FileLoaded} | REFUSALS)
def load_nomination_file(request: HttpRequest, number: Number, wanted: LoadWanted) -> object:
    """Name everybody of the file, or chosen on purpose of its good rows; a second time changes nothing."""
    return operations.load_nominations(
        actor=actor_of(request), number=number, at=now(), is_partial=wanted.is_partial
    )


@router.post("/nomination-files/{number}/set-aside", response={200: nomination_files.FileCard} | REFUSALS)
def set_nomination_file_aside(request: HttpRequest, number: Number) -> object:
    """Say that the file will not be loaded."""
    actor = actor_of(request)
    operations.set_file_aside(actor=actor, number=number, at=now())
    return nomination_files.nomination_file(actor=actor, number=number, day=today()).card
