"""What a run costs in time and memory, and how that grows: `make bench`."""
