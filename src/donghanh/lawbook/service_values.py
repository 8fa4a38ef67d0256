"""
What a service of the catalogue is, as frozen values: its promise, what it asks for, and who says so.

For the readers of `data/services` and for whoever opens a case, prints a form or explains a due time. A
service is what holds of one code on one stretch of days; the same code may promise something else before
and after. What is not known is None, and faces say "chưa xác nhận".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.kernel.spans import Span
from donghanh.lawbook.sources import Source


@dataclass(frozen=True)
class NeededDocument:
    """A paper that the customer hands in, or that may be asked for."""

    code: str
    vi: str
    en: str
    is_required: bool


@dataclass(frozen=True)
class Choice:
    """One answer that a field of a form offers."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True)
class FormField:
    """
    One question of the form.

    kind : a word of `service_checks.FIELD_KINDS`: text, long_text, number, choice, day, yes_no, phone,
           address, customer_code, photo
    unit : [of a number], such as "kW"; empty otherwise
    """

    code: str
    kind: str
    vi: str
    en: str
    is_required: bool
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    hint_vi: str = ""
    hint_en: str = ""


@dataclass(frozen=True)
class Step:
    """One step from the request to its end; `by` says who does it, in a word of the catalogue."""

    code: str
    vi: str
    en: str
    by: str


@dataclass(frozen=True)
class FeeAmount:
    """One line of a fee. amount_dong : [đồng, before VAT]; most_dong : where it ends, when it is a range"""

    vi: str
    en: str
    amount_dong: int
    most_dong: int | None = None


@dataclass(frozen=True)
class Fee:
    """What is said of the price: free, a rule in words, or amounts by class. Nothing said is None."""

    vi: str
    en: str
    is_free: bool
    amounts: tuple[FeeAmount, ...]
    source: Source


@dataclass(frozen=True)
class OuterLimit:
    """A later limit of another regime that the promise stays within; `service` is the code that says it."""

    clock: tuple[str, int]
    service: str
    source: Source


@dataclass(frozen=True)
class Service:
    """
    A service, as it holds on the days of `span`.

    regime         : the rules that promise it; a word of the catalogue ("qd_505", "evn_portal")
    clock          : kind and amount, ("working_days", 3); ("immediate", 0) for what is done on contact
    starts         : when the clock starts; a word of the catalogue ("complete_application", "receipt")
    counts         : "after" the start, or "before" it (a notice that must be out so long before)
    takes_cases    : whether a case may be opened for it; a term of the contract or a notice has none
    is_public      : whether a customer may choose it on the portal
    responsible    : "unit", "business_department", "office": where cases go unless routing says more
    target_percent : the share of cases that must keep it, or None when all must
    source         : of the deadline; `details_source` of documents, fields, steps, channels and pauses
    digest         : of everything the document says of it, kept with each case
    """

    code: str
    regime: str
    vi: str
    en: str
    case_vi: str
    case_en: str
    clock: tuple[str, int]
    starts: str
    span: Span[date]
    group: str
    documents: tuple[NeededDocument, ...]
    fee: Fee | None
    responsible: str
    fields: tuple[FormField, ...]
    steps: tuple[Step, ...]
    channels: tuple[str, ...]
    pause_reasons: tuple[str, ...]
    is_public: bool
    target_percent: int | None
    source: Source
    details_source: Source
    takes_cases: bool
    counts: str
    outer: OuterLimit | None
    note_vi: str
    note_en: str
    digest: str
