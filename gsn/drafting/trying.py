"""The case as it would be after a change, read without anything being written or taken in hand."""

from __future__ import annotations

from gsn.drafting.change import Change, applied
from gsn.drafting.reading import Reading
from gsn.drafting.texts import Texts
from gsn.language.loading import load_from
from gsn.model.case import Case


def texts_after(reading: Reading, change: Change) -> Texts:
    """The texts of a reading after a change."""
    texts = Texts()
    texts.buffers.update(reading.sources.buffers)
    texts.buffers.update(applied(reading.texts([edit.path for edit in change.edits]), change))
    return texts


def case_after(reading: Reading, change: Change) -> Case:
    """The case of a reading after a change."""
    main = reading.case.modules[reading.case.name].path
    return load_from(texts_after(reading, change), main, reading.folder)
