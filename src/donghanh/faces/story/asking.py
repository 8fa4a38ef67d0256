"""What comes from outside: states of areas, the communes' nominations, requests for supply and masks."""

from __future__ import annotations

from donghanh.apps.organisation import operations as organisation
from donghanh.apps.organisation.permissions import console_actor
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.refusals import Refused
from donghanh.faces.story.people import BEGIN, CAMPAIGN, Story


def ask(story: Story) -> None:
    """Let the day's news, nominations and requests come in."""
    _announce_areas(story)
    _nominate_communes(story)
    _receive_requests(story)
    _ask_for_masks(story)


def _announce_areas(story: Story) -> None:
    for row in story.world.area_statuses.iter_rows(named=True):
        if max(row["from_on"], BEGIN) == story.day:
            organisation.set_area_status(
                actor=console_actor(), commune_code=row["commune_code"], status=row["status"],
                from_on=row["from_on"], until_on=row["until_on"],
                source="Thông báo của UBND huyện, thành phố (dữ liệu sinh cho bản trình diễn)", at=story.at,
            )  # fmt: skip


def _nominate_communes(story: Story) -> None:
    for row in story.world.nominations.iter_rows(named=True):
        if max(row["nominated_on"], BEGIN) != story.day:
            continue
        unit = story.unit_of[row["commune_code"]]
        try:
            nominate(
                actor=story.partner_of(row["commune_code"], unit), campaign_code=CAMPAIGN,
                activity_code=row["activity"], at=story.at, unit_code=unit,
                beneficiary=Beneficiary(
                    name=row["name"], commune_code=row["commune_code"], address=row["address"],
                    social_class=row["social_class"], customer_code=row["customer_code"] or "",
                    facts={"nomination": row["nomination_code"]},
                ),
            )  # fmt: skip
        except Refused:
            continue  # the same customer twice: the refusal is the story


def _receive_requests(story: Story) -> None:
    for row in story.world.supply_requests.iter_rows(named=True):
        if row["received_at"].date() != story.day or row["purpose"] != "home":
            continue
        nominate(
            actor=story.of_unit("nhanvien", row["unit_code"]), campaign_code=CAMPAIGN,
            activity_code="home-wiring", at=row["received_at"], unit_code=row["unit_code"], origin="request",
            beneficiary=Beneficiary(
                name=row["name"], commune_code=row["commune_code"], address=row["address"],
                phone=row["phone"],
                facts={
                    "request": row["request_code"], "received_at": row["received_at"].isoformat(),
                    "service": "new_home_supply", "channel": row["channel"],
                },
            ),
        )  # fmt: skip


def _ask_for_masks(story: Story) -> None:
    for row in story.world.mask_requests.iter_rows(named=True):
        if max(row["asked_on"], BEGIN) != story.day:
            continue
        unit = story.unit_of[row["commune_code"]]
        nominate(
            actor=story.of_unit("nhanvien", unit), campaign_code=CAMPAIGN, activity_code="masks", at=story.at,
            unit_code=unit, origin="request",
            beneficiary=Beneficiary(
                name=row["place"], kind="school" if row["place_kind"] == "school" else "area",
                commune_code=row["commune_code"], quantity=row["quantity_asked"],
                facts={"request": row["request_code"]},
            ),
        )  # fmt: skip
