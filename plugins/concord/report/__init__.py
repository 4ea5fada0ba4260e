"""Prints problems and status in a reader's language: values in, text out. Sentences are made here and nowhere else."""
