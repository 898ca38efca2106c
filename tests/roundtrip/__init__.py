"""Round trip: published documents rendered, read back and compared with their published texts."""
