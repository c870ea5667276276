"""From the view model to HTML, Markdown and plain text, by the templates in `gsn.templates`.

`forms` is the table of what a document can be written as. `environment` makes the templates' world, `users` that of a
user's own templates, which run in a sandbox. `pictures` draws what the document names.
"""
