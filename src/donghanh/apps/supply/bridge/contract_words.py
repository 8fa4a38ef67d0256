"""The words of a supply's contract: the lawbook's text of the day, filled with the request's own figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from donghanh.apps.organisation.queries import commune_names
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply.contract_values import ContractFigures
from donghanh.lawbook.contract_texts import ContractText, Named, Paragraph, Section, cites_on
from donghanh.lawbook.invoice_series import seller
from donghanh.lawbook.payment_terms import payment_term

Both = dict[str, str]
NOTE = {
    "vi": "Lời văn của hợp đồng do phần mềm đề xuất, chờ công ty xác nhận hoặc thay bằng mẫu của công ty.",
    "en": "The wording of this contract is proposed by the software, for the company to confirm or replace.",
}


def contract_words(
    *, text: ContractText, held: CaseHeld, figures: ContractFigures, told: dict[str, str], day: date
) -> dict[str, Any]:
    """
    Fill the text of a contract.

    told : facts of the steps that were taken, by code
    """
    rows = {
        "": [], "parties": _parties(held), "supply_point": _supply_point(held, told),
        "use": _use(text, figures),
    }  # fmt: skip
    return {
        "title": _both(text.vi, text.en), "number": figures.number, "made_on": f"{day:%d/%m/%Y}",
        "note": _both("", "") if text.source.is_confirmed else NOTE,
        "sections": [_section(one, rows[one.shows], day) for one in text.sections],
    }  # fmt: skip


def supply_address(*, held: CaseHeld) -> str:
    """Where the supply is asked for."""
    return str(held.fields.get("supply_address") or held.address)


def _section(section: Section, rows: list[dict[str, Both]], day: date) -> dict[str, Any]:
    paragraphs = [_paragraph(one, day) for one in section.paragraphs]
    return {"heading": _both(section.vi, section.en), "rows": rows, "paragraphs": paragraphs}


def _paragraph(paragraph: Paragraph, day: date) -> dict[str, Any]:
    facts = {"payment_days": payment_term(on=day).days}
    cites = [
        {"vi": one.vi, "en": one.en, "is_confirmed": one.source.is_confirmed}
        for one in cites_on(paragraph=paragraph, day=day)
    ]
    return {"text": _both(paragraph.vi.format(**facts), paragraph.en.format(**facts)), "cites": cites}


def _parties(held: CaseHeld) -> list[dict[str, Both]]:
    company = seller()
    commune = commune_names().get(held.commune_code, "")
    return [
        _row("Bên bán điện", "Seller", company.name),
        _row("Mã số thuế, địa chỉ", "Tax code, address", f"{company.tax_code}, {company.address}"),
        _row("Bên mua điện", "Buyer", held.name),
        _row("Địa chỉ", "Address", ", ".join(one for one in (held.address, commune) if one) or "–"),
        _row("Điện thoại", "Telephone", held.phone),
    ]


def _supply_point(held: CaseHeld, told: dict[str, str]) -> list[dict[str, Both]]:
    commune = commune_names().get(held.commune_code, "")
    place = ", ".join(one for one in (supply_address(held=held), commune) if one)
    rows = [
        _row("Địa chỉ dùng điện", "Address of the supply", place),
        _row("Số hộ dùng chung", "Households that share it", str(held.fields.get("households") or "1")),
        _row("Theo yêu cầu", "After request", held.code),
    ]
    if told.get("plan"):
        rows.append(_row("Phương án cấp điện", "Plan of the supply", told["plan"]))
    if told.get("amount_dong"):
        amount = f"{int(told['amount_dong']):,}".replace(",", ".")
        rows.append(_row("Khách hàng phải trả", "The customer pays", f"{amount} đồng"))
    return rows


def _use(text: ContractText, figures: ContractFigures) -> list[dict[str, Both]]:
    price = _named(text.price_categories, figures.price_category)
    voltage = _named(text.voltages, figures.voltage)
    capacity = f"{figures.capacity_kw.replace('.', ',')} kW"
    return [
        {"name": _both("Mục đích dùng điện", "Purpose"), "value": dict(text.purpose)},
        {"name": _both("Nhóm giá", "Price category"), "value": _both(price.vi, price.en)},
        {"name": _both("Điện áp", "Voltage"), "value": _both(voltage.vi, voltage.en)},
        _row("Công suất đăng ký", "Registered capacity", capacity),
    ]


def _named(known: tuple[Named, ...], code: str) -> Named:
    return next(one for one in known if one.code == code)


def _row(vi: str, en: str, value: str) -> dict[str, Both]:
    return {"name": _both(vi, en), "value": _both(value, value)}


def _both(vi: str, en: str) -> Both:
    return {"vi": vi, "en": en}
