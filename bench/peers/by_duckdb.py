"""
Peer: DuckDB, one statement from read_parquet to COPY. `//` is used on integers only, and stays whole there.
"""

from pathlib import Path

import duckdb
from peers.price_lists import BENDS, TIMES, FlatLaw

from donghanh.adapters.rating_files import COMPRESSION, LEVEL

ALL = ("all", *TIMES)


class DuckDB:
    """The law as tables of a connection."""

    def __init__(self, law: FlatLaw) -> None:
        self.base = duckdb.connect()
        for name in ("lists", "reactive", "reliefs", "vat"):
            self.base.register(f"{name}_given", getattr(law, name).to_arrow())
            self.base.execute(f"CREATE TABLE {name} AS FROM {name}_given")
        self.changes = law.changes

    def part(self, part: Path, target: Path) -> None:
        """Rate one part."""
        self.base.execute(
            f"COPY ({self.statement(part)}) TO '{target / part.name}' "
            f"(FORMAT parquet, COMPRESSION {COMPRESSION}, COMPRESSION_LEVEL {LEVEL})"
        )

    def statement(self, part: Path) -> str:
        """TOTALS of wide bills."""
        kwh = ", ".join(f"coalesce(kwh_{name}, 0) AS kwh_{name}" for name in ALL)
        first, last = self._list_of("from_on"), self._list_of("until_on - 1")
        return f"""
WITH bills AS (
  SELECT * REPLACE ({kwh}, quota_quarters::BIGINT AS quota_quarters), {first} AS list, {last} AS last
  FROM read_parquet('{part}')),
short AS (
  SELECT bills.*, {_energy(4)} AS energy
  FROM bills JOIN lists USING (category, voltage, list) WHERE list = last),
cut AS (
  SELECT bills.* EXCLUDE list, unnest(range(list, last + 1)) AS list, until_on - from_on AS days
  FROM bills WHERE list < last),
parts AS (
  SELECT cut.*, lists.* EXCLUDE (category, voltage, list),
    least(until_on, end_on) - from_on AS upto, greatest(from_on, first_on) - from_on AS before
  FROM cut JOIN lists USING (category, voltage, list)),
shared AS (SELECT * REPLACE ({_shared()}), upto - before AS part FROM parts),
parted AS (SELECT bill, sum({_energy("(4 * days)", "part * ")})::BIGINT AS energy FROM shared GROUP BY bill),
priced AS (
  FROM short UNION ALL BY NAME SELECT bills.*, energy FROM bills JOIN parted USING (bill)),
{_CHARGED}
ORDER BY bill"""

    def _list_of(self, day: str) -> str:
        return "(" + " + ".join(f"({day} >= DATE '{one}')::BIGINT" for one in self.changes) + ")"


def half_up(numerator: str, denominator: str | int) -> str:
    """Half up on BIGINT."""
    return f"((2 * ({numerator}) + {denominator}) // (2 * {denominator}))"


def _energy(denominator: str | int, days: str = "") -> str:
    """First price for all, the rise of the price above each bend; times of use at their own."""
    told, limits = ["kwh_all * price"], "0"
    for number in range(1, BENDS + 1):
        limits += f" + {half_up(f'width_{number} * {days}quota_quarters', denominator)}"
        told.append(f"greatest(0, kwh_all - ({limits})) * bend_{number}")
    return " + ".join([*told, *(f"kwh_{time} * {time}" for time in TIMES)])


def _shared() -> str:
    """What was used up to a cut, less what was used before."""
    return ", ".join(
        f"{half_up(f'kwh_{name} * upto', 'days')} - {half_up(f'kwh_{name} * before', 'days')} AS kwh_{name}"
        for name in ALL
    )


_CHARGED = f"""
gross AS (
  SELECT priced.*, kwh_all + kwh_normal + kwh_peak + kwh_off_peak AS kwh,
    energy + {half_up("energy * coalesce(reactive.percent_hundredths, 0)", 10_000)} AS gross_amount
  FROM priced LEFT JOIN reactive ON priced.cos_phi_percent IS NOT NULL
    AND reactive.cos_phi_percent = least(greatest(priced.cos_phi_percent,
    (SELECT min(cos_phi_percent) FROM reactive)), (SELECT max(cos_phi_percent) FROM reactive))),
relieved AS (
  SELECT gross.*, {half_up("gross_amount * coalesce(CASE WHEN 4 * kwh > threshold_kwh * quota_quarters "
    "THEN percent_hundredths_above ELSE percent_hundredths END, 0)", 10_000)} AS relief_amount
  FROM gross LEFT JOIN reliefs ON gross.relief = reliefs.relief AND gross.category = reliefs.category),
taxed AS (
  SELECT relieved.*, gross_amount - relief_amount AS net_amount, vat.percent AS vat_percent,
    {half_up("(gross_amount - relief_amount) * vat.percent", 100)} AS vat_amount
  FROM relieved ASOF JOIN vat ON relieved.read_on >= vat.from_on)
SELECT bill, kwh, gross_amount, relief_amount, net_amount, vat_percent, vat_amount,
  net_amount + vat_amount AS total_amount
FROM taxed"""  # fmt: skip
