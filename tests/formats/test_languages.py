"""Every language has every word, and every format speaks it."""

import io
import re
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import yaml

from helpers import ROOT, made, message_of, part, plan_values, spec_of
from mapdocs.building.company import kit_for
from mapdocs.formats.timeline import Span, apart, months
from mapdocs.language.layout import width
from mapdocs.language.lexicon import languages
from mapdocs.language.sentences import sentences
from mapdocs.templating.kit import kit_in

LABELS = ROOT / "templates" / "labels"
LOCALES = ["en", "en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "pt_BR", "pt_PT", "ja_JP"]


def flat(value, prefix=""):
    if isinstance(value, dict):
        return {k: v for key, below in value.items() for k, v in flat(below, f"{prefix}{key}.").items()}
    return {prefix: str(value)}


ENGLISH = flat(yaml.load((LABELS / "en.yaml").read_text("utf-8"), yaml.BaseLoader))


@pytest.mark.parametrize("language", languages()[1:])
def test_no_label_is_missing_and_each_keeps_its_blanks(language):
    labels = flat(yaml.load((LABELS / f"{language}.yaml").read_text("utf-8"), yaml.BaseLoader))
    assert labels.keys() == ENGLISH.keys()
    for key, text in labels.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", ENGLISH[key])), key
        assert text.strip()
    same = [k for k, v in labels.items() if v == ENGLISH[k] and re.search(r"[a-z]{4}", re.sub(r"\{\w+\}", "", v))]
    assert len(same) <= 8, same


@pytest.mark.parametrize("locale", LOCALES)
def test_every_format_speaks_the_language(locale):
    files = made(plan_values(), locale=locale)
    words = kit_for(spec_of(plan_values()).settings).words(locale)
    html = part(message_of(files["map.eml"]), "text/html")
    assert f'lang="{words.language}"' in html
    assert words("columns.target_date") in html
    assert words.date(date(2026, 11, 24)) in html.replace("\u00a0", " ")
    intro = part(message_of(files["map.eml"]), "text/plain").split("-" * 72)[1].split("\n\n")[1]
    assert len(sentences(intro.replace("\n", "" if locale == "ja_JP" else " "))) == 3, intro


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en", "4 Dec 2026"),
        ("en_US", "Dec 4, 2026"),
        ("en_GB", "4 Dec 2026"),
        ("de_DE", "4. Dez. 2026"),
        ("fr_FR", "4 déc. 2026"),
        ("es_ES", "4 dic 2026"),
        ("pt_BR", "4 de dez. de 2026"),
        ("ja_JP", "2026年12月4日"),
    ],
)
def test_no_country_misreads_a_date(locale, shown):
    assert kit_for(spec_of(plan_values()).settings).words(locale).date(date(2026, 12, 4)) == shown


def test_times_name_their_clock():
    words = kit_for(spec_of(plan_values()).settings).words("en_US")
    at = datetime(2026, 12, 2, 15, tzinfo=ZoneInfo("America/New_York"))
    assert words.time_span(at, 30) == "3:00\u00a0PM–3:30\u00a0PM (Eastern Standard Time)"
    summer = datetime(2027, 7, 7, 15, tzinfo=ZoneInfo("Europe/Berlin"))
    assert (
        kit_for(spec_of(plan_values()).settings).words("de_DE").time_span(summer, 90)
        == "15:00–16:30 Uhr (Mitteleuropäische Sommerzeit)"
    )
    said = {
        "fr_FR": "de 15\u00a0h\u00a000 à 15\u00a0h\u00a030 (heure normale de l’Est nord-américain)",
        "ja_JP": "15:00～15:30（アメリカ東部標準時）",
    }
    for locale, wanted in said.items():
        assert kit_for(spec_of(plan_values()).settings).words(locale).time_span(at, 30) == wanted


def test_standard_rows_are_read_in_the_buyers_language():
    files = made(plan_values(), locale="de_DE", only=("email",))
    text = files["map.txt"].decode()
    assert "Plan von beiden Seiten bestätigt" in text
    assert "Champion" not in text


RIGHT_TO_LEFT = {
    "outcome": "إغلاق الحسابات في أربعة أيام بدلا من تسعة",
    "label": "مراجعة الأمان والتقنية",
    "proof": "تم استلام الاستبيان موقعا",
}


def test_arabic_content_mirrors_tables_and_keeps_its_letters():
    values = plan_values(outcome=RIGHT_TO_LEFT["outcome"])
    for row in values["milestones"]:
        row.update(buyer_label=RIGHT_TO_LEFT["label"], exit_criteria=f"{RIGHT_TO_LEFT['proof']} signed", note="ملاحظة")
    files = made(values)
    from helpers import docx_text, zip_members

    assert RIGHT_TO_LEFT["outcome"] in docx_text(files["map.docx"])
    xml = dict(zip_members(files["map.docx"]))["word/document.xml"].decode()
    assert "<w:bidiVisual/>" in xml
    assert "<w:bidi/>" in xml
    assert "<w:rtl/>" in xml
    assert 'dir="auto"' in part(message_of(files["map.eml"]), "text/html")


def test_letters_that_no_font_has_are_told():
    from datetime import date as day

    from helpers import findings_of
    from mapdocs.building.api import BuildOptions
    from mapdocs.building.pipeline import render

    values = plan_values(outcome="Reach \u0378 goals")
    spec = spec_of(values)
    outcome = render(spec, findings_of(values), today=day(2026, 11, 23), options=BuildOptions(only=("pdf",)))
    assert any("no font" in note for note in outcome.notes)


@pytest.mark.parametrize("locale", ["fr_FR", "ja_JP", "de_DE", "en_US"])
def test_the_plain_texts_values_stand_below_one_another(locale):
    words = kit_in(None).words(locale)
    text = part(message_of(made(plan_values(), locale=locale, only=("email",))["map.eml"]), "text/plain")
    heads = [words.labelled(words(label)) for label in ("columns.target_date", "who_heading", "columns.exit_criteria")]
    lines = [line for line in text.splitlines() if line.startswith(tuple(f"   {head}" for head in heads))]
    assert len(lines) == 18
    starts = set()
    for line in lines:
        head = max((h for h in heads if line.startswith(f"   {h}")), key=len)
        value = line[3 + len(head) :].lstrip(" ")
        assert line[3 + len(head)] == " "
        starts.add(width(line[: line.index(value)]))
    assert len(starts) == 1


def test_japanese_sentences_have_no_space_between_them():
    mail = message_of(made(plan_values(), locale="ja_JP", only=("email",))["map.eml"])
    assert not re.search("。 (?=\\S)", part(mail, "text/plain"))
    assert "。 <b>" not in part(mail, "text/html")


@pytest.mark.parametrize("day", ["2026-11-26", "2026-11-30", "2026-12-03"])
def test_no_months_name_runs_into_the_next_one(day):
    words = kit_in(None).words("ja_JP")
    span = Span(date.fromisoformat(day), date(2027, 4, 4))
    names = apart([(words.month(day), span.share(day)) for day in months(span)], upright=False)
    assert len(names) >= 4
    for (name, at), (_, following) in pairwise(names):
        assert following - at >= 0.6 * width(name)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_day_has_room_in_its_column_of_the_tracker(locale):
    book = openpyxl.load_workbook(io.BytesIO(made(plan_values(), locale=locale, only=("xlsx",))["map.xlsx"]))
    words = kit_in(None).words(locale)  # Excel writes "28 dez 2026" where a letter says "28 de dez. de 2026"
    days = [words.date(date(2026, month, 28)) for month in range(1, 13)]
    longest = max(width(day.replace(" de ", " ") if locale.startswith("pt") else day) for day in days)
    plan, timeline = book.worksheets[:2]
    for sheet, column in ((plan, "E"), (plan, "H"), (timeline, "C"), (timeline, "D")):
        said = next(d for d in sheet.column_dimensions.values() if d.min <= "ABCDEFGH".index(column) + 1 <= d.max)
        assert said.width >= longest + 1, (sheet.title, column)


@pytest.mark.parametrize(("locale", "colon"), [("fr_FR", "\u00a0: "), ("ja_JP", "："), ("de_DE", ": ")])
def test_a_note_and_a_proof_have_the_colon_of_the_language_in_the_email(locale, colon):
    values = plan_values()
    values["milestones"][1]["note"] = "Decided on the 8th"
    values["milestones"][0].update(status="done", done_on="2026-11-20", proof="https://docs.example.com/minutes")
    page = part(message_of(made(values, only=("email",), locale=locale, found=())["map.eml"]), "text/html")
    assert f"{colon}Decided on the 8th" in page
    assert f"{colon}<a href" in page
    assert ("完了。次の項目" in page) == (locale == "ja_JP")
