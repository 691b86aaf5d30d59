"""Page furniture: what a web page sets around an article, found by its form.

Labels of advertisements, galleries and players, teasers of other articles, calls to sign up, follow or click, terms of use,
appeals for donations, notes of who contributed and when it was updated. The rules are the same for every outlet.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from analysis.corpus.boilerplate import Line, Span

_LONGEST_FORM = 110  # words; a longer line with a mark of a form is an article saved as one line
_LONGEST_TEASER = 25
_LONGEST_SENTENCE = 40

# What only a form, a gallery or a player of a page says: the whole line is theirs.
_MARKS = (
    "Hide Caption", "toggle caption", "Enlarge this image", "Previous Next ", "Image copyright", "Image caption", "Media caption",
    "Media playback is", "Replay More Videos", "All sharing options for", "(Opens in new window)", "Email Sign Up",
    "Newsletter Sign", "signing up you agree", "signing up, you agree", "agree to receive email", "Invalid email address",
    "unsubscribe at any time", "protected by reCAPTCHA", "protected by recaptcha", "Please enable JavaScript",
    "Please upgrade your browser", "Continue reading the main story",
)  # fmt: skip

_SITE = (
    r"(?:twitter|facebook|instagram|youtube|whatsapp|telegram|flipboard|linkedin|tiktok|snapchat|google news|apple news"
    r"|itunes|spotify|soundcloud|stitcher)\b"
)
_PIECES = r"(?:interview|video|clip|speech|statement|letter|report|transcript|segment|exchange|show|debate|episode|story|press conference)"
_OFFER = rf"(?:newsletters?\b|(?:your|daily) (?:e?mail )?(?:in)?box|podcasts?\b|apps?\b|alerts\b|{_SITE}|@\w{{2}})"
_PIECE = r"(?:report|story|article|post|piece|page|column|analysis|transcript|interview|commentary|essay|op-ed|blog)"
_WORK = r"(?:journalism|reporting|newsroom|magazine|website|newsletter|podcast|publication)"
_NAME = r"(?-i:[\p{Lu}\d][\p{L}\d.’'/-]*|and|in|of|the|for|staff|writers?|reporters?|correspondents?|additional|with)"
_NAMES = rf"{_NAME}(?:[,;]? {_NAME}){{1,30}}"
_DAY_OF = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?,? ?(?:\p{L}+\.? \d{1,2},?(?: \d{4})?)?"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\p{L}+\.? \d{1,2},?(?: \d{4})?,? (?:at )?)?"
_TIME = r"\d{1,2}(?:[:.]\d\d| ?(?=[ap]\.?m)) ?(?:[ap]\.?m\.?)?(?:,? \(?[a-z]{2,4}\)?(?: time)?)?"
_EDITOR = r"(?:(?:editor['’]s note|corrections?|update):? ?)?"
_SHARE = (
    r"(?:share|tweet|print|pin|e-?mail|comments?|twitter|facebook|whatsapp|pocket|pinterest|linkedin|reddit|telegram"
    r"|tumblr|youtube|more|this story|this article|this)"
)

_LABELS = [
    r"advert(?:isement)?|sponsored|promoted|(?:sponsored|promoted|paid|partner) (?:content|post|links?|stor(?:y|ies))",
    r"photos?|videos?|replay|must watch|just watched|now playing|loading|close|transcript|pullquote|embed|trending",
    r"(?:slide ?show|gallery|photos?|images?|pictures?) (?:\(\d+ (?:images?|photos?|pictures?)\)|\d+ of \d+)",
    r"(?:prev(?:ious)?|next) image.{0,40}|\d+ (?:photos?|images?|videos?)|(?:view|see) (?:full |larger )?image",
    r"\d+ (?:years?|months?|days?|hours?|minutes?) ago|scroll down for .{1,30}|back to top|skip to (?:main )?content",
    r"(?:read|see|show|view|load|hear|watch|learn|find out) (?:more|all|next|also|less|this next)|also (?:read|see)",
    r"(?:view|read|show|leave|post|see) (?:all |the |a )?(?:\d+ )?comments?|corrections?(?: (?:and|&) \p{L}+)?",
    r"(?:related|recommended|popular|latest|top|trending) (?:\p{L}+ )?(?:stories|articles|coverage|posts|videos|links)",
    r"more (?:on this(?: story| topic)?|stories|from the web|videos|news|coverage)|most (?:read|popular|viewed|shared)",
    r"you (?:may|might) (?:also )?(?:like|be interested in)|manage (?:your )?(?:newsletters?|subscriptions?|preferences)",
    r"(?:sign|log) (?:up|in|out)|subscribe(?: now| today)?|newsletter sign-?up|donate(?: now| today| here)?|join us",
    rf"{_SHARE}(?:[\s,|/•·:]*{_SHARE})*|(?:follow )?@\w{{2,}}(?: ?follow @\w+)*|follow",
    rf"(?:listen to (?:this )?article(?: \d+:\d\d)?\s*)?(?:share )?this article(?: {_SHARE})+|analysis ?/ ?opinion"
    rf"|(?:watch|see|listen to|read|hear) (?:the |their |(?:his|her) )?(?:full |whole |entire )?{_PIECES}(?: here| below| above)?",
    r"tags?:.{1,80}|(?:this )?(?:article )?(?:tagged|filed) (?:under|in|to).{0,80}",
]  # fmt: skip
_BRACKET = r"[\[(][^()\[\]]{0,90}[^()\[\].!?…\"“”][\])]"  # a whole line in brackets that is no sentence
_LABEL = regex.compile(rf"[\W_]*(?:{'|'.join(_LABELS)})[^\p{{L}}\p{{N}}\"“”?!]*|{_BRACKET}", regex.IGNORECASE)

_CLOSE = regex.compile(r"CLOSE (?=\p{Lu})")  # the button of a player, before its caption
_POST = regex.compile(r"pic\.twitter|\bt\.co/|bit\.ly/|[—–-] .{2,60} \(@\w+\)")  # of a post that the article quotes
_TEASERS = [
    r"(?i:read more|read also|also read|see also|read|watch|more|go deeper|recommended|further reading|must read"
    r"|related(?: (?:story|stories|coverage|articles?|links?|video))?|(?:also|more) (?:on|from) [\p{L} ]{2,30}):\s*(?=\S).+",
    r"(?:PHOTOS?|VIDEOS?|WATCH|LISTEN|QUIZ|POLL|GALLERY|CARTOONS?|SLIDESHOW|GRAPHIC|MAP|INTERACTIVE|TIMELINE)"
    r"(?: [A-Z]{3,})?:\s*(?=\S).+",
    r"Related (?:Coverage |Stories |Articles? |Story )?(?=\p{Lu})[^.!?]+\??",
    r"(?i:more (?:from|on|about)) (?=[\p{Lu}\d“‘])[^.!?,:]{2,80}",
]  # fmt: skip
_TEASER = regex.compile(rf"[^\p{{L}}\p{{N}}\"“”‘’']*(?:{'|'.join(_TEASERS)})")

_CALLS = [
    rf"(?:advertisement\W+)?{_PIECE} continue[sd]?(?: (?:below|after|on|from)\b.{{0,60}}|\W*)",
    r"(?:advertisement\W+)?continue (?:reading|to (?:the )?article|below)\b.{0,60}",
    rf"(?:sign[ -]up|subscribe|register|download)\b.*{_OFFER}.*|(?:get|try) (?:the|our) .{{0,40}}\bapp\b.{{0,60}}",
    rf"(?:join|get|want|read|see|find|watch|visit|receive|check out|hear|listen)\b(?=.*\b(?:your|our|us|free|new|more|full)\b)"
    rf".*{_OFFER}.*|(?:stay|keep|catch) (?:up|informed|connected|tuned)\b.*{_OFFER}.*",
    r"(?:sign[ -]up|subscribe) (?:(?:today|now|here)\b|(?:for|to) (?:our|the|free|daily|weekly)\b.*"
    r"\b(?:e-?mails?|updates|briefing|digest|here)\b|for\b.*\bwe['’]ll send\b).*|get breaking (?:news )?alerts\b.*",
    rf"(?:for more|to \p{{L}}+)\b[^.!?]*, (?:please )?(?:follow|sign up|subscribe|go to|check out|contact|submit|visit"
    rf"|join)\b.*{_OFFER}.*",
    r"for (?:\p{L}+ ){0,2}(?:licensing|reprints?|syndication|reproduction)\b[^.!?]*,? (?:please )?(?:contact|e-?mail|visit|call)\b.*",
    r"if you (?:have|['’]ve got|see|know)\b[^,]*,? (?:please )?(?:e-?mail|call|text|message|contact|pitch|tell|write to)"
    r" (?:(?:us|our newsroom) (?:at|on|by|via|here|in)\b|\S+@\S+).*",
    r"(?:do )?you (?:have|['’]ve got) an? (?:story|tip|news tip|question)\b[^.!]*(?:team|newsroom|newsdesk|us|share)\?",
    r"we pay for (?:your )?(?:stories|videos|tips|pictures|photos)\b.*|(?:email|call|text|whatsapp) us (?:at|on)\b.*",
    rf"you can (?:also )?(?:watch|read|see|listen to|hear) (?:the |his |her |their )(?:full |whole |entire |complete )?{_PIECES}"
    r"(?: here| below| above)\W*|sign[ -]up (?:now |here )?to (?:receive|get)\b.*",
    rf"for\b[^.!?]*, (?:please )?(?:sign up|subscribe)\b.*{_OFFER}.*",
    rf"you can (?:also )?(?:read|follow|find|listen|sign|subscribe|reach|watch|hear|join|contact)\b.*{_OFFER}.*",
    rf"(?:please )?(?:follow|like|find|join|connect with|tweet|reach|contact|e-?mail) (?:us|me|him|her|them|@\w+"
    rf"|(?:\p{{L}}[\p{{L}}'’.-]*,? ){{1,8}}on)\b.*(?:{_SITE}|@\w{{2}}).*",
    r"(?:click|tap) (?:here|below|on|through|to|for|the (?:link|image|video|photo|play|box))\b.{0,100}",
    r"(?:for|to|want|if you|don['’]t|watch|see|read|get|more)\b.*\b(?:click|tap|sign up|subscribe) here\W*",
    r"(?:\p{L}+ ){1,6}delivered (?:\p{L}+ )?to your inbox\b.*|(?:get|keep|sign|subscribe|learn)\b.*\bby clicking here\W*",
    r"read (?:the )?(?:more|full (?:story|article|text|report|interview|transcript)) (?:here|below|at|from)\b.*",
    rf"share (?:this|your (?:thoughts|story|comments|view)|on|via)\b.*(?:{_SITE}|e-?mail|friends|comments|below|with us).*",
    r"(?:got|have) a (?:\p{L}+ )?tip\b[^.]{0,40}\?|(?:do )?you have a (?:story|tip) to share\?",
    r"thank(?:s| you) for (?:signing up|subscribing)\W*",
    r"send (?:us )?(?:your )?(?:questions|comments|feedback|letters|tips)(?:\W+\p{L}+){0,2} to\b.{0,60}",
    rf"(?:let us know|tell us|leave a comment|join the (?:conversation|discussion))\b.*(?:comments?|below|@\w+|{_SITE}).*",
]  # fmt: skip
_TERMS = [
    r"by (?:signing up|subscribing|clicking|registering|submitting|joining)\b.*\byou (?:agree|are agreeing|consent)\b.*",
    r"you (?:can|may) (?:unsubscribe|opt out)\b.*|we (?:will )?(?:never|do not) (?:share|sell) your .*",
    r"(?:all )?rights reserved\W*|(?:copyright|©|\(c\)) ?(?:©|\(c\)|\d{4}|by\b).*|.{0,40}© ?\d{4}\b.{0,60}",
    r"this material may not be\b.*|(?:re)?(?:printed|published|posted) (?:here )?with (?:the )?(?:kind )?permission\b.*",
    r"(?:the )?(?:views?|opinions?)(?: and (?:views|opinions))? (?:expressed|of (?:the )?(?:contributor|author|columnist)s?)"
    r"\b.*\b(?:those of|opinions of|(?:his|her|their|its|my|author's|author’s) own"
    r"|do(?:es)? not (?:necessarily )?(?:represent|reflect))\b.*",
    r"(?:please )?(?:support|help|donate|consider|fund|become)\b(?=.*\b(?:our|us|this)\b)"
    rf"(?=.*\b(?:support|donat\w+|contribut\w+|member|subscri\w+|fund)\b).*\b{_WORK}\b.*",
    r"support (?:\p{L}[\p{L}'’.-]* ){1,5}journalism\W*",
    rf"if you (?:value|like|enjoy|appreciate|believe)\b(?=.*\b(?:our work|this {_PIECE}|{_WORK})\b)"
    r".*\b(?:support|donat\w+|subscri\w+|contribut\w+|share)\b.*",
]  # fmt: skip
_APPEALS = [
    rf"(?:please )?(?:make|give) (?:us )?an? (?:\p{{L}}[\p{{L}}-]* ){{0,2}}(?:donation|contribution|gift)\b"
    rf".*\b(?:{_WORK}|us|today|now)\b.*",
    r"(?:so |and )?(?:please,? )?(?:please )?consider (?:making an? (?:\p{L}[\p{L}-]* ){0,2}(?:donation|contribution|gift)"
    r"|donating|contributing|subscribing|supporting (?:us|our)\b|becoming an? (?:\p{L}+ )?(?:member|subscriber|supporter|patron))\b.*",
    r"(?:for|from) (?:just|only|as little as) [$£€]\d+\b.*\b(?:us|our|support|subscribe)\b.*",
    rf"your (?:\p{{L}}+ )?(?:contribution|donation|support|subscription|gift)\b(?=.*\b(?:us|our|we|{_WORK})\b).*",
]  # fmt: skip
_NOTES = [
    r"contributing(?: (?:to this \p{L}+|reporters?|writers?|by))?: ?.{2,200}",
    rf"with (?:contributions?|reporting|research|assistance)(?: (?:help|assistance))? (?:from|by) {_NAMES}\W*",
    rf"(?:some )?(?:material|information) from .{{2,80}} (?:was|were|is) (?:also )?(?:used|included) in this {_PIECE}\W*",
    rf"this {_PIECE} (?:contains|includes|uses) material from .{{2,80}}",
    rf"this {_PIECE},? (?:which )?(?:is|was) (?:based|compiled|written) (?:in part |partly )?(?:on|from|with)\b.*"
    r"\b(?:wires?|agenc(?:y|ies)|services?|ai|automat\w+)\b.*",
    r"editor['’]?s['’]? notes?\W.*|(?:this is a|our) rush(?:ed)? transcripts?\b.*",
    r"content created by .{2,60} is available\b.*|(?:\S+ ){0,4}transcripts? (?:are|is) (?:created|provided|produced) .*",
    r"(?:this )?(?:copy|text|transcript) may not be in (?:its|their) final form\b.*|accuracy and availability (?:may|of) .*"
    r"|the authoritative record of .{2,60} is the .{2,30}",
    rf"this is a (?:breaking|developing) (?:news )?{_PIECE}\b.*|(?:refresh|check back)\b.*\b(?:updates?|more|details)\W*",
    r"(?:(?:additional|further|with) )?(?:reporting|writing|editing)(?: and (?:writing|editing))? by (?-i:\p{Lu}).{2,250}",
    r"please credit the (?-i:\p{Lu}).{2,250}|visit (?:www\.)?[\w-]+(?:\.[\w-]+)+ (?:for|to) .{2,60}",
    r"video provided by (?-i:[\p{Lu}\d]).{2,40}",
    rf"{_EDITOR}an? (?:\p{{L}}+ )?(?:earlier|previous|prior|original|revised) version of this {_PIECE}\b.*",
    rf"{_EDITOR}this {_PIECE}(?: is (?:breaking|developing) and)? (?:has been|was|is being|will be) (?:\p{{L}}+ )?"
    r"(?:updated|corrected|amended|emended|clarified|translated)\b.*",
    rf"{_EDITOR}this {_PIECE} (?:(?:was )?(?:originally|first|previously|incorrectly)|misstated|is (?:adapted|excerpted) from"
    r"|was (?:published|produced) in partnership|is part of .*\bseries)\b.*",
    r"(?:originally|first|previously) (?:published|appeared|posted) (?:by|in|on|at)\b.{2,60}",
    rf"(?:(?:\p{{L}}[\p{{L}} .]{{1,40}} ?\| ?)?(?:last )?(?:updated?|posted|published)|last modified)(?: at| on)?:? ?"
    rf"(?:\d{{4}}-\d\d-\d\d )?{_DAY}{_TIME}(?: (?:on )?{_DAY_OF})?(?:\W*|: (?:to|with)\b.*)",
]  # fmt: skip
_LEAD = r"[^\p{L}\p{N}\"“”‘’@©]*"
_SENTENCE = regex.compile(rf"{_LEAD}(?:{'|'.join([*_CALLS, *_TERMS, *_APPEALS, *_NOTES])})", regex.IGNORECASE)
_APPEAL = regex.compile(rf"{_LEAD}(?:{'|'.join(_APPEALS)})", regex.IGNORECASE)
_QUOTED = regex.compile(r"[\"“”]")
_US_OR_YOU = regex.compile(r"\b(?:we|us|our|you|your|please)\b", regex.IGNORECASE)
_CONTRIBUTED = regex.compile(
    rf"{_LEAD}(?:[^!?“”\"]{{0,300}}\bcontributed(?: \p{{L}}+)? (?:to|for) this (?:\p{{L}}+ )?{_PIECE}"
    rf"(?: from [\p{{L}} ,.]{{2,40}}|,? which (?:was|is|has been) (?:updated|based|compiled|corrected)\b.*)?"
    rf"|{_NAMES} contributed(?: (?:additional |further )?(?:reporting|research)(?: (?:from|in) [\p{{L}} ,.]{{2,60}})?)?)[^\p{{L}}\p{{N}}]*",
    regex.IGNORECASE,
)  # apart for speed: it looks through a whole sentence
_BOUNDARY = regex.compile(
    r"(?:(?<=[\p{Ll}\p{N}]{3}|\p{Lu}{3}|\b\p{Ll}{2})\.|[!?…])[”\"’)*\]]*(\s+)(?=[\p{Lu}“\"‘(@*\[])"
)
_SURNAME = r"\p{Lu}[\p{L}’'-]*\p{Ll}"
_BEHIND = r"(?:,? [JS]r\.)?(?: |(?<=\p{Ll}{3}))"  # what parts a surname from the name that stands there again
_GIVEN = (
    r"(?:(?:\p{Lu}(?:(?!\p{Ll}{3}\p{Lu})[\p{L}’'-])*|\p{Lu}\.|[(“\"]\p{Lu}[\p{L}.]*[)”\"]|de|del|la|van|von|der) ){0,5}"
)
_GLUE = r"(?:,? [JS]r\.)?(?= ?[\p{Lu}\d\"“‘'’])"  # mostly without a space before the headline
_GLUED_LINK = regex.compile(  # Ann Lee Ann Mary LeeFerry turns round What the tide tables say MORE
    rf"\b({_SURNAME}){_BEHIND}(?!({_SURNAME}){_BEHIND}{_GIVEN}\2{_GLUE})"  # of a name's words the last that stands again
    rf"(?P<link>{_GIVEN}\1{_GLUE}[^\n]{{0,600}}?(?<!\p{{Lu}})MORE\b)"
)
_ABOUT_AN_AUTHOR = regex.compile(r"\b(?:follow|reach|contact|tweet|e-?mail) (?:him|her|them)\b", regex.IGNORECASE)


def find_furniture(text: str, lines: list[Line]) -> Iterator[Span]:
    """Lines that are the page's and not the article's, and sentences of that kind at the beginning or end of a line.

    The first line may be the article's own headline: there a label with a headline behind it is kept.
    """
    marks = [mark for mark in _MARKS if mark in text]
    for index, line in enumerate(lines):
        inner = text[line.start : line.end]
        if _is_of_the_page(line, inner, marks) or (index and _is_teaser(line, inner)):
            yield line.start, line.end
        else:
            yield from ((line.start + start, line.start + end) for start, end in _at_the_edges(inner))
    yield from find_glued_links(text)


def find_glued_links(text: str) -> Iterator[Span]:
    """What a link behind a name left in the text: the name again, headlines run together with it, and the word MORE."""
    if "MORE" in text:
        yield from (match.span("link") for match in _GLUED_LINK.finditer(text))


def _is_of_the_page(line: Line, inner: str, marks: list[str]) -> bool:
    if any(mark in inner for mark in marks):
        return line.words <= _LONGEST_FORM or "Hide Caption" in inner  # a gallery is one line, however long
    if _CLOSE.match(inner):
        return line.words <= _LONGEST_FORM
    return len(inner) <= 120 and bool(_LABEL.fullmatch(inner))


def _is_teaser(line: Line, inner: str) -> bool:
    named = len(inner) <= 250 and (inner.endswith(" Read more") or _TEASER.fullmatch(inner))
    return bool(named) and line.words <= _LONGEST_TEASER and not _POST.search(inner)


def _at_the_edges(inner: str) -> Iterator[Span]:
    """The sentences of the page before the first and after the last sentence of the article in a line."""
    sentences = _split(inner)
    own = [index for index, (start, end) in enumerate(sentences) if not _is_of_its_kind(inner[start:end])]
    if not own or (len(own) < len(sentences) and _is_appeal([inner[start:end] for start, end in sentences])):
        yield 0, len(inner)
        return
    if own[0] > 0:
        yield 0, sentences[own[0] - 1][1]
    if own[-1] < len(sentences) - 1:
        start = sentences[own[-1] + 1][0]
        # "Ann Lee is a writer. Follow her on ...": what stands before presents the author.
        presents = own[0] == 0 and len(inner) < 400 and _ABOUT_AN_AUTHOR.search(inner, start)
        yield 0 if presents else start, len(inner)


def _is_of_its_kind(sentence: str) -> bool:
    form = _CONTRIBUTED if "contributed" in sentence else _SENTENCE
    found = len(sentence) <= 300 and form.fullmatch(sentence)
    return bool(found) and len(sentence.split()) <= _LONGEST_SENTENCE and not _POST.search(sentence)


def _is_appeal(sentences: list[str]) -> bool:
    """Whether a line asks its readers for money: one sentence does, and all speak of us or to you."""
    asks = any(_APPEAL.match(sentence) for sentence in sentences)
    return asks and all(_US_OR_YOU.search(one) and not _QUOTED.search(one) for one in sentences)


def _split(inner: str) -> list[Span]:
    """Where the sentences of a line are; short abbreviations (St., Gov., D.C.) end none."""
    gaps = [match.span(1) for match in _BOUNDARY.finditer(inner)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(inner)]
    return list(zip(starts, ends, strict=True))
