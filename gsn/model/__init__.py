"""What a case is: a flat table of elements and links, and what each kind of statement says."""
