"""gongkai (公开): one file of facts in, the published disclosure document out."""

from generator.api import Disclosure, Report, check, load, render

__all__ = ["Disclosure", "Report", "check", "load", "render"]
