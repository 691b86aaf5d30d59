"""Page furniture: what a web page sets around an article, found by its form.

Calls to sign up, follow or click, marks of continuation, labels of advertisements, galleries and players, teasers of other
articles, terms of use, appeals for donations, notes of who contributed and when it was updated. The same for every outlet.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from analysis.corpus.boilerplate import Line, Span

# What only a form, a gallery or a player of a page says: the whole line is theirs.
_MARKS = (
    "Hide Caption", "toggle caption", "Enlarge this image", "Image copyright", "Image caption", "Media caption",
    "Media playback is", "Replay More Videos", "All sharing options for", "(Opens in new window)", "Email Sign Up",
    "Newsletter Sign", "you agree to our", "agree to receive email", "unsubscribe at any time", "reCAPTCHA", "recaptcha",
    "Invalid email address", "upgrade your browser", "enable JavaScript", "Continue reading the main story",
)  # fmt: skip
_LONGEST_FORM = 150  # words; a longer line with a mark is an article saved as one line
_LONGEST_SENTENCE = 40
_LONGEST_TEASER = 25

_SITE = (
    r"(?:twitter|facebook|instagram|youtube|whatsapp|telegram|flipboard|linkedin|tiktok|snapchat|google news|apple news"
    r"|itunes|spotify|soundcloud|stitcher)"
)
_OFFER = rf"(?:newsletters?\b|(?:your|daily) (?:e?mail )?(?:in)?box|podcasts?\b|apps?\b|alerts\b|{_SITE}\b|@\w{{2}})"
_PIECE = r"(?:report|story|article|post|piece|page|column|analysis|transcript|interview|commentary|essay|op-ed|blog)"
_WORK = r"(?:journalism|reporting|coverage|newsroom|magazine|website|site|newsletter|podcast|paper|publication)"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_TIME = r"\d{1,2}(?:[:.]\d\d| ?(?=[ap]\.?m)) ?(?:[ap]\.?m\.?)?(?:,? \(?[a-z]{2,4}\)?(?: time)?)?"

_LABELS = [
    r"(?:advert(?:isement)?|sponsored|promoted|pullquote|loading|close|print|e-?mail|whatsapp|pocket|tweet|share|comments?"
    r"|photos?|videos?|youtube|twitter|facebook|replay|must watch|just watched|now playing|transcript|embed|trending)",
    r"(?:sponsored|promoted|paid|partner) (?:content|post|links?|stor(?:y|ies))",
    r"(?:slide ?show|gallery|photos?|images?|pictures?) (?:\(\d+ (?:images?|photos?|pictures?)\)|\d+ of \d+)",
    r"(?:prev(?:ious)?|next) image.*|\d+ (?:photos?|images?|videos?)|\d+ (?:years?|months?|days?|hours?|minutes?) ago",
    r"(?:read|see|show|view|load|hear|watch|learn|find out) (?:more|all|next|also|less|this next)|also (?:read|see)",
    r"(?:view|read|show|leave|post|see) (?:all |the |a )?(?:\d+ )?comments?|skip to (?:main )?content|back to top",
    r"(?:related|recommended|popular|latest|top|trending) (?:\p{L}+ )?(?:stories|articles|coverage|posts|videos|links|topics)",
    r"more (?:on this(?: story| topic)?|stories|from the web|videos|news|coverage)|most (?:read|popular|viewed|shared)",
    r"you (?:may|might) (?:also )?(?:like|be interested in)|(?:view|see) (?:full |larger )?image|scroll down for .{1,30}",
    r"(?:sign|log) (?:up|in|out)|subscribe(?: now| today)?|newsletter sign-?up|donate(?: now| today| here)?|join us|share this"
    r"|manage (?:your )?(?:newsletters?|subscriptions?|preferences|alerts)",
    r"(?:twitter|facebook|follow|share|tweet|print|e-?mail|pinterest|linkedin|reddit|whatsapp|pocket|telegram|tumblr"
    r"|more|this)(?:[\s,|/•·:]*(?:twitter|facebook|follow|share|story|tweet|print|pin|e-?mail|pinterest|linkedin|reddit|whatsapp"
    r"|pocket|telegram|tumblr|more|this))*",
    r"(?:follow )?@\w{2,}(?: follow @\w+)*|corrections?(?: (?:and|&) \p{L}+)?|tags?:.{1,80}|(?:this )?(?:article )?(?:tagged|filed) (?:under|in|to).{0,80}",
]  # fmt: skip
_BRACKET = r"[\[(](?:[^()\[\]]{0,90}[^()\[\].!?…\"“”])[\])]"  # a whole line in brackets and no sentence
_LABEL = regex.compile(rf"[\W_]*(?:{'|'.join(_LABELS)})[^\p{{L}}\p{{N}}\"“”?!]*|{_BRACKET}", regex.IGNORECASE)

_NO_POST = r"(?!.*(?:pic\.twitter|t\.co/|bit\.ly/))"  # a post quoted in the article has such a link

# A teaser names another article or a gallery: a label with a headline behind it. A headline of the article's own is like it.
_TEASER = regex.compile(
    _NO_POST + r"[^\p{L}\p{N}\"“”‘’']*(?:"
    r"(?i:read more|read also|also read|see also|related(?: (?:story|stories|coverage|articles?|links?|video))?|go deeper"
    r"|more|recommended|further reading|must read|also on [\p{L} ]{2,30}|more (?:from|on) [\p{L} ]{2,30}|read|watch)"
    r":[ \xa0]*(?=\S).+"
    r"|(?:PHOTOS?|VIDEOS?|WATCH|LISTEN|QUIZ|POLL|GALLERY|CARTOONS?|SLIDESHOW|GRAPHIC|MAP|INTERACTIVE|TIMELINE)"
    r"(?: [A-Z]{3,})?: ?(?=\S).+"
    r"|Related (?:Coverage |Stories |Articles? |Story )?(?=\p{Lu})[^.!?]+\??"
    r"|(?i:more (?:from|on|about)) (?=[\p{Lu}\d“‘])[^.!?,:]{2,80}"
    r"|.{10,200}\w[?!'’”]? Read more"
    r"|Photos: .*Hide Caption .*"
    r")"
)

_SENTENCES = [
    # marks of continuation
    rf"(?:advertisement\W+)?{_PIECE} continue[sd]?(?: (?:below|after|on|from)\b.{{0,60}}|\W*)",
    r"(?:advertisement\W+)?continue (?:reading|to (?:the )?article|below)\b.{0,60}",
    # calls: an imperative with what a page offers
    rf"(?:sign[ -]up|subscribe|register|join|get|download|check out|catch up|stay|keep up|hear more|listen|want|read"
    rf"|see|find|watch|visit|receive|enter)\b(?=.*\b(?:you|your|our|us|free|new|on|up|to date|more)\b).*{_OFFER}.*",
    r"(?:sign[ -]up|subscribe|register) (?:(?:today|now|here)\b|(?:for|to) (?:our|the|free|daily|weekly)\b.*"
    r"(?:newsletters?|e-?mails?|updates|briefing|digest|here)\b|for\b.*\b(?:we['’]ll|(?:each|every) (?:day|week|morning))).*",
    rf"get breaking (?:news )?alerts\b.*",
    rf"(?:for more|to \p{{L}}+)\b[^.!?]*, (?:please )?(?:follow|sign up|subscribe|go to|check out|contact|submit|visit|join)\b"
    rf".*{_OFFER}.*",
    rf"subscribe to .*{_OFFER}.*|(?:get|download|try) (?:the|our) .{{0,40}}\bapp\b.{{0,60}}",
    r".{0,80}\bdelivered (?:straight |right |directly |daily )?to your inbox\b.{0,80}|.{2,80}\bby clicking here\W*",
    rf"you can (?:also )?(?:read|follow|find|listen|sign|subscribe|reach|watch|hear|join|contact|e-?mail)\b.*{_OFFER}.*",
    rf"(?:please )?(?:follow|like|find|join|connect with|tweet|reach|contact|e-?mail) (?:us|me|him|her|them|@\w+"
    rf"|(?:\p{{L}}[\p{{L}}'’.-]*,? ){{1,8}}on)\b.*(?:{_SITE}|@\w{{2}}).*",
    r"(?:click|tap) (?:here|below|on|through|to|for|the (?:link|image|video|photo|play|box))\b.{0,100}",
    r"(?:for|to|want|if you|don['’]t|watch|see|read|get|more)\b.*\b(?:click|tap|sign up|subscribe) here\W*",
    r"read (?:the )?(?:more|full (?:story|article|text|report|interview|transcript)) (?:here|below|at|from)\b.*",
    rf"share (?:this|your (?:thoughts|story|comments|view)|on|via)\b.*(?:{_SITE}|e-?mail|friends|comments|below|with us).*",
    r"(?:got|have) a (?:\p{L}+ )?tip\b[^.]{0,40}\?.*|thank(?:s| you) for (?:signing up|subscribing)\W*"
    r"|send (?:us )?(?:your )?(?:questions|comments|feedback|letters|tips)(?:\W+\p{L}+){0,2} to\b.*|(?:do )?you have a (?:story|tip) to share\?",
    r"(?:let us know|tell us|leave a comment|sound off|join the (?:conversation|discussion))\b.*"
    r"(?:comments?|below|@\w+|e-?mail|twitter|facebook)\b.*",
    # terms, rights, disclaimers
    r"by (?:signing up|subscribing|clicking|registering|submitting|entering|joining)\b.*\byou (?:agree|are agreeing|consent"
    r"|accept)\b.*",
    r"you (?:can|may) (?:unsubscribe|opt out)\b.*|we (?:will )?(?:never|do not) (?:share|sell) your .*",
    r"(?:all )?rights reserved\W*|(?:copyright|©|\(c\)) ?(?:©|\(c\)|\d{4}|by\b).*|.{0,40}© ?\d{4}\b.{0,60}",
    r"this material may not be\b.*|(?:re)?(?:printed|published|posted) (?:here )?(?:with|by) (?:the )?(?:kind )?permission\b.*",
    r"(?:the )?(?:views?|opinions?)(?: and (?:views|opinions))? (?:expressed|of (?:the )?(?:contributors?|authors?|columnists?))"
    r"\b.*\b(?:own|not|those of)\b.*",
    # appeals for the outlet itself
    rf"(?:please )?(?:support|help|donate|consider|keep|fund|become|make)\b(?=.*\b(?:our|us|this)\b)"
    rf"(?=.*\b(?:support|donat\w+|contribut\w+|member|subscri\w+|free|fund)\b).*\b{_WORK}\b.*",
    rf"support (?:\p{{L}}[\p{{L}}'’.-]*,? ){{1,6}}{_WORK}\W*",
    rf"if you (?:value|like|enjoy|appreciate|liked|enjoyed|believe)\b.*\b(?:support|donat\w+|subscri\w+|contribut\w+|member|share)"
    rf"\b.*",
    # who contributed, where it stood first, when it was changed
    r"contributing(?: (?:to this \p{L}+|reporters?|writers?|by))?: ?.{2,200}|with (?:contributions?|reporting|research)"
    r"(?: (?:help|assistance))? (?:from|by) .{2,100}",
    rf"(?:some )?(?:material|information|reporting) from .{{2,80}} (?:was|were|is) (?:also )?(?:used|included) in this {_PIECE}\W*",
    rf"this {_PIECE} (?:contains|includes|uses) (?:material|information|reporting) from .{{2,80}}",
    rf"(?:(?:editor['’]s note|corrections?|update):? ?)?an? (?:\p{{L}}+ )?(?:earlier|previous|prior|original|revised) version of this "
    rf"{_PIECE}\b.*",
    rf"(?:(?:editor['’]s note|corrections?|update):? ?)?this {_PIECE}(?: is breaking and| is developing and)? "
    r"(?:has been|was|is being|will be|incorrectly|is part of|is adapted|originally|first|previously|misstated)\b.*"
    r"(?:updat|correct|publish|appear|clarif|version|post|series|misstat|incorrect|adapt|excerpt|translat).*",
    rf"(?:originally|first|previously) (?:published|appeared|posted) (?:by|in|on|at)\b.{{2,60}}",
    rf"(?:last )?(?:updated?|posted|published)(?: at| on)?:? ?{_DAY}(?:\p{{L}}+\.? \d{{1,2}},?(?: \d{{4}})?,? (?:at )?)?{_TIME}"
    r"(?:\W*|: (?:to|with)\b.*)",
]  # fmt: skip
_SENTENCE = regex.compile(rf"[-–—•·*_>\[({{|#\s]*{_NO_POST}(?:{'|'.join(_SENTENCES)})", regex.IGNORECASE)
_NAME = r"(?-i:[\p{Lu}\d][\p{L}\d.’'/-]*|and|in|of|the|for|staff|writers?|reporters?|correspondents?|additional|with)"
_CONTRIBUTED = regex.compile(
    rf"[-–—•·*_>\[({{|#\s]*(?:[^!?“”\"]{{0,300}}\bcontributed(?: \p{{L}}+)? (?:to|for) (?:this|the) (?:\p{{L}}+ )?{_PIECE}"
    rf"(?: from [\p{{L}} ,.]{{2,40}})?|{_NAME}(?:,? {_NAME}){{1,20}} contributed)[^\p{{L}}\p{{N}}]*",
    regex.IGNORECASE,
)
_BOUNDARY = regex.compile(r"(?:(?<=[\p{Ll}\p{N}]{3}|\p{Lu}{3})\.|[!?…])[”\"’)*\]]*(\s+)(?=[\p{Lu}“\"‘(@*\[])")
_ABOUT_AN_AUTHOR = regex.compile(r"(?i)\b(?:follow|reach|contact|tweet|e-?mail) (?:him|her|them)\b")


def find_furniture(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines that are the page's and not the article's, and sentences of that kind at the beginning or end of a line.

    The first line may be the article's own headline: there a label with a headline behind it is kept.
    """
    for index, line in enumerate(lines):
        inner = text[line.start : line.end]
        if _is_of_the_page(line, inner) or (index and _is_teaser(line, inner)):
            yield line.start, line.end
        else:
            yield from ((line.start + start, line.start + end) for start, end in _at_the_edges(inner))


def _is_of_the_page(line: Line, inner: str) -> bool:
    if any(mark in inner for mark in _MARKS):
        return line.words <= _LONGEST_FORM or "Hide Caption" in inner
    return len(inner) <= 120 and bool(_LABEL.fullmatch(inner))


def _is_teaser(line: Line, inner: str) -> bool:
    return len(inner) <= 250 and bool(_TEASER.fullmatch(inner)) and line.words <= _LONGEST_TEASER


def _at_the_edges(inner: str) -> Iterator[Span]:
    """The sentences of the page before the first and after the last of the article in a line."""
    sentences = _split(inner)
    ours = [not _is_call(inner[start:end]) for start, end in sentences]
    if not any(ours):
        yield 0, len(inner)
        return
    first, last = ours.index(True), len(ours) - 1 - ours[::-1].index(True)
    if first:
        yield 0, sentences[first - 1][1]
    if last < len(ours) - 1:
        after = sentences[last + 1][0]
        # "Ann Lee is a writer. Follow her on ...": what stands before presents the author.
        yield 0 if first == 0 and _ABOUT_AN_AUTHOR.search(inner, after) and len(inner) < 400 else after, len(inner)


def _is_call(sentence: str) -> bool:
    form = _CONTRIBUTED if "contributed" in sentence else _SENTENCE
    return len(sentence) <= 300 and bool(form.fullmatch(sentence)) and len(sentence.split()) <= _LONGEST_SENTENCE


def _split(inner: str) -> list[Span]:
    """Where the sentences of a line are; an abbreviation of one or two letters ends none."""
    gaps = [match.span(1) for match in _BOUNDARY.finditer(inner)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(inner)]
    return list(zip(starts, ends, strict=True))
