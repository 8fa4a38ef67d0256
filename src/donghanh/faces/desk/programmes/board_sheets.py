"""The board as sheets: the activities, the same by unit, and the days with a move."""

from __future__ import annotations

from django.utils.translation import gettext as _

from donghanh.adapters.spreadsheets.writing import Value, WrittenSheet
from donghanh.apps.programmes.queries.board import ActivityLine, Board, Figures
from donghanh.faces.design.figures import written_day
from donghanh.faces.desk.programmes import board_rows, board_times, wording
from donghanh.faces.desk.programmes.standing import Standing


def sheets(*, board: Board, standing: Standing) -> list[WrittenSheet]:
    """Lay the board out in three sheets; above each stands what it is, as of which day, for whom."""
    return [_activities(board, standing), _units(board, standing), _days(board, standing)]


def _notes(board: Board, standing: Standing) -> list[str]:
    as_of = _("Số liệu hết ngày %(day)s, phạm vi của %(name)s.")
    return [
        wording.said(board, "name"),
        as_of % {"day": written_day(board.as_of), "name": standing.actor.full_name},
    ]


def _figure_names() -> list[str]:
    return [
        _("Chỉ tiêu"), _("Đề cử"), _("Đã duyệt"), _("Đã trao"), _("Đã nhận"), _("Còn thiếu"),
        _("Suất quá hạn"), _("Tình trạng"), _("Vì sao"),
    ]  # fmt: skip


def _figures(figures: Figures, due_on: object) -> list[Value]:
    return [
        figures.target, figures.nominated, figures.approved, figures.delivered, figures.received,
        figures.missing, figures.late_count, wording.word(wording.STATUSES, figures.status),
        board_rows.why_told(figures=figures, due_on=due_on),
    ]  # fmt: skip


def _promising(board: Board) -> list[tuple[str, ActivityLine]]:
    return [
        (wording.said(programme, "name"), line)
        for programme in board.programmes
        for line in programme.activities
        if line.method != "measure"
    ]


def _activities(board: Board, standing: Standing) -> WrittenSheet:
    columns = [_("Chương trình"), _("Mục"), _("Hoạt động"), _("Đơn vị tính"), _("Hạn"), *_figure_names()]
    rows = [
        [name, line.row, wording.said(line, "name"), wording.said(line, "measured_in"), line.due_on,
         *_figures(line.figures, line.due_on)]
        for name, line in _promising(board)
    ]  # fmt: skip
    return WrittenSheet(_("Hoạt động"), columns, rows, _notes(board, standing))


def _units(board: Board, standing: Standing) -> WrittenSheet:
    columns = [_("Hoạt động"), _("Mã đơn vị"), _("Đơn vị"), _("Cơ sở của chỉ tiêu"), *_figure_names()]
    rows = [
        [wording.said(line, "name"), unit.unit_code, wording.said(unit, "unit_name"),
         wording.word(wording.BASES, unit.basis), *_figures(unit.figures, line.due_on)]
        for _name, line in _promising(board)
        for unit in line.units
    ]  # fmt: skip
    return WrittenSheet(_("Theo đơn vị"), columns, rows, _notes(board, standing))


def _days(board: Board, standing: Standing) -> WrittenSheet:
    columns = [_("Ngày"), _("Hoạt động"), _("Đề cử"), _("Đã duyệt"), _("Đã trao"), _("Đã nhận")]
    rows = [[row["on"], row["name"], *row["figures"]] for row in board_times.day_rows(board=board)]
    return WrittenSheet(_("Theo ngày"), columns, rows, _notes(board, standing))
