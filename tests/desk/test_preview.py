"""The preview: what the page is told, that it follows, and that nothing but the deal's own output can be asked for."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import lxml.html
import pytest

from commands import INTERRUPTED, interruptible, run
from helpers import GOOD_SAMPLES, TODAY, dump, few_of, made, plan_values
from mapdocs.desk.guard import Door
from mapdocs.desk.pages import serve
from mapdocs.desk.sessions import Desk
from mapdocs.desk.studio import Studio


@pytest.fixture
def deal(tmp_path):
    path = tmp_path / "deal.yaml"
    path.write_text(dump(plan_values()), "utf-8")
    return path


@pytest.fixture
def studio(deal):
    made = Studio(deal, today=TODAY)
    made.renew()
    return made


@pytest.fixture
def desk(deal):
    made = Desk(deal, today=TODAY)
    yield made
    made.close()


@pytest.fixture
def server(desk):
    made = serve(desk, read_only=True)
    made.start()
    yield made
    made.close()


@pytest.fixture
def root(server, desk):
    return drawn(server, desk)


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """A server that nothing changes, and where its deal is."""
    path = tmp_path_factory.mktemp("still") / "deal.yaml"
    path.write_text(dump(plan_values()), "utf-8")
    made = Desk(path, today=TODAY)
    server = serve(made, read_only=True)
    server.start()
    yield server, drawn(server, made)
    server.close()
    made.close()


def drawn(server, desk):
    """Where the deal is, once all of its pictures are there."""
    place, state = f"/{server.door.token}/deal/{desk.key_of(desk.root)}/", {"number": 0, "views": []}
    while "pdf" not in {view["key"] for view in state["views"]}:
        state = json.loads(get(server, f"{place}state/{state['number']}")[2])
    return place


def get(server, path, *, host=None, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()


def test_every_artifact_has_a_picture_that_says_what_the_file_says(studio):
    views = {view.key: view for view in studio.state.views}
    assert list(views) == ["email", "document", "pdf", "tracker", "slide", "invitation", "internal", "note"]
    for key in ("email", "document", "tracker", "slide"):
        text = lxml.html.document_fromstring(views[key].html).text_content()
        for number in range(1, 7):
            assert f"Confirmation {number} received in writing" in text, key
        assert "Lena Brandt" in text
        assert "24 Nov 2026" in text.replace("\u00a0", " ")
    assert "3:00\u00a0PM–3:30\u00a0PM (Eastern" in views["invitation"].html
    assert "INTERNAL" in views["internal"].html
    (page,) = views["pdf"].images
    assert page.startswith(b"\x89PNG")
    assert len(studio.state.files) == 13


@pytest.mark.parametrize("path", few_of(GOOD_SAMPLES, 3), ids=lambda p: p.stem)
def test_every_sample_can_be_seen(path):
    studio = Studio(path, today=TODAY)
    studio.renew()
    assert studio.state.problem == ""
    assert len(studio.state.views) >= 6
    for view in studio.state.views:
        assert view.images or len(lxml.html.document_fromstring(view.html).text_content()) > 40


def test_a_picture_holds_nothing_that_acts(deal):
    values = plan_values(outcome="<script>alert(1)</script>")
    values["milestones"][0]["note"] = '"><img src=x onerror=alert(1)>'
    deal.write_text(dump(values), "utf-8")
    studio = Studio(deal, today=TODAY)
    studio.renew()
    for view in studio.state.views:
        if view.html:
            tree = lxml.html.document_fromstring(view.html)
            assert not tree.xpath("//script | //iframe | //form | //img | //@onerror | //link")
            assert "alert(1)" in view.html or view.key in ("internal", "invitation", "note")


def test_nothing_is_written(deal, studio):
    assert sorted(p.name for p in deal.parent.iterdir()) == ["deal.yaml"]


def test_a_spec_with_errors_keeps_the_last_pictures(deal, studio):
    before = studio.state
    values = plan_values()
    values["milestones"][2]["buyer_owner"] = "Legal"
    deal.write_text(dump(values), "utf-8")
    studio.renew()
    assert studio.state.number > before.number
    assert studio.state.views == before.views
    assert "could be built last" in studio.state.problem
    assert [f.code for f in studio.state.findings if f.level == "error"] == ["MAP101"]
    deal.unlink()
    studio.renew()
    assert "cannot be read" in studio.state.problem
    deal.write_text(dump(plan_values()), "utf-8")
    studio.renew()
    assert studio.state.problem == ""


def test_a_wrong_template_is_said(deal):
    (deal.parent / "looks").mkdir()
    (deal.parent / "looks" / "plan.html.j2").write_text("{{ nothing.at.all }}")
    (deal.parent / "mapdocs.yaml").write_text("templates: looks\n")
    studio = Studio(deal, today=TODAY)
    studio.renew()
    assert "plan.html.j2, line 1" in studio.state.problem


def test_the_page_its_state_and_the_files(server, desk, root):
    status, headers, body = get(server, f"/{server.door.token}/")
    assert status == 200
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert b"FACTS" not in body
    assert b'"readOnly": true' in body
    for name in ("main.js", "desk.css"):
        status, headers, _ = get(server, f"/{server.door.token}/page/{name}")
        assert (status, headers["x-content-type-options"]) == (200, "nosniff")
    studio = desk.session(desk.key_of(desk.root)).studio
    state = json.loads(get(server, f"{root}state/0")[2])
    assert state["number"] == studio.state.number
    assert state["lines"][0] == "deal:"
    assert "Confirmation 1 received in writing" in state["email"]["text"]
    for view in state["views"]:
        status, headers, body = get(server, f"{root}file/{view['file']}")
        assert status == 200
        assert body == studio.state.files[view["file"]]
        assert headers["content-disposition"].startswith("attachment")
        place = f"{root}view/{view['key']}" + ("/0" if view["pages"] else "")
        status, headers, _ = get(server, f"{place}?{view['digest']}")
        assert status == 200
        assert view["pages"] or "default-src 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"


def test_a_waiting_page_is_answered_when_the_spec_is_saved(server, desk, root, deal):
    session = desk.session(desk.key_of(desk.root))
    held, number = threading.Event(), session.studio.state.number

    class Watched(Studio):  # the page's question looks at the state again and again: it was held once it looked twice
        looks = 0

        @property
        def state(self):
            self.looks += 1
            if self.looks == 2:
                held.set()
            return super().state

    session.studio.__class__ = Watched
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(get, server, f"{root}state/{number}")
        assert held.wait(10)
        assert not answer.done()
        deal.write_text(dump(plan_values(outcome="Other")), "utf-8")
        state = json.loads(answer.result(20)[2])
    assert state["number"] > number


@pytest.mark.parametrize(
    "path",
    few_of(["", "TOKEN/../../etc/passwd", "DEALfile/../../../../etc/passwd", "DEALfile//etc/passwd", "DEALfile/deal.yaml", "DEALfile/%2e%2e/deal.yaml",
     "DEALview/etc", "DEALview/pdf/99", "DEALview/pdf/-1", "DEALview/email/0", "DEALstate/", "DEALstate/-1", "DEALstate/x", "TOKEN", "TOKENx/", "wrong/",
     "DEALfile/", "TOKEN/mapdocs.yaml", "DEALfile/buyer/../internal", "favicon.ico", "DEALview/", "TOKEN/deal/deal.yaml/board", "TOKEN/deal/../board",
     "TOKEN/page/", "TOKEN/page/index.html", "TOKEN/page/..%2fpages.py", "TOKEN/page/words", "TOKEN/page/words/en.json", "TOKEN/deals/", "DEAL"], 3),
)  # fmt: skip
def test_nothing_else_can_be_asked_for(still, path):
    server, root = still
    status, headers, body = get(server, "/" + path.replace("DEAL", root[1:]).replace("TOKEN", server.door.token))
    assert status == 404
    assert body == b"There is nothing here.\n"
    assert "Python" not in str(headers)
    assert "uvicorn" not in str(headers).casefold()


def test_another_host_name_is_told_nothing(server):
    root = f"/{server.door.token}/"
    assert get(server, root, host="evil.example")[0] == 404
    assert get(server, root, host=f"127.0.0.1:{server.port + 1}")[0] == 404
    assert get(server, root, host=f"localhost:{server.port}")[0] == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert get(server, root, method=method)[0] == 403
        assert get(server, "/", method=method)[0] == 404


def test_it_listens_on_loopback_alone(server):
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("read from /proc")
    port = f"{server.port:04X}"
    addresses = {
        line.split()[1] for line in listening.read_text().splitlines()[1:] if line.split()[1].endswith(f":{port}")
    }
    assert {a.split(":")[0] for a in addresses} == {"0100007F"}
    assert len(server.door.token) >= 32
    assert len({server.door.token, server.door.sign, Door().token, Door().sign}) == 4


def test_as_a_command(deal):
    process = subprocess.Popen(
        [sys.executable, "-m", "mapdocs", "preview", str(deal), "--no-open", "--today", "2026-11-23"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible,
    )  # fmt: skip
    try:
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        port, token = int(url.split(":")[2].split("/")[0]), url.split("/")[3]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        key = Desk(deal).key_of(deal)

        def state(after):
            connection.request("GET", f"/{token}/deal/{key}/state/{after}")
            return json.loads(connection.getresponse().read())

        seen = state(0)
        while not seen["views"]:
            seen = state(seen["number"])
        # saved while the first PDF is still being made: that must not be lost
        deal.write_text(deal.read_text("utf-8").replace("four days", "three days"), "utf-8")
        start = time.perf_counter()
        while "three days" not in seen["email"]["text"] and time.perf_counter() - start < 14:
            seen = state(seen["number"])
        assert "three days" in seen["email"]["text"]
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert process.returncode in INTERRUPTED, errors
    assert "Traceback" not in errors


def test_typed_wrong(tmp_path, deal):
    done = run("preview", tmp_path / "none.yaml", "--no-open")
    assert done.returncode == 2
    assert "is not there" in done.stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("preview", deal, "--no-open", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 3
    assert "Error:" in done.stderr
    assert "port" in done.stderr
    assert os.path.exists(deal)


DRAWN_AT_ONCE = """
import sys, threading
from mapdocs.desk.studio import pages_of
raw = sys.stdin.buffer.read()
threads = [threading.Thread(target=lambda: [pages_of(raw) for _ in range(25)]) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(pages_of(raw)))
"""


@pytest.mark.long
@pytest.mark.pdf
def test_pages_of_several_deals_are_drawn_at_once():
    raw = made(plan_values(), only=("pdf",))["map.pdf"]
    done = subprocess.run([sys.executable, "-c", DRAWN_AT_ONCE], input=raw, capture_output=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, b"1"), done.stderr[-2000:]
