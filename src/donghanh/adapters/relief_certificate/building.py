"""Makes the folder of a certificate: lists with tokens in place of codes, and the manifest over all of it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from donghanh.adapters.relief_certificate.recomputing import Bases, no_bases, recompute, write_releases
from donghanh.adapters.relief_certificate.shape import (
    FILES,
    FORMAT,
    LAW,
    MANIFEST,
    README,
    RELEASES,
    NotACertificate,
    totals_of,
    write_list,
)
from donghanh.adapters.whole_files import WouldOverwrite, write_whole_folder
from donghanh.engines.reliefs import Equation, certify
from donghanh.lawbook.documents import parse_document
from donghanh.lawbook.reliefs import frame_of_documents

COUNTS = (
    "entitled_count", "paid_count", "paid_entitled_count", "excused_count", "omitted_count",
    "unentitled_count", "unchecked_count", "paid_amount",
)  # fmt: skip
TEXT = """\
Chứng nhận giảm giá điện / Certificate of a price reduction

owed.csv     khách hàng được giảm / who is entitled
paid.csv     khách hàng đã được giảm trên hóa đơn / who was given the reduction
excused.csv  được giảm nhưng chưa giảm, kèm lý do / entitled, not given yet, and why
refused.csv  số khách hàng không được giảm theo từng lý do / who is not entitled, counted by reason
totals.csv   tổng theo điện lực, nhóm giá, nhóm giảm / totals by unit, price group and group of the round
law.yaml     văn bản quy định dùng để tính / the rule by which the amounts are computed
bills.csv, usage.csv, quotas.csv
             hóa đơn để tính lại mức giảm theo giá khác hoặc theo bậc / bills from which reductions by other
             prices or by tiers are computed anew
releases.json
             biểu giá đã dùng cho các hóa đơn đó / the laws by which these bills were rated

Mã khách hàng được thay bằng token = HMAC-SHA256(khóa, mã). Khóa nằm ở công ty, không ở trong thư mục này.
Customer codes are replaced by token = HMAC-SHA256(key, code). The company keeps the key; it is not here.

Kiểm tra / Check: donghanh relief verify DIR
"""


def token_of(*, key: bytes, code: str) -> str:
    """
    Make the token that stands for a customer: nobody makes it, or undoes it, without the key.

    >>> token_of(key=b"k", code="PA01ND0000001")[:8]
    '7080cfce'
    """
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()


def build_certificate(
    *, relief_round: str, month: date, made_on: date, law_text: str, key: bytes, owed: pl.DataFrame,
    paid: pl.DataFrame, excused: pl.DataFrame, refused: pl.DataFrame, bases: Bases | None = None,
) -> tuple[dict[str, bytes], Equation]:  # fmt: skip
    """
    Make the files of a certificate, whether or not it holds; the manifest says which.

    law_text : the document of the round, by which amounts are computed
    key      : of the tokens; kept by the company
    owed, paid, excused, refused : as `apps.reliefs.queries.Sides` describes them
    bases    : from what reductions by other prices or by tiers are computed; null when there are none
    returns  : content by name of file; the equation with its findings, by token
    raises   : CannotRecompute
    """
    by_token = {"owed.csv": owed, "paid.csv": paid, "excused.csv": excused}
    lists = {name: _tokens(frame, key) for name, frame in by_token.items()}
    reliefs, _ = frame_of_documents([parse_document(text=law_text, path=Path(LAW))])
    hidden = _hidden(bases or no_bases(), key)
    equation = equation_of(lists, reliefs, hidden)
    files = {name: write_list(name, frame) for name, frame in lists.items()}
    files["refused.csv"] = write_list("refused.csv", refused)
    files["totals.csv"] = write_list("totals.csv", totals_of(lists["paid.csv"]))
    files |= _basis_files(hidden)
    files[LAW], files[README] = law_text.encode(), TEXT.encode()
    manifest = {
        "format": FORMAT, "round": relief_round, "month": f"{month:%Y-%m}", "made_on": made_on.isoformat(),
        "holds": equation.holds, "equation": counts_of(equation),
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(FILES)},
    }  # fmt: skip
    files[MANIFEST] = written(manifest)
    return files, equation


def equation_of(lists: Mapping[str, pl.DataFrame], reliefs: pl.DataFrame, bases: Bases) -> Equation:
    """
    Hold the lists of a certificate against each other, tokens in the place of codes.

    raises : CannotRecompute
    """
    owed, paid, excused = (
        lists[name].rename({"token": "code"}) for name in ("owed.csv", "paid.csv", "excused.csv")
    )
    again = recompute(bases, reliefs)
    return certify(owed=owed, paid=paid, excused=excused, reliefs=reliefs, recomputed=again)


def counts_of(equation: Equation) -> dict[str, int]:
    """The numbers of the equation, as the manifest says them."""
    return {name: getattr(equation, name) for name in COUNTS}


def written(manifest: Mapping[str, Any]) -> bytes:
    """Write the manifest in its one spelling."""
    return (json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def write_certificate(*, files: Mapping[str, bytes], folder: Path) -> str:
    """
    Write a certificate as a folder that is new or empty; answers its digest, the SHA-256 of its manifest.

    The folder is there with all files or not at all.

    raises : NotACertificate, when something stands there already; OSError
    """
    try:
        write_whole_folder(folder=folder, files=files)
    except WouldOverwrite as reason:
        raise NotACertificate(str(reason)) from reason
    return hashlib.sha256(files[MANIFEST]).hexdigest()


def _hidden(bases: Bases, key: bytes) -> Bases:
    """The same bills under tokens, counted from 1 in their order: the company's numbers stay at home."""
    tokens = _tokens(bases.bills, key).rename({"token": "code"})
    bills = tokens.sort("code", "from_on", "category", "bill").with_row_index("number", offset=1)
    number = bills.select("bill", pl.col("number").cast(pl.Int64))
    usage, quotas = (
        frame.join(number, on="bill").with_columns(bill="number").select(frame.columns)
        for frame in (bases.usage, bases.quotas)
    )
    told = bills.with_columns(bill=pl.col("number").cast(pl.Int64)).drop("number")
    return Bases(told, usage, quotas, bases.releases)


def _basis_files(bases: Bases) -> dict[str, bytes]:
    return {
        "bills.csv": write_list("bills.csv", bases.bills.rename({"code": "token"})),
        "usage.csv": write_list("usage.csv", bases.usage),
        "quotas.csv": write_list("quotas.csv", bases.quotas),
        RELEASES: write_releases(bases.releases),
    }


def _tokens(frame: pl.DataFrame, key: bytes) -> pl.DataFrame:
    tokens = pl.Series("token", [token_of(key=key, code=code) for code in frame["code"]], dtype=pl.String)
    return frame.drop("code").with_columns(tokens)
