"""
The OpenAPI document is valid, and whatever is sent is answered as the document says: never a 5xx.

Requests are made from the document itself (schemathesis, in process), the same in every run.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck
from hypothesis import settings as bounds
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from tests.apps.programmes.conftest import CAMPAIGN, House, load_province
from tests.apps.programmes.drawing_words import enrol, prepared
from tests.apps.programmes.sheets_of_nominations import person, sheet
from tests.apps.stock.conftest import CITY, COMPANY, SERIALS, stocked
from tests.conftest import PRODUCT_DAY, Actors
from tests.faces.api.conftest import PRODUCT_NOW, stand_on_product_day

DOCUMENT = "/api/v1/openapi.json"
# Which activity of the house an address is about; of a draw there is no proof before it is held.
ACTIVITIES = {
    "draws": "online-payment-draw",
    "selections": "large-customer-gifts",
    "activity}/benefits": "home-wiring",
    "/allocation": "masks",
}
NOT_YET = {
    "/api/v1/signatures/documents/{code}",
    "/api/v1/public/draws/{code}/{activity}/{number}",
    "/api/v1/public/draws/{code}/{activity}/{number}/entrants",
    "/api/v1/public/draws/{code}/{activity}/{number}/proof",
    "/api/v1/campaigns/{code}/reports/{number}",
    "/api/v1/readings/holds/{number}",
    "/api/v1/reliefs/facts/{number}",
}
# Public, and answered or refused by what is asked: a bill of no energy is none.
QUESTIONS = {
    "/api/v1/tariff/bill": {"409", "422", "429"},
    "/api/v1/services": {"422"},
    "/api/v1/services/{code}": {"404", "422"},
    "/api/v1/deadlines/services/{code}": {"404", "409", "422"},
    "/api/v1/deadlines/working-days": {"409", "422"},
    "/api/v1/notices/sms-reports": {"401", "404", "409", "422"},
}
# Open doors that count how often an address or a partner's system knocks.
COUNTED = {"/api/v1/public/requests": {"404", "409", "422", "429"}, "/api/v1/partners/requests": {"429"}}
OF_CUSTOMERS = ("/api/v1/customers", "/api/v1/accounts", "/api/v1/reliefs/customers")
WITHOUT_BILLS = {"/api/v1/law/releases/{digest}/cost"}
# Of single persons: for the head of their unit and the Office alone, not for who asks in these trials.
NOT_FOR_BUSINESS = {"/api/v1/conduct/results/{unit}/people"}
REFUSALS = {"401", "403", "404", "409", "422"}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: Any):
    """One small house for all requests; each request is undone, and in the end the house."""
    with django_db_blocker.unblock(), transaction.atomic(), _connection_kept():
        from donghanh.apps.tariffs import ports as law_ports

        demo, history = settings.DEMO, law_ports._history
        law_ports.plug_history(history=law_ports._nobody)
        house = _furnish()
        yield house
        settings.DEMO = demo
        law_ports.plug_history(history=history)
        transaction.set_rollback(True)


@contextmanager
def _connection_kept():
    """Let no request's end close the connection, and the house with it, as Django's own client does."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def _furnish() -> House:
    from donghanh.apps.customers.queries import find_customers
    from donghanh.apps.programmes.operations.approving import approve_list
    from donghanh.apps.programmes.operations.campaigns import open_campaign_of_lawbook
    from donghanh.apps.programmes.operations.nomination_files import receive_nominations
    from donghanh.apps.programmes.operations.selecting import run_selection
    from donghanh.apps.programmes.operations.spending import Document, enter_cost
    from donghanh.apps.tariffs.operations import load_shipped_law

    actors = Actors(at=PRODUCT_NOW)
    load_province(actors=actors, now=PRODUCT_NOW, customers=120)
    open_campaign_of_lawbook(actor=actors.business, code=CAMPAIGN, at=PRODUCT_NOW)
    house = House(actors, PRODUCT_NOW)
    stand_on_product_day(actors=actors, settings=settings)
    known = furnish_stock(house)
    reference = house.verified("household-repairs")
    house.nominate("household-repairs", commune="13732")
    given = {"actor": actors.director, "campaign_code": CAMPAIGN, "at": PRODUCT_NOW}
    approve_list(activity_code="household-repairs", **given)
    run = run_selection(
        activity_code="large-customer-gifts", as_of=PRODUCT_DAY, **(given | {"actor": actors.business})
    )
    enrol(20)
    prepared(house)
    cost = enter_cost(
        actor=actors.business, campaign_code=CAMPAIGN, activity_code="household-repairs", unit_code="",
        budget_line="", document=Document(1_000, 0, "HD-1", PRODUCT_DAY), at=PRODUCT_NOW,
    )  # fmt: skip
    customer = find_customers(actor=actors.director, text="PA01", limit=1)[0].code
    order = _work_order(house, reference)
    house.known = _told(house)
    file = receive_nominations(
        actor=actors.business, campaign_code=CAMPAIGN, commune_code="13732", name="a.xlsx",
        content=sheet(person(), commune="13732"), at=PRODUCT_NOW,
    )  # fmt: skip
    house.known |= {
        "nomination_file": file.number, "reference": reference, "run": run, "customer": customer,
        "order": order, "cost": cost, "suspicion": _suspected(house), **known,
        "law": load_shipped_law(actor=actors.console, at=PRODUCT_NOW),
    }  # fmt: skip
    house.known |= _billed(house)
    house.known |= _asked(house) | _inspected(house) | _applied(house)
    return house


def _asked(house: House) -> dict[str, Any]:
    """A request that is answered, of which an incident speaks."""
    from donghanh.apps.notices.queries import messages_about
    from donghanh.apps.requests import operations
    from donghanh.apps.requests.values import Contact

    clerk = house.actors.unit_officer("PA01ND")
    given = {"actor": clerk, "now": PRODUCT_NOW}
    opened = operations.open_case(
        service_code="BILL_QUERY", channel="phone", received_at=PRODUCT_NOW, unit_code="PA01ND",
        contact=Contact(name="Hộ thử", phone="0912345678"), **given,
    )  # fmt: skip
    incident = operations.open_incident(title="Hóa đơn sai", codes=[opened.code], why="", **given)
    operations.answer_case(code=opened.code, text="Đã kiểm tra", **given)
    told = messages_about(actor=clerk, about=f"request:{opened.code}")
    return {
        "request": opened.code, "tracking": opened.tracking_code, "incident": incident,
        "message": told[0].code,
    }  # fmt: skip


def _applied(house: House) -> dict[str, Any]:
    """An application for a home supply, with a place of the free wiring."""
    from donghanh.apps.requests.operations import open_case
    from donghanh.apps.requests.values import Contact

    opened = open_case(
        actor=house.actors.unit_officer("PA01ND"), service_code="NEW_LV_RES_RURAL", channel="counter",
        received_at=PRODUCT_NOW, unit_code="PA01ND", contact=Contact("Hộ thử", "0912345679"),
        now=PRODUCT_NOW,
    )  # fmt: skip
    return {"supply": opened.code}


def _inspected(house: House) -> dict[str, Any]:
    """A round of one office, inspected, with a finding."""
    from tests.apps.conduct.conftest import ROUND, Conduct

    conduct = Conduct(house.actors, PRODUCT_NOW)
    row = conduct.drawn(offices=1)[0]
    return {"round": ROUND, "inspection": row.code, "finding": conduct.finished(row, not_met=("badge",))[0]}


def _billed(house: House) -> dict[str, Any]:
    """A street of three households with an invoice each."""
    from datetime import date

    from tests.apps.billing.street import build

    from donghanh.apps.billing import operations, queries

    build(actors=house.actors, count=3, first=9_000_001)
    told = operations.run_billing(
        actor=house.actors.business, unit_code="PA01ND", month=date(2021, 11, 1), at=PRODUCT_NOW
    )
    key = queries.invoices(actor=house.actors.business).rows[0].id
    card = operations.read_invoice(actor=house.actors.business, invoice=key, at=PRODUCT_NOW)
    return {"invoice": key, "billing_run": told.run, "lookup_code": card.lookup_code}


def _work_order(house: House, reference: str) -> str:
    from donghanh.apps.works.operations import OrderAsked, Recipient, open_order

    who = Recipient(name="Hộ thử", commune_code="13732")
    asked = OrderAsked(f"benefit:{reference}", "PA01ND", "household_repair", who)
    return open_order(actor=house.actors.unit_officer("PA01ND"), asked=asked, at=PRODUCT_NOW)


def _told(house: House) -> dict[str, Any]:
    """A round that is over, with a case, a consent and a published story."""
    from tests.apps.programmes import confirming_words as words

    wrong, good = words.asking(house, count=2, activity="welfare-gifts")
    kept = words.told(house, wrong, received="no")
    words.told(house, good)
    consent = words.consented(house, good)
    story = words.published(house, consent)
    words.moved(house, "close")
    return {"sampled": good, "case": int(kept.case), "consent": consent, "story": story}


def furnish_stock(house: House) -> dict[str, Any]:
    """Tablets in the company's warehouse, masks under way to a unit, a request for masks that waits."""
    from donghanh.apps.stock.operations import Line, transfer_goods

    store = stocked(house.actors, PRODUCT_NOW)
    store.receive(item="tablet", serials=SERIALS)
    store.receive(1000)
    house.verified("masks", quantity=300, kind="school")
    slip = transfer_goods(
        actor=house.actors.office, from_code=COMPANY, to_code=CITY, lines=[Line("mask", 5)], at=PRODUCT_NOW
    )
    return {"slip": slip}


def _suspected(house: House) -> int:
    """The number of a suspicion: one person named for two things."""
    from donghanh.apps.programmes.queries.suspicions import SuspicionFilter, suspicion_queue

    for activity in ("tablets", "welfare-gifts"):
        house.nominate(activity, name="Khúc Thị Thạch Thảo", commune="13732", phone="0912345678")
    found = suspicion_queue(
        actor=house.actors.director,
        campaign_code=CAMPAIGN,
        wanted=SuspicionFilter(activity_code="welfare-gifts"),
    )
    return found.lines[0].number


@pytest.fixture(scope="module")
def token(furnished: House) -> str:
    from donghanh.faces.signin.tokens import token_for

    return token_for(username=furnished.actors.business.username)


def _read() -> dict[str, Any]:
    """The document as it is served, without asking for it: tests are collected before there is a database."""
    return json.loads(_written())


@cache
def _written() -> str:
    """Made once: every worker of a run reads it several times before its first test."""
    from donghanh.faces.api.urls import api

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))


def _schema(**phases: Any) -> Any:
    from donghanh.project.wsgi import application

    chosen = {"generation": {"deterministic": True, "no-shrink": True}, **phases}
    found = schemathesis.openapi.from_dict(_read(), config=SchemathesisConfig.from_dict(chosen))
    found.app = application
    return found


def bounded(examples: int) -> Any:
    return bounds(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


anything = _schema()
fitting = _schema(
    generation={"deterministic": True, "no-shrink": True, "mode": "positive"},
    phases={"coverage": {"enabled": False}, "examples": {"enabled": False}},
)


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    """Each trial finds the doors as one does who knocks for the first time."""
    from django.core.cache import cache

    cache.clear()


@anything.parametrize()
@bounded(4)
def test_whatever_is_sent_is_answered_as_the_document_says(case, token, furnished):
    if has_more_than_an_address(case):
        case.path_parameters = {**case.path_parameters, **things_there(case.path, furnished)}
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})
        transaction.set_rollback(True)


@fitting.parametrize()
@bounded(8)
def test_what_fits_is_answered_for_things_that_are_there(case, token, furnished):
    case.path_parameters = {**case.path_parameters, **things_there(case.path, furnished)}
    with transaction.atomic():
        answer = case.call(headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"})
        transaction.set_rollback(True)

    checks = schemathesis.checks
    case.validate_response(
        answer,
        checks=[
            checks.not_a_server_error,
            checks.status_code_conformance,
            checks.content_type_conformance,
            checks.response_schema_conformance,
        ],
    )
    if case.method.upper() == "GET" and case.path not in QUESTIONS:
        wanted = 404 if case.path in NOT_YET else 409 if case.path in WITHOUT_BILLS else 200
        wanted = 403 if case.path in NOT_FOR_BUSINESS else wanted
        assert answer.status_code == wanted, answer.text


def has_more_than_an_address(case: Any) -> bool:
    """Whether the trial is about query or body: it should get past an address that is only made up."""
    parts = case.meta.components
    address = parts.get(ParameterLocation.PATH)
    return {ParameterLocation.QUERY, ParameterLocation.BODY} & set(parts) and (
        address is not None and address.mode.is_positive
    )


def _number(path: str, known: dict[str, Any]) -> int:
    if path.startswith("/api/v1/confirmation-cases"):
        return int(known["case"])
    if path.startswith("/api/v1/billing/runs"):
        return int(known["billing_run"])
    return int(known["cost"]) if "/costs/" in path else 1


def things_there(path: str, house: House) -> dict[str, Any]:
    """For each part of an address something of the furnished house."""
    known = house.known
    activity = next(
        (name for part, name in ACTIVITIES.items() if part in path), "household-repairs"
    )  # the first part that the address has
    if path.startswith("/api/v1/nomination-files"):
        return {"number": known["nomination_file"]}
    if path.startswith("/api/v1/reliefs/rounds"):
        return {"code": "covid-4"}
    given = {
        "commune": "13732",
        "code": _code(path, known),
        "key": known["invoice"],
        "activity": activity,
        "number": _number(path, known),
        "reference": _reference(path, known),
        "story": known["story"],
        "run_id": known["run"],
        "customer_code": known["customer"],
        "order": known["order"],
        "suspicion": known["suspicion"],
        "subject": f"benefit:{known['reference']}",
        "item": "tablet",
        "serial": SERIALS[0],
        "slip": known["slip"],
        "digest": known["law"],
        "base": known["law"],
        "tracking": known["tracking"],
        "incident": known["incident"],
        "move": "confirm_solved",
        **{name: known[name] for name in ("round", "inspection", "finding")},
        **({"unit": CITY} if path.startswith("/api/v1/conduct") else {}),
    }
    return {name: value for name, value in given.items() if f"{{{name}}}" in path}


def _code(path: str, known: dict[str, Any]) -> str:
    if path.startswith(("/api/v1/services", "/api/v1/deadlines")):
        return "METER_CHECK"
    if path.startswith("/api/v1/public/invoices"):
        return str(known["lookup_code"])
    if path.startswith("/api/v1/supplies"):
        return str(known["supply"])
    if path.startswith("/api/v1/notices"):
        return str(known["message"])
    if path.startswith("/api/v1/requests"):
        return str(known["request"])
    return str(known["customer"]) if path.startswith(OF_CUSTOMERS) else CAMPAIGN


def _reference(path: str, known: dict[str, Any]) -> str:
    """A consent's, a drawn benefit's, or a benefit's."""
    if path.startswith("/api/v1/consents"):
        return known["consent"]
    return known["sampled"] if "/confirmations/" in path else known["reference"]


def test_the_document_that_is_served_is_the_one_that_was_tried(client):
    served = client.get(DOCUMENT)

    assert served.status_code == 200
    assert served.json() == _read()


def test_the_document_is_openapi_with_json_schemas_that_hold():
    document = _read()
    schemas = document["components"]["schemas"]

    assert document["openapi"].startswith("3.1")
    for name in schemas:
        whole = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        jsonschema_rs.validator_for(whole)  # raises where a schema is none, or points nowhere
    assert all(found.ok() for found in anything.get_all_operations())


def operations() -> list[Any]:
    return [
        pytest.param(path, method, told, id=told["operationId"])
        for path, methods in _read()["paths"].items()
        for method, told in methods.items()
    ]


@pytest.mark.parametrize(("path", "method", "told"), operations())
def test_every_operation_says_how_it_refuses(path, method, told):
    expected = QUESTIONS.get(path) or ({"404", "422"} if "/public/" in path else REFUSALS)
    expected = expected.union(*(more for door, more in COUNTED.items() if path.startswith(door)))
    refusals = {status for status in told["responses"] if status.startswith("4")}

    assert refusals == expected
    for status in refusals:
        schema = told["responses"][status]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Refusal"}
    assert bool(told.get("security")) == ("/public/" not in path and path not in QUESTIONS)
    assert told["description"]


def test_each_operation_has_a_name_of_its_own():
    names = [told["operationId"] for methods in _read()["paths"].values() for told in methods.values()]

    assert len(names) == len(set(names))
