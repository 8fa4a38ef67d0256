"""A question for one bill as it comes in: texts of a command, an address or a form, not yet believed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """
    What was given, word for word; empty where nothing was.

    kwh              : "250"; or `register`, each "normal=100"
    from_on, to_on   : first and last day of the period; empty for the whole month that ends on `read_on`
    households       : "1.25"; or `tenants`, the number of people declared
    """

    category: str = ""
    kwh: str = ""
    register: tuple[str, ...] = ()
    read_on: str = ""
    from_on: str = ""
    to_on: str = ""
    households: str = ""
    quota_rounding: str = ""
    tenants: str = ""
    tenants_undeclared: bool = False
    voltage: str = ""
    cos_phi: str = ""
    relief: str = ""
    use: str = ""
    instrument: str = ""
