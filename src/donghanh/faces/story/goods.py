"""
The goods of the demo's story: what comes in, what goes to the units, who gets masks when they run short.

20,000 masks in two lots, 5 tablets with numbers, gifts; quantities are the article's, lots, expiries and
numbers are generated. The rounds of masks follow the rule that stands in the campaign's template.
"""

from __future__ import annotations

from datetime import date

from donghanh.apps.programmes.operations.allocating import allocate_goods
from donghanh.apps.programmes.refusals import CannotAllocate
from donghanh.apps.stock import operations as stock
from donghanh.apps.stock.queries import open_transfers
from donghanh.faces.story.people import BEGIN, CAMPAIGN, Story

COMPANY = "KHO-PA01"
RECEIVED_ON, SENT_ON, ACCEPTED_ON = BEGIN, date(2021, 12, 3), date(2021, 12, 6)
RECEIVED = (
    stock.Received("mask", 12_000, "KT-2111-A", date(2023, 6, 1)),
    stock.Received("mask", 8_000, "KT-2111-B", date(2022, 9, 1)),
    stock.Received("tablet", 5, "MTB-2021", None, tuple(f"SVMT-2021-{number:03d}" for number in range(1, 6))),
    stock.Received("welfare-gift", 50, "QAS-2021"),
    stock.Received("large-customer-gift", 80, "QKH-2021"),
    stock.Received("draw-gift", 10, "QBT-2022"),
)
SENT = {
    "PA01ND": (stock.Line("mask", 1_000), stock.Line("welfare-gift", 10)),
    "PA01HH": (stock.Line("mask", 1_000), stock.Line("welfare-gift", 5)),
    "PA01XT": (stock.Line("mask", 500), stock.Line("welfare-gift", 3)),
}


def move_goods(story: Story) -> None:
    """What the day does to the warehouses: filled, sent to units, accepted there."""
    step = {RECEIVED_ON: _receive, SENT_ON: _send_to_units, ACCEPTED_ON: _accept_in_units}.get(story.day)
    if step is not None:
        step(story)


def share_masks_out(story: Story) -> None:
    """A round for the requests that wait, if there is anything to give."""
    try:
        allocate_goods(
            actor=story.actor("kinhdoanh"), campaign_code=CAMPAIGN, activity_code="masks", at=story.at
        )
    except CannotAllocate:
        return


def _receive(story: Story) -> None:
    """The first day: the lawbook's warehouses are opened, and the company's is filled."""
    office = story.actor("vanphong")
    stock.load_stock_reference(actor=office, at=story.at)
    stock.receive_goods(
        actor=office, warehouse_code=COMPANY, received=RECEIVED, at=story.at, key="demo",
        document="Biên bản giao nhận 01/12/2021 (dữ liệu trình diễn)",
    )  # fmt: skip


def _send_to_units(story: Story) -> None:
    """Some of it goes to three of the units."""
    for unit, lines in SENT.items():
        stock.transfer_goods(
            actor=story.actor("vanphong"), from_code=COMPANY, to_code=f"KHO-{unit}", lines=lines,
            at=story.at, key=f"demo-{unit}", document="Phiếu xuất kho nội bộ",
        )  # fmt: skip


def _accept_in_units(story: Story) -> None:
    """The units' keepers accept what has come; in Hải Hậu ten masks are missing."""
    for unit in SENT:
        keeper = story.of_unit("thukho", unit)
        for sent in open_transfers(actor=keeper, day=story.day):
            lots = [f"{one.item} {one.lot}" for one in sent.movements if one.item == "mask"]
            short = {lots[0]: 990} if unit == "PA01HH" else {}
            stock.accept_transfer(
                actor=keeper, slip_number=sent.number, at=story.at, arrived=short,
                why="Thiếu 10 chiếc do hộp bị rách" if short else "",
            )  # fmt: skip
