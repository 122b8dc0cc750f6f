"""Measurements of whole commands. No test asserts a time: compare ratios of one run, for machines are noisy."""
