"""Expectations of the project's own, one a module; importing `pipeline.quality.expectations.register` makes Great
Expectations know them. What holds of a row is a plain function of a frame; the class says how a suite names it.
"""
