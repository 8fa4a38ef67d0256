"""The billing law on the desk: its releases, what each changes, a proposal, its publication, its cost."""
