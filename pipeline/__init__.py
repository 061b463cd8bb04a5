"""Minerals Yearbook chapters into tidy, typed, traceable Parquet."""

__version__ = "0.1.0"
