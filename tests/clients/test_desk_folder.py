"""The desk's views of a folder, used in headless Chromium: import by keyboard, and every view in both themes."""

import shutil

from desk_page import EXPORT, excel_plan
from helpers import SAMPLES
from mapdocs import load
from mapdocs.desk.sessions import Desk
from serving import page_of


def test_an_excel_plan_is_imported_and_mended_by_keyboard_alone(tmp_path, browse, measure):
    folder, plan = tmp_path / "deals", tmp_path / "Juniper rollout.xlsx"
    folder.mkdir()
    plan.write_bytes(excel_plan())
    with page_of("desk", folder) as url:
        seen = browse("import.mjs", url, plan)
    assert seen["errors"] == []
    assert {request.split("/")[2] for request in seen["requests"]} == {url.split("/")[2]}
    assert seen["policy"] == 0, "HTML in a cell stays text"
    assert seen["first"] == "incoming"
    assert seen["heading"] == ["heading", "Juniper rollout.xlsx: a plan, steps: 6"]
    assert len(seen["questions"]) == 8
    assert seen["columns"][2:4] == [["Owner", "→ Owner"], ["Due", "→ Target date"]]
    assert seen["columns"][7] == ["Notes (internal)", "✎ → internal notes"]
    assert seen["focusKept"] == "side/Marcus Chen"
    assert seen["sides"] == ["Marcus Chen"], "who is named above is asked about no more"
    assert seen["wrong"][:2] == ["target_date", "some day"]
    assert "is not a date" in seen["wrong"][2]
    assert "nothing was written" in seen["held"][0]
    assert seen["held"][1].endswith("/target_date"), "the focus goes to what is wrong"
    assert seen["left"] == []
    assert [row[1] for row in seen["rows"]] == ["Dana Reyes", "Marcus Chen", "Priya Raman", "", "Tom Okafor", "Marcus Chen"]  # fmt: skip
    assert [row[3] for row in seen["rows"][:3]] == ["2026-12-01", "2026-12-09", "2026-12-15"]
    assert "nothing is overwritten" in seen["there"][0]
    assert seen["there"][1], "nothing can be written over it"
    assert seen["renamed"] == "deal/name"
    assert load(folder / "juniper-rollout.yaml").deal.acv == 84000
    journey = seen["journey"]
    measure(
        f"desk, an Excel plan of six rows and eight questions imported by keyboard: {journey['presses']} presses, "
        f"{journey['fields']} fields"
    )
    assert journey["presses"] + journey["fields"] <= 60


def test_every_view_of_the_folder_is_accessible(tmp_path, browse):
    folder = tmp_path / "deals"
    folder.mkdir()
    for name in (
        "northwind",
        "harbor-freight-slipped",
        "st-brigid-hospital",
        "broken/vague",
        "broken/typos",
        "broken/not-yaml",
    ):
        shutil.copy(SAMPLES / f"{name}.yaml", folder)
    (tmp_path / "Juniper rollout.xlsx").write_bytes(excel_plan())
    (tmp_path / "export.csv").write_text(EXPORT, "utf-8")
    (tmp_path / "damaged.xlsx").write_bytes(excel_plan()[:3000])
    files = [tmp_path / name for name in ("Juniper rollout.xlsx", "export.csv", "damaged.xlsx")]
    with page_of("desk", folder) as url:
        seen = browse("folder.mjs", url, *files, Desk(folder).key_of(folder / "northwind.yaml"))
    assert {view: found for view, found in seen["axe"].items() if found} == {}
    assert {view: wide for view, wide in seen["overflow"].items() if wide > 0} == {}
    assert seen["errors"] == []
    assert seen["papers"] == 2
    assert (
        seen["refused"] == "damaged.xlsx: The file is damaged or cut off.Ask for the file once moreNothing was written."
    )
    assert seen["made"] == ["Alder ledger move", "Brightwater scheduling", "Dunmore archive"]
    assert load(folder / "alder-ledger-move.yaml").seller.company == "Fabrikam", "what is known need not be typed"
    assert seen["dropped"] == "export.csv: an export, deals: 4"
    assert seen["built"][0].startswith(("3 built", "2 built"))
    assert any("not built: errors come first" in line for line in seen["built"][1])
    assert seen["taken"][0].endswith("-map.eml")
    assert seen["taken"][1] == seen["taken"][0]
    assert seen["board"] == [
        "deal",
        "Northwind close automation · Northwind Traders",
        "Northwind close automation · Northwind Traders",
    ]
    table = seen["table"]
    assert table["byDays"] == sorted(table["byDays"])
    assert table["owner"] == ["Harbor Freight Lines route planning"]
    assert table["later"] == table["kept"], "what was chosen is kept for whoever comes back"
    assert table["cleared"] > len(table["later"])


def test_a_folder_in_another_language_is_told_in_that(tmp_path, browse):
    folder, plan = tmp_path / "deals", tmp_path / "Juniper rollout.xlsx"
    folder.mkdir()
    shutil.copy(SAMPLES / "northwind.yaml", folder)
    (folder / "parser.yaml").write_text("%YAML 3.0\n---\ndeal: {}\n", "utf-8")  # a sentence that the parser alone knows
    plan.write_bytes(excel_plan())
    with page_of("desk", folder) as url:
        seen = browse("spoken.mjs", url, plan, Desk(folder).key_of(folder / "northwind.yaml"))
    assert seen["errors"] == []
    assert seen["axe"] == {"broken": []}
    assert {view: wide for view, wide in seen["overflow"].items() if wide > 0} == {}
    assert [language for language, _ in seen["languages"]] == ["de", "fr", "es", "pt", "ja"]
    assert len({title for _, title in seen["languages"]}) == 5
    for language in ("de", "fr", "es", "pt", "ja"):
        told, english = seen["remarks"][language]
        assert len(told) > 8
        assert english == []
        assert not [text for text in told if "the owner is given as" in text or "left aside" in text]
        asked, english = seen["asked"][language]
        assert len(asked) > 5
        assert english == 0, "the skeptic asks in the page's language"
        ours, parsers, line, marked = seen["broken"][language]
        assert "valid YAML" not in ours
        assert parsers.startswith("found incompatible YAML document")
        assert (line, marked) == ("%YAML 3.0", 1)
    assert "Als Zuständiger steht da „IT“; wer ist es auf welcher Seite?" in " ".join(seen["remarks"]["de"][0])
