"""Estimates: counts, rates, contrasts and overlaps of the spans, each with its size, its unit and its interval."""
