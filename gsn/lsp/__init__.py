"""The language server: what :mod:`gsn.drafting` offers an author, in whichever editor speaks the protocol.

A handler takes what a client sends, asks one drafting service and puts the answer into the protocol's words. Nothing
is worked out here but that, when to check, and which case a file belongs to.

- :mod:`.server`: ``serve(as_of)``, the table of features.
- :mod:`.serving`: ``CaseServer``, which every handler is given: from a request to a case, and back.
- :mod:`.cases`: which case a file belongs to; unsaved texts over the disk.
- :mod:`.checking`: checks after a pause, and the diagnostics that come of it.
- :mod:`.units`: columns as the client counts them.
- the others: a feature each.
"""
