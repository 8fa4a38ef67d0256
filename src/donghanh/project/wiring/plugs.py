"""Which adapter or job stands behind which port."""


def plug_in() -> None:
    """Fill the ports of every app; called once, when Django is ready."""
    from donghanh.apps.customers import ports as customers
    from donghanh.faces.jobs.customers import queue_import

    customers.plug(queue_import=queue_import)
