"""Goods over the API: where they stand, how they came there, receiving and moving them."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from donghanh.apps.stock import operations, queries
from donghanh.faces.api.asked import Code, CodeOrNone, DayOrNone, Number, Reason, Sent, Text
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["stock"])

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]*$", max_length=40)]
Lot = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=40)]
SerialNumber = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=60)]
Serials = Annotated[tuple[SerialNumber, ...], Field(max_length=5000)]
Pieces = Annotated[int, Field(ge=1, le=10_000_000)]


class StockWanted(Schema):
    """What is looked at: one warehouse, one item, or all in sight."""

    warehouse: CodeOrNone = ""
    item: CodeOrNone = ""


class SlipsWanted(StockWanted):
    """The same, a page of fifty at a time."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class ReceivedLine(Sent):
    """What came in of one item: a lot with its expiry, or things with their serial numbers."""

    item: Code
    quantity: Pieces
    lot: Lot
    expires_on: DayOrNone = None
    serials: Serials = ()


class ReceiptWanted(Sent):
    """A receipt; the same `key` sent again is the same receipt."""

    warehouse: Code
    lines: Annotated[list[ReceivedLine], Field(min_length=1, max_length=200)]
    document: Text = ""
    key: Key = ""


class MovedLine(Sent):
    """What is sent: without a lot, the lots that expire first."""

    item: Code
    quantity: Pieces
    lot: Lot = ""
    serials: Serials = ()


class TransferWanted(Sent):
    """A transfer; the same `key` sent again is the same transfer."""

    from_warehouse: Code
    to_warehouse: Code
    lines: Annotated[list[MovedLine], Field(min_length=1, max_length=200)]
    document: Text = ""
    key: Key = ""


class AcceptanceWanted(Sent):
    """What arrived, where it differs from what was sent: "item lot" -> pieces; numbers that are missing."""

    arrived: dict[Text, Annotated[int, Field(ge=0, le=10_000_000)]] = Field(default_factory=dict)
    missing_serials: Serials = ()
    why: Reason = ""


class SlipMade(Schema):
    """The number of the slip that was written."""

    slip: Number


@router.get("/stock/warehouses", response={200: list[queries.WarehouseRow]} | REFUSALS)
def warehouses(request: HttpRequest) -> object:
    """The warehouses in sight, and who holds them today."""
    return list(queries.warehouses(actor=actor_of(request), day=today()))


@router.get("/stock/levels", response={200: list[queries.LevelRow]} | REFUSALS)
def levels(request: HttpRequest, wanted: Query[StockWanted]) -> object:
    """What stands in the warehouses in sight, and is on the way to them."""
    return list(
        queries.levels(
            actor=actor_of(request), day=today(), warehouse_code=wanted.warehouse, item_code=wanted.item
        )
    )


@router.get("/stock/slips", response={200: list[queries.SlipCard]} | REFUSALS)
def slips(request: HttpRequest, wanted: Query[SlipsWanted]) -> object:
    """The slips with their movements, newest first."""
    return list(
        queries.slips(
            actor=actor_of(request), day=today(), warehouse_code=wanted.warehouse, item_code=wanted.item,
            page=wanted.page,
        )
    )  # fmt: skip


@router.get("/stock/transfers", response={200: list[queries.SlipCard]} | REFUSALS)
def open_transfers(request: HttpRequest) -> object:
    """What is on the way to a warehouse in sight and waits to be accepted."""
    return list(queries.open_transfers(actor=actor_of(request), day=today()))


@router.get("/stock/equation", response={200: queries.StockEquation} | REFUSALS)
def stock_equation(request: HttpRequest, item: CodeOrNone = "") -> object:
    """Received = in warehouses + in transit + with carriers + handed over + written off, by item and lot."""
    return queries.equation(actor=actor_of(request), item_code=item)


@router.get("/stock/custody/{item}/{serial}", response={200: queries.Custody} | REFUSALS)
def custody(request: HttpRequest, item: Code, serial: SerialNumber) -> object:
    """Every hand that one thing went through, with who, when and what proves it."""
    return queries.custody(actor=actor_of(request), item_code=item, serial=serial, day=today())


@router.post("/stock/receipts", response={201: SlipMade} | REFUSALS)
def receive_goods(request: HttpRequest, wanted: ReceiptWanted) -> object:
    """Receive goods into a warehouse."""
    received = [
        operations.Received(line.item, line.quantity, line.lot, line.expires_on, line.serials)
        for line in wanted.lines
    ]
    number = operations.receive_goods(
        actor=actor_of(request), warehouse_code=wanted.warehouse, received=received, at=now(), key=wanted.key,
        document=wanted.document,
    )  # fmt: skip
    return Status(201, {"slip": number})


@router.post("/stock/transfers", response={201: SlipMade} | REFUSALS)
def transfer_goods(request: HttpRequest, wanted: TransferWanted) -> object:
    """Send goods off to another warehouse; its keeper accepts them by the slip's number."""
    lines = [operations.Line(line.item, line.quantity, line.lot, line.serials) for line in wanted.lines]
    number = operations.transfer_goods(
        actor=actor_of(request), from_code=wanted.from_warehouse, to_code=wanted.to_warehouse, lines=lines,
        at=now(), key=wanted.key, document=wanted.document,
    )  # fmt: skip
    return Status(201, {"slip": number})


@router.post("/stock/transfers/{slip}/acceptance", response={201: SlipMade} | REFUSALS)
def accept_transfer(request: HttpRequest, slip: Number, wanted: AcceptanceWanted) -> object:
    """Accept what arrived; what did not is named with a reason."""
    number = operations.accept_transfer(
        actor=actor_of(request), slip_number=slip, at=now(), arrived=wanted.arrived,
        missing_serials=wanted.missing_serials, why=wanted.why,
    )  # fmt: skip
    return Status(201, {"slip": number})
