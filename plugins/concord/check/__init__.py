"""The linter: an archive and its agreement in, located problems out. Rules stand in `rules/`, one module each."""
