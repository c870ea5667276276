"""The `gsn` command: a thin shell over the rest."""
