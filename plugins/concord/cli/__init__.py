"""`concord`: one module per command, named here by hand; the only folder that prints and exits.

Three endings besides success: 1 for problems in the content, 2 for wrong use, 3 with its traceback for a bug of ours.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence

import click

from concord import __version__

WRONG_USE = 2
BUG = 3

# Each is a module of this folder with a click command called `command`; it is loaded when it is needed.
COMMANDS = (
    "adopt",
    "amend",
    "answer",
    "approve",
    "build",
    "check",
    "codeowners",
    "explain",
    "fmt",
    "hide",
    "import",
    "init",
    "intake",
    "key",
    "leave",
    "messages",
    "offline",
    "redact",
    "release",
    "repair",
    "rules",
    "schema",
    "seal",
    "serve",
    "sign",
    "status",
    "strip",
    "upgrade",
    "verify",
)


class Commands(click.Group):
    """Finds a command by its name, so that starting one does not load the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, for `--help`."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a module."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"concord.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="concord")
def concord() -> None:
    """Keep an archive together with others: check it, agree to its words, build its site."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command and ends the program."""
    _speak_utf8()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the number with which to end."""
    try:
        result = concord.main(arguments, prog_name="concord", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except BrokenPipeError:
        # Whoever read us has seen enough; nothing may be written while the interpreter closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - a bug keeps its traceback, and its own number
        traceback.print_exc()
        return BUG
    return result if isinstance(result, int) else 0


def _speak_utf8() -> None:
    """Sentences of any script must come out whatever the machine's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
