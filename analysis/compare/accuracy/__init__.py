"""Accuracy: how well what is found agrees with what people labelled; the labelled data stays outside of the project."""
