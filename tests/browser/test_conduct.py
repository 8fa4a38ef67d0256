"""One inspection by telephone in a real browser: by thumb, a while without a network, with a photograph."""

from __future__ import annotations

import pytest
from tests.apps.conduct.conftest import conduct  # noqa: F401 -- the fixture of this file
from tests.faces.api.conftest import stand_on_product_day

from donghanh.apps.conduct import operations, queries
from donghanh.world.pictures import drawn_photograph

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def telephone(conduct, settings, live, open_page):  # noqa: F811
    """The form of an inspection that was begun, on an inspector's telephone."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    stand_on_product_day(actors=conduct.actors, settings=settings)
    office = conduct.actors.office
    code = conduct.drawn(offices=1)[0].code
    operations.begin_inspection(actor=office, code=code, at=conduct.now, why="Thử")
    client = Client()
    person = get_user_model().objects.get(pk=office.staff_id)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    page = open_page("about:blank", width=390)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}
    page.context.add_cookies([session])
    page.goto(f"{live}/ban/tac-phong/kiem-tra/{code}/")
    page.wait_for_load_state("load")
    return page


def test_an_inspection_by_telephone(conduct, telephone, serious, shot):  # noqa: F811
    page = telephone
    # Without a network: nothing is lost by pressing, nor by leaving the page.
    page.locator("input[value=met]").nth(1).check()
    page.fill("input[name=note-badge]", "Quầy 2 không đeo thẻ")
    page.locator("input[name=answer-badge][value=not_met]").check()
    page.context.set_offline(True)
    page.click("button[value=answer]")
    assert page.locator("[data-kept-here]").is_visible()
    page.context.set_offline(False)
    page.reload()
    page.wait_for_load_state("load")
    assert page.input_value("input[name=note-badge]") == "Quầy 2 không đeo thẻ"

    _answer_the_rest(page)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("localStorage.length") == 0
    shot(page, "conduct-inspection-390")
    page.click("button[value=finish]")
    page.wait_for_selector("#finding-head")

    card = queries.inspection_card(actor=conduct.actors.office, code="KT-21-00001")
    assert (card.row.state, len(card.findings), len(card.items[0].files)) == ("finished", 1, 1)


def _answer_the_rest(page) -> None:
    """Every other item met, and a photograph of the one that was not."""
    for group in page.locator("fieldset.check-item").all()[1:]:
        group.locator("input[value=met]").check()
    photograph = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": drawn_photograph(told="badge")}
    page.set_input_files("input[name=photo-badge]", photograph)
    page.click("button[value=answer]")
    page.wait_for_selector(".conduct-files img")
