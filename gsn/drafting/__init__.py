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

- :mod:`.workspace`: ``Workspace(path, as_of=None, registry=None, treaty=None)`` (raises ``NoCase``) with
  ``replace(path, text)``, ``apply(change)``, ``forget(path)``, ``text(path)``, ``main``, ``folder``, ``files``,
  ``unsaved``, ``version``, ``read() -> Reading``, ``check(cancelled=never, partly=None) -> Analysis`` (raises
  ``Superseded``), ``look_again()`` (after a save, or when somebody asks: the disk and the evidence are looked at anew),
  ``latest_reading`` and ``latest`` (the last reading and the last whole analysis, of whichever text; they never wait).
- :mod:`.reading`: ``Reading`` (``version``, ``case``, ``argument``, ``files``, ``text(path)``, ``lines(path)``,
  ``path_of(place)``, ``location(place)``, ``shown(path)``): one state of the texts. The services below are asked about
  the newest, because what they would change is counted in its lines.
- :mod:`.analysis`: ``Analysis`` (``reading``, ``version``, ``findings``, ``findings_by_path``, ``findings_on``,
  ``findings_by_line``, ``findings_by_element``, ``outdated``, ``judgement``, ``verdict``, ``label``, ``states``). A
  partial one has neither judgement nor verdict.

**Where one is**

- :mod:`.cursor`: ``cursor_at(reading, path, position) -> Cursor`` (the statement, the clause, the word there),
  ``file_blocks(reading, path)`` and ``block_at(reading, path, line)`` (:mod:`.blocks`: a text by indentation alone).
- :mod:`.completion`: ``completions(reading, path, position) -> Completions`` (kinds, clauses, names, words that fit).
- :mod:`.navigation`: ``definition``, ``references``, ``element_at``, each ``(reading, path, position)``;
  ``declaration(reading, identity)``, ``references_to(reading, identity)``, ``statement_at(reading, path, line)``.
- :mod:`.hover`: ``hover(analysis, path, position) -> Hover | None`` (Markdown and its range); ``rule_page(code)``,
  ``clause_page(clause)``, ``kind_page(kind)``.
- :mod:`.details`: ``details(analysis, identity) -> Details | None`` (all that is known of one element, as data).
- :mod:`.outline`: ``outline(reading, analysis=None, start=None, depth=None)`` and
  ``children(reading, analysis, identity)``: a tree of ``Node`` with states, filled lazily.
- :mod:`.symbols`: ``document_symbols(reading, path)``, ``workspace_symbols(reading, query)``.
- :mod:`.folding`: ``folding_ranges(text) -> list[Fold]``.
- :mod:`.highlighting`: ``spans(line, continues=False)``, ``highlight(lines)``: the one tokeniser, ``Role`` by ``Span``.
- :mod:`.calls`: ``supports(reading, identity)``, ``supported_by(reading, identity)``: the argument as a call tree.

**Changing it** (each gives a ``Change`` or a ``Refused``; ``change.applied(texts, change)`` makes it)

- :mod:`.renaming`: ``renamable(reading, path, position)``, ``rename(reading, identity, new_name)``.
- :mod:`.fixing`: ``fixes(analysis, path, range=None) -> list[tuple[Finding, Change]]``, ``fix_all(analysis, path)``.
- :mod:`.moving`: ``move(reading, path, line, Direction.UP | DOWN | IN | OUT)``.
- :mod:`.extracting`: ``extract(reading, identity, module_name)``.
- :mod:`.naming`: ``next_name(reading, kind, module) -> str``: goes on from the names that are there.
- :mod:`.adding`: ``addable(reading, path, line) -> list[Addable]``, ``add_below(reading, path, line, kind, text="")``,
  ``refer_below(reading, path, line, kind, name)``.
- :mod:`.laying_out`: ``format_change(reading, path)``; ``edits_between(path, before, after)``.
- :mod:`.form`, :mod:`.forms`: ``evidence_form(reading, path, under=None) -> Form``,
  ``claim_form(reading, identity) -> Form | Refused``; a ``Form`` has ``fields``, ``defaults``,
  ``check(values) -> Filled`` (problems and notes by field) and ``change(values)``.
- :mod:`.sample`: ``sample_in_words(bound, confidence, events=0)``: ``0 failures in 2,995 trials would do``.
- :mod:`.file_links`: ``file_links(reading, path)``; :mod:`.claim_hints`: ``claim_hints(analysis, path)``.
- :mod:`.trying`: ``case_after(reading, change)``: the case as it would be.

**Nothing is lost**

- :mod:`.saving`: ``load_text(path) -> Loaded | NotLoaded``,
  ``save(loaded, text) -> Saved | ChangedOnDisk | NotWritten``, and after a change on disk ``overwrite(changed, text)``
  or ``keep_both(changed)``; ``save_elsewhere(path, text)``, ``changed_on_disk(loaded)``.
- :mod:`.merging`: ``merge(base, mine, theirs) -> Merged``, ``has_conflicts(text)``.
- :mod:`.journal`: ``Journal(workspace.main)`` with ``note(path, text, base)``, ``saved(path)``, ``flush()``,
  ``close(discard=False)``; ``recoverable(workspace.main) -> list[Recovered]``, ``discard(journal)``.
- :mod:`.gallery`: ``templates() -> list[Template]``, ``template(name)``, ``start_case(folder, template) -> Path``.
"""
