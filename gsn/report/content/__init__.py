"""From a judged case to the view model: what a document says, made once.

`document` puts it together. `basis` holds what the other files read: the judgement, the state of each element, where
each stands in the document. Each of the others makes one part.
"""
