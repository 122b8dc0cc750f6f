"""What the coming periods will probably cost, and whether the money lasts until the end of this one."""
