"""Random archives for laws and benchmarks: seeded, so that the same call writes the same bytes."""
