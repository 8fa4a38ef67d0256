"""The facts of a small report: two units, a promise that is late, goods without shares, a measure."""

from __future__ import annotations

from typing import Any

DIGEST = "b1dfb25956421e894a14a6e2cb12bac7dd27fde1024318cc2b8a7c0b0088d62f"
LIST_DIGEST = "ae" * 32
COUNTED = "c0" * 32
NOTHING = {"nominated": 0, "approved": 0, "delivered": 0, "received": 0, "late_count": 0}


def line(**figures: Any) -> dict[str, Any]:
    plain = {"target": None, **NOTHING, "missing": None, "days_left": 43, "status": "on_course", "why": ""}
    return plain | figures


def unit(code: str, name: str, **figures: Any) -> dict[str, Any]:
    named = {"unit_code": code, "unit_name_vi": name, "unit_name_en": f"{name} unit", "basis": "proposed"}
    return named | line(**figures)


def activity(
    code: str, row: str, name: str, *, units: list[dict[str, Any]], **figures: Any
) -> dict[str, Any]:
    return {
        "code": code,
        "row": row,
        "name_vi": name,
        "name_en": f"{name} in English",
        "short_vi": "",
        "short_en": "",
        "method": "nomination",
        "measured_in_vi": "hộ gia đình",
        "measured_in_en": "households",
        "due_on": "2022-01-31",
        "fed_by_vi": "",
        "fed_by_en": "",
        "counted_digest": COUNTED,
        "lists_digests": [],
        "units": units,
        **line(**figures),
    }


def repairs(name: str = "Sửa chữa điện") -> dict[str, Any]:
    units = [
        unit(
            "PA01ND",
            "Điện lực Thành phố Nam Định",
            target=10,
            nominated=12,
            approved=9,
            delivered=11,
            missing=0,
            status="reached",
        ),
        unit(
            "PA01XT",
            "Điện lực Xuân Trường",
            target=4_321,
            nominated=3,
            approved=2,
            delivered=1,
            missing=4_320,
            late_count=2,
            status="late",
            why="benefit-overdue",
        ),
    ]
    whole = {
        "target": 4_331,
        "nominated": 15,
        "approved": 11,
        "delivered": 12,
        "missing": 4_319,
        "late_count": 2,
        "status": "late",
        "why": "benefit-overdue",
    }
    return activity("household-repairs", "M18", name, units=units, **whole) | {"lists_digests": [LIST_DIGEST]}


def masks() -> dict[str, Any]:
    units = [
        unit(
            "PA01ND",
            "Điện lực Thành phố Nam Định",
            approved=3_000,
            nominated=3_000,
            status="no_target",
            basis="",
        ),
        unit("", "", target=20_000, status="untold", basis="") | {"unit_name_en": ""},
    ]
    whole = {
        "target": 20_000,
        "nominated": 3_000,
        "approved": 3_000,
        "missing": 20_000,
        "status": "at_risk",
        "why": "pace",
    }
    return activity("masks", "M20", "Khẩu trang", units=units, **whole)


def measure() -> dict[str, Any]:
    told = {"method": "measure", "fed_by_vi": "Giờ thao tác thực tế", "fed_by_en": "Recorded switching times"}
    return activity("announced-times", "M5", "Đúng giờ đã báo", units=[], status="no_target") | told


def report_facts(*, repairs_name: str = "Sửa chữa điện", approver: str = "Trần Thị Duyệt") -> dict[str, Any]:
    """Facts as `apps.programmes.queries.reports.report_facts` gives them."""
    return {
        "format": "donghanh-programme-report-1",
        "campaign": {
            "code": "tri-an-2021",
            "name_vi": "Tháng Tri ân",
            "name_en": "Appreciation months",
            "motto_vi": "Đồng hành",
            "motto_en": "At your side",
            "from_on": "2021-12-01",
            "until_on": "2022-02-01",
            "template_digest": "00" * 32,
        },
        "as_of": "2021-12-20",
        "scope": [],
        "issuer": [
            {
                "code": "EVNNPC",
                "name_vi": "Tổng công ty Điện lực miền Bắc",
                "name_en": "Northern Power Corporation",
            },
            {"code": "PA01", "name_vi": "Công ty Điện lực Nam Định", "name_en": "Nam Định Power Company"},
            {"code": "PA01-KD", "name_vi": "Phòng Kinh doanh", "name_en": "Business Department"},
        ],
        "programmes": [
            {"code": "supply", "name_vi": "Cung ứng điện", "name_en": "Supply", "activities": [measure()]},
            {
                "code": "welfare",
                "name_vi": "An sinh",
                "name_en": "Welfare",
                "activities": [repairs(repairs_name), masks()],
            },
        ],
        "tiles": [
            {
                "unit_code": code,
                "name_vi": name,
                "name_en": name,
                "row": row,
                "column": 0,
                "status": status,
                "late": 0,
                "at_risk": 0,
                "reached": 1,
                "activities": 1,
            }
            for row, (code, name, status) in enumerate(
                [("PA01ND", "Nam Định", "reached"), ("PA01XT", "Xuân Trường", "late")]
            )
        ],
        "lists": [
            {
                "activity_code": "household-repairs",
                "activity_vi": repairs_name,
                "activity_en": repairs_name,
                "number": 1,
                "unit_code": "",
                "row_count": 11,
                "digest": LIST_DIGEST,
                "approved_by": approver,
                "approved_at": "2021-12-06T09:00:00+07:00",
            }
        ],
        "draws": [
            {
                "activity_code": "draw",
                "activity_vi": "Bốc thăm trực tuyến",
                "activity_en": "On-line draw",
                "number": 1,
                "method": "sha256",
                "state": "committed",
                "draw_on": "2022-01-05",
                "entrants": 1_234,
                "merkle_root": "ab" * 32,
                "proof_digest": "",
            }
        ],
        "budget": [
            {
                "code": "gifts",
                "activity_code": "masks",
                "name_vi": "Khẩu trang",
                "name_en": "Masks",
                "amount_dong": None,
                "status": "to_be_confirmed",
            },
            {
                "code": "wire",
                "activity_code": "household-repairs",
                "name_vi": "Dây dẫn",
                "name_en": "Wire",
                "amount_dong": 45_600_000,
                "status": "confirmed",
            },
        ],
    }


EFFECT_DIGESTS = {"households": "d1" * 32, "sample": "d2" * 32, "goods": "d3" * 32, "pictures": "d4" * 32}
MONEY_DIGEST = "d5" * 32


def effects() -> dict[str, Any]:
    """Every source of the effect filled."""
    asked = answers(drawn=40, answered=31, satisfied=30, missing=1)
    few = answers(drawn=3, answered=2, satisfied=2, missing=0, share=None)
    whole = answers(drawn=43, answered=33, satisfied=32, missing=1)
    return {
        "households": {
            "classes": [{"class": "poor", "count": 1_234}, {"class": "policy", "count": 6}],
            "count": 1_240,
            "communes": 7,
            "digest": EFFECT_DIGESTS["households"],
        },
        "confirmations": {
            **whole,
            "rounds": 1,
            "open_rounds": 0,
            "least_answers": 5,
            "satisfied_from": 4,
            "activities": [
                {"code": "masks", "name_vi": "Khẩu trang", "name_en": "Masks", **asked},
                {"code": "tablets", "name_vi": "Máy tính bảng", "name_en": "Tablets", **few},
            ],
            "digest": EFFECT_DIGESTS["sample"],
        },
        "goods": {
            "items": [
                item("mask", "Khẩu trang", "Masks", (20_000, 7_900, 60, 30, 11_995, 15)),
                item("gift", "Phần quà", "Gifts", (50, 8, 0, 0, 40, 0)),
            ],
            "digest": EFFECT_DIGESTS["goods"],
        },
        "pictures": [
            {
                "number": number,
                "story": number,
                "caption_vi": f"Trao quà tại xã, ảnh {number}",
                "caption_en": f"Gifts in a commune, picture {number}",
                "sha256": "ab" * 32,
                "on": "2021-12-19",
            }
            for number in range(1, 9)
        ],
        "pictures_digest": EFFECT_DIGESTS["pictures"],
    }


def answers(
    *,
    drawn: int,
    answered: int,
    satisfied: int,
    missing: int,
    share: tuple[int, int, int] | None = (9677, 8330, 9940),
) -> dict[str, Any]:
    bp, low, high = share or (None, None, None)
    return {
        "delivered": 200, "sampled": drawn, "answered": answered, "satisfied": satisfied,
        "not_received": missing, "response_bp": 10_000 * answered // drawn, "satisfied_bp": bp, "low_bp": low,
        "high_bp": high, "is_too_few": share is None,
    }  # fmt: skip


def item(code: str, vi: str, en: str, counts: tuple[int, ...], *, differences: int = 0) -> dict[str, Any]:
    names = ("received", "in_warehouses", "in_transit", "with_carriers", "handed_over", "written_off")
    return {
        "code": code, "name_vi": vi, "name_en": en, "unit_vi": "cái", "unit_en": "pieces",
        **dict(zip(names, counts, strict=True)), "confirmed": counts[4], "awaiting": 0,
        "differences": differences,
    }  # fmt: skip


def money() -> dict[str, Any]:
    """Two units spent on repairs, nobody on masks; one budget is known."""
    units = [
        spent("PA01ND", "Điện lực Thành phố Nam Định", 11_000_000, 11),
        spent("PA01XT", "Điện lực Xuân Trường", 2_500_001, 1),
    ]
    return {
        "budget_dong": None,
        "spent_dong": 13_500_001,
        "entry_count": 4,
        "digest": MONEY_DIGEST,
        "activities": [
            {
                "code": "household-repairs", "row": "M18", "name_vi": "Sửa chữa điện", "name_en": "Repairs",
                "measured_in_vi": "hộ gia đình", "measured_in_en": "households", "budget_dong": 45_600_000,
                "spent_dong": 13_500_001, "entry_count": 4, "delivered": 12, "cost_per_dong": 1_125_000,
                "digest": MONEY_DIGEST, "units": units,
            },
            {
                "code": "masks", "row": "M20", "name_vi": "Khẩu trang", "name_en": "Masks",
                "measured_in_vi": "khẩu trang", "measured_in_en": "masks", "budget_dong": None,
                "spent_dong": None, "entry_count": 0, "delivered": 0, "cost_per_dong": None,
                "digest": MONEY_DIGEST, "units": [],
            },
        ],
    }  # fmt: skip


def spent(code: str, name: str, amount: int, delivered: int) -> dict[str, Any]:
    return {
        "unit_code": code, "unit_name_vi": name, "unit_name_en": name, "spent_dong": amount,
        "entry_count": 2, "delivered": delivered, "cost_per_dong": amount // delivered,
    }  # fmt: skip


def full_facts() -> dict[str, Any]:
    """The small report with effect and money filled."""
    return report_facts() | {"effects": effects(), "money": money()}
