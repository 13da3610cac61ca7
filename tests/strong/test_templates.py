"""Templates and label files that never end, grow without end, or mean a thousand million: told with template and line."""

import pytest

from mapdocs.errors import WrongTemplate
from mapdocs.templating.kit import Kit
from mapdocs.templating.words import labels_in

TWICE = "{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
ENDLESS = {
    "includes itself": "a\n{% include 'x' %}",
    "includes itself twice": "\n{% include 'x' %}{% include 'x' %}",
    "extends itself": "\n{% extends 'x' %}",
    "imports itself": "\n{% import 'x' as y %}",
    "loops in loops": "\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loops into itself": "\n{% for i in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "a macro without end": "{% macro m(n) %}{{ m(n) }}{% endmacro %}\n{{ m(1) }}",
    "a macro that doubles": "{% macro m(n) %}" + TWICE + "{% endmacro %}\n{{ m(60) }}",
    "repeats a text": "\n{{ 'x' * 10 ** 10 }}",
    "repeats a list": "\n{{ [1] * 10 ** 10 }}",
    "a number of numbers": "\n{{ 10 ** 10 ** 10 }}",
    "doubles a text": "{% set n = namespace(x='a') %}\n{% for i in range(999) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "pads a number": "\n{{ '%0999999999999d' % 1 }}",
    "pads a text": "\n{{ '{:>99999999999}'.format(1) }}",
    "squares a number": "{% set n = namespace(x=7) %}\n{% for i in range(999) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "sums in a loop": "\n{% for a in range(99999) %}{{ range(99999) | sum }}{% endfor %}",
    "sorts in a loop": "\n{% for a in range(99999) %}{{ (range(99999) | sort)[0] }}{% endfor %}",
    "maps in a loop": "\n{% for a in range(9999) %}{{ range(99999) | map('string') | join | length }}{% endfor %}",
    "looks for in a loop": "{% set l = range(99999) | list %}\n{% for a in range(99999) %}{{ -1 in l }}{% endfor %}",
    "looks for by a test": "{% set l = range(99999) | list %}\n{% for a in range(99999) %}{{ -1 is in l }}{% endfor %}",
    "counts in a text": "{% set t = 'ab' * 400000 %}\n{% for a in range(99999) %}{{ t.count('aa') }}{% endfor %}",
    "splits a text": "{% set t = 'a ' * 400000 %}\n{% for a in range(99999) %}{{ t.split()[0] }}{% endfor %}",
    "joins a text": "{% set t = 'a' * 900000 %}\n{% for a in range(99999) %}{% set u = t ~ a %}{% endfor %}",
    "centres a text": "\n{{ 'x' | center(10 ** 11) }}",
}


#: Each ends by the same count of steps as another one; they take seconds for it.
SLOW = ("splits a text", "maps in a loop", "sorts in a loop", "includes itself twice")


def kit_of(**templates):
    return Kit(lambda name: templates[name].encode() if name in templates else None)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.long if name in SLOW else ()) for name in ENDLESS],
)
def test_it_ends(name):
    with pytest.raises(WrongTemplate, match=r"^the template x, line [12]: .*without end"):
        kit_of(x=ENDLESS[name]).render("x")


def test_it_writes_without_end():
    with pytest.raises(WrongTemplate, match=r"^the template x: it writes more than 10,000,000 letters$"):
        kit_of(x="{% for a in range(99999) %}{{ 'x' * 100000 }}{% endfor %}").render("x")


def test_an_inner_template_is_named_with_its_own_line():
    kit = kit_of(x="one\n{% include 'y' %}", y="\n\n{{ nothing }}", z="{% include 'w' %}", w="\n{% for %}")
    with pytest.raises(WrongTemplate, match=r"^the template y, line 3: 'nothing' is undefined$"):
        kit.render("x")
    with pytest.raises(WrongTemplate, match=r"^the template w, line 2: "):
        kit.render("z")


@pytest.mark.long
def test_what_a_long_plan_needs_is_not_too_much():
    kit = kit_of(x="{% for a in range(300) %}{% for b in range(300) %}{{ loop.index }} {% endfor %}{% endfor %}")
    assert len(kit.render("x").split()) == 90_000
    assert kit.render("x") == kit.render("x")


def test_labels_that_repeat_a_part_by_an_alias():
    bomb = b"a: &a [x,x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(24))
    with pytest.raises(WrongTemplate, match=r"line 2: \*a repeats a part; write it out"):
        labels_in("labels/en.yaml", bomb)
    assert labels_in("labels/en.yaml", b"a: {b: 2 * 3}\n") == {"a.b": "2 * 3"}


def test_labels_nested_without_end():
    for source in (b"{a: " * 50_000, b"[" * 50_000, b"- " * 50_000, b"{a: " * 51 + b"b" + b"}" * 51):
        with pytest.raises(WrongTemplate):
            labels_in("labels/en.yaml", source)
    assert labels_in("labels/en.yaml", b"{a: " * 50 + b"b" + b"}" * 50)
