"""What an author needs while drafting, on any screen: the terminal and the language server are two faces of it.

Nothing here knows a screen, waits for a key or raises for bad input. A service is a plain function; what it would
change it gives as a :class:`~gsn.drafting.change.Change`, and where it will not, as a
:class:`~gsn.drafting.change.Refused` with its reason. Positions count lines and columns from 0, in code points.
Files are known by their absolute path.

    workspace = Workspace("cases/cyber-inability")
    workspace.replace(path, text)          # an editor's buffer over the disk; cheap, from any thread
    reading = workspace.read()             # the case as it stands, broken or not; remembered by its lines
    analysis = workspace.check(cancelled)  # every finding and the verdict, re-checked where the edit can tell

**The text and its checks**

- :mod:`.workspace`: ``Workspace(path, as_of=None, registry=None)`` with ``replace(path, text)``, ``apply(change)``,
  ``forget(path)``, ``text(path)``, ``files``, ``unsaved``, ``version``, ``read() -> Reading``,
  ``check(cancelled=never, partly=None) -> Analysis`` (raises ``Superseded``), ``look_again()``, ``latest_reading``,
  ``latest`` (the last whole analysis, while the text is being read again).
- :mod:`.reading`: ``Reading`` (``version``, ``case``, ``argument``, ``texts``, ``path_of(place)``, ``lines(path)``,
  ``location(place)``), one state of the texts that every service below is asked about.
- :mod:`.analysis`: ``Analysis`` (``reading``, ``findings``, ``outdated``, ``judgement``, ``verdict``, ``states``).

**Where one is**

- :mod:`.cursor`: ``cursor_at(reading, path, position) -> Cursor`` (the statement, the clause, the word there).
- :mod:`.completion`: ``completions(reading, path, position) -> Completions`` (kinds, clauses, names, words that fit).
- :mod:`.navigation`: ``definition``, ``references``, ``element_at``, each ``(reading, path, position)``.
- :mod:`.hover`: ``hover(analysis, path, position) -> Hover | None`` (Markdown and its range).
- :mod:`.details`: ``details(analysis, identity) -> Details`` (all that is known of one element, as data).
- :mod:`.outline`: ``outline(reading, analysis=None, start=None, depth=None)`` and
  ``children(reading, analysis, identity)``: a tree of ``Node`` with states, filled lazily.
- :mod:`.symbols`: ``document_symbols(reading, path)``, ``workspace_symbols(reading, query)``.
- :mod:`.folding`: ``folding_ranges(text)``.
- :mod:`.highlighting`: ``spans(line, continues=False)``, ``highlight(lines)``: the one tokeniser, ``Role`` by ``Span``.
- :mod:`.calls`: ``supports(reading, identity)``, ``supported_by(reading, identity)``: the argument as a call tree.

**Changing it** (each gives a ``Change`` or a ``Refused``)

- :mod:`.renaming`: ``renamable(reading, path, position)``, ``rename(reading, identity, new_name)``.
- :mod:`.fixing`: ``fixes(analysis, path, range=None) -> list[tuple[Finding, Change]]``, ``fix_all(analysis, path)``.
- :mod:`.moving`: ``move(reading, path, line, Direction.UP | DOWN | IN | OUT)``.
- :mod:`.extracting`: ``extract(reading, identity, module_name) -> Change | Refused``.
- :mod:`.naming`: ``next_name(reading, kind, module)``: fits the names that are there and clashes with none.
- :mod:`.adding`: ``addable(reading, path, line) -> list[Addable]``, ``add_below(reading, path, line, kind, text)``.
- :mod:`.laying_out`: ``format_change(reading, path)``.
- :mod:`.forms`: ``Form`` of ``Field``s as data; ``evidence_form(reading, path, under=None)``,
  ``claim_form(reading, identity)``; ``form.check(values) -> Filled`` (problems and notes by field) and
  ``form.change(values) -> Change | Refused``.
- :mod:`.sample`: ``sample_needed(bound, confidence, events=0)``: ``0 failures in 2,995 trials would do``.

**Nothing is lost**

- :mod:`.saving`: ``load_text(path) -> Loaded | NotLoaded``,
  ``save(loaded, text) -> Saved | ChangedOnDisk | NotWritten``, ``keep_both(...)``, ``overwrite(...)``.
- :mod:`.merging`: ``merge(base, mine, theirs) -> Merged``.
- :mod:`.journal`: ``Journal(case_path)`` with ``note(path, text, base)``, ``flush()``, ``saved(path)``;
  ``recoverable(case_path) -> list[Recovered]``.
- :mod:`.gallery`: ``templates() -> list[Template]``, ``start_case(folder, template) -> Path``.
"""
