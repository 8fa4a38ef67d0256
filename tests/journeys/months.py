"""The company on a moving clock: whose day it is, what people ask in their own names, what a board says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from tests.apps.programmes.conftest import CAMPAIGN

from donghanh.faces import clock

STAGES = ("nominated", "approved", "delivered", "received")


@dataclass
class Months:
    """The company on a day; `day` moves the product's clock, people ask the API in their own names."""

    actors: Any

    def day(self, year: int, month: int, day: int) -> None:
        from donghanh.apps.organisation.operations import set_product_clock

        at = datetime(year, month, day, 2, 0, tzinfo=UTC)
        set_product_clock(actor=self.actors.console, at=at, real_now=clock.real_now())

    def get(self, actor: Any, path: str) -> Any:
        return self._asked(actor, "get", path)

    def post(self, actor: Any, path: str, **body: Any) -> Any:
        return self._asked(actor, "post", path, json.dumps(body), content_type="application/json")

    def _asked(self, actor: Any, method: str, path: str, *sent: Any, **more: Any) -> Any:
        from donghanh.faces.signin.tokens import token_for

        headers = {"Authorization": f"Bearer {token_for(username=actor.username)}"}
        answer = getattr(Client(), method)(f"/api/v1{path}", *sent, headers=headers, **more)
        assert answer.status_code in {200, 201}, answer.content.decode()
        return answer.json()

    def move(self, actor: Any, reference: str, move: str, **more: Any) -> str:
        return str(self.post(actor, f"/benefits/{reference}/moves", move=move, **more)["state"])

    def unit_of(self, reference: str) -> str:
        return str(self.get(self.actors.director, f"/benefits/{reference}")["line"]["unit_code"])

    def hand_over(self, reference: str) -> None:
        """Allotted, the visit planned for today, made by the crew, receipt noted by the officer."""
        unit = self.unit_of(reference)
        officer, crew = self.actors.unit_officer(unit), self.actors.crew(unit)
        self.move(officer, reference, "allot")
        self.move(officer, reference, "schedule", scheduled_on=clock.today().isoformat())
        self.move(crew, reference, "deliver")
        assert self.move(officer, reference, "confirm_receipt") == "received"

    def board(self, as_of: date | None = None) -> Any:
        asked = f"?as_of={as_of.isoformat()}" if as_of else ""
        return self.get(self.actors.director, f"/campaigns/{CAMPAIGN}/board{asked}")


def line(board: Any, activity: str) -> Any:
    lines = [one for programme in board["programmes"] for one in programme["activities"]]
    return next(one for one in lines if one["code"] == activity)


def figures(board: Any, activity: str) -> tuple[int, ...]:
    found = line(board, activity)["figures"]
    return tuple(found[stage] for stage in STAGES)


def insist_that_totals_hold(board: Any) -> None:
    """Units add up to their activity; no later stage counts more than an earlier one; the line ends there."""
    for programme in board["programmes"]:
        for one in programme["activities"]:
            whole = figures(board, one["code"])
            units = [tuple(unit["figures"][stage] for stage in STAGES) for unit in one["units"]]
            if units:
                assert tuple(map(sum, zip(*units, strict=True))) == whole, one["code"]
            assert list(whole) == sorted(whole, reverse=True), one["code"]
            points = board["timeline"].get(one["code"])
            assert tuple(points[-1][1:]) == whole if points else whole == (0, 0, 0, 0), one["code"]
