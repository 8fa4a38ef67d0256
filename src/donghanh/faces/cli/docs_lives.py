"""The page of life cycles: each dictionary of moves as a drawing and a table."""

from __future__ import annotations

from donghanh.engines.programmes.diagrams import diagram
from donghanh.faces.cli.docs_all_lives import all_lives
from donghanh.faces.cli.docs_tables import opening
from donghanh.kernel.lives import Life

SAYS = (
    "Every move of every life, drawn from the dictionaries in `engines/programmes/moves.py`, "
    "`engines/programmes/suspicions.py`, `engines/works/moves.py`, `engines/requests/moves.py`, "
    "`engines/supply/steps.py` (in the order that the lawbook gives a service) and "
    "`engines/conduct/moves.py`. A move "
    "that is not here does not exist; each one that is made is a row with who, when and why. What each role "
    "may do is [a page of its own](roles.md)."
)
WHAT = {
    "benefit": "One promised thing to one beneficiary (*suất*).",
    "draw": "A draw (*bốc thăm*) from the preparation of its entrants to the last prize.",
    "list": "A list of people (*danh sách*) that an approval freezes.",
    "report": "A report (*báo cáo*) from its issue to the director's signature.",
    "confirmation_round": "A round of questions to beneficiaries (*đợt hỏi*) by the company itself.",
    "confirmation_case": "What a beneficiary did not receive, or what does not work (*việc cần xử lý*).",
    "story": "A beneficiary's story for everybody (*chuyện kể*), with consent.",
    "suspicion": "Two records that look like one household (*nghi trùng*), and what a person says they are.",
    "order": "A work to be done somewhere for one subject (*lệnh công việc*).",
    "case": "One request of a customer (*yêu cầu*), whatever the channel, until the customer is content.",
    "supply_new_supply": "A new supply (*cấp điện mới*), from the application to the contract in force.",
    "supply_temporary_supply": "A supply for a time (*cấp điện ngắn hạn*), with its last day.",
    "supply_capacity": "Another capacity (*thay đổi công suất*), with a new meter where one is needed.",
    "supply_move": "A meter moved (*dời công tơ*), with an index on either side.",
    "supply_test": "A meter checked (*kiểm định công tơ*); outside its class a correction of bills follows.",
    "supply_transfer": "A contract that another customer takes over (*sang tên*); the two spans meet.",
    "supply_reconnection": "A supply that was cut is on again (*cấp điện trở lại*).",
    "supply_termination": "A contract that ends (*chấm dứt hợp đồng*), with its last bill.",
    "conduct_round": "A round of inspections of conduct (*đợt kiểm tra*), drawn by a committed seed.",
    "conduct_inspection": "An inspection of one place on one drawn day (*lượt kiểm tra*).",
    "conduct_finding": "An item that was not met (*thiếu sót*), with reply, correction and second look.",
    "visit": "One day on which a crew goes there (*lượt đến*).",
}


def page() -> str:
    """Write the page."""
    return "\n".join([opening(title="Life cycles", says=SAYS), *map(_section, all_lives())])


def _section(life: Life) -> str:
    return f"## {life.name}\n\n{WHAT.get(life.name, '')} {_ends(life)}\n\n{diagram(life=life)}"


def _ends(life: Life) -> str:
    ends = ", ".join(f"`{state}`" for state in life.final_states)
    return f"It ends in {ends}." if ends else "It has no end: every state may be left by a later move."
