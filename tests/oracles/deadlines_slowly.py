"""
The slow, obvious twin of deadlines: a clock that ticks minute by minute.

Shares no line with the engine. `works` says of a day which minutes are worked: [(from minute, until minute)].
Instants are whole minutes of the office's own clock, without zone.
"""

from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


def is_worked(works, at):
    minute = at.hour * 60 + at.minute
    return any(start <= minute < until for start, until in works(at.date()))


def is_in_pause(pauses, at):
    return any(start <= at < until for start, until in pauses)


def due_slowly(works, clock, start, pauses):
    """The due time and the minutes that pauses gave back."""
    kind, amount = clock
    counts = (lambda at: is_worked(works, at)) if kind.startswith("working") else (lambda at: True)
    if kind == "working_days":
        day, left = start.date(), amount
        while left:
            day += timedelta(days=1)
            left -= 1 if works(day) else 0
        closes = works(day)[-1][1]
        end = datetime(day.year, day.month, day.day) + MINUTE * closes
        minutes, at = 0, start
        while at < end:
            minutes += 1 if counts(at) else 0
            at += MINUTE
    else:
        minutes = amount * {"working_hours": 60, "hours": 60, "calendar_days": 1440, "immediate": 0}[kind]
    return ticked(counts, start, minutes, pauses)


def ticked(counts, start, minutes, pauses):
    """Let minutes run that count and are not paused; answer when they have run, and the paused between."""
    at, given, reached = start, 0, start
    while minutes:
        if counts(at):
            if is_in_pause(pauses, at):
                given += 1
            else:
                minutes -= 1
                reached = at + MINUTE
        at += MINUTE
    return reached, given
