"""Another table below a plan, with headings of its own: it is told, and no row of it becomes a step."""

import pytest
from field import of_text

from helpers import few_of

PLAN = (
    "Milestone,Buyer owner,Seller owner,Target date,Exit criteria\n"
    "Kiln fired,Ada Wick,Per Lodge,2026-12-04,Log of the firing\n"
    "Glaze tested,Ada Wick,Per Lodge,2027-01-15,40 tiles photographed\n"
)


def steps(spec):
    return [(row.milestone, row.buyer_owner, row.seller_owner) for row in spec.milestones]


MINE = [("Kiln fired", "Ada Wick", "Per Lodge"), ("Glaze tested", "Ada Wick", "Per Lodge")]


@pytest.mark.parametrize(
    "below",
    [
        "Date,Decision,By\n2026-11-12,Leave out the small kiln,Ada Wick\n",
        "Decisions\nDate,Decision,By\n2026-11-12,Leave out the small kiln,Ada Wick\n2026-11-14,Buy clay in Gera,Per Lodge\n",
        "Date,Task,By\n2026-11-12,Leave out the small kiln,Ada Wick\n",
    ],
)
def test_decisions_below_a_plan_are_told(below, tmp_path):
    spec, told = of_text(f"{PLAN}\n{below}", tmp_path)
    assert steps(spec) == MINE
    assert "of another table: 2026-11-12 · Leave out the small kiln · Ada Wick" in told


def test_a_group_that_follows_subitems_has_its_own_name(tmp_path):
    head = "Name,Subitems,Customer person,Fabrikam person,Status,Due,Success criteria"
    text = (
        f"Look,,,,,,\n{head}\nKiln fired,,Ada Wick,Per Lodge,Done,2026-12-04,Log\nSubitems,Name,Owner,Status,Due,,\n"
        f",Load the kiln,Per Lodge,Done,2026-12-02,,\n,,,,,,\nProve,,,,,,\n{head}\nGlaze tested,,Ada Wick,Per Lodge,,2027-01-15,40 tiles\n"
    )
    _, told = of_text(text, tmp_path)
    (page,) = (tmp_path / "out").glob("*.yaml")
    assert "  # Prove\n" in page.read_text(encoding="utf-8")
    assert "below the plan" not in told


@pytest.mark.parametrize(
    "below",
    few_of([
        "Payment plan,,\nInstalment,Date,Amount\nFirst,2027-01-31,20000\nSecond,2027-03-31,42000 €",
        "Instalment,Due,Amount\nFirst,2027-01-31,20000",
        "Payments,,\nInstalment,Date,Amount\nFirst,at signing,one third",
        "Closed days,,\nDay,Reason,Site\n2026-12-24,Christmas,all\n2027-01-06,Epiphany,Gera",
        "Site closures,,\nSite,From,To\nGera,2026-12-24,2027-01-06",
        "Success metrics,,\nMetric,Today,Target\nTiles an hour,4,7\nBreakage,5 %,1 %",
        "Zahlungsplan,,\nRate,Fällig,Betrag\n1. Rate,31.01.2027,20.000 €",
        "Échéancier de paiement,,\nVersement,Date,Montant\nAcompte,31/01/2027,20 000 €",
        "Calendario de pagos,,\nCuota,Fecha,Importe\nPrimera,31/01/2027,20.000",
        "Plano de pagamento,,\nParcela,Data,Valor\nPrimeira,31/01/2027,R$ 20.000",
        "支払計画,,\n回,期日,金額\n第1回,2027-01-31,200万円",
        "Termijn,Datum,Bedrag\n1,31-1-2027,20.000",
        "Signatures,,\nJuniper,Fabrikam,\nUna Moor,Ole Kamp,\nDate:,Date:,",
        "Unterschriften,,\nJuniper Foods,Fabrikam,\nName:,Name:,\nDatum:,Datum:,",
        ",Juniper,Fabrikam\nName,Una Moor,Ole Kamp\nTitle,CFO,Director\nDate,,",
    ], 7),
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n\n", ""])
def test_a_little_table_below_a_plan_is_told_and_no_row_of_it_is_a_step(below, gap, tmp_path):
    if not gap and below.splitlines()[0].count(",,") == 0:
        pytest.skip("only a title tells a table without an empty row above it")
    spec, told = of_text(f"{PLAN}{gap}{below}\n", tmp_path)
    assert steps(spec) == MINE
    assert "rows of another table" in told
    for said in below.replace("\n", ",").split(","):
        assert said in told


@pytest.mark.parametrize(
    "block",
    few_of(
        [
            "Payments,,,,\nDeposit paid,Ada Wick,Per Lodge,2027-01-20,Bank slip",
            "Signatures,,,,\nContract signed,Ada Wick,Per Lodge,,Signed contract",
            "Signatures,,,,\nContract signed,Ada Wick,Per Lodge,2027-02-01,",
            "Sign-off,,,,\nTiles approved,Ada Wick,Per Lodge,,\n",
            "Deliveries,,,,\nTest,Ada,Per,,\nClay,Ada,Per,,",
        ],
        7,
    ),
)
def test_a_phase_called_like_such_a_table_keeps_its_steps(block, tmp_path):
    spec, _ = of_text(f"{PLAN}\n{block}\n", tmp_path)
    wanted = {line.split(",")[0] for line in block.strip().splitlines()[1:]}
    assert wanted < {row.milestone for row in spec.milestones}


@pytest.mark.parametrize(
    "lines",
    few_of([
        "Note: kiln 2 is cold\nTip: bring gloves,ask the foreman", "NB: no firing in week 52\nImportant: power is off on Sundays", "Hinweis: Ofen 2 ist kalt\nAchtung: nur mit Brille",
        "Remarque : le four 2 est froid\nÀ noter : pas de courant le dimanche", "Nota: horno 2 frío\nOjo: sin luz el domingo", "Observação: forno 2 frio\nDica: levar luvas",
        "注：炉2は冷えています\n補足：日曜は停電", "Let op: oven 2 is koud\nTip: neem handschoenen mee",
    ], 7),
)  # fmt: skip
def test_notes_right_below_a_plan_are_told(lines, tmp_path):
    spec, told = of_text(f"{PLAN}{lines}\n", tmp_path)
    assert steps(spec) == MINE
    assert "2 rows below the plan" in told


@pytest.mark.parametrize(
    "last",
    ["Note: minutes sent,Ada Wick,,,", "Info: day for all,,,2027-02-01,", "Key handed over,Ada Wick,Per Lodge,,"],
)
def test_a_step_that_somebody_owns_or_that_has_a_day_is_no_note(last, tmp_path):
    spec, _ = of_text(f"{PLAN}{last}\n", tmp_path)
    assert spec.milestones[-1].milestone == last.split(",")[0]
