"""Migration: playbooks written for other tools, as far as clausecheck can say the same."""
