"""One household with six months of entries: `python -m dev.seed --base URL`."""
