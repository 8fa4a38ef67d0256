"""Questions about the programmes, answered with plain values and scoped to who asks."""
