"""Deterministic archives of the deployed functions, each with only what it reaches."""
