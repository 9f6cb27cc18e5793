"""Writing on a Word document that somebody else made: comments and tracked changes, everything else left as it came."""
