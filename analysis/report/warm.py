"""Warm: what every notebook imports, loaded once in the process that notebooks are forked from."""

import signal
from importlib import import_module

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command that started this process, which then ends it

WANTED = (
    "IPython.core.interactiveshell",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "nbconvert",
    "papermill",
    "scipy.sparse",
    "sklearn.feature_extraction.text",
    "nltk.metrics.association",
    "sklearn.linear_model",
    "analysis.report.execution",
    "analysis.report.figures",
    "analysis.report.findings",
    "analysis.report.galleries",
    "analysis.report.pages",
    "analysis.report.saving",
    "analysis.report.study",
)

for name in WANTED:
    import_module(name)
