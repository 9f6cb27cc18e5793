"""clausecheck reads vendor contracts and says what they lack."""
