"""A commune's officer before her pages, on the product's day."""

from __future__ import annotations

import html
import re

import pytest
from tests.apps.programmes.conftest import House, house  # noqa: F401 - the house of the programmes
from tests.faces.api.conftest import stand_on_product_day

MY_HUNG = "13729"


@pytest.fixture
def there(house: House, settings) -> House:  # noqa: F811
    """The house, with the product's clock on its day."""
    stand_on_product_day(actors=house.actors, settings=settings)
    return house


@pytest.fixture
def partner(there: House):
    return there.actors.partner_officer(MY_HUNG)


@pytest.fixture
def browser(sign_in, partner):
    """The officer of Mỹ Hưng, signed in."""
    return sign_in(partner)


@pytest.fixture
def seen():
    """The text of a page, without tags."""

    def text(answer) -> str:
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))

    return text
