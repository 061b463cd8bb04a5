"""Writes the sample edition: two chapters kept as data, rendered as a text dump, a workbook and a PDF.

A chapter is a YAML file beside this one. ``^`` sets off the superscript marks of a cell ("China^2", "Iran^e, 9"),
``>`` at its start indents it, and an empty row is a blank line. ``python -m raw.sample`` writes the files anew,
the same byte for byte.
"""
