"""What tests of every subject share: the product's day, and an actor of each role."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import settings as hypothesis_settings
from tests.ground import Ground, stands_on

PRODUCT_DAY = date(2021, 12, 20)
PRODUCT_NOW = datetime(2021, 12, 20, 2, 0, tzinfo=UTC)

# The same examples in every run, so that a change is judged alone; HYPOTHESIS_PROFILE=explore tries others.
# None has a deadline: how fast a busy machine is says nothing about a claim.
hypothesis_settings.register_profile("same", derandomize=True, deadline=None)
hypothesis_settings.register_profile("explore", derandomize=False, deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_configure(config: pytest.Config) -> None:
    # The folder of collected static files is made by `donghanh serve`; pages' own come from the code.
    config.addinivalue_line("filterwarnings", "ignore:No directory at:UserWarning")
    # Passwords of tests guard nothing; the real hasher takes a third of a second for each.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Tests sign people in without a second factor; those of the second factor ask for it.
    django_settings.SECOND_FACTOR_REQUIRED = False
    _let_tests_empty_tables()


def _let_tests_empty_tables() -> None:
    """After a test with transactions Django empties every table; the walls stand aside for that alone."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush = DatabaseOperations.sql_flush

    def behind_the_walls(self, style, tables, **how):
        emptying = flush(self, style, tables, **how)
        return [
            "SET session_replication_role = replica;",
            *emptying,
            "SET session_replication_role = DEFAULT;",
        ]

    DatabaseOperations.sql_flush = behind_the_walls


@pytest.fixture
def product_day() -> date:
    """20 December 2021, where the demo stands."""
    return PRODUCT_DAY


@pytest.fixture
def product_now() -> datetime:
    """09:00 of the product's day in Nam Định."""
    return PRODUCT_NOW


class Actors:
    """Actors of every role, made when they are asked for; reference data stands in the database."""

    def __init__(self, *, at: datetime) -> None:
        from donghanh.apps.organisation import operations, permissions

        self.at = at
        self.console = permissions.console_actor()
        operations.load_reference(actor=self.console, at=at)

    @property
    def director(self):
        return self.of("director")

    @property
    def business(self):
        return self.of("business")

    @property
    def office(self):
        return self.of("office")

    @property
    def auditor(self):
        return self.of("auditor")

    def unit_head(self, unit_code: str):
        return self.of("unit_head", unit_code=unit_code)

    def unit_officer(self, unit_code: str):
        return self.of("unit_officer", unit_code=unit_code)

    def warehouse_keeper(self, unit_code: str):
        return self.of("warehouse_keeper", unit_code=unit_code)

    def crew(self, unit_code: str):
        return self.of("crew", unit_code=unit_code)

    def partner_officer(self, commune_code: str):
        return self.of("partner_officer", commune_code=commune_code)

    def of(self, role: str, *, unit_code: str | None = None, commune_code: str | None = None, name: str = ""):
        """The actor of a role and place; another `name` makes a second person of the same post."""
        from donghanh.apps.organisation import operations, queries

        username = name or ".".join(filter(None, (role, unit_code, commune_code)))
        found = queries.actor_named(username=username, on=PRODUCT_DAY)
        if found:
            return found
        operations.add_staff(
            actor=self.console, username=username, full_name=f"Test {username}", password=None, at=self.at
        )
        operations.grant_role(
            actor=self.console,
            username=username,
            role=role,
            unit_code=unit_code,
            commune_code=commune_code,
            from_on=date(2020, 1, 1),
            at=self.at,
        )
        return queries.actor_named(username=username, on=PRODUCT_DAY)


def _lay_reference() -> None:
    Actors(at=PRODUCT_NOW)


REFERENCE = Ground("units and communes", _lay_reference)


@pytest.fixture
@stands_on(REFERENCE)
def actors(db: None, product_now: datetime) -> Actors:
    """`actors.director`, `actors.unit_head("PA01XT")`, … with units and communes loaded."""
    return Actors(at=product_now)


@pytest.fixture
def sign_in(client):
    """Sign an actor in: `sign_in(actors.director)` gives the client that asks in his name."""
    from django.contrib.auth import get_user_model

    def enter(actor):
        client.force_login(
            get_user_model().objects.get(pk=actor.staff_id), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return enter


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> None:
    """Copy the database of this run or worker from a migrated one; what it lacks is migrated as ever."""
    from django.db import connection
    from tests.database_template import template_for_tests
    from tests.embedded_database import WHY_NOT, server_home

    if not os.environ.get(WHY_NOT):
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = template_for_tests(home=server_home())
