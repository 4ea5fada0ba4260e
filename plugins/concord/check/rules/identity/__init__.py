"""Who and what is meant: ids and references."""
