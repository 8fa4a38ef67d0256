"""
The bill over the API, for everybody: what so many kWh cost, and why, without signing in.

Asked by an address (GET) or a body (POST), with the options of `donghanh tariff bill`. A question that cannot
be answered is a 409 with the first thing that is wrong, all of them in its facts. Who asks for very many in a
short time gets a 429, whose `Retry-After` says in how many seconds to ask again.
"""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field, StringConstraints

from donghanh.faces.api.asked import CodeOrNone, Sent
from donghanh.faces.api.house import Refusal, api, refuse
from donghanh.faces.bills.answering import answer
from donghanh.faces.bills.documents import BillTold, document
from donghanh.faces.bills.given import Given
from donghanh.faces.bills.published import published_law
from donghanh.faces.bills.reading import ROUNDS, read_bill
from donghanh.faces.bills.refusals import CannotBill
from donghanh.faces.bills.values import MOST_ASKED, MOST_HOUSEHOLDS, MOST_KWH
from donghanh.faces.clock import now
from donghanh.faces.signin import tries
from donghanh.kernel.billing_tables import CATEGORIES, QUOTA_ROUNDINGS, VOLTAGES

TRIED = "bill-api"
public = Router(tags=["public"], auth=None)
BILL_REFUSALS = {frozenset({409, 422, 429}): Refusal}

DayText = Annotated[
    str, StringConstraints(pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$")
]
NumberText = Annotated[str, StringConstraints(pattern=r"^[0-9]{0,10}$")]
Register = Annotated[str, StringConstraints(pattern=r"^(normal|off_peak|peak)=[0-9]{1,10}$")]
Households = Annotated[
    str, StringConstraints(pattern=r"^([0-9]{1,6}(\.(0|00|25|5|50|75))?)?$", max_length=10)
]
PowerFactor = Annotated[str, StringConstraints(pattern=r"^([01](\.[0-9]{1,2})?)?$")]
Instrument = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=60)]


class BillQuestion(Sent):
    """
    A question for one bill.

    kwh           : or `registers`, each `normal=100`
    read_on       : day of the reading; it ends a whole month unless `from_on` and `to_on` are given, the
                    first and the last day; today when left out
    households    : `1.25`; or `tenants`, people declared; or `tenants_undeclared`
    relief, use   : round of reductions, and the group in it where a site is used for something
    instrument    : a price list to force
    explain       : with the sums' formulas and the same bill under the prices of a year earlier
    """

    category: Literal[*CATEGORIES]  # type: ignore[valid-type]
    kwh: NumberText = ""
    registers: list[Register] = Field(default_factory=list, max_length=3)
    read_on: DayText = ""
    from_on: DayText = ""
    to_on: DayText = ""
    households: Households = ""
    quota_rounding: Literal["", *QUOTA_ROUNDINGS] = ""  # type: ignore[valid-type]
    tenants: NumberText = ""
    tenants_undeclared: bool = False
    voltage: Literal["", *VOLTAGES] = ""  # type: ignore[valid-type]
    cos_phi: PowerFactor = ""
    relief: Literal["", "none", *ROUNDS] = ""  # type: ignore[valid-type]
    use: CodeOrNone = ""
    instrument: Instrument = ""
    explain: bool = False
    language: Literal["vi", "en"] = "vi"

    def given(self) -> Given:
        """The question as texts."""
        told = self.model_dump(exclude={"explain", "language", "registers"}, exclude_none=True)
        plain = {name: value if isinstance(value, bool) else str(value) for name, value in told.items()}
        return Given(**{**plain, "register": tuple(self.registers)})


class BillSent(BillQuestion):
    """A question for one bill as a body: numbers are numbers."""

    kwh: Annotated[int, Field(ge=0, le=MOST_KWH)] | None = None  # type: ignore[assignment]
    tenants: Annotated[int, Field(ge=1, le=MOST_HOUSEHOLDS)] | None = None  # type: ignore[assignment]


@public.get("/tariff/bill", response={200: BillTold} | BILL_REFUSALS)
def bill(request: HttpRequest, question: Query[BillQuestion]) -> object:
    """What a bill comes to; `relief.is_known` is false where the rate of the reduction is not known."""
    return _answered(request, question)


@public.post("/tariff/bill", response={200: BillTold} | BILL_REFUSALS)
def bill_of_body(request: HttpRequest, question: BillSent) -> object:
    """What a bill comes to, asked by a body; as by the address."""
    return _answered(request, question)


class TooManyAsked(Exception):
    """One address of the network asked for more bills than it may in ten minutes."""


def _answered(request: HttpRequest, question: BillQuestion) -> BillTold:
    if not tries.may_try(request, what=TRIED, most=MOST_ASKED):
        raise TooManyAsked
    moment = now()
    law = published_law(on_moment=moment)
    asked = read_bill(question.given(), law=law, today=moment.date())
    return document(answer(asked, law=law, language=question.language), explained=question.explain)


@api.exception_handler(TooManyAsked)
def too_many_asked(request: HttpRequest, reason: TooManyAsked) -> object:
    """Say when to ask again, in the header that clients know."""
    seconds = tries.seconds_to_wait(request, what=TRIED)
    message = f"More than {MOST_ASKED} bills in ten minutes. Next: ask again in {seconds} seconds."
    told = refuse(request, status=429, rule="too-many-asked", message=message, facts={"seconds": seconds})
    told["Retry-After"] = str(seconds)
    return told


@api.exception_handler(CannotBill)
def cannot_bill(request: HttpRequest, reason: CannotBill) -> object:
    """Name everything that is wrong; the rule is that of the first."""
    told = [problem.told("en") for problem in reason.problems]
    facts = {one["field"] or one["rule"]: one["message"] for one in told}
    message = " ".join(one["message"] for one in told)
    return refuse(request, status=409, rule=told[0]["rule"], message=message, facts=facts)
