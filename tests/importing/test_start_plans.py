"""Plans by kind of deal: what stands in the built-in ones, which deal gets which, and a company's own."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import yaml

import mapdocs
from commands import run
from helpers import ROOT, TODAY, dump, few_of, plan_values, some_of
from mapdocs.errors import MapdocsError, NoSuchPlan
from mapdocs.formats.registry import FORMATS
from mapdocs.importing.crm_export import Opportunity
from mapdocs.importing.draft import draft_text
from mapdocs.importing.intake import new_draft
from mapdocs.importing.plan_files import PLAN, Condition, read_plan
from mapdocs.importing.scaffold import Answers, start_spec
from mapdocs.importing.start_plans import Facts, beginning, fits, plan_named, plans_of
from mapdocs.importing.start_rows import FULL, THREE_LINES
from mapdocs.language import lexicon
from mapdocs.plan.go_live import names_go_live
from mapdocs.rules.classify import proof
from mapdocs.schema.editing import set_values
from mapdocs.schema.fields import MILESTONE
from mapdocs.schema.loader import settings_for
from mapdocs.schema.model import Settings
from mapdocs.schema.shapes import Group

NAMES = ("enterprise", "hospital", "pilot", "saas", "tender", "works-council")
LOCALES = ("en_US", "de_DE", "es_ES", "fr_FR", "ja_JP", "pt_BR")
FILES = {path.stem: path for path in sorted((ROOT / "templates" / "plans").glob("*.yaml"))}
LATE = date(2027, 8, 16)
#: What only a person can know, and a new plan of any kind lacks.
OPEN = {"MAP101", "MAP107", "MAP113", "MAP114"}
GIVEN = {
    "deal": "Alder ledger", "acv": Decimal(84000), "buyer": "Northwind Traders", "champion": "Dana Reyes",
    "seller": "Fabrikam", "owner": "Sam Ortiz", "go_live": LATE,
}  # fmt: skip


def begun(plan="", settings=None, lite=None, tags=(), **answers):
    given = Answers(**{**GIVEN, **answers})
    return start_spec(given, today=TODAY, settings=settings or Settings(), lite=lite, plan=plan, tags=tags)


def spec_with(plan, settings, **answers):
    return mapdocs.loads(begun(plan, settings, **answers).text, settings=settings)


def texts():
    """Every text of the built-in plans: plan, row's id, key, language, text."""
    for name, path in FILES.items():
        for row in yaml.safe_load(path.read_text("utf-8"))["milestones"]:
            for key in ("milestone", "exit_criteria"):
                yield from ((name, row["id"], key, language, said) for language, said in row.get(key, {}).items())


# -- the built-in plans -------------------------------------------------------------------------------------------------


def test_there_are_six_each_in_six_languages():
    assert tuple(plans_of(Settings())) == NAMES == tuple(FILES)
    said = {}
    for name, row, key, language, _ in texts():
        said.setdefault((name, row, key), []).append(language)
    assert said
    six = ("en", "de", "es", "fr", "ja", "pt")
    assert {tuple(languages) for languages in said.values()} == {six}
    assert all(tuple(plan.title) == six for plan in plans_of(Settings()).values())


def test_every_proof_is_one_that_anyone_can_look_at():
    usual = [
        ("usual", kind, "exit_criteria", language, text)
        for language in lexicon.languages()
        for kind, text in lexicon.only("start_proofs.yaml", language).items()
    ]
    assert len(usual) == 36
    proofs = [one for one in (*texts(), *usual) if one[2] == "exit_criteria"]
    assert len(proofs) > 150
    vague = [one for one in proofs if proof.judge(one[4].replace("{champion}", "Dana Reyes"))[0] != "observable"]
    assert vague == []


def test_only_the_row_of_the_go_live_is_called_so():
    """A kickoff that a language calls its start would be taken for the go-live."""
    live = [(name, row) for name, row, key, _, said in texts() if key == "milestone" and names_go_live(said)]
    assert live == [("saas", "first-users")] * 6


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_a_fresh_plan_lacks_only_what_a_person_knows(name, locale):
    settings = Settings(locale=locale, holidays={"de_DE": "DE", "ja_JP": "JP"}.get(locale))
    for go_live in (date(2027, 4, 20), date(2027, 6, 14), LATE):
        made = begun(name, settings, go_live=go_live)
        spec = mapdocs.loads(made.text, settings=settings)
        found = mapdocs.check(spec, today=TODAY)
        assert {f.code for f in found} <= OPEN, [f for f in found if f.code not in OPEN]
        assert made.warnings == ()
        assert spec.milestones[0].buyer_owner == ("Dana Reyes" if spec.milestones[0].kind == "alignment" else None)
        assert "{" not in made.text


def test_a_go_live_that_is_too_near_is_told_as_ever():
    made = begun("works-council", go_live=date(2027, 1, 4))
    assert any("working days too long. The longest step is Works agreement with 40" in said for said in made.warnings)


def filled(plan, settings, **answers):
    """The plan with what only people know, as they would say it."""
    text = begun(plan, settings, **answers).text
    spec = mapdocs.loads(text, settings=settings)
    keys = tuple(field.key for field in MILESTONE.fields)
    people = ("Dana Reyes", "Lena Brandt", "Marcus Chen")
    owners = {("milestones", row.index, "buyer_owner"): people[row.index % 3] for row in spec.milestones}
    text = set_values(text, owners, keys)
    text = text.replace("# review:", "review:").replace("#   ", "  ").replace("2026-12-02 15:00", "2026-12-02 15:00")
    text = re.sub(r"map_url: .*", "map_url: https://docs.example/plan", text)
    text = re.sub(r"outcome: .*", "outcome: Close the books in four days instead of nine", text)
    return mapdocs.loads(text, settings=settings)


ONE_EACH = tuple(zip(NAMES, LOCALES, strict=True))


@pytest.mark.parametrize("pair", some_of([(n, at) for n in NAMES for at in LOCALES], *ONE_EACH), ids="-".join)
def test_with_owners_it_is_built_into_everything_without_a_finding(pair):
    name, locale = pair
    settings = Settings(locale=locale, paper="a4")
    made = mapdocs.render(filled(name, settings), today=TODAY, options=mapdocs.BuildOptions(only=FORMATS))
    assert made.findings == ()
    assert (made.missing, made.notes) == ({}, ())
    assert {path.rsplit(".", 1)[-1] for path in made.files} >= {"docx", "xlsx", "pdf", "pptx", "eml", "ics"}


def test_a_whole_plan_as_it_is_written():
    made = begun("tender", Settings(locale="de_DE", currency="EUR"), currency="EUR", tags=("Ausschreibung",))
    rows = made.text[made.text.index("milestones:\n") : made.text.index("internal:")]
    assert "  tags: [Ausschreibung]\n" in made.text
    assert made.text.splitlines()[1] == "# Begun with the plan “tender”"
    assert [line.strip() for line in rows.splitlines() if re.match(r"  - milestone|    (kind|target_date|after)", line)] == [
        "- milestone: Vergabeverfahren und Zeitplan", "target_date: 2026-12-02",
        "- milestone: Haushaltsmittel freigegeben", "kind: business_case", "target_date: 2026-12-09", "after: [procedure]",
        "- milestone: Bekanntmachung", "target_date: 2026-12-23", "after: [budget]",
        "- milestone: Bieterfragen beantwortet", "target_date: 2027-01-08", "after: [notice]",
        "- milestone: Angebot abgegeben", "target_date: 2027-01-22", "after: [questions]",
        "- milestone: Zuschlagsentscheidung", "kind: procurement", "target_date: 2027-02-19", "after: [offer]",
        "- milestone: Wartefrist abgelaufen", "target_date: 2027-03-05", "after: [award]",
        "- milestone: Zuschlag und Kickoff",
        "target_date: 2027-08-09 # 106 working days of slack before this one", "after: [standstill]",
    ]  # fmt: skip
    assert 'exit_criteria: "Dana Reyes bestätigt Verfahren, Zeitplan und Aktenzeichen per E-Mail"\n' in rows


def test_the_row_of_the_go_live_is_on_its_day_and_what_waits_is_before():
    spec = spec_with("saas", Settings())
    live = spec.milestones[-1]
    assert (live.id, live.target_date, live.after) == ("first-users", LATE, ("signature-kickoff",))
    assert spec.milestones[-2].target_date == date(2027, 8, 9)


# -- which deal gets which ----------------------------------------------------------------------------------------------


def facts(acv="84000", currency="USD", country="", tags=()):
    return Facts(None if acv is None else Decimal(acv), currency, country, tags)


@pytest.mark.parametrize(
    ("when", "known", "holds"),
    few_of([
        (Condition(acv_from=Decimal(250000)), facts("249999.99"), False),
        (Condition(acv_from=Decimal(250000)), facts("250000"), True),
        (Condition(acv_from=Decimal(250000)), facts(None), False),
        (Condition(acv_below=Decimal(50000)), facts("50000"), False),
        (Condition(acv_below=Decimal(50000)), facts("49999.99"), True),
        (Condition(acv_below=Decimal(50000)), facts(None), False),
        (Condition(currency=("EUR", "USD")), facts(), True),
        (Condition(currency=("EUR",)), facts(), False),
        (Condition(country=("DE", "AT")), facts(country="AT"), True),
        (Condition(country=("DE", "AT")), facts(country="CH"), False),
        (Condition(country=("DE", "AT")), facts(), False),
        (Condition(tags=("works council",)), facts(tags=("Works-Council",)), True),
        (Condition(tags=("works council",)), facts(tags=("renewal", "works_council")), True),
        (Condition(tags=("works council",)), facts(tags=("works", "council")), False),
        (Condition(tags=("works council",)), facts(), False),
        (Condition(acv_from=Decimal(1), tags=("x",)), facts(), False),
        (Condition(acv_from=Decimal(1), tags=("x",)), facts(tags=("x",)), True),
        (None, facts(), False),
    ], 7),
)  # fmt: skip
def test_a_condition_holds_only_where_all_of_it_is_known_and_true(when, known, holds):
    assert fits(when, known) is holds


@pytest.mark.parametrize(
    ("known", "plan", "why", "others"),
    few_of([
        (facts("249999"), "", "", ()),
        (facts("250000"), "enterprise", "ACV from 250,000; in USD", ()),
        (facts("9000000", "JPY"), "", "", ()),
        (facts("250000", tags=("Hospital",)), "hospital", "tag Hospital", ("enterprise",)),
        (facts(tags=("hospital", "tender")), "hospital", "tag hospital", ("tender",)),
        (facts("14999.99", tags=("hospital",)), "", "", ()),
        (facts("15000", tags=("hospital",)), "hospital", "tag hospital", ()),
        (facts(None, tags=("pilot",)), "pilot", "tag pilot", ()),
    ], 7),
)  # fmt: skip
def test_the_deal_decides(known, plan, why, others):
    found = beginning(known, Settings())
    assert (found.plan, found.why, found.others) == (plan, why, others)


def test_below_the_threshold_three_lines_stay_unless_a_plan_is_asked_for():
    assert beginning(facts("14999", tags=("tender",)), Settings()).shape == THREE_LINES
    assert beginning(facts("14999"), Settings(), plan="standard").shape == THREE_LINES
    assert beginning(facts("14999", tags=("tender",)), Settings(), lite=False).plan == "tender"
    assert beginning(facts("84000", tags=("tender",)), Settings(), lite=True).shape == THREE_LINES
    assert beginning(facts("84000", tags=("tender",)), Settings(), plan="standard").shape == FULL
    made = begun("Works Council", acv=Decimal(9000))
    assert made.plan == "works-council"
    assert made.warnings == (
        "below an ACV of 15,000 the buyer gets three lines, into which the 9 rows of this plan are folded; "
        "--variant full shows them all",
    )
    spec = filled("works-council", Settings(), acv=Decimal(9000))
    assert mapdocs.check(spec, today=TODAY) == (), "it folds into three lines"


def test_a_name_that_is_none_is_answered_with_the_nearest():
    with pytest.raises(NoSuchPlan, match="there is no plan “hospitl”") as refused:
        plan_named("hospitl", Settings())
    assert refused.value.hint == f"did you mean hospital? There are {', '.join(sorted([*NAMES, 'standard']))}"


@pytest.mark.parametrize(("acv", "plan", "rows"), [("250000", "enterprise", 8), ("249999", "", 6), ("9000", "", 3)])
@pytest.mark.parametrize("close", [date(2027, 6, 30), None])
def test_an_opportunity_begins_with_what_its_amount_asks_for(acv, plan, rows, close):
    days = {"close": close} if close else {}
    one = Opportunity(
        2, {"name": "Alder", "currency": "EUR", "champion": "Dana Reyes"}, Decimal(acv), days, 5, False, ()
    )
    draft = new_draft(one, Settings(), TODAY)
    assert len(draft.rows) == rows
    assert draft.head == ((f"Begun with the plan “{plan}”: ACV from 250,000; in EUR",) if plan else ())
    assert bool(draft.rows[0].target_date) is bool(close)
    spec = mapdocs.loads(draft_text(draft))
    assert not {f.code for f in spec.findings} - {"MAP011"}
    if plan:
        assert spec.milestones[2].kind == "other"
        assert spec.milestones[6].after == ("executive-approval", "security", "supplier-registration", "legal")


# -- how long it takes --------------------------------------------------------------------------------------------------


def days_of_plan(name, settings):
    found = beginning(facts(), settings, plan=name)
    return {row.id: row.days for row in found.shape.rows}


def test_what_finished_deals_took_wins_over_a_plans_own_days_and_so_does_what_the_settings_say(tmp_path):
    own = days_of_plan("hospital", Settings())
    assert (own["security"], own["legal"], own["procurement"], own["clinical-approval"]) == (22, 30, 15, 10)
    said = days_of_plan("hospital", Settings(typical_working_days={"security": 15, "legal": 12, "procurement": 10}))
    assert (said["security"], said["legal"], said["procurement"]) == (22, 12, 15), "only what the company changed"
    past = tmp_path / "done"
    past.mkdir()
    for number in range(3):
        values = plan_values(name=f"Done {number}")
        for row, day in zip(values["milestones"], ("02", "03", "13", "16", "20", "23"), strict=True):
            row |= {"status": "done", "agreed_on": "2026-11-02", "done_on": f"2026-11-{day}"}
        (past / f"{number}.yaml").write_text(dump(values))
    (tmp_path / "mapdocs.yaml").write_text("history: done\ntypical_working_days: {security: 30}\n")
    settings, _ = settings_for(tmp_path / "x.yaml")
    learned = days_of_plan("hospital", settings)
    assert (learned["security"], learned["legal"], learned["procurement"]) == (8, 1, 4)
    assert learned["clinical-approval"] == 10


def test_two_rows_of_one_kind_keep_the_plans_own_days(tmp_path):
    company(tmp_path, rows=[*SIX, row("legal-2", kind="legal", working_days=3, after=["legal"])])
    settings = replace(settings_for(tmp_path / "x.yaml")[0], typical_working_days={"legal": 44})
    found = days_of_plan("ours", settings)
    assert (found["legal-2"], found["legal"]) == (3, 7)


# -- a company's own ----------------------------------------------------------------------------------------------------


def row(row_id, **more):
    return {"id": row_id, "milestone": f"Step {row_id}", "exit_criteria": "Minutes signed by both sides", **more}


SIX = [
    row("start", kind="alignment"), row("case", kind="business_case"), row("audit", working_days=8),
    row("legal", kind="legal", working_days=7), row("order", kind="procurement", after=["audit", "legal"]),
    row("sign", kind="signature"),
]  # fmt: skip


def company(folder, name="ours", rows=SIX, **more):
    plans = folder / "looks" / "plans"
    plans.mkdir(parents=True, exist_ok=True)
    (folder / "mapdocs.yaml").write_text("templates: looks\n")
    path = plans / f"{name}.yaml"
    path.write_text(yaml.safe_dump({"title": f"Our {name}", "milestones": rows, **more}, allow_unicode=True), "utf-8")
    return path


def test_a_companys_plan_takes_the_place_of_a_built_in_one_and_goes_before_another(tmp_path):
    company(tmp_path, "tender", when={"tags": ["tender"]})
    company(tmp_path, "zoo", when={"acv_from": 100000})
    settings, _ = settings_for(tmp_path / "x.yaml")
    plans = plans_of(settings)
    assert tuple(plans) == (*NAMES, "zoo")
    assert [name for name, plan in plans.items() if plan.own] == ["tender", "zoo"]
    made = begun(settings=settings, tags=("tender",))
    assert (made.plan, "Step audit" in made.text) == ("tender", True)
    assert beginning(facts("300000"), settings).plan == "zoo"
    assert beginning(facts("300000"), settings).others == ("enterprise",)
    assert begun(settings=settings).plan == ""


def test_a_companys_own_usual_rows_stand_where_no_plan_fits(tmp_path):
    company(tmp_path, "standard")
    settings, _ = settings_for(tmp_path / "x.yaml")
    assert [one.id for one in spec_with("", settings).milestones] == [one["id"] for one in SIX]
    assert spec_with("standard", settings).milestones[2].milestone == "Step audit"
    assert len(spec_with("", settings, acv=Decimal(9000)).milestones) == 3


def test_one_language_is_enough_and_another_is_taken_where_it_is_said(tmp_path):
    rows = [*SIX[:2], row("audit", milestone={"de": "Prüfung", "pt_PT": "Auditoria"}), *SIX[3:]]
    company(tmp_path, rows=rows)
    settings, _ = settings_for(tmp_path / "x.yaml")
    for locale, said in (("de_AT", "Prüfung"), ("pt_PT", "Auditoria"), ("fr_FR", "Prüfung")):
        assert spec_with("ours", replace(settings, locale=locale)).milestones[2].milestone == said


BROKEN = [
    ("title: [", ":1:", "not valid YAML", ""),
    ("", ":1:1", "milestones is missing (1 more below it)", "add milestones"),
    ("title: A\n", ":1:1", "milestones is missing", "add milestones"),
    ("title: A\ntitel: B\nmilestones: []\n", ":2:1", "unknown key “titel”", "did you mean title?"),
    ("title: A\nwhen: {tag: [x]}\nmilestones: []\n", ":2:8", "unknown key “tag”", "did you mean tags?"),
    ("title: A\nwhen: {acv_from: much}\nmilestones: []\n", ":2:18", "is not an amount", ""),
    ("title: A\nwhen: {acv_from: 5, acv_below: 5}\nmilestones: []\n", ":2:32", "acv_below is not above acv_from", "write an amount above 5"),
    ("title: A\nwhen: {country: [Germany]}\nmilestones: []\n", ":2:18", "is not a country code", "two letters"),
    ("title: {xx1: A}\nmilestones: []\n", ":1:9", "“xx1” is no language", "as in en, de or pt_PT"),
    ("title: A\nmilestones:\n  - {id: a}\n", ":3:", "this row has no name", "add milestone"),
    ("title: A\nmilestones:\n  - {milestone: One}\n", ":3:", "this row has no proof", "add exit_criteria"),
    ("title: A\nmilestones:\n  - {kind: legl}\n", ":3:12", "is not one of the words", "legal"),
    ("title: A\nmilestones:\n  - {kind: legal, working_days: soon}\n", ":3:33", "is not a whole number", "digits"),
    ("title: A\nmilestones:\n  - {kind: legal, target_date: 2027-01-01}\n", ":3:32", "a starting plan knows no day", "target_date: go_live"),
    ("title: A\nmilestones:\n  - {kind: legal, exit_criteria: '{who} signs'}\n", ":3:34", "nothing is known for {who}", "write {champion}"),
    ("title: A\nmilestones:\n  - {kind: legal}\n  - {kind: legal}\n", ":4:", "the id legal is given twice", "id: legal-2"),
    ("title: A\nmilestones:\n  - {kind: legal}\n  - {kind: security, after: [legl]}\n", ":4:", "no row above this one has the id legl", "did you mean legal?"),
    ("title: A\nmilestones:\n  - {kind: legal, after: [legal]}\n", ":3:", "no row above this one has the id legal", "first row"),
    ("title: A\nmilestones:\n  - {kind: legal, id: go_live}\n", ":3:23", "already means a date of the deal", "id of its own"),
    ("title: A\nmilestones:\n  - {kind: legal}\n", ":3:3", "6 rows at least, and this one has 1", "add the steps"),
    ("title: A\nmilestones: legal\n", ":2:13", "where a list belongs", "begin each entry with a dash"),
    (b"title: \xff\xfe\x00", ":1:", "", ""),
]  # fmt: skip


def test_every_key_of_the_file_stands_in_the_docs():
    page = (ROOT / "docs" / "how-to" / "plans.md").read_text("utf-8")
    groups = [PLAN, *(f.shape for f in PLAN.fields if isinstance(f.shape, Group)), PLAN.field("milestones").shape.of]
    keys = [field.key for group in groups for field in group.fields]
    assert len(keys) == 15
    assert [key for key in keys if not re.search(rf"^[ -]*{key}:", page, re.MULTILINE)] == []


@pytest.mark.parametrize(("text", "place", "said", "hint"), BROKEN, ids=[str(number) for number in range(len(BROKEN))])
def test_a_broken_file_is_told_with_its_place_and_what_to_type(text, place, said, hint):
    source = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(MapdocsError) as refused:
        read_plan("ours", source, "looks/plans/ours.yaml", own=True)
    message = refused.value.message
    assert message.startswith(f"looks/plans/ours.yaml{place}"), message
    assert said in message
    assert hint in refused.value.hint
    assert refused.value.hint


def test_the_file_in_the_docs_is_one(tmp_path):
    page = (ROOT / "docs" / "how-to" / "plans.md").read_text("utf-8")
    company(tmp_path, "port-authority").write_text(re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1], "utf-8")
    settings = replace(settings_for(tmp_path / "x.yaml")[0], holidays="NL", currency="EUR")
    made = begun(settings=settings, tags=("Port",), acv=Decimal(50000), currency="EUR")
    assert (made.plan, made.why) == (
        "port-authority", "ACV from 50,000; ACV below 500,000; in EUR; country NL; tag Port"
    )  # fmt: skip
    spec = mapdocs.loads(made.text, settings=settings)
    assert {f.code for f in mapdocs.check(spec, today=TODAY)} <= OPEN
    assert [(one.id, one.kind) for one in spec.milestones] == [
        ("alignment", "alignment"), ("business-case", "business_case"), ("harbour-master", "other"), ("legal", "legal"),
        ("procurement", "procurement"), ("signature", "signature"), ("go-live-at-the-first-berth", "other"),
    ]  # fmt: skip


# -- the command --------------------------------------------------------------------------------------------------------

ANSWERS = (
    "--deal", "Alder", "--buyer", "Northwind", "--champion", "Dana Reyes", "--seller", "Fabrikam",
    "--owner", "Sam Ortiz", "--go-live", "2027-08-16", "--today", "2026-11-23",
)  # fmt: skip


def test_the_command_tells_which_plan_it_took_and_why(tmp_path):
    done = run("init", "a.yaml", "--acv", "84000", *ANSWERS, "--tag", "Hospital", "--tag", "renewal", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "a.yaml\n")
    assert "It begins with the plan hospital (tag Hospital); the six usual rows instead: --plan standard" in done.stderr
    assert mapdocs.load(tmp_path / "a.yaml").deal.tags == ("Hospital", "renewal")
    plain = run("init", "b.yaml", "--acv", "84000", *ANSWERS, cwd=tmp_path)
    assert "begins with" not in plain.stderr
    usual = run("init", "c.yaml", "--acv", "84000", *ANSWERS, "--plan", "standard", cwd=tmp_path)
    assert usual.returncode == 0
    assert (tmp_path / "c.yaml").read_bytes() == (tmp_path / "b.yaml").read_bytes()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--plan", "tendre"), "did you mean tender?"),
        (("--plan", "tender", "--lite"), "leave one of the two out"),
        (("--plan", "tender", "--sample"), "--sample is a finished example"),
    ],
)
def test_what_cannot_be_begun_with_is_a_wrong_command_line(tmp_path, more, said):
    done = run("init", "a.yaml", *more, cwd=tmp_path)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not any(tmp_path.iterdir())


def test_the_plans_are_listed_the_companys_among_them(tmp_path):
    company(tmp_path, "port-authority", when={"country": ["NL"], "acv_below": 90000})
    listed = run("init", "--list-plans", cwd=tmp_path).stdout
    assert "hospital: Hospital\n    tag hospital, clinic" in listed
    assert "port-authority: Our port-authority (your own)\n    ACV below 90,000; country NL\n" in listed
    assert listed.endswith(
        "standard: the training's six rows; three lines below the ACV threshold\n    where no other fits\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["looks", "mapdocs.yaml"]


def test_a_broken_plan_of_the_companys_stops_before_anything_is_written(tmp_path):
    path = company(tmp_path, "tender", rows=SIX[:5])
    done = run("init", "a.yaml", "--acv", "84000", *ANSWERS, cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(
        r"Error: .*looks.plans.tender\.yaml:2:1: a full plan has 6 rows at least, and this one has 5", done.stderr
    )
    assert not (tmp_path / "a.yaml").exists()
    assert path.exists()
