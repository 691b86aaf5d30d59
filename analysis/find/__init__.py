"""Spans: words, sentences, cues, quotations and actors, each with its offsets into the original text."""
