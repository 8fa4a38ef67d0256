"""Acts on the programmes: each one transaction and one audit row, keywords only."""
