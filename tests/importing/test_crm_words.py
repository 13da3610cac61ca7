"""The seller's own words in a CRM's export: in the internal notes of a new spec, never lost, never where the buyer reads."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from helpers import few_of
from mapdocs.importing.api import import_bytes, write_import

TODAY = date(2026, 11, 25)


def taken(text, folder, name="deals.csv"):
    return import_bytes(text.encode() if isinstance(text, str) else text, name, folder, today=TODAY)


def notes_in(text):
    """The lines of the internal notes in a spec's text, and all that stands above the seller's own part."""
    before, _, inside = text.partition("\ninternal:")
    return [line.strip() for line in inside.partition("notes: |")[2].splitlines() if line.strip()], before


@pytest.mark.parametrize(
    "heads",
    few_of(
        [
            "Opportunity Name,Account Name,Amount,Close Date,Stage,Next Step,Description,Manager view",
            "Verkaufschance,Firma,Betrag,Abschlussdatum,Phase,Nächster Schritt,Beschreibung,Sicht der Leitung",
            "Nom de l'opportunité,Nom du compte,Montant,Date de clôture,Étape,Prochaine étape,Commentaire,Avis",
            "Nombre de la oportunidad,Nombre de la cuenta,Importe,Fecha de cierre,Etapa,Próximo paso,Descripción,Opinión",
            "Nome da oportunidade,Nome da conta,Valor,Data de fechamento,Fase,Próximo passo,Descrição,Parecer",
            "商談名,取引先名,金額,完了予定日,フェーズ,次のステップ,説明,上長の見解",
        ],
        7,
    ),
)
def test_next_steps_descriptions_and_unknown_columns_are_kept_in_the_notes(heads, tmp_path):
    row = "Silo link,Bexley Farms,48000,2027-01-29,Proposal,call Edda first,two silos and a gate,hold at 44"
    result = taken(f"{heads}\n{row}\n", tmp_path)
    lines, before = notes_in(result.specs[0].text)
    names = heads.split(",")
    assert lines == [
        "Close date in the CRM: 2027-01-29",
        f"{names[5]}: call Edda first",
        f"{names[6]}: two silos and a gate",
        f"{names[7]}: hold at 44",
    ]
    assert not any(words in before for words in ("call Edda", "two silos", "hold at 44"))
    assert (result.balance.count("kept"), result.balance.lost) == (3, 0)


def test_columns_of_no_use_and_words_of_left_out_deals_are_told(tmp_path):
    text = (
        "Opportunity Name,Account Name,Amount,Close Date,Stage,Age,Created Date,Loss Reason\n"
        "Silo link,Bexley Farms,48000,2027-01-29,Proposal,12,2026-10-02,\n"
        "Old kiln,Bexley Farms,9000,2026-10-29,Closed Lost,80,2026-05-02,went with Kramer\n"
    )
    result = taken(text, tmp_path)
    told = "\n".join(result.notes)
    assert "columns that a plan does not need, or that only helped to read it: Age, Created Date" in told
    assert "words of deals that were left out: Old kiln (Loss Reason: went with Kramer)" in told
    entries = {e.heading: (e.fate, e.became) for e in result.balance.entries if e.heading}
    assert entries["Age"] == ("told", "not needed")


def test_what_stands_behind_a_contacts_name_is_kept(tmp_path):
    text = "Deal Name,Company,Amount,Deal Stage,Contact\nSilo link,Bexley Farms,48000,Proposal,Edda Voss (blocker)\n"
    (spec,) = taken(text, tmp_path).specs
    assert "  champion: Edda Voss\n" in spec.text
    assert 'notes: "Contact: Edda Voss (blocker)"' in spec.text.partition("\ninternal:")[2]


def test_a_second_import_tells_what_the_crm_says_now_and_the_notes_do_not(tmp_path):
    text = "Deal Name,Company,Amount,Deal Stage,Next step\nSilo link,Bexley Farms,48000,Proposal,call Edda\n"
    write_import(taken(text, tmp_path))
    again = taken(text, tmp_path)
    assert not any("not taken over" in note for note in again.notes)
    assert again.balance.count("kept") == 1
    later = taken(text.replace("call Edda", "send the draft"), tmp_path)
    assert any(
        note.endswith("not taken over, your notes stay as they are: Next step: send the draft") for note in later.notes
    )
    assert (later.balance.count("kept"), later.balance.lost) == (0, 0)


def test_notes_on_cells_and_the_sheets_title_of_a_crm_workbook(tmp_path):
    book = Workbook()
    sheet = book.active
    for row in (
        ["Deals of Ines Karr"],
        ["Deal Name", "Company", "Amount", "Deal Stage"],
        ["Silo link", "Bexley Farms", 48000, "Proposal"],
    ):
        sheet.append(row)
    sheet["C3"].comment = Comment("list price was 52k", "Ines Karr")
    sheet["C2"].comment = Comment("without freight", "Ines Karr")
    raw = BytesIO()
    book.save(raw)
    result = taken(raw.getvalue(), tmp_path, "deals.xlsx")
    assert "comment on Amount by Ines Karr: list price was 52k" in result.specs[0].text.partition("\ninternal:")[2]
    told = "\n".join(result.notes)
    assert "above the deals: Deals of Ines Karr" in told
    assert "comment on the heading Amount: without freight" in told
