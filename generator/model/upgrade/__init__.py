"""Facts files of an older version of their format: read as of today, or brought up to it."""
