"""`python -m concord`: the same as the `concord` command."""

from __future__ import annotations

from concord.cli import main

if __name__ == "__main__":
    main()
