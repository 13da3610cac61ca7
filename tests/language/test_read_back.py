"""The law of every language: a file that nobody edited pulls back as no change, in Word and in Excel."""

import re
import shutil
import sys
from datetime import date
from subprocess import run as started

import pytest
import yaml

from commands import run
from helpers import ROOT, dump, few_of, plan_values
from mapdocs.language.lexicon import languages
from mapdocs.schema.model import Settings
from returning import KIT, Deal, found

LABELS = ROOT / "templates" / "labels"
DAY = ("--today", "2026-11-23")
LOCALES = {
    "en": ("en", "en_US", "en_GB", "en_CA"),
    "de": ("de_DE", "de_CH"),
    "pt": ("pt_BR", "pt_PT"),
    "es": ("es_ES", "es_MX"),
}
STATUSES = ("open", "in progress", "blocked", "cancelled")


def year_of_steps():
    """A plan with a step in every month, day numbers that can be months too, and everything that a status cell says."""
    values = plan_values(12, go_live="2027-12-01")
    for number, row in enumerate(values["milestones"]):
        month = (number + 10) % 12 + 1
        row.pop("kind")
        row.update(
            milestone=f"Step {number + 1} of twelve",
            target_date=f"{2026 + (number > 1)}-{month:02}-{number * 2 + 4:02}",
            status=STATUSES[number % len(STATUSES)],
            at_risk="the year ends before the plan does",
        )
        if number % 3 == 0:
            row["note"] = f"Note {number + 1}: bring the list"
        if number % 2:
            row["agreed_on"] = f"2026-{number % 3 + 9:02}-0{number % 9 + 1}"
    values["milestones"][0].update(target_date="2026-11-10", status="done", done_on="2026-11-09")
    return values


@pytest.mark.parametrize("kind", ["docx", "xlsx", "eml", "txt"])
@pytest.mark.parametrize("locale", few_of([one for name in languages() for one in LOCALES.get(name, (name,))], 2))
def test_an_unedited_file_of_a_built_in_language(locale, kind):
    values = year_of_steps()
    del values["milestones"][5]["target_date"]
    deal = Deal(dump(values), Settings(locale=locale))
    pulled = deal.pull(deal.file(kind))
    assert pulled.files[0].refused is None
    assert pulled.files[0].changes.empty, pulled.files[0].changes
    assert pulled.text == deal.text


@pytest.mark.parametrize("locale", few_of([one for name in languages() for one in LOCALES.get(name, (name,))], 2))
def test_the_plain_text_with_an_edited_date_and_name(locale):
    deal = Deal(dump(plan_values(6)), Settings(locale=locale))
    words, row = KIT.words(locale), deal.spec.milestones[3]
    text = deal.file("txt").decode()
    place = text.index("\nL4. ")
    head, step = text[:place], text[place:]
    for old, new in ((words.date(row.target_date), words.date(date(2026, 12, 17))), (row.buyer_owner, "Nora Vance")):
        assert old in step
        step = step.replace(old, new, 1)
    assert sorted(f[2:] for f in found(deal.pull((head + step).encode()))) == [
        ("buyer_owner", "Nora Vance"),
        ("target_date", "2026-12-17"),
    ]


DUTCH = {
    "status": {"open": "Open", "in progress": "Bezig", "done": "Klaar", "blocked": "Geblokkeerd", "cancelled": "Vervallen", "late": "Te laat", "and_late": "{status}, te laat"},
    "standing": {"done_on": "klaar op {date}", "agreed_on": "afgesproken op {date}", "proposed": "voorgesteld"},
    "columns": {"id": "#", "milestone": "Mijlpaal", "buyer_owner": "Verantwoordelijke (koper)", "seller_owner": "Verantwoordelijke (verkoper)", "target_date": "Streefdatum", "exit_criteria": "Klaar als (bewijs)", "status": "Status"},
    "no_date": "datum nog open",
    "note": "Opmerking",
}  # fmt: skip


def write_labels(path, changed):
    labels = yaml.load((LABELS / "en.yaml").read_text("utf-8"), yaml.BaseLoader)
    for key, said in changed.items():
        labels[key] = {**labels[key], **said} if isinstance(said, dict) else said
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(labels, allow_unicode=True), "utf-8")


def built_and_pulled(folder, mapdocs, kind):
    """What ``pull`` says of an unedited file of the year of steps, and the spec's text before and after."""
    (folder / "deal.yaml").write_text(dump(year_of_steps()), "utf-8")
    built = mapdocs("build", "deal.yaml", "--only", kind, *DAY, "--force")
    assert built.returncode == 0, built.stderr
    (file,) = (folder / "out" / "test-deal" / "buyer").glob(f"*map.{kind}")
    return mapdocs("pull", "deal.yaml", file, *DAY), (folder / "deal.yaml").read_text("utf-8")


# Dutch has other words; Czech and Slovak write months as numbers; Korean, Thai and Russian surround the year; in Polish and
# Croatian "lis" are two months.
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("locale", few_of(["nl_NL", "cs_CZ", "ko_KR", "ru_RU", "hr_HR"], 3))
def test_an_unedited_file_of_a_companys_own_language(tmp_path, locale, kind):
    (tmp_path / "mapdocs.yaml").write_text(f"templates: looks\nlocale: {locale}\n")
    write_labels(tmp_path / "looks" / "labels" / f"{locale[:2]}.yaml", DUTCH)
    pulled, text = built_and_pulled(tmp_path, lambda *args: run(*args, cwd=tmp_path), kind)
    assert pulled.returncode == 0, pulled.stderr + pulled.stdout
    assert "no change" in pulled.stdout, pulled.stdout
    assert text == dump(year_of_steps())


def test_labels_that_are_older_than_the_program_are_told_once_and_their_files_come_back(tmp_path):
    """Two deals of a company whose Dutch and French labels were written for an earlier version."""
    (tmp_path / "mapdocs.yaml").write_text("templates: looks\nlocale: nl_NL\n")
    (tmp_path / "looks" / "labels").mkdir(parents=True)
    (tmp_path / "looks" / "labels" / "nl.yaml").write_text(yaml.safe_dump(DUTCH, allow_unicode=True), "utf-8")
    for name in ("one", "two"):
        values = year_of_steps()
        values["deal"]["name"] = f"Deal {name}"
        (tmp_path / f"{name}.yaml").write_text(dump(values), "utf-8")
    built = run("build", "one.yaml", "two.yaml", "--only", "docx,ics", *DAY, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert built.stderr.count("labels/nl.yaml lacks") == 1, built.stderr
    (file,) = (tmp_path / "out" / "deal-one" / "buyer").glob("*map.docx")
    pulled = run("pull", "one.yaml", file, *DAY, cwd=tmp_path)
    assert "no change" in pulled.stdout, pulled.stdout + pulled.stderr


RECIPE = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("### A language\n")[2].partition("\n### ")[0]
COPY = re.compile(r"<!-- copy: (\S+) to (\S+) -->")
INTO = re.compile(r"<!-- into: (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def with_italian(tmp_path_factory):
    """A copy of the tree in which CONTRIBUTING's recipe for a language has been followed."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("src", "templates"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for source, target in COPY.findall(RECIPE):
        shutil.copy(tree / source, tree / target)
    for target, text in INTO.findall(RECIPE):
        (tree / target).parent.mkdir(parents=True)
        (tree / target).write_text(text, "utf-8")
    return tree


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_an_unedited_file_of_the_recipes_example(with_italian, tmp_path, kind):
    code = f"import sys; sys.path.insert(0, {str(with_italian / 'src')!r}); sys.argv[0] = 'mapdocs'; from mapdocs.cli import main; main()"

    def mapdocs(*args):
        done = started(
            [sys.executable, "-c", code, *map(str, args)], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    (tmp_path / "mapdocs.yaml").write_text("locale: it_IT\n")
    pulled, text = built_and_pulled(tmp_path, mapdocs, kind)
    assert pulled.returncode == 0, pulled.stderr + pulled.stdout
    assert "no change" in pulled.stdout, pulled.stdout
    assert text == dump(year_of_steps())
    # and it reads what people write in it
    (tmp_path / "deal.yaml").write_text(dump(year_of_steps()).replace("status: done", "status: fatto"), "utf-8")
    assert "MAP015" not in mapdocs("check", "deal.yaml", *DAY).stderr


def test_every_language_has_its_labels_and_its_words():
    assert {path.stem.split("_")[0] for path in LABELS.glob("*.yaml")} == set(languages())


def test_a_french_text_never_begins_a_line_with_its_punctuation(tmp_path):
    deal = Deal(dump(plan_values(6)), Settings(locale="fr_FR"))
    text = deal.file("txt").decode()
    assert "Date cible\u00a0:" in text
    assert not re.search(r"(?m)^\s*[:;?!»]", text)
    assert not re.search(r" [:;?!»]|« ", text), text


def test_portugal_has_its_own_words_and_brazils_for_the_rest():
    portugal, brazil = KIT.words("pt_PT"), KIT.words("pt_BR")
    assert (portugal("email.plan.link_text"), brazil("email.plan.link_text")) == (
        "documento partilhado",
        "documento compartilhado",
    )
    assert portugal("status.done") == brazil("status.done")
    assert str(KIT.borrowed("pt_PT")) == ""


def test_the_labels_of_every_language_have_the_same_keys_and_blanks():
    from mapdocs.templating.words import labels_in

    english = labels_in("en", (LABELS / "en.yaml").read_bytes())
    for path in LABELS.glob("*.yaml"):
        other = labels_in(path.stem, path.read_bytes())
        assert set(other) <= set(english), path
        assert set(other) == set(english) or "_" in path.stem, path
        for name, text in other.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[name])), (path, name)


def test_a_japanese_plan_honours_the_buyers_company_and_not_its_own():
    words = KIT.words("ja_JP")
    assert words.owner_heads("東和精機", "Fabrikam") == ("東和精機様", "Fabrikam")
    text = Deal(dump(plan_values(6)), Settings(locale="ja_JP")).file("txt").decode()
    assert "どこが間違" not in text
    assert "買い手" not in text
