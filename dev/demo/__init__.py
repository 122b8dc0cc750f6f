"""The main job told step by step with real requests: `python -m dev.demo`."""
