"""The view model: all that a document says, as plain records, so that every form of it says the same.

`gsn.report.content` makes it of a judged case; the templates read nothing else. Strings, whole numbers, truth values
and lists of records: what it comes to as JSON is told in docs/view-model.md.
"""
