"""Who agreed to exactly which words: parts and digests in, verdicts with their evidence out."""
