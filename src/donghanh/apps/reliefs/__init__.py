"""Who is owed a reduction: orders of localities, uses of sites, evidence, standings, certificates."""
