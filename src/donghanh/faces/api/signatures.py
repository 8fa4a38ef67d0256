"""Documents signed on line, over the API: the list, one with its evidence, and what stands behind a PDF."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.signatures import queries, values
from donghanh.apps.supply.contract_values import ContractFigures
from donghanh.apps.supply.operations import prepare_contract
from donghanh.engines.signatures.moves import DOCUMENT
from donghanh.faces.api.asked import Code, CodeOrNone, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["signatures"])
State = Literal["", *DOCUMENT.states]  # type: ignore[valid-type]
Page = Annotated[int, Field(ge=1, le=100_000)]
Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]*={0,2}$", max_length=14_000_000)]
NumberText = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]{1,60}$", max_length=60)]
CapacityText = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,5}([.,][0-9]{1,3})?$", max_length=9)]


class DocumentsWanted(Schema):
    """What the list is narrowed to."""

    state: State = ""
    unit: CodeOrNone = ""
    page: Page = 1


class ContractPrepared(Sent):
    """The figures of a contract; the rest comes from the request and its steps."""

    number: NumberText
    price_category: Code
    voltage: Code
    capacity_kw: CapacityText


class FileToVerify(Sent):
    """A PDF in base64."""

    content: Base64


@router.get("/signatures/documents", response={200: values.DocumentPage} | REFUSALS)
def signed_documents(request: HttpRequest, wanted: Query[DocumentsWanted]) -> object:
    """The documents in sight, the newest first, a page at a time."""
    return queries.document_list(
        actor=actor_of(request), state=wanted.state, unit_code=wanted.unit, page=wanted.page
    )


@router.get("/signatures/documents/{code}", response={200: values.DocumentStory} | REFUSALS)
def signed_document(request: HttpRequest, code: Code) -> object:
    """One document with its evidence, masked, and whether the chain of digests holds."""
    return queries.document_story(actor=actor_of(request), code=code)


@router.post("/signatures/verify", response={200: values.FileVerdict} | REFUSALS)
def verify_signed_document(request: HttpRequest, wanted: FileToVerify) -> object:
    """Say whether a PDF is a document that was signed, by whom (masked) and when; nothing of it is kept."""
    try:
        content = base64.b64decode(wanted.content, validate=True)
    except (binascii.Error, ValueError) as reason:
        raise Refused("not-base64", "`content` is no base64. Next: encode the file as it is.") from reason
    return queries.told_of_file(content=content, now=now())


@router.post("/supplies/{code}/contract", response={200: values.DocumentStory} | REFUSALS)
def prepare_supply_contract(request: HttpRequest, code: Code, wanted: ContractPrepared) -> object:
    """Prepare the contract of a supply as a document to be signed; an open one is replaced."""
    actor = actor_of(request)
    site = request.build_absolute_uri("/").rstrip("/")
    figures = ContractFigures(**wanted.model_dump())
    document = prepare_contract(actor=actor, case_code=code, figures=figures, now=now(), site=site)
    return queries.document_story(actor=actor, code=document)
