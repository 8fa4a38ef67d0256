"""The appreciation months open in a small province, the product standing at 09:00 of 20 December 2021."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, XUAN_CHAU, House, house  # noqa: F401

__all__ = ["CAMPAIGN", "MY_THUAN", "XUAN_CHAU"]


@pytest.fixture
def desk(settings, house: House, product_now) -> House:  # noqa: F811
    """The house, with the product's clock set; its acts happen on the product's day."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=house.actors.console, at=product_now, real_now=clock.real_now())
    return house


@pytest.fixture
def as_() -> Callable[[Any], Client]:
    """A browser of somebody's own: `as_(actors.director).get("/ban/")`."""
    from django.contrib.auth import get_user_model

    def enter(actor: Any) -> Client:
        client = Client()
        person = get_user_model().objects.get(pk=actor.staff_id)
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        return client

    return enter


def seen(answer: Any) -> str:
    """What a reader sees of a page: its text, spaces made single."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(plain).split())


def links(answer: Any, begin: str) -> list[str]:
    """The addresses on a page that begin so."""
    found = re.findall(r'href="([^"]+)"', answer.content.decode())
    return [html.unescape(one) for one in found if one.startswith(begin)]


def workbook_of(answer: Any) -> dict[str, list[list[Any]]]:
    """The rows of each sheet of a workbook, by the sheet's name."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def formulas_of(answer: Any) -> int:
    """How many cells of a workbook a spreadsheet program would run."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(parts.read(name).count(b"<f>") for name in names)
