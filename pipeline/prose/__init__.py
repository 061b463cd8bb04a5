"""Text → sections → names → capacity statements."""

from pipeline.prose.read import Prose, read_prose

__all__ = ["Prose", "read_prose"]
