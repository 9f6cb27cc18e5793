"""Adapters to other hosts; each uses only the public names of clausecheck."""
