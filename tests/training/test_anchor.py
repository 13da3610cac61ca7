"""Teaching anchors: nobody can tell whose deal it was, and the flaw is exactly the one that was asked for."""

import io
import re
import subprocess
import sys

import pypdf
import pytest
import yaml

import mapdocs
from commands import run as mapdocs_run
from commands import terminal
from helpers import GOOD_SAMPLES, ROOT, TODAY, few_of, plan_values, spec_of, zip_members
from mapdocs.schema.writer import to_yaml
from mapdocs.training.beginning import first_plan
from mapdocs.training.disguise import Disguise
from mapdocs.training.flaws import FLAWS, flawed, notes
from mapdocs.training.pair import PairOptions, teaching_pair

GENERIC = {"of", "and", "the", "VP", "Dr", "Dr.", "St.", "GmbH", "de", "la"}


def run(*args):
    done = mapdocs_run("anchor", *args)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def told(path):
    """All text of a file: body, properties, streams."""
    raw = path.read_bytes()
    if path.suffix == ".docx":
        # styles and fonts come from the template and are the same for every deal
        parts = [
            c.decode()
            for n, c in zip_members(raw)
            if n.endswith(".xml") and not n.endswith(("styles.xml", "fontTable.xml"))
        ]
        return " ".join(f"{part} {re.sub('<[^>]+>', '', part)}" for part in parts)
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(io.BytesIO(raw))
        streams = " ".join(str(o) for o in reader.metadata.values())
        return " ".join(page.extract_text() for page in reader.pages) + streams
    return raw.decode()


def secrets(spec):
    people = [p.name for p in (*spec.buyer.people, *spec.seller.people)] + [spec.buyer.champion, spec.seller.owner]
    people += [n for m in spec.milestones for n in (m.buyer_owner, m.seller_owner) if n] + [
        t.owner for t in spec.internal.tasks if t.owner
    ]
    found = set()
    for name in people:
        found |= {name, *(w for w in name.split() if w not in GENERIC)}
    for firm in (spec.buyer.company, spec.seller.company):
        found |= {firm, *(w for w in firm.split() if w not in GENERIC)}
    for person in (*spec.buyer.people, *spec.seller.people):
        if person.email:
            found |= {person.email, person.email.split("@")[1], person.email.split("@")[1].split(".")[0]}
    if spec.deal.map_url:
        found |= {spec.deal.map_url, spec.deal.map_url.split("/")[2]}
    acv = spec.deal.acv
    return found | {f"{acv:.0f}", f"{acv:,.0f}"}


@pytest.mark.pdf
@pytest.mark.parametrize("path", few_of(GOOD_SAMPLES, 3), ids=lambda p: p.stem)
def test_nothing_of_the_original_is_left(tmp_path, path, measure):
    spec = mapdocs.load(path)
    done = run(path, "-o", tmp_path, "--spec", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    written = sorted(tmp_path.glob("*-example-for-training.*"))
    assert [p.name.split("-")[0] + p.suffix for p in written] == [
        "flawed.docx",
        "flawed.pdf",
        "flawed.yaml",
        "good.docx",
        "good.pdf",
        "good.yaml",
    ]
    looked_for = secrets(spec)
    assert looked_for
    for file in written:
        text = told(file)
        for secret in looked_for:
            assert not re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text), (file.name, secret)
    measure(
        f"disguise, {path.stem}: {len(looked_for)} names, addresses and amounts looked for in {len(written)} files, none found"
    )


@pytest.mark.parametrize(
    ("flaw", "path"),
    [
        pytest.param(flaw, path, id=f"{flaw}-{path.stem}", marks=() if at % 3 == which else pytest.mark.long)
        for which, flaw in enumerate(FLAWS)
        for at, path in enumerate(GOOD_SAMPLES)
    ],
)
def test_check_reports_exactly_the_flaw(tmp_path, path, flaw):
    done = run(path, "-o", tmp_path, "--flaw", flaw, "--spec", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    found = {}
    for kind in ("good", "flawed"):
        spec = mapdocs.load(tmp_path / f"{kind}-example-for-training.yaml")
        found[kind] = {f.code for f in mapdocs.check(spec, today=TODAY)}
    assert found["good"] == set()
    assert found["flawed"] == {FLAWS[flaw].rule}


def test_the_same_name_becomes_the_same_other_name_everywhere():
    values = plan_values(
        outcome="Dana's team closes in 4 days; Reyes pays $84k by 11 January 2027, call +1 415 555 2671 or dana.reyes@northwind.example"
    )
    spec = spec_of(values)
    disguise = Disguise(spec, weeks=10)
    new = disguise.name("Dana Reyes")
    first, last = new.split()
    text = disguise.text(spec.deal.outcome)
    assert text.startswith(
        f"{first}'s team closes in 4 days; {last} pays $120,000 by 22 March 2027, call +1 555 0100 or {first.lower()}.{last.lower()}@"
    )
    assert (
        disguise.text("Northwind met Fabrikam at northwind.com, see https://crm.northwind.example/x")
        == "Alderfield met Beaconridge Systems at example.com, see https://example.com/shared-plan"
    )
    assert disguise.text("84000 or 84,000 a year") == "120,000 or 120,000 a year"
    assert disguise.text("Danas dance") == f"{first}s dance"
    assert disguise.text("a danaid") == "a danaid"
    assert disguise.left("We use Zephyr for it") == ["Zephyr"]
    assert Disguise(spec, weeks=1, also={"Zephyr": "the tool"}).text("We use Zephyr.") == "We use the tool."


def test_distances_between_dates_stay():
    spec = spec_of(plan_values())
    good = first_plan(spec, Disguise(spec, weeks=30), today=TODAY)
    before = [(b.target_date - a.target_date).days for a, b in zip(spec.milestones, spec.milestones[1:], strict=False)]
    after = [(b.target_date - a.target_date).days for a, b in zip(good.milestones, good.milestones[1:], strict=False)]
    assert before == after
    assert all(
        a.target_date.weekday() == b.target_date.weekday()
        for a, b in zip(spec.milestones, good.milestones, strict=True)
    )


def test_flaws_touch_their_own_fields_alone():
    spec = first_plan(spec_of(plan_values()), None, today=TODAY)
    bad = flawed(spec, ["vague-exit-criteria"], today=TODAY)
    assert [m.buyer_owner for m in bad.milestones] == [m.buyer_owner for m in spec.milestones]
    assert [m.target_date for m in bad.milestones] == [m.target_date for m in spec.milestones]
    bad = flawed(spec, ["missing-buyer-owners"], today=TODAY)
    assert [m.exit_criteria for m in bad.milestones] == [m.exit_criteria for m in spec.milestones]
    assert len({m.buyer_owner for m in bad.milestones if m.buyer_owner and m.buyer_owner != "Legal"}) >= 2


@pytest.mark.parametrize(("rows", "spoilt"), [(6, 2), (9, 3), (12, 3)])
@pytest.mark.parametrize("names", [[name] for name in FLAWS] + [list(FLAWS), list(FLAWS)[:2]], ids=len)
def test_two_or_three_rows_are_spoilt_each_with_one_flaw_and_a_sentence_of_its_own(rows, spoilt, names):
    values = plan_values(rows)
    for number, row in enumerate(values["milestones"]):
        row["kind"] = ("alignment", "business_case", "security", "legal", "procurement", "signature")[number % 6]
    spec = first_plan(spec_of(values), None, today=TODAY)
    bad = flawed(spec, names, today=TODAY)
    found = [(f.code, f.path.split(".")[0]) for f in mapdocs.check(bad, today=TODAY) if f.code != "MAP113"]
    changed = [n for n, (a, b) in enumerate(zip(spec.milestones, bad.milestones, strict=True)) if a != b]
    assert len(changed) == max(spoilt, len(names))
    assert sorted({path for _, path in found}) == [f"milestones[{n}]" for n in changed]
    assert {code for code, _ in found} == {FLAWS[name].rule for name in names}
    said = [note for n, note in enumerate(notes(bad, flaws=names, today=TODAY)) if n in changed]
    assert len(set(said)) == len(said)


def test_the_proof_of_a_row_without_an_owner_names_that_person_no_more():
    values = plan_values()
    values["milestones"][3] |= {
        "buyer_owner": "Lena Brandt",
        "exit_criteria": "Lena returns the MSA signed by Lena Brandt",
    }
    spec = first_plan(spec_of(values), None, today=TODAY)
    bad = flawed(spec, ["missing-buyer-owners"], today=TODAY)
    assert bad.milestones[3].buyer_owner == "Legal"
    assert bad.milestones[3].exit_criteria == "Legal returns the MSA signed by Legal"


def test_the_pair_is_a_value():
    values = plan_values()
    values["milestones"][1]["note"] = "We use Zephyr for it"
    options = PairOptions(flaws=("vague-exit-criteria",), with_specs=True)
    pair = teaching_pair(spec_of(values), options, today=TODAY)
    assert pair.findings == ()
    assert pair.left == (("milestones[1].note", ("Zephyr",)),)
    kinds = {"docx", "yaml"} if pair.no_pdf else {"docx", "pdf", "yaml"}
    assert set(pair.files) == {f"{which}-example-for-training.{kind}" for which in ("good", "flawed") for kind in kinds}
    kept = teaching_pair(spec_of(values), PairOptions(flaws=options.flaws, keep_names=True), today=TODAY)
    assert kept.left == ()
    assert not any(name.endswith(".yaml") for name in kept.files)


def test_a_plan_that_breaks_a_rule_is_no_example():
    values = plan_values()
    values["milestones"][1]["buyer_owner"] = "Finance"
    pair = teaching_pair(spec_of(values), PairOptions(flaws=("optimistic-dates",), keep_names=True), today=TODAY)
    assert {finding.code for finding in pair.findings} == {"MAP101"}
    assert pair.files == {}


@pytest.mark.pdf
def test_the_answer_key_has_a_page_of_its_own_and_the_banner_is_on_every_page(tmp_path):
    run(ROOT / "samples" / "northwind.yaml", "-o", tmp_path, "--today", TODAY)
    for kind in ("good", "flawed"):
        pages = [p.extract_text() for p in pypdf.PdfReader(tmp_path / f"{kind}-example-for-training.pdf").pages]
        assert all("Example for training. Not for a buyer." in page for page in pages)
        assert "Answer key" not in pages[0]
        assert pages[1].count("\n") > 5
        header = b"".join(
            c for n, c in zip_members((tmp_path / f"{kind}-example-for-training.docx").read_bytes()) if "header" in n
        )
        assert b"Example for training. Not for a buyer." in header
        core = dict(zip_members((tmp_path / f"{kind}-example-for-training.docx").read_bytes()))["docProps/core.xml"]
        assert b"Not for a buyer" in core
    assert "IT Security cannot be asked on the phone" in re.sub(r"\s+", " ", pages[1])


def test_keeping_names_needs_a_typed_confirmation(tmp_path):
    done = run(ROOT / "samples" / "northwind.yaml", "-o", tmp_path / "x", "--keep-names", "--today", TODAY)
    assert done.returncode == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"at_risk": True},
        {"note": "Note: counsel is away", "status": "done", "done_on": "2026-11-20"},
        {"target_date": "5 working days before go_live"},
    ],
)
def test_a_spec_written_reads_back_as_itself(change):
    values = plan_values(success=["a", "b"], why={"problem": "p"})
    values["milestones"][2].update(change)
    values["internal"] = {"notes": "x: y", "tasks": [{"task": "#1", "due": "2026-11-27"}]}
    spec = spec_of(values)
    again = spec_of(yaml.safe_load(to_yaml(spec)))
    assert (again.deal, again.buyer, again.seller, again.review, again.internal) == (
        spec.deal,
        spec.buyer,
        spec.seller,
        spec.review,
        spec.internal,
    )
    assert again.milestones == spec.milestones


@pytest.mark.parametrize(("typed", "code"), [("KEEP NAMES", 0), ("yes", 1)])
def test_names_are_kept_where_somebody_typed_so(tmp_path, typed, code):
    import os

    parent, child = terminal()
    command = [
        sys.executable,
        "-m",
        "mapdocs",
        "anchor",
        str(ROOT / "samples" / "northwind.yaml"),
        "-o",
        str(tmp_path / "x"),
        "--keep-names",
        "--today",
        "2026-11-23",
    ]
    process = subprocess.Popen(command, stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    os.write(parent, f"{typed}\n".encode())
    _, err = process.communicate(timeout=60)
    os.close(parent)
    os.close(child)
    assert process.returncode == code, err
    if code == 0:
        assert "Lena Brandt" in told(tmp_path / "x" / "good-example-for-training.docx")
    else:
        assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("pair", ["x", "=y", "x="])
def test_a_replacement_has_two_sides(tmp_path, pair):
    done = run(ROOT / "samples" / "northwind.yaml", "-o", tmp_path / "x", "--replace", pair, "--today", TODAY)
    assert done.returncode == 2
    assert "OLD=NEW" in done.stderr


def test_the_deals_own_id_stays_out_of_the_pair():
    values = plan_values(id="secret-0061")
    pair = teaching_pair(spec_of(values), PairOptions(flaws=tuple(FLAWS)[:1], with_specs=True), today=TODAY)
    assert not pair.findings
    specs = [raw for name, raw in pair.files.items() if name.endswith(".yaml")]
    assert len(specs) == 2
    assert not any(b"secret-0061" in raw for raw in specs)


@pytest.mark.pdf
def test_the_companies_names_head_the_owners_columns(tmp_path):
    done = run(ROOT / "samples" / "northwind.yaml", "-o", tmp_path, "--today", str(TODAY))
    assert done.returncode == 0, done.stderr
    seen = [p for p in tmp_path.rglob("*.*") if p.suffix in (".pdf", ".docx")]
    assert len(seen) == 4
    for path in seen:
        said = told(path)
        if path.suffix == ".docx":
            said = re.sub("<[^>]+>", " ", said)
        said = re.sub(r"\s+", " ", said)
        assert "Buyer Owner" not in said, path.name
        heads = re.search(r"Milestone ([A-Z].+?) Target Date", said)
        assert heads, path.name
        assert heads[1].split()[0] in said.partition("Look at each row")[0], path.name
