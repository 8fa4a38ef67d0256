"""That a row of an act keeps who, when and when truly, in whichever app it stands."""

import pytest
from django.apps import apps
from django.core.management import call_command

ACTS = (
    ("accounts", "Entry"),
    ("accounts", "RefundDecision"),
    ("billing", "CorrectionProposal"),
    ("billing", "CorrectionDecision"),
    ("metering", "HoldDecision"),
    ("metering", "PhotoRequest"),
    ("reliefs", "FactDecision"),
)


@pytest.mark.parametrize(("app", "row"), ACTS)
def test_an_act_says_who_and_when_in_the_same_columns(app, row):
    columns = {column.name: column for column in apps.get_model(app, row)._meta.get_fields()}

    assert not columns["username"].null
    assert columns["staff"].null
    assert "statement_timestamp" in str(columns["recorded_at"].db_default)
    assert not columns["product_at"].has_db_default()


@pytest.mark.django_db
def test_sharing_the_columns_of_an_act_moves_no_table():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
