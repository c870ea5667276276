"""What changed between two cases, in the words of the argument and not of the text."""
