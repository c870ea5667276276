"""Where the command begins, and how it ends.

Exit status: 0 passed, 1 rejected, 3 undetermined; 2 where it did not run (usage, files, a mistake of the tool's own),
130 where it was interrupted. A status of 0 always means that everything was checked.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from gsn import __version__

DID_NOT_RUN = 2
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line of this process.

    A command makes records and drops few before it ends: looking for garbage meanwhile would take a third of its time.
    """
    gc.disable()
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"gsn {__version__}\n")
        sys.exit(0)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = DID_NOT_RUN
    gc.freeze()  # else Python looks for garbage once more before it ends, in all that there is
    sys.exit(status)


def _run(arguments: list[str]) -> int:
    import click

    from gsn.cli.commands import gsn

    try:
        result = gsn.main(arguments, prog_name="gsn", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return DID_NOT_RUN
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        if os.environ.get("GSN_TRACEBACK"):
            raise
        sys.stderr.write(
            f"gsn: a mistake of its own: {type(error).__name__}: {error}\n"
            "Nothing was decided. GSN_TRACEBACK=1 shows where it happened.\n"
        )
        return DID_NOT_RUN
    return result if isinstance(result, int) else 0
