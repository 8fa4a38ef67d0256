"""Who approves, selects or keeps accounts comes to the desk with a second factor, and not before."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from tests.faces.signin.conftest import PASSWORD

from donghanh.adapters.environment import read_environment
from donghanh.apps.organisation import operations
from donghanh.faces.signin import second_factor

pytestmark = pytest.mark.django_db
DESK = "/ban/to-chuc/"
LED_TO = "/tai-khoan/can-xac-thuc-hai-buoc/?next=%2Fban%2Fto-chuc%2F"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def person(actor):
    return get_user_model().objects.get(pk=actor.staff_id)


@pytest.fixture
def director(actors):
    return actors.director


@pytest.mark.parametrize("role", sorted(second_factor.ROLES))
def test_whose_role_needs_it_is_led_to_it_before_the_desk_opens(actors, sign_in, role):
    client = sign_in(actors.of(role, unit_code="PA01XT" if role == "unit_head" else None))

    answer = client.get(DESK)

    assert (answer.status_code, answer["Location"]) == (302, LED_TO)


def test_the_page_says_why_and_leads_to_both_ways(director, sign_in):
    page = sign_in(director).get(LED_TO).content.decode()

    assert "Cần xác thực hai bước" in page
    assert 'href="/tai-khoan/bao-mat/webauthn/add/"' in page
    assert 'href="/tai-khoan/bao-mat/totp/activate/"' in page


def test_with_a_second_factor_the_desk_opens_and_the_page_leads_on(director, sign_in):
    client = sign_in(director)
    TOTP.activate(person(director), generate_totp_secret())

    assert client.get(DESK).status_code == 200
    assert client.get(LED_TO)["Location"] == DESK


def test_recovery_codes_alone_are_no_second_factor(director, sign_in):
    client = sign_in(director)
    Authenticator.objects.create(user=person(director), type="recovery_codes", data={})

    assert client.get(DESK)["Location"] == LED_TO


def test_the_page_leads_to_no_other_site(director, sign_in):
    client = sign_in(director)
    TOTP.activate(person(director), generate_totp_secret())

    answer = client.get("/tai-khoan/can-xac-thuc-hai-buoc/?next=https://example.org/")

    assert answer["Location"] == "/ban/"


def test_taking_the_second_factor_away_closes_the_desk_again(director, sign_in):
    client = sign_in(director)
    TOTP.activate(person(director), generate_totp_secret())
    before = client.get(DESK).status_code

    Authenticator.objects.filter(user=person(director)).delete()

    assert before == 200
    assert client.get(DESK)["Location"] == LED_TO


def test_the_api_refuses_the_session_too(director, sign_in):
    answer = sign_in(director).get("/api/v1/organisation/tree")

    assert answer.status_code == 403
    assert answer.json()["rule"] == "second_factor_missing"


@pytest.mark.parametrize("role", ["unit_officer", "crew"])
def test_other_roles_come_in_with_a_password_alone(actors, sign_in, role):
    assert sign_in(actors.of(role, unit_code="PA01XT")).get(DESK).status_code == 200


def test_the_company_may_switch_it_off(director, sign_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    assert sign_in(director).get(DESK).status_code == 200


@pytest.mark.parametrize(("said", "required"), [({}, True), ({"DONGHANH_SECOND_FACTOR": "off"}, False)])
def test_the_environment_says_off_and_anything_else_is_required(said, required, tmp_path):
    assert read_environment({"DONGHANH_HOME": str(tmp_path), **said}).second_factor is required


def test_signing_in_with_a_password_ends_at_the_page_that_asks_for_the_second_factor(
    actors, client, director, product_now
):
    operations.set_password(
        actor=actors.console, username=director.username, password=PASSWORD, at=product_now
    )
    client.post("/dang-nhap/", {"login": director.username, "password": PASSWORD})

    page = client.get("/ban/to-chuc/", follow=True)

    assert page.redirect_chain[-1][0] == LED_TO
    assert "Thêm khoá truy cập" in page.content.decode()
