"""The rules' pages as files that an editor opens from a finding's code, without any network."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from gsn.drafting.hover import rule_page


class RulePages:
    """Pages in a temporary folder, each written when a finding first needs it; gone with the server."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._uris: dict[str, str | None] = {}

    def uri(self, code: str) -> str | None:
        """Where a rule's page is; nothing where there is none, or no folder to put it in."""
        if code not in self._uris:
            self._uris[code] = self._written(code)
        return self._uris[code]

    def _written(self, code: str) -> str | None:
        page = rule_page(code)
        if page is None or not code.isalnum():
            return None
        try:
            self._folder = self._folder or TemporaryDirectory(prefix="gsn-rules-", ignore_cleanup_errors=True)
            path = Path(self._folder.name) / f"{code}.md"
            path.write_text(f"{page}\n", encoding="utf-8")
        except OSError:
            return None
        return path.as_uri()

    def close(self) -> None:
        """Remove what was written."""
        if self._folder is not None:
            self._folder.cleanup()
        self._folder = None
        self._uris.clear()
