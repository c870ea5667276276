"""Documents: what they show, the diagrams in them, and writing them."""
