"""Days whose numbers have two readings: points and the language of the headings settle them, and nothing that says otherwise."""

from datetime import date

import pytest

from helpers import few_of
from mapdocs import import_file, loads
from mapdocs.importing.api import ImportOptions

OPTIONS = ImportOptions(buyer="Alder Clinics", champion="Mona Frey", seller="Quill", owner="Ben Okoye")


def read(tmp_path, text, **more):
    (tmp_path / "plan.csv").write_text(text, encoding="utf-8")
    result = import_file(tmp_path / "plan.csv", tmp_path, today=date(2026, 11, 25), options=OPTIONS)
    assert result.balance.lost == 0
    return [str(m.target_date) for m in loads(result.specs[0].text).milestones], "\n".join(result.notes)


@pytest.mark.parametrize(
    "heads",
    few_of(
        [
            "Étape;Responsable;Échéance",
            "Passo;Responsabile;Scadenza",
            "Tarea;Responsable;Fecha",
            "Stap;Wie;Datum",
            "Tarefa;Responsável;Prazo",
            "Schritt;Wer;Termin",
            "Aufgabe;Verantwortlich Quill;Bis wann",
        ],
        7,
    ),
)
def test_headings_of_a_language_without_the_month_first_settle_the_order_and_it_is_told_once(heads, tmp_path):
    days, notes = read(tmp_path, f"{heads}\nAlpha;Mona Frey;04/12/2026\nBeta;Ben Okoye;08/01/2027\n")
    assert days == ["2026-12-04", "2027-01-08"]
    assert notes.count("“04/12/2026” was read as “2026-12-04”, the day first") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Step;Owner;Due\nAlpha;Mona Frey;04/12/2026\nBeta;Ben Okoye;08/01/2027\n",
        "Task;Responsable;Fecha\nAlpha;Mona Frey;04/12/2026\nBeta;Ben Okoye;08/01/2027\n",
        "Étape;Responsable;Échéance;Note\nAlpha;Mona Frey;04/12/2026;Vu le 11/20/2026\nBeta;Ben Okoye;08/01/2027;\n",
        "Action;Status;Date\nAlpha;open;04/12/2026\nBeta;open;08/01/2027\n",
        "項目;担当;期限\nAlpha;Mona Frey;04/12/2026\nBeta;Ben Okoye;08/01/2027\n",
    ],
    ids=["English", "mixed", "another column begins with the month", "words of both", "Japanese"],
)
def test_what_may_begin_with_the_month_stays_asked(text, tmp_path):
    days, notes = read(tmp_path, text)
    assert days == ["None", "None"]
    assert "“04/12/2026” can be 12 Apr 2026 or 4 Dec 2026" in notes


def test_a_column_that_begins_with_the_month_does_so_in_every_language(tmp_path):
    days, _ = read(tmp_path, "Étape;Responsable;Échéance\nAlpha;Mona Frey;12/24/2026\nBeta;Ben Okoye;01/08/2027\n")
    assert days == ["2026-12-24", "2027-01-08"]


@pytest.mark.parametrize("heads", ["Step;Owner;Due", "Schritt;Wer;Termin"])
def test_points_mean_the_day_first_with_a_year_of_two_digits_too(heads, tmp_path):
    days, notes = read(
        tmp_path, f"{heads}\nAlpha;Mona Frey;04.12.26\nBeta;Ben Okoye;Fr 08.01.27\nGamma;Ben Okoye;03.02.01\n"
    )
    assert days == ["2026-12-04", "2027-01-08", "None"]
    assert "03.02.01" in notes
