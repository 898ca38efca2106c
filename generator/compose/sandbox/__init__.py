"""The sandbox: what templates may say, reach and cost. It knows no facts and no profile."""

from generator.compose.sandbox.absent import Absences
from generator.compose.sandbox.budget import Budget
from generator.compose.sandbox.environment import Sandbox
from generator.compose.sandbox.errors import MisuseError, OverLimitError, TemplateError, explained
from generator.compose.sandbox.language import AT
from generator.compose.sandbox.values import Readable

__all__ = [
    "AT",
    "Absences",
    "Budget",
    "MisuseError",
    "OverLimitError",
    "Readable",
    "Sandbox",
    "TemplateError",
    "explained",
]
