"""Which adapter, job or rule stands behind which port."""


def plug_in() -> None:
    """Fill the ports of every app; called once, when Django is ready."""
    from donghanh.apps.customers import ports as customers
    from donghanh.apps.evidence import ports as evidence
    from donghanh.apps.programmes.queries.costs import may_see_cost
    from donghanh.apps.programmes.queries.sight import may_see_reference
    from donghanh.faces.jobs.customers import queue_import

    customers.plug(queue_import=queue_import)
    evidence.plug_sight(prefix="benefit", may_see=may_see_reference)
    evidence.plug_sight(prefix="cost", may_see=may_see_cost)
