"""Pictures of a case's numbers: what each shows, and how a page draws it.

`headroom`, `waterfall`, `drivers` and `breaking` make charts of what was proved or simulated, for a page and a terminal
alike, with `links` to what they name; `figure` draws any chart as SVG, and knows nothing of cases; `palette` is what
bars look like.
"""
