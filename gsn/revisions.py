"""A folder as it was at a git revision, in a temporary folder.

The repository may be hostile. Only raw objects are read from it: no filter, no attribute, no hook and no replacement
of an object has a say in what a file held, nothing is fetched, and there is an end to how much is written.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, Self

MOST_FILES = 20_000
"""Files of a folder at a revision: as many as are looked at when a case's folder is searched for texts."""

MOST_BYTES = 4 * 1024**3
"""Bytes of them all: a case's texts are small, its logs are not, and a temporary folder has an end."""

_LONGEST_ENTRY = 1 << 16
"""Bytes of one line of a listing, and of what a link says: no file system has a longer path."""

_BLOCK = 1 << 20
_PATIENCE = 60
"""Seconds for what git answers at once."""

_LOCAL = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_CONFIG",
        "GIT_CONFIG_PARAMETERS",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""Variables that tell git of another repository than the one that holds the folder; a hook is run with them."""

_GUARDED: Mapping[str, str] = {
    "GIT_ALLOW_PROTOCOL": "",  # an object that is not here is not fetched: a remote's address can be a command
    "GIT_NO_LAZY_FETCH": "1",  # the same, for a git that knows it
    "GIT_OPTIONAL_LOCKS": "0",  # nothing is written to the repository
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SETTINGS = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.quotePath=false")

_OBJECT = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_FILE, _LINK, _SUBMODULE = "100", "120000", "160000"
"""What the modes of a tree's entries begin with; git keeps no others."""


class NoRevision(Exception):
    """There is no such revision here, or it cannot be read; the message says why."""


class NoSuchPath(NoRevision):
    """The revision is there, and holds nothing at the path."""


class Revision(NamedTuple):
    """A commit of the repository that holds a folder.

    ``written`` is how it was asked for, ``commit`` its whole name; ``prefix`` is the folder's path in the repository.
    """

    folder: Path
    written: str
    commit: str
    prefix: str

    @property
    def short(self) -> str:
        """The commit in as many digits as people write."""
        return self.commit[:12]


class _Entry(NamedTuple):
    mode: str
    name: str
    path: PurePosixPath


def revision_of(folder: Path, written: str) -> Revision:
    """The commit that a revision names in the repository that holds a folder.

    Args:
        folder: A folder of the repository.
        written: Whatever git takes for a commit: a branch, a tag, ``HEAD~3``, a digest.

    Raises:
        NoRevision: The folder is in no repository, or the revision names no commit of it.
    """
    if not written or written.startswith("-") or "\0" in written or "\n" in written:
        raise NoRevision(f"`{written}` is no revision")
    prefix = _answer(folder, "rev-parse", "--show-prefix")
    if prefix is None:
        raise NoRevision(f"`{folder}` is in no git repository that may be read; git says: {_complaint(folder)}")
    found = _answer(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{written}^{{commit}}")
    if found is None or not _OBJECT.fullmatch(found):
        raise NoRevision(f"`{written}` names no commit in this repository; if it is elsewhere, fetch it first")
    return Revision(folder, written, found.decode(), os.fsdecode(prefix))


@contextmanager
def at_revision(revision: Revision, path: str) -> Iterator[Path]:
    """A file or folder as it was, in a temporary folder that is gone when the block ends.

    A file comes with all of its folder, as the case that it is begun with.

    Args:
        revision: The commit.
        path: The path from the repository's root, its parts joined by ``/``; empty for the root.

    Raises:
        NoSuchPath: There was nothing at the path.
        NoRevision: It holds too much, or is not in this copy of the repository.
    """
    parts = _parts_of(path)
    whole = "/".join(parts)
    object_, kind = _object_at(revision, whole)
    inside = parts
    if kind == b"blob":
        object_, _ = _object_at(revision, "/".join(parts[:-1]))
        inside = parts[:-1]
    elif kind != b"tree":
        raise NoRevision(f"`{whole}` is no file or folder at `{revision.written}`")
    with tempfile.TemporaryDirectory(prefix="gsn-revision-") as temporary:
        folder = Path(temporary).resolve() / (inside[-1] if inside else "root")
        folder.mkdir()
        _write(revision, object_, folder)
        yield folder / parts[-1] if kind == b"blob" else folder


def _parts_of(path: str) -> list[str]:
    parts = [part for part in path.split("/") if part not in {"", "."}]
    if ".." in parts or "\0" in path or "\n" in path:
        raise NoRevision(f"`{path}` is no path in a repository")
    return parts


def _object_at(revision: Revision, path: str) -> tuple[str, bytes]:
    """The object that stands at a path, and what it is."""
    named = f"{revision.commit}:{path}" if path else f"{revision.commit}^{{tree}}"
    found = _answer(revision.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
    if found is None or not _OBJECT.fullmatch(found):
        raise NoSuchPath(f"there is no `{path}` at `{revision.written}` ({revision.short})")
    kind = _answer(revision.folder, "cat-file", "-t", found.decode())
    if kind is None:
        raise NoRevision(f"`{path or '.'}` at `{revision.written}` is not in this copy of the repository")
    return found.decode(), kind


# Writing


def _write(revision: Revision, tree: str, folder: Path) -> None:
    """Put all files of a tree into an empty folder; links come last, so that nothing is written through one."""
    entries = list(_listed(revision, tree))
    files = [entry for entry in entries if entry.mode.startswith(_FILE)]
    links = [entry for entry in entries if entry.mode == _LINK]
    try:
        with _Contents(revision) as contents:
            for entry in files:
                target = folder / entry.path
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as stream:
                    contents.copy(entry, stream)
            for entry in links:
                target = folder / entry.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(os.fsdecode(contents.bytes_of(entry)))
        for entry in entries:
            if entry.mode == _SUBMODULE:
                (folder / entry.path).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        told = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        raise NoRevision(f"`{revision.written}` cannot be laid out beside the present text: {told}") from None


def _listed(revision: Revision, tree: str) -> Iterator[_Entry]:
    """The files of a tree, within bounds."""
    size = 0
    for number, line in enumerate(_lines(revision, "ls-tree", "-r", "-z", "-l", "--full-tree", tree), 1):
        about, tab, path = line.partition(b"\t")
        words = about.split()
        if not tab or len(words) != 4:  # noqa: PLR2004 - mode, kind, name, size
            raise NoRevision(f"git lists the files of `{revision.written}` in an unknown form")
        mode, name = words[0].decode(), words[2]
        if mode.startswith(_FILE) or mode == _LINK:
            if not words[3].isdigit():
                raise NoRevision(f"`{os.fsdecode(path)}` at `{revision.written}` is not in this copy of the repository")
            size += int(words[3])
            if mode == _LINK and int(words[3]) > _LONGEST_ENTRY:
                raise NoRevision(f"`{os.fsdecode(path)}` at `{revision.written}` is a link that leads nowhere")
        if number > MOST_FILES:
            raise NoRevision(f"the folder holds more than {MOST_FILES:,} files at `{revision.written}`")
        if size > MOST_BYTES:
            raise NoRevision(f"the folder holds more than {MOST_BYTES // 1024**3} GB at `{revision.written}`")
        yield _Entry(mode, name.decode(), _safe(os.fsdecode(path), revision))


def _safe(path: str, revision: Revision) -> PurePosixPath:
    """A path that stays below the folder that it is put into; a tree can be made that names any other."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.lower() == ".git" for part in parts) or "\\" in path:
        raise NoRevision(f"`{revision.written}` holds a file with the path `{path}`, which no folder can hold")
    return PurePosixPath(path)


class _Contents:
    """What objects hold, asked of one process: one after the other, a block at a time."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            _command("cat-file", "--batch"),
            cwd=self._revision.folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def copy(self, entry: _Entry, to: IO[bytes]) -> None:
        """Write what an object holds.

        Raises:
            NoRevision: It is not here.
        """
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None  # noqa: S101 - both are pipes
        assert answers is not None  # noqa: S101
        asked.write(f"{entry.name}\n".encode())
        asked.flush()
        header = answers.readline(_LONGEST_ENTRY).split()
        if len(header) != 3 or header[1] != b"blob":  # noqa: PLR2004 - name, kind, size
            raise NoRevision(f"`{entry.path}` at `{self._revision.written}` is not in this copy of the repository")
        left = int(header[2])
        while left:
            block = answers.read(min(left, _BLOCK))
            if not block:
                raise NoRevision(f"`{entry.path}` at `{self._revision.written}` ends before its end")
            to.write(block)
            left -= len(block)
        answers.read(1)

    def bytes_of(self, entry: _Entry) -> bytes:
        """What a link says, which is no more than a path."""
        from io import BytesIO

        held = BytesIO()
        self.copy(entry, held)
        return held.getvalue()


# Asking git


def _command(*arguments: str) -> list[str]:
    """Git, told that an object is what its name is the digest of, and that nothing is written to the repository."""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    return ["git", "--no-replace-objects", "--no-optional-locks", *settings, *arguments]


def _environment() -> dict[str, str]:
    """This process's, without what names another repository: what the user has set for all repositories stays."""
    return {name: value for name, value in os.environ.items() if name not in _LOCAL} | dict(_GUARDED)


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            _command(*arguments),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        told = "git is not installed" if folder.is_dir() else f"there is no folder `{folder}`"
        raise NoRevision(told) from None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise NoRevision(f"git did not answer: {error}") from None


def _answer(folder: Path, *arguments: str) -> bytes | None:
    """What git answers, without the line's end; nothing where it refuses."""
    done = _run(folder, *arguments)
    return done.stdout.removesuffix(b"\n") if done.returncode == 0 else None


def _complaint(folder: Path) -> str:
    """The first line of what git says about a folder that is in no repository."""
    said = _run(folder, "rev-parse", "--show-prefix").stderr.decode("utf-8", "replace").strip()
    return said.partition("\n")[0] or "nothing"


def _lines(revision: Revision, *arguments: str) -> Iterator[bytes]:
    """What git lists, each item ended by a zero byte, without holding the whole."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            _command(*arguments),
            cwd=revision.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            rest = b""
            while block := process.stdout.read1(_LONGEST_ENTRY):  # type: ignore[attr-defined]  # a pipe is buffered
                *lines, rest = (rest + block).split(b"\0")
                yield from lines
                if len(rest) > _LONGEST_ENTRY:
                    raise NoRevision(f"`{revision.written}` holds a file with a path that no folder can hold")
            if rest or process.wait() != 0:
                raise NoRevision(f"git could not list the files of `{revision.written}`")
        finally:
            process.kill()
            process.communicate()
