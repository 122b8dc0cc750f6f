"""Advice before money is spent: a verdict by rule, worded for the person."""
