"""What stands in the place of functions inside WeasyPrint while ``engine`` is active."""
