"""Documents: a corpus read and checked, and the passages in it that are not the article's own text."""
