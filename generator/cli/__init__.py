"""The command line: a thin layer over ``generator.api``."""
