"""Doubts: what is challenged, what answers it, and what nobody has asked and has to be asked all the same.

Two kinds of doubt leave an element or a relationship in doubt. A **challenge** was raised in the text. A **standing
doubt** is known to go with a type of evidence or a kind of step, and stands whether or not anybody raised it. One
asymmetry holds for both: a doubt is free, an answer needs evidence.
"""
