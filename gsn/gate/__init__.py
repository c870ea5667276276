"""The gate: whether a team's own policy lets a change in. It reads the verdict, prints it, and never changes it."""
