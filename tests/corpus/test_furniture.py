from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.boilerplate import read_lines
from analysis.corpus.exclusions import RULES, find_exclusions
from analysis.corpus.furniture import find_furniture
from analysis.corpus.reading import read_corpus
from tests.conftest import as_documents

STORY = "The river rose by two metres on Monday, the council said."


def furniture(text: str) -> list[str]:
    """The passages of a text that are page furniture."""
    return [text[start:end] for start, end in find_furniture(text, read_lines(text))]


# --- lines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Sponsored content",
        "Read more",
        "More on this story",
        "Slideshow (4 images)",
        "Image 2 of 12",
        "6 years ago",
        "Share this: Twitter | Facebook",
        "Follow @harbournews",
        "Back to top",
        "Newsletter Sign-up",
        "Most read",
        "[embed]",
        "(Ann Lee/Harbour Pictures)",
        "( PHOTOS: 10 old lighthouses )",
        "( Also on Harbour News: Five quiet bridges )",
        "Tagged under: Rain",
        "Updated at 9:09 p.m. ET",
        "Harbour Wire | Updated: 2017-09-15 17:52",
        "Last modified on 2024-03-14 17:52",
        "Updated at 9:09 p.m. ET Saturday",
        "SHARE THIS ARTICLE Share Tweet Post Email",
        "Watch the full interview:",
        "ANALYSIS/OPINION:",
    ],
)
def test_a_label_of_the_page_is_furniture(line: str) -> None:
    assert furniture(f"{STORY}\n{line}\n{STORY}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "JUST WATCHED Ferry turns round Replay More Videos ... MUST WATCH Ferry turns round 02:10",
        "Enlarge this image toggle caption Ann Lee/Harbour Pictures",
        "Image copyright Ann Lee Image caption The bridge before the storm",
        "Hide caption The lock in spring. Previous Next Ann Lee/Harbour Pictures",
        "CLOSE The lock is opened by hand once a year. Coast Agency",
        "Media playback is unsupported on your device Media caption How the lock works",
        "The Tide Get the harbour in your morning. Email Sign Up You can unsubscribe at any time.",
        "Photos: The old port A crane in 1950. Hide Caption 1 of 2 Photos: The old port A crane today. Hide Caption 2 of 2",
    ],
)
def test_a_line_with_a_mark_of_a_form_a_gallery_or_a_player_is_furniture(line: str) -> None:
    assert furniture(f"{STORY}\n{line}\n{STORY}") == [line]


def test_an_article_saved_as_one_line_is_kept_though_a_form_is_in_it() -> None:
    assert furniture(f"{' '.join([STORY] * 14)} Email Sign Up {STORY}") == []  # 14 × 11 + 3 + 11 = 168 words
    assert len(furniture(f"{' '.join([STORY] * 8)} Email Sign Up {STORY}")) == 1  # 102 words


def test_a_gallery_is_furniture_however_long() -> None:
    gallery = "Photos: The port " + "A crane lifts a boat at the quay. Hide Caption 1 of 40 " * 40
    assert furniture(f"{STORY}\n{gallery.strip()}") == [gallery.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Five quiet bridges of the north",
        "SEE ALSO: Ferry turns round in fog",
        "RELATED: What the tide tables say.",
        "WATCH: Ferry turns round in fog",
        "More:Will the bridge open in May?",
        "Related Coverage Harbour opens after the storm",
        "More from Ann Lee",
        "Why the ferry turned round: five answers Read more",
    ],
)
def test_a_teaser_is_furniture_but_not_where_the_headline_stands(line: str) -> None:
    assert furniture(f"{STORY}\n{line}\n{STORY}") == [line]
    assert furniture(f"{line}\n{STORY}") == []


# --- sentences ------------------------------------------------------------------------------------------------------

SENTENCES = [
    "Story continues below",
    "Advertisement Continue reading below",
    "Sign up for our daily newsletter.",
    "Want the tide tables in your inbox every day?",
    "Get the latest harbour news delivered to your inbox.",
    "Subscribe to The Tide, our weekly podcast.",
    "Sign up here.",
    "Follow us on Twitter and Facebook.",
    "Follow Ann Lee on Twitter: @annlee",
    "CLICK HERE TO GET THE HARBOUR NEWS APP",
    "For more on the ferry, follow Ann Lee on Twitter.",
    "If you want the whole table, click here.",
    "Share this story on Facebook.",
    "Got a tip?",
    "Thank you for signing up.",
    "By subscribing, you agree to our terms.",
    "You can opt out of these letters.",
    "All rights reserved.",
    "Copyright © 2021 Harbour News.",
    "The opinions expressed by columnists are their own.",
    "The views expressed in this article do not necessarily reflect those of the paper.",
    "Support our local journalism with a donation.",
    "Please consider becoming a member to support our newsroom.",
    "If you value our work, please donate today.",
    "Tom Hill and Ann Lee contributed to this report.",
    "Harbour News’ Ann Lee contributed to this story from Genoa.",
    "Ann Lee contributed.",
    "Contributing: Ann Lee, Tom Hill",
    "With reporting by Ann Lee",
    "Material from the Coast Agency was used in this report.",
    "This story has been updated with the time of high water.",
    "Editor’s note: An earlier version of this article misspelled the name of the lock.",
    "Please consider making a contribution to the Quay Post today.",
    "Make a one-time donation to support the independent journalism of the Quay Post.",
    "For as little as $3, you can help us.",
    "Your gift keeps our newsroom open.",
    "Sign up to receive the tide tables every morning.",
    "For more on the coast, subscribe to the Quay Post’s newsletters.",
    "If you have a story suggestion email desk@quay.example.",
    "(Reporting by Ann Lee; additional reporting by Tom Hill)",
    "With assistance by Ann Lee",
    "If you have an idea for a story, please write to us at desk@quay.example.",
    "Do you have a story for the Quay Post team?",
    "For licensing of our pictures, please contact the desk.",
    "You can watch the whole interview below.",
    "Ann Lee contributed reporting from Genoa.",
    "Tom Hill contributed to this report, which was updated on Monday.",
    "This article is based in part on wire service reports.",
    "Editor’s note: This story tells of a storm.",
    "This is a rush transcript.",
    "Copy may not be in its final form.",
    "This is a developing story.",
    "Video provided by Harbour Pictures.",
    "This piece was originally published in the Tide Review.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_call_a_term_or_a_note_is_furniture_as_a_line_and_at_either_end_of_one(sentence: str) -> None:
    assert furniture(f"{STORY}\n{sentence}") == [sentence]
    assert furniture(f"{STORY} {sentence}") == [sentence]
    closed = sentence if sentence.endswith((".", "?")) else f"{sentence}!"
    assert furniture(f"{closed} {STORY}") == [closed]


def test_what_stands_between_sentences_of_the_article_is_kept() -> None:
    assert furniture(f"{STORY} Follow us on Twitter. {STORY}") == []


def test_a_line_that_asks_for_money_goes_whole_where_all_of_it_speaks_of_us_or_to_you() -> None:
    ask = "Every day we explain the tide to you. Our work takes boats and time. Please consider donating today."
    assert furniture(f"{STORY}\n{ask}") == [ask]
    assert furniture(f"{STORY} {ask}") == ["Please consider donating today."]
    quoted = "“We explain the tide to you,” she said. Please consider donating today."
    assert furniture(f"{STORY}\n{quoted}") == ["Please consider donating today."]


def test_several_sentences_go_together() -> None:
    assert furniture(f"{STORY} Got a tip? Follow us on Twitter.") == ["Got a tip? Follow us on Twitter."]
    assert furniture("Got a tip? Follow us on Twitter.") == ["Got a tip? Follow us on Twitter."]


def test_the_line_that_presents_an_author_goes_with_the_call_to_follow_her() -> None:
    line = "Ann Lee writes on harbours. Follow her on Twitter @annlee"
    assert furniture(f"{STORY}\n{line}") == [line]
    assert furniture(f"{STORY} Follow us on Twitter @tide") == ["Follow us on Twitter @tide"]


def test_an_abbreviation_ends_no_sentence() -> None:
    credit = "Ann St. John in Washington, D.C., contributed to this report."
    assert furniture(f"{STORY}\n{credit}") == [credit]


@pytest.mark.parametrize(
    "line",
    [
        "Read more about the dam in the report.",
        "Follow the path along the river to the lock.",
        "Sign up for the race closes on Friday.",
        "Subscribers of the theatre filled the hall.",
        "Share prices fell when the harbour closed.",
        "Click beetles live under the bark.",
        "Watch the tide: it turns at noon.",
        "Download speeds doubled on the island.",
        "Support for the bridge grew in spring.",
        "Help us rebuild this harbour before the winter.",
        "Support us in our call to reopen the ferry.",
        "If you like the coast, you share it with gulls.",
        "The opinions expressed at the meeting were not new.",
        "Heavy rain contributed to the delay.",
        "Consider the tide before you sail.",
        "Reporting by phone is allowed on the coast.",
        "Editing by hand takes the keepers of the tables a week.",
        "For more than a year, the council has tried to contact the owner.",
        "If you have news, Ann, please tell us. It rained.",
        "Make a donation to the lifeboats, the mayor said.",
        "From just $3 in May the price rose to $9.",
        "Your gift of a boat was not forgotten.",
        "You have a story about every lock.",
        "Close the gates before noon.",
        "The report was based on the logs of forty ships.",
        "Video from the quay showed the wave.",
        "Rain contributed.",
        "Twelve harbours contributed to the report.",
        "With contributions from Ann Lee, the lock was rebuilt.",
        "This report contains information from forty harbours.",
        "This report was published by the council in May.",
        "Updated tables appeared in May.",
        "Copyright law is hard.",
        "The council updated the plan at 9:09 p.m. on Monday.",
        "Follow-up work on the bridge begins in May",
        "Photos of the storm were shown",
        "Videos, maps and tables",
        "Related work on the quay",
        "Watch: it will rain. That is what she said on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday,"
        " on Sunday and on the day after, when it did.",
        "“Follow us on Twitter,” the ferry company wrote.",
        "Follow us to Genoa! — Harbour Choir (@harbourchoir) May 3, 2019",
        "(It rained.)",
        "What next?",
    ],
)
def test_running_text_that_begins_like_furniture_is_kept(line: str) -> None:
    assert furniture(f"{STORY}\n{line}\n{STORY}") == []


# --- links behind a name ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "link"),
    [
        ("Sen. Ann Lee", "Ann Mary LeeFerry turns round in fog What the tide tables say MORE"),
        ("President Hill", "Thomas (Tom) Hill2020 tide tables are out: report Harbour opens MORE"),
        ("Rep. Tom Hill Jr.", "Thomas (Tom) HillHill Jr. opens the lock MORE"),
        ("Mayor Eva de Graaf", "Eva de GraafWill the bridge open in May? Harbour opens MORE"),
        ("Ann McLee", "Ann McLee'Not a good day' at the lock MORE"),
        ("Kim Ann Un", "Kim Ann UnFerry turns round MORE"),
        ("Ann Lee", "Ann Mary Lee Ferries should not turn round in fog MORE"),
        ("Tom Hillson", "Thomas HillsonMORE"),
    ],
)
def test_a_link_with_the_name_again_and_headlines_run_together_is_furniture(before: str, link: str) -> None:
    assert furniture(f"{before} {link}’s (A-Bay) plan failed.") == [link]


def test_a_link_may_be_glued_to_the_name_before_it() -> None:
    assert furniture("Tom HillsonTom HillsonFerry turns round MORE left.") == ["Tom HillsonFerry turns round MORE"]


def test_each_of_several_links_of_a_sentence_ends_at_its_own_word() -> None:
    links = ["Ann LeeFerry turns round MORE", "Tom HillHarbour opens MORE"]
    assert furniture(f"They are Ann Lee {links[0]} (A-Bay) and Tom Hill {links[1]} (A-Fjord).") == links


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said Ann Mary Lee wants MORE for the port.",
        "Ann Lee Ann Mary LeeFerry turns round and no link word stands behind it.",
        "Ann Lee Ann Mary LeeFerry turns round.\nShe wants MORE.",
        "The Harbour Board, the Harbour Club and the port want MORE.",
        "Bay Mayor Ann Lee, Bay Judge Tom Hill and others want MORE.",
        "Ann Lee asked McLee for MORE.",
    ],
)
def test_a_name_that_comes_again_and_a_shouted_word_are_no_link_by_themselves(text: str) -> None:
    assert furniture(text) == []


# --- among the other rules ------------------------------------------------------------------------------------------


def test_furniture_is_one_reason_among_the_others() -> None:
    found = find_exclusions(as_documents(f"{STORY}\nBy Ann Lee\nNote:\nAdvertisement\nFollow us on Twitter."))
    assert found.select("reason", "text").rows() == [
        ("sign-off", "By Ann Lee"),
        ("label", "Note:"),
        ("page furniture", "Advertisement"),
        ("page furniture", "Follow us on Twitter."),
    ]
    assert list(RULES)[-2:] == ["page furniture", "markup"]


def test_a_verse_alone_in_brackets_stays_scripture() -> None:
    assert find_exclusions(as_documents(f"{STORY}\n(Genesis 7:11)"))["reason"].to_list() == ["scripture"]


def test_the_seeds_have_no_furniture(seeds) -> None:
    assert "page furniture" not in find_exclusions(read_corpus(seeds))["reason"].to_list()


def test_an_empty_text_has_none() -> None:
    assert furniture("") == furniture("\n \n") == []


PIECES = st.sampled_from(
    [*SENTENCES, STORY, "Read more", "Hide Caption", "\n", " ", "(", "— ", "“", "Follow her on Twitter."]
)


@given(st.lists(PIECES, max_size=15).map(" ".join))
def test_spans_are_in_order_apart_and_without_white_space_at_their_ends(text: str) -> None:
    at = 0
    for start, end in find_furniture(text, read_lines(text)):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_a_line_is_judged_by_itself(text: str) -> None:
    line = " ".join(text.split())
    assert furniture(f"{STORY}\n{line}") == furniture(f"{STORY}\n{line}\n{STORY}")


def test_a_long_line_takes_linear_time() -> None:
    assert furniture(f"{STORY} " * 20_000) == []
    assert furniture(f"{STORY}\n" + "Ann Lee, " * 20_000 + "contributed to this report.") == []
