"""
Duplicates: 50,000 nominations against 600,000 customers of the synthetic province; the truth is known.

Half of the nominations are customers written by another hand; the others are relatives of one house and
telephone, twins by name, neighbours and strangers (`donghanh.world.renominations`, which knows nothing of
the engine). First the engine must find what its slow twin finds on a sample. Then recall and precision
(limits: 0.98 each), and the time of the search against the bare candidate join that it stands on (limit: 3
times). Keys are made at intake and stored; their time is printed by itself. Beside it:

  splink 5          on duckdb, the same keys and the same candidates, trained without labels (u by sampling,
                    m by expectation maximisation), on a sample of the nominations, its threshold chosen with
                    the truth in hand
  rapidfuzz alone   `cdist` of the cleaned names of everybody in one commune, on a sample, its threshold
                    chosen with the truth in hand: more than a real search could do
"""

import argparse
import logging
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
from common import best_of, close, insist_equal, rows_against
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from donghanh.engines.matching.candidates import candidates
from donghanh.engines.matching.keys import keys_of
from donghanh.engines.matching.pairs import find_pairs
from donghanh.engines.matching.people import PEOPLE
from donghanh.engines.matching.reasons import LEAST
from donghanh.world.province import World
from donghanh.world.renominations import nominated_again

sys.path.append(str(Path(__file__).parents[1]))
from tests.oracles.matching_twin import find_pairs_slowly

LEAST_SHARE, LIMIT = 0.98, 3.0
TWIN_SAMPLE = 60
MARKS = np.arange(0.80, 1.0001, 0.01)


def register(world: World, count: int) -> pl.DataFrame:
    """All customers of the world: households, firms and public bodies."""
    return pl.concat([chunk.customers for chunk in world.chunks(until=count)])


def as_people(customers: pl.DataFrame) -> pl.DataFrame:
    """Customers as the engine takes them."""
    return customers.select(
        "name", "address", "commune_code", "phone", person_id="code", customer_code="code"
    ).select(PEOPLE.schema.names())


def judged(found: pl.DataFrame, truth: pl.DataFrame) -> tuple[float, float]:
    """Recall and precision of pairs (left_id, right_id) against the truth of the same columns."""
    right = found.select("left_id", "right_id").join(truth, on=["left_id", "right_id"], how="semi").height
    return right / max(truth.height, 1), right / max(found.height, 1)


def best_mark(scored: pl.DataFrame, truth: pl.DataFrame, marks: list[float]) -> tuple[float, float, float]:
    """The mark (of column `mark`) from which on recall and precision together are best (F1), and both."""
    tried = [(mark, *judged(scored.filter(pl.col("mark") >= mark), truth)) for mark in marks]
    return max(tried, key=lambda one: 2 * one[1] * one[2] / max(one[1] + one[2], 1e-9))


def by_rapidfuzz(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Jaro-Winkler of the folded names of everybody in one commune; pairs from the least mark on."""
    parts = []
    customers = right.partition_by("commune_code", as_dict=True)
    for key, here in left.drop_nulls("commune_code").partition_by("commune_code", as_dict=True).items():
        there = customers.get(key)
        if there is None:
            continue
        marks = process.cdist(
            here["name_key"].to_list(),
            there["name_key"].to_list(),
            scorer=JaroWinkler.similarity,
            dtype=np.float32,
        )
        rows, columns = np.nonzero(marks >= MARKS[0])
        parts.append(
            pl.DataFrame(
                {
                    "left_id": here["person_id"][rows],
                    "right_id": there["person_id"][columns],
                    "mark": marks[rows, columns].astype(np.float64),
                }
            )
        )
    return pl.concat(parts)


def by_splink(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Splink's own model on our folded columns, trained without labels."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as cl

    columns = ["person_id", "name_key", "words_key", "phone_key", "commune_code", "blocks"]
    given = pl.col("name_key").str.extract(r"(\S+)$").alias("given")
    surname = pl.col("name_key").str.extract(r"^(\S+)").alias("surname")
    address = pl.concat_str("house_key", "place_key", separator=" ", ignore_nulls=True).replace("", None)
    frames = [
        frame.select(*columns, given, surname, address=address).rename({"person_id": "unique_id"}).to_pandas()
        for frame in (left, right)
    ]
    rules = [block_on("blocks", arrays_to_explode=["blocks"])]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name_key", [0.95, 0.88]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("words_key").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("phone_key", 1),
            cl.JaroWinklerAtThresholds("address", [0.9]),
            cl.ExactMatch("commune_code"),
        ],
        blocking_rules_to_generate_predictions=rules,
    )
    api = DuckDBAPI()
    linker = Linker([api.register(frames[0]), api.register(frames[1])], settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("phone_key", "words_key")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone_key"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("commune_code", "words_key"))
    predicted = pl.from_pandas(linker.inference.predict(threshold_match_weight=-5).as_pandas_dataframe())
    is_left = pl.col("unique_id_l").str.starts_with("N")
    return predicted.select(
        left_id=pl.when(is_left).then("unique_id_l").otherwise("unique_id_r"),
        right_id=pl.when(is_left).then("unique_id_r").otherwise("unique_id_l"),
        mark="match_weight",
    )


def insist_on_the_twin(left: pl.DataFrame, right: pl.DataFrame, truth: pl.DataFrame) -> None:
    """The first nominations with their own customers and as many others: the slow twin finds the same."""
    few = left.head(TWIN_SAMPLE)
    meant = truth.join(few, left_on="left_id", right_on="person_id", how="semi")["right_id"]
    there = pl.concat([right.filter(pl.col("person_id").is_in(meant.implode())), right.head(1_000)])
    there = there.unique("person_id", maintain_order=True)
    insist_equal(
        answers={
            "slow twin": find_pairs_slowly(left=few, right=there, least_score=LEAST),
            "ours": find_pairs(left=few, right=there).rows(),
        }
    )


def timed(work: Callable[[], pl.DataFrame]) -> tuple[pl.DataFrame, float, float]:
    """The answer, seconds of the processor, seconds by the clock."""
    processor, clock = time.process_time(), time.perf_counter()
    answer = work()
    return answer, time.process_time() - processor, time.perf_counter() - clock


def print_judgements(rows: list[tuple[str, float, float, float, float]]) -> None:
    """Who finds how much, and what it costs."""
    print(f"\n{'search':<44}  recall  precision  processor s  clock s")
    for name, recall, precision, processor, clock in rows:
        print(f"{name:<44}  {recall:6.4f}  {precision:9.4f}  {processor:11.2f}  {clock:7.2f}")


def others(
    left: pl.DataFrame, right: pl.DataFrame, truth: pl.DataFrame, sample: int
) -> list[tuple[str, float, float, float, float]]:
    """Splink and rapidfuzz alone, each at its best mark, and ours, on the first `sample` nominations."""
    few = left.head(sample)
    few_truth = truth.join(few, left_on="left_id", right_on="person_id", how="semi")
    ours, *ours_cost = timed(lambda: find_pairs(left=few, right=right))
    alone, *alone_cost = timed(lambda: by_rapidfuzz(few, right))
    mark, *quality = best_mark(alone, few_truth, MARKS.tolist())
    scored, *splink_cost = timed(lambda: by_splink(few, right))
    weight, *splink_quality = best_mark(scored, few_truth, [float(one) for one in range(-5, 31)])
    named = f"{few.height:,} nominations"
    return [
        (f"splink 5 from weight {weight:.0f}, {named}", *splink_quality, *splink_cost),
        (f"rapidfuzz alone from {mark:.2f}, {named}", *quality, *alone_cost),
        (f"ours, {named}", *judged(ours, few_truth), *ours_cost),
    ]


def options() -> argparse.Namespace:
    """What the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    asked.add_argument("--nominations", type=int, default=50_000)
    asked.add_argument("--customers", type=int, default=600_000)
    asked.add_argument("--sample", type=int, default=5_000, help="nominations for splink and rapidfuzz")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--seed", type=int, default=2021)
    return asked.parse_args()


def lists(*, count: int, customers: int, seed: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Nominations and customers with their keys, and the true pairs."""
    world = World(customers=customers, seed=seed)
    everybody = register(world, customers)
    households = everybody.filter(pl.col("kind") == "household")
    nominations = nominated_again(seed=seed, places=world.places, customers=households, count=count)
    right, of_right, _ = timed(lambda: keys_of(people=as_people(everybody)))
    left, of_left, _ = timed(lambda: keys_of(people=nominations.select(PEOPLE.schema.names())))
    truth = nominations.drop_nulls("same_as").select(left_id="person_id", right_id="same_as")
    print(f"{left.height:,} nominations, {right.height:,} customers, {truth.height:,} of them written again")
    print(f"keys at intake, processor: nominations {of_left:.2f} s, customers {of_right:.2f} s")
    return left, right, truth


def main() -> int:
    """Make the lists, insist on the twin, judge and time."""
    given = options()
    left, right, truth = lists(count=given.nominations, customers=given.customers, seed=given.seed)
    insist_on_the_twin(left, right, truth)

    found, *cost = timed(lambda: find_pairs(left=left, right=right))
    recall, precision = judged(found, truth)
    met = candidates(left=left, right=right)
    print(f"{met.height:,} candidates, {found.height:,} pairs found from {LEAST} points on")
    contestants = {
        "candidate join": lambda: candidates(left=left, right=right),
        "ours": lambda: find_pairs(left=left, right=right),
    }
    processor = best_of(contestants=contestants, rounds=given.rounds, clock=time.process_time)
    by_clock = best_of(contestants=contestants, rounds=given.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print_judgements(
        [
            (f"ours, {left.height:,} nominations", recall, precision, *cost),
            *others(left, right, truth, given.sample),
        ]
    )
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"peak memory: {peak:.2f} GiB with the making of the lists, {whole:.2f} GiB with splink and rapidfuzz"
    )
    code = close(
        title="processor seconds, keys stored",
        rows=rows_against(seconds=processor, base="candidate join", limits={"ours": LIMIT}),
    )
    close(title="by the clock", rows=rows_against(seconds=by_clock, base="candidate join", limits={}))
    verdict = recall >= LEAST_SHARE and precision >= LEAST_SHARE
    said = "yes" if verdict else "NO"
    print(f"\nrecall {recall:.4f} and precision {precision:.4f}, at least {LEAST_SHARE}: {said}")
    return code if verdict else 1


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    warnings.filterwarnings("ignore")
    sys.exit(main())
