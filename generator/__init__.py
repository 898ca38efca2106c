"""gongkai (公开): one file of facts in, the published disclosure document out."""

from generator.api import Disclosure, load, render

__all__ = ["Disclosure", "load", "render"]
