"""Who gets how many when goods run short: by a stated rule, each row with its reason."""
