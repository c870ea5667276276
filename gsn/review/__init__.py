"""Reviews of submissions: read, held against keys and digests, put beside the case; carried over, merged, told."""
