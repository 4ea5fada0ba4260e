"""Who agreed to exactly which words."""
