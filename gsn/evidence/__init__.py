"""Evidence: where its files are, whether they are the ones that were meant, and in which state each record is."""
