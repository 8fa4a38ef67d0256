"""Loads households, energy, recorded signs and living nominations as columns for the search of leads."""

from __future__ import annotations

from datetime import date

import polars as pl

from donghanh.apps.customers import bridge as customers
from donghanh.apps.programmes.models import Benefit, Campaign, HouseholdSign
from donghanh.engines.leads import LeadTerms, find_leads
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.months import month_of, months_before
from donghanh.lawbook.household_signs import SignRule

HOUSEHOLDS = ("code", "unit_code", "commune_code", "address", "contract_from", "contract_until", "kind")


def leads_frame(*, campaign: Campaign, rule: SignRule, as_of: date) -> pl.DataFrame:
    """Search all households of the company; table `engines.leads.LEADS`."""
    everybody = customers.customers_frame(columns=HOUSEHOLDS)
    households = everybody.filter(pl.col("kind") == "household")
    low_use = rule.sign("very_low_use")
    months = months_before(month=month_of(as_of), count=low_use.limits["months"]) if low_use else ()
    energy = customers.energy_frame(customers=households, months=months)
    coded = households["code"].gather(energy["customer_row"])
    return find_leads(
        households=households.drop("customer_id", "kind"),
        energy=energy.select(coded.alias("code"), "energy_kwh"),
        recorded=_recorded(),
        named=_named(campaign),
        terms=LeadTerms(
            weights={one.sign: one.weight for one in rule.signs},
            limits={one.sign: one.limits for one in rule.signs},
            least_weight=rule.least_weight,
        ),
        as_of=as_of,
    )


def _recorded() -> pl.DataFrame:
    rows = list(HouseholdSign.objects.values_list("customer_code", "sign", "on"))
    return pl.DataFrame(rows, schema={"code": pl.String, "sign": pl.String, "on": pl.Date}, orient="row")


def _named(campaign: Campaign) -> pl.DataFrame:
    rows = (
        Benefit.objects.filter(activity__campaign=campaign, beneficiary_kind__in=["household", "pupil"])
        .exclude(state__in=[*BENEFIT.exits, ""])
        .order_by("pk")
        .values_list("customer_code", "commune_code", "address")
    )
    schema = {"code": pl.String, "commune_code": pl.String, "address": pl.String}
    frame = pl.DataFrame(list(rows), schema=schema, orient="row")
    return frame.with_columns(code=pl.when(pl.col("code") != "").then("code"))
