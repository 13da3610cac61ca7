"""Whether the page has words for a sentence of the library's, as its script finds them; and the sentences that a source can say."""

import ast
import re

from mapdocs.desk import shell


def _templates():
    sentences = shell.said("de")["sentences"]
    ordered = sorted(sentences, key=lambda text: -len(re.sub(r"\{\w\}", "", text)))
    for text in ordered:
        yield re.compile("(.+?)".join(map(re.escape, re.split(r"\{\w\}", text))), re.DOTALL)


TEMPLATES = tuple(_templates())


def is_worded(text):
    """Whether ``text`` is a sentence that is worded, behind a place or one after the other too."""
    if any(template.fullmatch(text) for template in TEMPLATES):
        return True
    places = [found.end() for found in re.finditer(": ", text) if found.start() < 160]
    if any(re.match(r"\d+ |\S+ \S+ .", text[at:]) and is_worded(text[at:]) for at in places):
        return True
    parts = text.split("; ")
    return len(parts) > 1 and all(map(is_worded, parts))


def sentences_of(source, calls):
    """What a module says in the arguments of ``calls`` (names of functions and methods), each with its blanks filled."""
    tree = ast.parse(source.read_text("utf-8"))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in calls:
                for argument in (*call.args, *(one.value for one in call.keywords)):
                    yield from _said(argument)


def _said(node):
    if isinstance(node, ast.IfExp):
        yield from (*_said(node.body), *_said(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "X1" for part in node.values)
