"""The JSON Schema in an editor: the YAML language server that VS Code, Neovim, JetBrains' plug-in and others run."""

import json
import subprocess
import threading
from pathlib import Path
from queue import Empty, Queue

import pytest

from commands import run
from helpers import BROKEN_SAMPLES, GOOD_SAMPLES

SERVER = Path(__file__).parent / "node_modules/yaml-language-server/bin/yaml-language-server"


class Editor:
    """The least of an editor: opens a text and asks the language server about it."""

    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen(
            ["node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.answers, self.diagnostics, self.number = Queue(), {}, 0
        self.opened = 0
        # Before the listener starts: the server may ask for them as soon as it is initialized.
        self.settings = {
            "validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False},
            "kubernetesCRDStore": {"enable": False},
        }  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask(
            "initialize",
            processId=None,
            rootUri=folder.as_uri(),
            capabilities={
                "textDocument": {
                    "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                    "publishDiagnostics": {},
                }
            },
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={"yaml": self.settings})

    def _listen(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            message = json.loads(stream.read(length))
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics.setdefault(message["params"]["uri"], Queue()).put(message["params"]["diagnostics"])
            elif "method" in message and "id" in message:  # the server asks for the editor's settings
                wanted = message.get("params", {}).get("items", [])
                said = [self.settings if item.get("section") == "yaml" else {} for item in wanted]
                self._send({"id": message["id"], "result": said})
            elif "id" in message:
                self.answers.put(message)

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, **params):
        self._send({"method": method, "params": params})

    def ask(self, method, **params):
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        answer = self.answers.get(timeout=30)
        assert answer["id"] == self.number
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, name, text):
        """Open ``text``; the problems that the editor underlines."""
        self.opened += 1
        uri = (self.folder / f"{self.opened}-{name}").as_uri()
        queue = self.diagnostics.setdefault(uri, Queue())
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        found = queue.get(timeout=30)
        while True:  # the last word counts
            try:
                found = queue.get(timeout=0.4)
            except Empty:
                return uri, found

    def hover(self, uri, line, character):
        said = self.ask(
            "textDocument/hover", textDocument={"uri": uri}, position={"line": line, "character": character}
        )
        return said["contents"]["value"] if said else ""

    def complete(self, uri, line, character):
        said = self.ask(
            "textDocument/completion", textDocument={"uri": uri}, position={"line": line, "character": character}
        )
        return {item["label"] for item in (said["items"] if isinstance(said, dict) else said)}


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editor")
    (folder / "mapdocs.schema.json").write_text(run("schema").stdout)
    made = Editor(folder)
    yield made
    made.process.kill()


MODE = "# yaml-language-server: $schema=./mapdocs.schema.json\n"


@pytest.mark.parametrize("path", GOOD_SAMPLES, ids=lambda p: p.stem)
def test_no_squiggle_in_the_samples(editor, path):
    text = path.read_text()
    assert editor.open(path.name, text if MODE in text else MODE + text)[1] == []


SQUIGGLES = {
    "deal:\n  name: x\n  acv: 5\n  chempion: y\n": "chempion",
    "deal:\n  name: x\n  acv: 5\n  stage: eleven\n": "eleven",
    "deal:\n  name: x\n  acv: 5\nmilestones:\n  - milestone: a\n    status: at risk\n": "at risk",
    "deal:\n  name: [x]\n": "[x]",
    "deal: {name: x\n": None,
}
SYNONYM = "deal:\n  name: x\nmilestones:\n  - milestone: a\n    status: Finished\n"


@pytest.mark.parametrize("text", SQUIGGLES)
def test_a_mistake_is_underlined_where_it_stands(editor, text):
    found = editor.open("mistake.yaml", MODE + text)[1]
    assert found
    word = SQUIGGLES[text]
    if word is not None:
        lines = (MODE + text).split("\n")
        marked = [
            lines[d["range"]["start"]["line"]][d["range"]["start"]["character"] : d["range"]["end"]["character"]]
            for d in found
        ]
        assert word in marked, found


def test_a_usual_synonym_is_not_underlined(editor):
    found = editor.open("synonym.yaml", MODE + SYNONYM)[1]
    assert [d["range"]["start"]["line"] for d in found] == [1, 1], "only that buyer and seller are missing"


def test_broken_samples_that_break_the_form_are_underlined(editor, measure):
    """What only the rules of the training know (a vague proof, a wrong order) is left to check."""
    underlined = []
    for path in BROKEN_SAMPLES:
        codes = {f["code"] for f in json.loads(run("check", path, "--format", "json").stdout)}
        found = editor.open(path.name, MODE + path.read_text())[1]
        if codes & {"MAP002", "MAP010", "MAP012", "MAP015", "MAP016"}:
            assert found, path
        underlined += [path.stem] * bool(found)
    measure(f"editor: {len(underlined)} of {len(BROKEN_SAMPLES)} broken samples are underlined by the schema alone")


def test_keys_are_completed(editor):
    text = MODE + "deal:\n  \nmilestones:\n  - milestone: Legal\n    \n"
    uri = editor.open("keys.yaml", text)[0]
    assert {"name", "acv", "outcome", "go_live", "map_url"} <= editor.complete(uri, 2, 2)
    offered = editor.complete(uri, 5, 4)
    assert {"buyer_owner", "seller_owner", "target_date", "exit_criteria", "status"} <= offered
    assert "milestone" not in offered, "what stands there already is not offered again"


def test_values_are_completed(editor):
    uri = editor.open("values.yaml", MODE + "milestones:\n  - milestone: Legal\n    status: \n")[0]
    assert {"open", "done", "cancelled"} <= editor.complete(uri, 3, 12)


def test_every_key_of_the_full_sample_says_what_it_is(editor):
    path = next(p for p in GOOD_SAMPLES if p.stem == "northwind")
    lines = path.read_text().split("\n")
    uri = editor.open("hover.yaml", path.read_text())[0]
    silent = []
    for number, line in enumerate(lines):
        bare = line.lstrip(" -")
        key = bare.split(":")[0]
        if not key.isidentifier() or ":" not in bare or line.startswith("#"):
            continue
        if len(editor.hover(uri, number, len(line) - len(bare) + 1)) < 12:
            silent.append(line)
    assert silent == []
