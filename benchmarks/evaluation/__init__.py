"""Evaluation: labels and readings side by side, and what follows from them."""
