"""The documentation, and what generates the reference part of it (``python -m docs.build``)."""
