"""mapdocs pull and diff as a rep calls them."""

import json

import docx
import pytest

from commands import run
from helpers import SAMPLES


@pytest.fixture
def folder(tmp_path):
    """A deal that was sent, and its document as Dana returned it."""
    spec = tmp_path / "northwind.yaml"
    spec.write_bytes((SAMPLES / "northwind.yaml").read_bytes())
    assert run("build", "northwind.yaml", "--only", "docx", "--today", "2026-11-23", cwd=tmp_path).returncode == 0
    document = docx.Document(next(tmp_path.glob("out/*/buyer/*.docx")))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "#")
    table.cell(4, 4).text = "29 Dec 2026"
    table.cell(2, 2).text = "Nora Vance"
    table.cell(3, 4).text = "12/5"
    document.save(tmp_path / "returned.docx")
    return tmp_path


def pull(folder, *args, **more):
    return run("pull", "northwind.yaml", "returned.docx", "--today", "2026-11-24", *args, cwd=folder, **more)


def test_pull_prints_and_writes_nothing(folder):
    before = (folder / "northwind.yaml").read_bytes()
    done = pull(folder)
    assert done.returncode == 0
    assert "target date: Tue 22 Dec 2026 → Tue 29 Dec 2026 (7 days later)" in done.stdout
    assert "buyer owner: Marcus Chen → Nora Vance" in done.stdout
    assert "? target date: “12/5” can be" in done.stdout
    assert "add --apply" in done.stderr
    assert done.stderr.splitlines()[-1] == "Next: mapdocs pull northwind.yaml returned.docx --apply"
    assert (folder / "northwind.yaml").read_bytes() == before
    assert not list(folder.glob("*returned*.md"))


def test_apply_takes_what_is_sure_and_keeps_the_rest(folder):
    done = pull(folder, "--apply", "--yes")
    assert done.returncode == 1, "a question is still open"
    text = (folder / "northwind.yaml").read_text()
    assert "buyer_owner: Nora Vance" in text
    assert "moved: [{from: 2026-12-22, on: 2026-11-24}]" in text
    assert "after: []                     # runs since 20 November" in text
    report = (folder / "northwind-returned-2026-11-24.md").read_text()
    assert "12/5" in report
    assert "What is the reason?" in done.stdout
    again = pull(folder, "--apply", "--yes")
    assert (folder / "northwind.yaml").read_text() == text
    assert again.returncode == 1
    assert len(list(folder.glob("*returned*.md"))) <= 2


def test_apply_asks_where_somebody_can_answer(folder):
    answers = "2\ny\n"  # 5 Dec or 12 May: the second; then: write
    done = pull(folder, "--apply", input=answers)
    assert done.returncode == 0, done.stderr
    assert "target_date: 2027-05-12" in (folder / "northwind.yaml").read_text()


def emptied(folder):
    document = docx.Document(folder / "returned.docx")
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "#")
    table.cell(3, 4).text, table.cell(4, 2).text = "2026-12-15", ""
    document.save(folder / "returned.docx")


def test_an_emptied_owner_is_emptied_here_by_a_dash_and_asked_for(folder):
    emptied(folder)
    assert "? buyer owner: it was emptied; the spec keeps Lena Brandt" in pull(folder).stdout
    done = pull(folder, "--apply", input="-\ny\n")
    assert done.returncode == 0, done.stderr
    assert "- empties it here too" in done.stderr
    assert "Lena Brandt" not in (folder / "northwind.yaml").read_text().partition("milestones:")[2]
    assert "“Legal / redlines” has no buyer owner" in done.stderr + done.stdout
    assert "Legal" in done.stdout.partition("To send back:")[2]


@pytest.mark.parametrize(("more", "there"), [((), True), (("--deletions",), False)])
def test_without_anybody_to_ask_a_cell_is_emptied_where_deletions_are_taken(folder, more, there):
    emptied(folder)
    assert pull(folder, "--apply", "--yes", *more).returncode == (1 if there else 0)
    assert ("Lena Brandt" in (folder / "northwind.yaml").read_text().partition("milestones:")[2]) is there


def test_the_whole_is_shown_before_anything_is_asked_and_a_slip_of_the_pen_is_asked_again(folder):
    done = pull(folder, "--apply", input="mid May\n2\ny\n")
    assert done.returncode == 0, done.stderr
    assert "? target date: “12/5” can be" in done.stdout
    assert "is not a date" in done.stderr
    assert done.stderr.count("Number, or the value itself") == 2
    assert "target_date: 2027-05-12" in (folder / "northwind.yaml").read_text()


def test_apply_without_answers_writes_nothing_and_says_why(folder):
    before = (folder / "northwind.yaml").read_bytes()
    done = pull(folder, "--apply", input="")
    assert done.returncode == 1
    assert "--yes" in done.stderr
    assert (folder / "northwind.yaml").read_bytes() == before


def test_a_conflict_needs_a_side(folder):
    spec = folder / "northwind.yaml"
    spec.write_text(spec.read_text().replace("buyer_owner: Marcus Chen", "buyer_owner: Ada Park"))
    assert "sent Marcus Chen; you have Ada Park, they have Nora Vance" in pull(folder).stdout
    assert pull(folder, "--apply", "--yes").returncode == 1
    assert "Ada Park" in spec.read_text()
    pull(folder, "--apply", "--yes", "--ours")
    assert "Ada Park" in spec.read_text()
    pull(folder, "--apply", "--yes", "--theirs")
    assert "Nora Vance" in spec.read_text()


@pytest.mark.parametrize("ending", ["crlf", "bom", "utf-16"])
def test_the_encoding_stays(folder, ending):
    spec = folder / "northwind.yaml"
    text = spec.read_text()
    raw = {
        "crlf": text.replace("\n", "\r\n").encode(), "bom": b"\xef\xbb\xbf" + text.encode(), "utf-16": text.encode("utf-16"),
    }[ending]  # fmt: skip
    spec.write_bytes(raw)
    pull(folder, "--apply", "--yes")
    after = spec.read_bytes()
    assert after[:2] == raw[:2]
    if ending == "crlf":
        assert after.count(b"\n") == after.count(b"\r\n")
    decoded = after.decode("utf-16" if ending == "utf-16" else "utf-8-sig")
    assert "Nora Vance" in decoded


def test_json_names_every_proposal(folder):
    (one,) = json.loads(pull(folder, "--format", "json").stdout)
    assert {c["field"] for c in one["changes"] if c["state"] == "sure"} == {"target_date", "buyer_owner"}
    (asked,) = [c for c in one["changes"] if c["state"] == "question"]
    assert asked["choices"] == ["2026-12-05", "2027-05-12"]


def test_wrong_files_are_told_with_what_to_do(folder):
    (folder / "x.docx").write_bytes(b"PK\x03\x04 broken")
    done = run("pull", "northwind.yaml", "x.docx", cwd=folder)
    assert done.returncode == 1
    assert "x.docx: the file is damaged or cut off" in done.stderr
    assert "hint:" in done.stderr
    assert run("pull", "northwind.yaml", "nowhere.docx", cwd=folder).returncode == 2
    assert run("pull", "northwind.yaml", "returned.docx", "--base", "ffffff", cwd=folder).returncode == 2
    (folder / "broken.yaml").write_text("deal: [")
    assert run("pull", "broken.yaml", "returned.docx", cwd=folder).returncode == 1


def test_deletions_are_asked_for(folder):
    document = docx.Document(folder / "returned.docx")
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "#")
    table._tbl.remove(table.rows[5]._tr)
    document.save(folder / "returned.docx")
    said = pull(folder, "--apply", "--yes").stderr
    assert "The row that the buyer took out stays in the spec, unless you add --apply --deletions." in said
    assert "Procurement / PO" in (folder / "northwind.yaml").read_text()
    assert "took out" not in pull(folder, "--apply", "--yes", "--deletions").stderr
    assert "Procurement / PO" not in (folder / "northwind.yaml").read_text()
    assert any("Procurement / PO" in path.read_text() for path in folder.glob("*returned*.md"))


def test_the_next_build_tells_what_changed(folder):
    pull(folder, "--apply", "--yes", "--theirs")
    spec = folder / "northwind.yaml"
    spec.write_text(spec.read_text().replace("on: 2026-11-24}", "on: 2026-11-24, why: Counsel is away}"))
    for _ in range(2):
        done = run("build", "northwind.yaml", "--only", "email", "--today", "2026-11-24", "--force", cwd=folder)
        assert done.returncode == 0, done.stderr
        text = next(folder.glob("out/*/buyer/*-map.txt")).read_text()
        assert "Changed since the version of 23 Nov 2026\n- Business case / ROI: now with Nora Vance" in text
        assert "Legal / redlines: from 22 Dec 2026 to 29 Dec 2026 (Counsel is away)" in text


def test_diff_of_two_specs_and_of_a_returned_file(folder):
    spec = folder / "northwind.yaml"
    (folder / "new.yaml").write_text(
        spec.read_text().replace("2027-01-12", "2027-01-14").replace("stage: 4", "stage: 5")
    )
    done = run("diff", "northwind.yaml", "new.yaml", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "~ Signature & kickoff: target date: Tue 12 Jan 2027 → Thu 14 Jan 2027 (2 days later)",
        "~ deal: stage: 4 → 5 [internal]",
    ]
    assert run("diff", "northwind.yaml", "northwind.yaml", cwd=folder).stdout.strip() == "Nothing differs."
    returned = run("diff", "northwind.yaml", "returned.docx", cwd=folder).stdout
    assert "~ Legal / redlines: target date: Tue 22 Dec 2026 → Tue 29 Dec 2026" in returned
    page = run("diff", "northwind.yaml", "new.yaml", "--format", "html", cwd=folder).stdout
    assert "<ins>Thu 14 Jan 2027</ins>" in page
    assert "http" not in page.replace("http-equiv", "")
    (only,) = [
        d
        for d in json.loads(run("diff", "northwind.yaml", "new.yaml", "--format", "json", cwd=folder).stdout)
        if d["internal"]
    ]
    assert only["what"] == "stage"


def test_apply_shows_the_findings_that_are_new(folder):
    spec = folder / "northwind.yaml"
    spec.write_text(spec.read_text().replace("exit_criteria: PO number received", "exit_criteria: The blue house"))
    assert "MAP105" in run("check", spec, "--today", "2026-11-24").stderr
    done = pull(folder, "--apply", "--yes")
    assert "was written" in done.stderr
    assert "MAP105" not in done.stderr, "that one was there before"
    assert "MAP115" in done.stderr, "the move has no reason yet"
    assert f"Not shown again: 1 finding that the spec had before; see: mapdocs check {spec.name}" in done.stderr
