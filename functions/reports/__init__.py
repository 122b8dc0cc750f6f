"""Reports: what was earned and spent, against what was planned, before and a year ago."""
