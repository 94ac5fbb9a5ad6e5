"""One module a revision, numbered in order; none imports the live tables."""
