"""Words in every language, in its own letters."""
