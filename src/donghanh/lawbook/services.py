"""
Every service that a customer may ask for, with its deadline by date: `data/services/*.yaml`.

For whoever opens a case, counts its clock or shows the catalogue. Documents of kind `services` hold entries
with dated `terms`: the rules of 2017 and those of the portal stand side by side, each with its source. One
document of kind `service_words` holds the words that entries use. A service that does not exist on a day
is refused, with the days on which it does; it is never guessed from another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from donghanh.kernel.spans import Span
from donghanh.lawbook.documents import DATA, Problem, read_documents, readable_documents
from donghanh.lawbook.service_checks import KIND, check_services
from donghanh.lawbook.service_reading import services_of
from donghanh.lawbook.service_values import (
    Choice,
    Fee,
    FeeAmount,
    FormField,
    NeededDocument,
    OuterLimit,
    Service,
    Step,
)
from donghanh.lawbook.service_words import KIND_OF_WORDS, ServiceWords, check_words, words_of

__all__ = [
    "Choice", "Fee", "FeeAmount", "FormField", "NeededDocument", "NoSuchService", "OuterLimit", "Service",
    "ServiceBook", "ServiceWords", "Step", "check_documents", "read_services",
]  # fmt: skip

FOLDER = DATA / "services"


class NoSuchService(LookupError):
    """A code names no service on a day; `spans` are the days on which it does, none when it never does."""

    def __init__(self, *, code: str, day: date, spans: tuple[Span[date], ...]) -> None:
        when = ", ".join(f"from {span.start} until {span.until or 'further notice'}" for span in spans)
        known = f"It exists {when}." if spans else "No service of the catalogue has this code."
        super().__init__(f"There is no service {code} on {day}. {known}")
        self.code, self.day, self.spans = code, day, spans


@dataclass(frozen=True)
class ServiceBook:
    """The whole catalogue: services by group, then as documents say them, and the words that they use."""

    services: tuple[Service, ...]
    words: ServiceWords

    def on(self, *, day: date) -> tuple[Service, ...]:
        """List the services that hold on a day."""
        return tuple(service for service in self.services if day in service.span)

    def require(self, *, code: str, day: date) -> Service:
        """
        Answer the service of this code on a day.

        raises : NoSuchService

        >>> read_services().require(code="NEW_LV_RES_URBAN", day=date(2021, 12, 20)).clock
        ('working_days', 3)
        """
        history = self.history(code=code)
        found = next((service for service in history if day in service.span), None)
        if found is None:
            spans = tuple(service.span for service in history)
            raise NoSuchService(code=code, day=day, spans=spans)
        return found

    def history(self, *, code: str) -> tuple[Service, ...]:
        """List what a code has promised, earliest first; none for a code that never was one."""
        return self._by_code.get(code, ())

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Service, ...]]:
        codes = {service.code for service in self.services}
        return {code: tuple(one for one in self.services if one.code == code) for code in codes}


@cache
def read_services(*, folder: Path = FOLDER) -> ServiceBook:
    """
    Read the catalogue.

    raises : DocumentRefused
    """
    documents = read_documents(folder=folder, kind=KIND)
    words = words_of(read_documents(folder=folder, kind=KIND_OF_WORDS))
    places = {code: place for place, code in enumerate(words.groups)}
    found = (service for document in documents for service in services_of(document))
    return ServiceBook(tuple(sorted(found, key=lambda one: places[one.group])), words)


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the whole catalogue: words first, then each entry, then the days on which one code holds.

    returns : problems of `service_words.check_words` and `service_checks.check_services`
    """
    documents, problems = readable_documents(folder=folder)
    worded = [document for document in documents if document.content.get("kind") == KIND_OF_WORDS]
    others = [document for document in documents if document not in worded]
    return [*problems, *check_words(worded), *check_services(documents=others, words=worded)]
