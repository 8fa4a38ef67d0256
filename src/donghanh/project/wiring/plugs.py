"""Which adapter or job stands behind which port."""


def plug_in() -> None:
    """Fill the ports of every app; called once, when Django is ready."""
