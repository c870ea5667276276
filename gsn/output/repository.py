"""Files as a platform knows them: by their path from the root of the repository.

GitHub and GitLab find a file by nothing else, wherever in the repository the command was run and through whichever
link the case was named.
"""

from __future__ import annotations

from pathlib import Path


def root_of(folder: Path) -> Path:
    """The root of the git repository that holds a folder; the folder itself where none does. Links are followed."""
    here = folder.resolve()
    return next((above for above in (here, *here.parents) if (above / ".git").exists()), here)


class RepositoryPaths:
    """Paths from one repository's root, each found once.

    A file outside the repository keeps its whole path: no platform shows it, and nothing is taken for another file.
    """

    def __init__(self, folder: Path) -> None:
        """Begin at a folder of the repository, which relative files are relative to."""
        self.folder = folder
        self.root = root_of(folder)
        self._found: dict[str, str] = {}

    def of(self, file: str) -> str:
        """A file's path, its parts joined by ``/``; relative if and only if it lies in the repository."""
        found = self._found.get(file)
        if found is None:
            found = self._found[file] = self._find(file)
        return found

    def _find(self, file: str) -> str:
        path = self.folder / file
        try:
            path = path.resolve()
        except (OSError, RuntimeError, ValueError):  # a circle of links, a name with a zero byte: the path as it is
            return file
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()
