"""The drafting screen: one face of :mod:`gsn.drafting`, and the only part of the tool that knows Textual.

- :mod:`.session`: the texts in hand, their undo, their journal and their saving; it knows no screen either.
- :mod:`.app`: the application; :mod:`.drafting_screen`: outline, editor, details and findings, and how they follow
  each other; :mod:`.commands`: everything that can be done, for keys, the palette and the help alike.
- :mod:`.editor`, :mod:`.outline_pane`, :mod:`.details_pane`, :mod:`.findings_pane`, :mod:`.status_line`: the panes.
- :mod:`.report_screen` with :mod:`.reports`: risk, treaty, doubts and lapse; :mod:`.diagram_screen` with
  :mod:`.boxes`: the argument drawn.
- :mod:`.asking`, :mod:`.form_screen`, :mod:`.gallery_screen`: what asks the author something.
"""
