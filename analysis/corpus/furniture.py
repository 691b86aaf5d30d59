"""Page furniture: what a web page sets around an article, found by its form alone.

Calls to sign up, follow or click, marks of continuation, labels of advertisements, galleries and players, teasers of other
articles, terms, notes on who contributed and when it was updated. The rules name no outlet and are the same for every one.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from analysis.corpus.lines import Line, Span

_SITE = r"(?:twitter|facebook|instagram|youtube|whatsapp|telegram|flipboard|linkedin|tiktok|snapchat|google news|itunes)"
_OFFER = rf"(?:newsletters?|inbox|podcasts?|(?:news|free|mobile|our|business|the) app\b|alerts\b|{_SITE}|@\w{{2,}})"
_PIECE = r"(?:report|story|article|post|piece|page|column|analysis|transcript|interview)"

# A call: an imperative and, in the same sentence, what only a page can offer.
_CALL = (
    rf"(?:sign[ -]up|subscribe|register|join|get|download|check out|catch up|stay|keep up|hear more|listen|want|read|see"
    rf"|find|watch|visit|you can (?:also )?(?:read|follow|find|listen|sign|subscribe|reach|watch|hear|join|contact))\b"
    rf"(?=.*(?:\b(?:your|our|free|daily|weekly|the|this|us|on|for|up|more|new)\b).*){{CALLED}}"
).replace("{CALLED}", rf"(?=.*\b{_OFFER}|.*@\w{{2,}}).*")
