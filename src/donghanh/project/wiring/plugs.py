"""Which adapter, job or rule stands behind which port."""


def plug_in() -> None:
    """Fill the ports of every app; called once, when Django is ready."""
    from donghanh.apps.customers import ports as customers
    from donghanh.apps.evidence import ports as evidence
    from donghanh.apps.programmes.queries.sight import may_see_reference
    from donghanh.faces.jobs.customers import queue_import
    from donghanh.faces.jobs.story import queue_play
    from donghanh.faces.story import ports as story

    customers.plug(queue_import=queue_import)
    story.plug(queue_play=queue_play)
    evidence.plug_sight(prefix="benefit", may_see=may_see_reference)
