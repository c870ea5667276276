"""The grammars: the shapes of heads, clauses, expressions and measurements. Text, and no Python."""
