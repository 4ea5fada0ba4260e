"""Concord inside MkDocs: the only folder that imports it. Hooks are short; the work is in `pipeline` and `publish`."""
