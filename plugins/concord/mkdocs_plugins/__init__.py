"""Concord inside MkDocs: the only folder that imports it. Hooks are a few lines; the work is in `pipeline` and `publish`."""
