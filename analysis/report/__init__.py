"""A run folder: figures, findings, evidence and pages made from the tables."""
