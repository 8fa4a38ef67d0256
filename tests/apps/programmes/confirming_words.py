"""Short words for tests of the rounds: delivered benefits, a round that asks, a slip's code, an answer."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, House

SEED = bytes(range(32))
WORDS = "Nhà sáng hẳn lên, cháu học bài không sợ chập điện nữa. Cảm ơn các chú."
WORKS = ("home-wiring", "household-repairs")
BY_LOT = {"campaign_code": CAMPAIGN, "number": 1}


def received(
    house: House,
    *,
    activity: str = "household-repairs",
    unit: str = "PA01ND",
    until: str = "received",
    **more: Any,
) -> str:
    """A benefit that the unit's crew delivered and its officer recorded as received."""
    actors = house.actors
    more.setdefault("commune", MY_THUAN)
    reference = house.approved(activity, unit=unit, **more)
    house.move(reference, "allot", by=actors.unit_officer(unit))
    house.move(reference, "schedule", by=actors.unit_officer(unit), scheduled_on=date(2021, 12, 20))
    if activity in WORKS:
        house.work_done(reference, unit=unit)
    else:
        house.move(reference, "deliver", by=actors.crew(unit))
    if until == "received":
        house.move(reference, "confirm_receipt", by=actors.unit_officer(unit))
    return reference


def drawn(house: House, *, seed: bytes = SEED, by: Any = None) -> int:
    from donghanh.apps.programmes.operations.confirming import draw_round

    return draw_round(actor=by or house.actors.business, campaign_code=CAMPAIGN, seed=seed, at=house.now)


def moved(house: House, move: str, *, number: int = 1, by: Any = None, **more: Any) -> str:
    from donghanh.apps.programmes.operations.confirming import move_round

    return move_round(
        actor=by or house.actors.business, campaign_code=CAMPAIGN, number=number, move=move,
        at=more.pop("at", house.now), **more,
    )  # fmt: skip


def asking(house: House, count: int = 3, **more: Any) -> list[str]:
    """So many received benefits, each with a telephone of its own, all drawn, and a round that asks."""
    phone = more.pop("phone", "")
    references = [
        received(
            house, name=f"Hộ số {place}", phone=phone if place == 1 or not phone else f"09{place:02d}654321",
            **more,
        )
        for place in range(1, count + 1)
    ]  # fmt: skip
    drawn(house)
    moved(house, "begin")
    return references


def codes(house: House, *, by: Any = None, number: int = 1, **more: Any) -> dict[str, str]:
    """Slips of a round: reference -> code as it is printed."""
    import secrets

    from donghanh.apps.programmes.operations.inviting import issue_codes

    found = issue_codes(
        actor=by or house.actors.office, campaign_code=CAMPAIGN, number=number, channel="letter",
        chance=secrets.token_bytes, at=house.now, **more,
    )  # fmt: skip
    return {slip.reference: slip.code for slip in found.slips}


def invitation(house: House, code: str, at: Any = None) -> int | None:
    from donghanh.apps.programmes.queries.invitations import asked_by_code

    return asked_by_code(text=code, at=at or house.now)


def told(house: House, reference: str, *, by: Any = None, **said: Any):
    """An answer that a clerk was given on the telephone."""
    from donghanh.apps.programmes.operations.answering import record_answer

    given = {"received": "yes", "works": "yes", "rating": 5, "words": WORDS} | said
    if given["received"] == "no":
        given |= {"works": "", "rating": None}
    return record_answer(
        actor=by or house.actors.office, reference=reference, at=given.pop("at", house.now), **BY_LOT, **given
    )


def photographed(house: House, reference: str, colour: str = "red") -> int:
    """A photograph of the finished work, kept by the crew."""
    from PIL import Image

    from donghanh.apps.evidence.operations import keep_evidence

    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return keep_evidence(
        actor=house.actors.crew("PA01ND"), subject=f"benefit:{reference}", kind="photo_after",
        name=f"{colour}.jpg", content=out.getvalue(), at=house.now,
    )  # fmt: skip


def consented(house: House, reference: str, **more: Any) -> str:
    from donghanh.apps.programmes.operations.consenting import give_consent

    given = {"named_as": "initials"} | more
    return give_consent(actor=house.actors.office, reference=reference, at=house.now, **BY_LOT, **given)


def published(
    house: House, consent: str, *, title: str = "Ánh đèn mới", text: str = WORDS, photographs=()
) -> int:
    """A story written by the office, approved by the director, published by the business department."""
    from donghanh.apps.programmes.operations.telling import draft_story, edit_story, move_story

    actors = house.actors
    story = draft_story(actor=actors.office, consent=consent, at=house.now)
    edit_story(
        actor=actors.office, story=story, title=title, text=text, photographs=photographs, at=house.now
    )
    move_story(actor=actors.director, story=story, move="approve", at=house.now)
    move_story(actor=actors.business, story=story, move="publish", at=house.now)
    return story
