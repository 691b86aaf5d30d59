from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.exclusions import RULES, check_words_left, find_exclusions
from analysis.corpus.foreign import blank_foreign
from analysis.corpus.reading import read_corpus
from tests.conftest import as_documents, error_of

STORY = "The river rose by two metres on Monday, the council said."


def excluded(text: str) -> list[tuple[str, str]]:
    """The reason and text of each passage left out."""
    return find_exclusions(as_documents(text)).select("reason", "text").rows()


# --- scripture, in brackets behind its reference --------------------------------------------------------------------


@pytest.mark.parametrize(
    "verse",
    [
        "“The lamp shall not go out.” (Leviticus 24:2)",
        "“Love is patient.” (1 Corinthians 13:4-7)",
        '"All is vapour." (Ecclesiastes 1:2)',
        "‘Seek peace.’ [Ps. 34:14]",
        "«Blessed are the meek.» (Matthew 5:5, KJV)",
        "“Do your duty.” (Bhagavad Gita 2:47)",
        "“Read.” (Surah Al-Alaq 96:1-5)",
        "“Say.” [The Holy Qur'an 112:1]",
        "“Hatred ends by love.” (Dhammapada 5)",
        "“Set me as a seal.” (Song of Songs 8:6)",
    ],
)
def test_a_verse_is_left_out_with_its_reference_whatever_the_book(verse: str) -> None:
    assert excluded(f"The choir sang: {verse} and left.") == [("scripture", verse)]


def test_a_reference_alone_is_left_out() -> None:
    assert excluded("The sermon took up the flood (Genesis 7:11) again.") == [("scripture", "(Genesis 7:11)")]


def test_a_bare_reference_counts_where_it_can_be_no_clock_and_no_score() -> None:
    assert excluded("He read: “All flows.” [24:55].") == [("scripture", "“All flows.” [24:55]")]
    assert excluded("He read: “All flows.” [7:88-90].") == [("scripture", "“All flows.” [7:88-90]")]


def test_a_bare_reference_that_could_be_a_clock_counts_behind_the_verse_in_its_own_script() -> None:
    assert excluded("She read: שלום עליכם “Peace to you.” [12:30]") == [
        ("script", "שלום עליכם"),
        ("scripture", "“Peace to you.” [12:30]"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We start at noon,” she said, “or later” [12:30].",
        "“We start at noon” (12:30).",
        "“We won” [3:1], said the coach.",
        "The score [24:55] surprised the hosts.",
        "The vote was 3:1.",
        "“I loved it” (Ruth, 8).",
        "“A fine day” (James 24).",
        "“A fine day” (Daniel Craig, 24).",
        "The Kings (Kings 3:2) won again.",
        "The chapter on rivers (Mark 3) is long.",
        "He reads the book of Job and the Qur'an.",
        "“The lamp went out.” Then they left.",
    ],
)
def test_clocks_scores_ages_and_names_in_brackets_are_no_scripture(text: str) -> None:
    assert excluded(text) == []


# --- other scripts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "passage",
    [
        "λόγος τοῦ θεοῦ",
        "«Добро пожаловать»",
        "(привет мир)",
        "שלום עליכם",
        "नमस्ते दुनिया",
        "東京 大阪",
        "გამარჯობა მეგობრებო",
        "بِسْمِ اللَّهِ الرَّحْمَٰنِ",
    ],
)
def test_words_in_another_script_are_left_out(passage: str) -> None:
    assert excluded(f"The sign reads {passage} in red.") == [("script", passage)]


def test_a_passage_in_another_script_is_left_out_even_where_it_is_the_longer_part() -> None:
    assert excluded("Her name is Иван Петров Сидоров.") == [("script", "Иван Петров Сидоров")]


@pytest.mark.parametrize(
    "text",
    [
        "He is called Ὀδυσσεύς there.",
        "The file 東京 opened.",
        "Zoë Åström and José Núñez sang.",
        "A β-carotene α test.",
    ],
)
def test_one_word_in_another_script_and_accents_are_kept(text: str) -> None:
    assert excluded(text) == []


# --- credits and captions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee / Xinhua / DPA",
        "Ann Lee/Reuters",
        "(AP Photo/Ann Lee)",
        "Photo: Ann Lee",
        "Photograph by Ann Lee",
        "Image credit: NASA",
        "Illustration © Tom Hill",
        "Ann Lee via Getty Images",
        "Tom Hill / Nordfoto",
    ],
)
def test_a_line_that_credits_a_picture_is_left_out(line: str) -> None:
    assert excluded(f"{STORY} Shops are shut\n{line}\n{STORY}") == [("credit", line)]


@pytest.mark.parametrize(
    "line",
    [
        "A boat on Lake Como. May 3, 2022.",
        "The square at night, 3 May 2022",
        "Smoke over the port in Genoa, Italy, Aug. 14, 2018.",
    ],
)
def test_a_line_that_ends_in_a_bare_date_is_a_caption(line: str) -> None:
    assert excluded(f"{STORY}\n{line}\n{STORY}") == [("caption", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Shoppers wade through the market. (Ann Lee/AFP)",
        "The lock before the storm (Photo by Ann Lee)",
        "“It holds,” the keeper of the lock said on Monday. (Photo: Ann Lee, Harbour Pictures)",
        "The lock is opened by hand. (AP Photo/Ann Lee, File)",
        "The lock is opened by hand. (file photo)",
        "The lock at the mouth of the river is opened by hand every morning. Ann Lee/Getty Images",
        "The lock is opened by hand. REUTERS/Ann Lee/File Photo",
        "FILE PHOTO: The lock is opened by hand.",
        "FILE - In this March 5, 2019, file photo, the lock is opened by hand. It was built in 1900.",
        "This March 5, 2019 photo shows the lock.",
    ],
)
def test_a_line_with_the_credit_of_a_picture_or_the_form_of_an_agency_is_a_caption(line: str) -> None:
    assert excluded(f"{STORY}\n{line}\n{STORY}") == [("caption", line)]


def test_what_stands_before_a_credit_in_a_line_is_a_caption() -> None:
    caption = "The lock is opened by hand in the morning. | AP Photo"
    assert excluded(f"{STORY}\n{caption} Lock opens again\n{STORY}") == [("caption", caption)]


def test_a_sentence_above_a_credit_is_kept() -> None:
    text = f"{STORY}\nShoppers wade through the market.\nAnn Lee / AFP\n{STORY}"
    assert excluded(text) == [("credit", "Ann Lee / AFP")]


@pytest.mark.parametrize(
    "line",
    [
        "The ferry was late again (the photo shows it).",
        "Meteor lights up the bay (VIDEO)",
        "The board named two ports (Genoa/Trieste)",
        "The council said so. (Reuters)",
        "In this March 5 speech the mayor praised the photo of the lock.",
        f"{' '.join([STORY] * 9)} (AP Photo/Ann Lee)",
        "Rain | wind | AP exams",
    ],
)
def test_brackets_pictures_and_files_in_running_text_are_no_captions(line: str) -> None:
    assert excluded(f"{STORY}\n{line}\n{STORY}") == []


@pytest.mark.parametrize("line", ["She writes:", "They include:", "Here they are:"])
def test_a_sentence_that_leads_to_what_follows_is_no_label(line: str) -> None:
    assert excluded(f"{STORY}\n{line}\n{STORY}") == []


# --- datelines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dateline",
    [
        "GENOA —",
        "GENOA, Italy –",
        "SAN REMO, Italy (AP) —",
        "GENOA/TRIESTE (Reuters) -",
        "GENOA, March 5 (Coast Agency) --",
        "GENOA ( AP ) -",
        "Genoa (CNN)",
        "San Remo, Italy (CNN Business) --",
        "(Reuters) -",
        "(CNN)",
    ],
)
def test_the_place_and_agency_before_the_first_sentence_are_a_dateline(dateline: str) -> None:
    assert excluded(f"{dateline} {STORY}") == [("dateline", dateline)]
    assert excluded(f"{STORY}\n{dateline} “{STORY}”") == [("dateline", dateline)]


@pytest.mark.parametrize(
    "text",
    [
        "GENOA — the old port — is closed until the river falls again.",
        "The Coastal Budget Office (CBO) Director closed the port on Monday.",
        "OPINION — The river will rise by two metres before the week ends.",
        "The North Coast Weather Office (NCWO) later confirmed that it rained.",
        "Genoa – the council said – is closed until the river falls again.",
        "GENOA — Rain",
        f"{STORY} GENOA — {STORY}",
    ],
)
def test_dashes_brackets_and_labels_in_running_text_are_no_datelines(text: str) -> None:
    assert excluded(text) == []


# --- lines that an outlet repeats -------------------------------------------------------------------------------------


def print_again(line: str, articles: int = 5, events: int = 3, outlet: str = "Quay Post") -> list[str]:
    """What is left out of the first of so many articles of an outlet that all have this line."""
    table = as_documents(*(f"{STORY} It is day {day}.\n{line}" for day in range(articles)))
    placed = table.with_columns(outlet=pl.lit(outlet), event=pl.Series([f"e{day % events}" for day in range(articles)]))
    return find_exclusions(placed).filter(doc="a")["text"].to_list()


def test_a_line_in_many_articles_of_an_outlet_is_furniture() -> None:
    assert print_again("Tides and tables for every harbour") == ["Tides and tables for every harbour"]


@pytest.mark.parametrize("counts", [{"articles": 4}, {"events": 2}])
def test_a_line_in_few_articles_or_on_few_events_is_kept(counts: dict[str, int]) -> None:
    assert print_again("Tides and tables for every harbour", **counts) == []


@pytest.mark.parametrize("line", ["“The tide will turn at noon,” she said.", "Noon tide", " ".join(["tide"] * 41)])
def test_a_quotation_a_long_and_a_very_short_line_are_kept_however_often_they_come(line: str) -> None:
    assert print_again(line) == []


def test_lines_are_counted_for_each_outlet_and_articles_without_event_as_of_their_own() -> None:
    table = as_documents(*(f"{STORY} It is day {day}.\nTides and tables for all" for day in range(5)))
    alone = table.with_columns(outlet=pl.lit("Quay Post"), event=pl.lit(None, pl.String))
    assert find_exclusions(alone)["text"].to_list() == ["Tides and tables for all"] * 5
    apart = alone.with_columns(outlet=pl.Series(["Quay Post"] * 3 + ["Bay Mirror"] * 2))
    assert find_exclusions(apart).is_empty()


@pytest.mark.parametrize(
    "line",
    [
        "Win / lose is all the same to the club.",
        "The and/or clause of the contract was struck out.",
        "The pub stands near the AP/Reuters building in town.",
        "Video by the lake was shown to the jury.",
        "Photographs of the lake were shown.",
        "The mayor left office on May 3, 2022.",
        "The law takes effect on Monday, May 3, 2022.",
        "“It rained.” May 3, 2022.",
        "What the flood means for the harbour",
    ],
)
def test_sentences_and_headings_are_no_credits_or_captions(line: str) -> None:
    assert excluded(f"{STORY}\n{line}\n{STORY}") == []


# --- letterheads, contacts, sign-offs, labels -----------------------------------------------------------------------


def test_a_letterhead_is_left_out_down_to_its_date() -> None:
    assert excluded(f"MEDIA RELEASE\nRiver Watch\nNo. 12/2024 | Ref. 7 / 3 / 2 / 1 |\n12 March 2024\n{STORY}") == [
        ("letterhead", "MEDIA RELEASE"),
        ("letterhead", "River Watch"),
        ("letterhead", "No. 12/2024 | Ref. 7 / 3 / 2 / 1 |"),
        ("letterhead", "12 March 2024"),
    ]


def test_a_headline_is_no_letterhead() -> None:
    headline = "River rises by two metres after a night of rain"
    assert excluded(f"{headline}\n{STORY}") == []
    assert excluded(f"{headline}\n3 May 2021\n{STORY}") == [("letterhead", "3 May 2021")]


@pytest.mark.parametrize(
    "line",
    [
        "Tel: +44 20 7946 0018",
        "press@example.org",
        "https://example.org/news",
        "Contact: Ann Lee",
        "Address & Website:",
    ],
)
def test_a_line_with_an_address_is_a_contact(line: str) -> None:
    assert excluded(f"{STORY}\n{line}") == [("contact", line)]


def test_the_short_lines_about_an_address_at_the_end_go_with_it() -> None:
    assert excluded(f"{STORY}\nwww.example.org\nRiver Watch\n4 Quay Street") == [
        ("contact", "www.example.org"),
        ("contact", "River Watch"),
        ("contact", "4 Quay Street"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "By Ann Lee and Tom Hill",
        "Reporting by Ann Lee; editing by Tom Hill",
        "Translated by Tom Hill",
        "© 2024 River News",
        "Copyright 2024 River News",
        "All rights reserved.",
    ],
)
def test_bylines_and_sign_offs_are_left_out(line: str) -> None:
    assert excluded(f"{STORY}\n{line}") == [("sign-off", line)]


def test_the_short_lines_under_a_sign_off_go_with_it_up_to_running_text() -> None:
    assert excluded(f"{STORY}\nWritten for the River Office by\nAnn Lee\nMember of the board\n{STORY}") == [
        ("sign-off", "Written for the River Office by"),
        ("sign-off", "Ann Lee"),
        ("sign-off", "Member of the board"),
    ]


@pytest.mark.parametrize("line", ["Summary:", "Editor’s note:", "**Background:**", "Read more:"])
def test_a_line_that_only_names_a_section_is_a_label(line: str) -> None:
    assert excluded(f"{STORY}\n{line}\n{STORY}") == [("label", line)]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the mayor had left.",
        "Translated by Ann Lee, the book won a prize.",
        "Written by a nurse, it is a success.",
        "Copyright law is hard.",
        "Address to the nation: five things to know",
        "Phone lines broke at noon: nobody could call.",
        "The reason: it rained.",
        "Read more about the dam in the report.",
        "Background of the dispute",
    ],
)
def test_sentences_that_begin_like_one_are_kept(line: str) -> None:
    assert excluded(f"{STORY}\n{line}\n{STORY}") == []


# --- markup ---------------------------------------------------------------------------------------------------------


def test_only_the_marks_of_markup_are_left_out_and_not_their_words() -> None:
    assert excluded("## Rain\n**Bold**, _soft_ and <b>&amp;</b>.") == [
        ("markup", mark) for mark in ("##", "**", "**", "_", "_", "<b>", "&amp;", "</b>")
    ]


def test_signs_in_running_text_are_no_markup() -> None:
    assert excluded("The file snake_case, #tag, 2 < 3 and 5 > 4, AT&T and R&D.") == []


# --- what holds of every text ---------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Rain fell. ",
        "“Go.” ",
        "(John 3:16) ",
        "[24:55] ",
        "привет мир ",
        "\n",
        "Photo: Ann Lee",
        "By Ann Lee\n",
        "Follow us on Twitter. ",
        "Advertisement\n",
        "Hide Caption",
        "**",
        "_a_ ",
        "12 May 2024",
        "Tel: 1\n",
        "Note:\n",
        "© A\n",
        " / ",
        "|",
        '"',
        "«",
        "»",
        "\r\n",
        "<b>",
        "Ann / AP\n",
        "﴿",
        "﴾",
        "é",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=80))


@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart_and_hold_their_text(text: str) -> None:
    at = 0
    for doc, start, end, reason, passage in find_exclusions(as_documents(text)).rows():
        assert doc == "a"
        assert at <= start < end <= len(text)
        assert passage == text[start:end]
        assert reason in RULES
        at = end


@given(TEXTS)
def test_blanking_keeps_every_offset_and_changes_only_what_is_foreign(text: str) -> None:
    blank = blank_foreign(text)
    assert len(blank) == len(text)
    assert all(new in (old, " ") for new, old in zip(blank, text, strict=True))


def test_offsets_count_code_points() -> None:
    assert find_exclusions(as_documents("😀 It rained.\nBy Ann Lee")).rows() == [
        ("a", 13, 23, "sign-off", "By Ann Lee")
    ]


def test_documents_without_passages_give_an_empty_table() -> None:
    assert find_exclusions(as_documents(STORY)).is_empty()
    assert find_exclusions(as_documents()).is_empty()


def test_many_sign_offs_take_linear_time() -> None:
    assert find_exclusions(as_documents("Reporting by Ann Lee\n" * 20_000)).height == 20_000


# --- nothing left ---------------------------------------------------------------------------------------------------


def test_an_article_of_which_no_word_is_left_is_named() -> None:
    documents = as_documents(STORY, "By Ann Lee\n", "*Photo: Tom Hill*")
    assert error_of(check_words_left, documents, find_exclusions(documents)) == (
        "2 articles have no running text of their own, only excluded passages; "
        "leave the rows out, or count every word with -p excluded=in\n"
        "  b: 'By Ann Lee'\n"
        "  c: '*Photo: Tom Hill*'"
    )
    assert error_of(check_words_left, documents[1:2], find_exclusions(documents[1:2])) == (
        "1 article has no running text of their own, only excluded passages; "
        "leave the rows out, or count every word with -p excluded=in\n"
        "  b: 'By Ann Lee'"
    )


def test_articles_with_words_left_pass() -> None:
    documents = as_documents(STORY, f"{STORY}\nBy Ann Lee")
    assert check_words_left(documents, find_exclusions(documents)) is None


# --- the seeds ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def of_seeds(seeds) -> dict[tuple[str, str], list[str]]:
    """The passages left out of the seeds by document and reason."""
    found = find_exclusions(read_corpus(seeds)).group_by("doc", "reason", maintain_order=True).agg("text")
    return {(doc, reason): texts for doc, reason, texts in found.iter_rows()}


def test_the_verses_of_the_seeds_are_left_out_in_both_scripts(of_seeds) -> None:
    for doc in ("hizb-2022", "hizb-2024", "hizb-2025"):
        arabic, verse = of_seeds[doc, "script"], of_seeds[doc, "scripture"]
        assert len(arabic) == len(verse) == 1
        assert arabic[0].startswith(("﴿وَعَدَ", "وَعَلَى"))
        assert verse[0].endswith(("[24:55]", "[Surat Al-Ma’idah:23]"))


def test_the_letterhead_and_contacts_of_the_seeds_are_left_out(of_seeds) -> None:
    assert of_seeds["hizb-2025", "letterhead"] == [
        "Media Office",
        "Kyrgyzstan",
        "H. 3 Dhu al-Qi'dah 1446 | No: 1446 / 05 |",
        "M. Thursday, 01 May 2025 |",
    ]
    assert of_seeds["hizb-2025", "contact"] == [
        "Hizb-ut Tahrir: Media office Kyrgyzstan |",
        "Address & Website Tel: http://hizb-turkiston.net |",
        "E-Mail: webmaster@hizb-turkiston.net |",
    ]


def test_the_credits_and_captions_of_the_seeds_are_left_out(of_seeds) -> None:
    assert of_seeds["meduza-2023", "credit"] == [
        "Vladimir Voronin / AP / Scanpix / LETA",
        "Vyacheslav Oseledko / AFP / Scanpix / LETA",
        "Vladimir Voronin / AP / Scanpix / LETA",
    ]
    assert [caption.split(". ")[-1] for caption in of_seeds["meduza-2023", "caption"]] == [
        "January 28, 2021.",
        "May 9, 2023.",
        "March 22, 2022.",
        "March 26, 2022.",
    ]


def test_the_sign_offs_and_labels_of_the_seeds_are_left_out(of_seeds) -> None:
    assert of_seeds["hizb-2024", "sign-off"] == [
        "Written for the Central Media Office of Hizb ut Tahrir by",
        "Eldar Khamzin",
        "Member of The Central Media Office of Hizb ut Tahrir",
    ]
    assert len(of_seeds["hizb-2022", "sign-off"]) == 3
    assert of_seeds["hizb-2024", "label"] == ["News:", "Comment:"]
    assert of_seeds["hizb-2022", "label"] == ["### News:", "### Comment:"]


def test_running_text_of_the_seeds_is_kept(of_seeds) -> None:
    assert not any(doc == "diplomat-2025" for doc, _ in of_seeds)
