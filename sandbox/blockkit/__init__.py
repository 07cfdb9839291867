"""A strict reading of Block Kit: what Slack would refuse, with Slack's words and one table of limits."""

from sandbox.blockkit.blocks import validate_blocks
from sandbox.blockkit.limits import LIMITS, Limit
from sandbox.blockkit.message import validate_message
from sandbox.blockkit.problems import Problem, Surface, error_body
from sandbox.blockkit.view import validate_view

__all__ = [
    "LIMITS",
    "Limit",
    "Problem",
    "Surface",
    "error_body",
    "validate_blocks",
    "validate_message",
    "validate_view",
]
