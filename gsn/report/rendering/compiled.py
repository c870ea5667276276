"""Compiled templates of the tool's own, kept where Python keeps its compiled modules: each start is spared compiling.

Whoever may write there may write the tool itself: nothing new is trusted. A template is compiled again when it, the
code around it, jinja or Python is another; where nobody may write, it is compiled at each start.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from gsn.placing import placed


class Compiled(BytecodeCache):
    """Templates as Python's bytecode, a file each."""

    def __init__(self) -> None:
        self._folder = Path(cache_from_source(__file__)).parent
        self._made_by = sha256(f"{jinja2.__version__} {_state_of_the_code()}".encode()).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept; jinja empties it again where the template is another one."""
        with suppress(OSError), self._file(bucket).open("rb") as stream:
            if stream.read(len(self._made_by)) == self._made_by:
                bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, whole or not at all."""
        if sys.dont_write_bytecode or not self._folder.is_dir():
            return
        with suppress(OSError), placed(self._file(bucket), 0o600) as stream:
            stream.write(self._made_by)
            bucket.write_bytecode(stream)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{bucket.key}.{sys.implementation.cache_tag}"


def _state_of_the_code() -> str:
    """What a template's constants are worked out with: the files of this folder, by their sizes and times."""
    states = ((file.name, file.stat()) for file in sorted(Path(__file__).parent.glob("*.py")))
    return " ".join(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states)
