"""
Rows that many tests begin with, laid once for tests that follow one another and ask for the same.

A ground is a transaction below that of the test. A test that stands on it changes and adds what it wants, and
all of that is undone as ever; the next test finds the ground as it was laid. A test that asks for another
ground, or for none, never sees this one: it is rolled back first. So each test finds the same rows
in whatever order tests are run, and only how often they are laid depends on their order.

A fixture says `@stands_on(GROUND)` below `@pytest.fixture`, and lays them itself where they are not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

TESTS_OWN_TRANSACTION = (
    "_django_db_helper"  # pytest-django's fixture that begins it; unknown, nothing is laid
)


@dataclass(frozen=True)
class Ground:
    """What is laid, and the ground that has to lie below it."""

    name: str
    lay: Callable[[], None] = field(compare=False)
    below: Ground | None = None

    @property
    def chain(self) -> tuple[Ground, ...]:
        """From the lowest to this one."""
        return (*(self.below.chain if self.below else ()), self)


def stands_on(ground: Ground) -> Callable[[Any], Any]:
    """Say of a fixture that its rows are those of a ground."""

    def mark(fixture: Any) -> Any:
        fixture.ground = ground
        return fixture

    return mark


class Standing:
    """The grounds that are laid at the moment, the lowest first, each with its open transaction."""

    def __init__(self) -> None:
        self.laid: list[tuple[Ground, Any]] = []

    def holds(self, ground: Ground) -> bool:
        return any(one == ground for one, _ in self.laid)

    def become(self, wanted: tuple[Ground, ...]) -> None:
        """Roll back what is not wanted, and lay what is missing."""
        from django.db import connection

        while self.laid and connection.closed_in_transaction:  # a test closed it: nothing stands any more
            self._roll_back()
        if [block for _, block in self.laid] != connection.atomic_blocks[: len(self.laid)]:
            self.laid.clear()  # a test connected anew: the transactions went with the old connection
        while self.laid and tuple(one for one, _ in self.laid) != wanted[: len(self.laid)]:
            self._roll_back()
        for ground in wanted[len(self.laid) :]:
            self._lay(ground)

    def is_covered(self) -> bool:
        """Whether a transaction that is not ours is open on top: then nothing can be laid or rolled back."""
        from django.db import connection

        open_ = connection.atomic_blocks
        return bool(open_) and (not self.laid or open_[-1] is not self.laid[-1][1])

    def _lay(self, ground: Ground) -> None:
        from django.db import connection, transaction

        block = transaction.Atomic(using=None, savepoint=True, durable=False)
        block.__enter__()
        self.laid.append((ground, block))
        try:
            ground.lay()
            connection.check_constraints()  # now, and not at the end of each test
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        from django.db import connection

        _, block = self.laid.pop()
        connection.set_rollback(True)
        block.__exit__(None, None, None)


STANDING = Standing()


def wanted_by(request: pytest.FixtureRequest) -> tuple[Ground, ...]:
    """The grounds of a test's fixtures, as far as they lie on one another; none for a test that commits."""
    marker = request.node.get_closest_marker("django_db")
    names = set(request.fixturenames)
    if (marker and (marker.args or marker.kwargs)) or names & {"transactional_db", "live_server"}:
        return ()
    found = [
        known.func.ground.chain
        for name in names
        for known in request._fixturemanager.getfixturedefs(name, request.node) or ()
        if hasattr(known.func, "ground")
    ]
    longest = max(found, key=len, default=())
    common = len(longest)
    for chain in found:
        while chain[:common] != longest[: min(common, len(chain))]:
            common -= 1
    return longest[:common]


@pytest.fixture(scope="session")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """The grounds, rolled back before the database goes."""
    yield STANDING
    with django_db_blocker.unblock():
        STANDING.become(())


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Iterator[Any]:
    """Before a test's transaction begins its ground is laid; before a module's own rows, none is."""
    of_module = fixturedef.scope != "function" and "django_db_setup" in fixturedef.argnames
    begins = fixturedef.argname == TESTS_OWN_TRANSACTION
    if begins or (of_module and STANDING.laid):
        blocker = request.getfixturevalue("django_db_blocker")
        standing = request.getfixturevalue("ground") if begins else STANDING
        with blocker.unblock():
            if not standing.is_covered():
                standing.become(wanted_by(request) if begins else ())
    return (yield)
