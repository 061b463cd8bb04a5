"""Grids into tables, tables into observations: one module a concept, the same for every source form."""

from __future__ import annotations

from pipeline.tables.stage import Tables, read_tables

__all__ = ["Tables", "read_tables"]
