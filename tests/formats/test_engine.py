"""WeasyPrint, loaded with short cuts: what it is told is what it would have been told without them."""

import subprocess
import sys

import pytest

pytestmark = [
    pytest.mark.pdf,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere it is loaded as it is"),
]


def in_a_fresh_process(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_types_are_read_as_cffi_reads_them_from_a_tenth_of_the_text():
    read = in_a_fresh_process("""
from cffi import cparser
from mapdocs.formats.pdf import engine
engine.load()
from weasyprint.text.ffi import ffi
parser, plain = ffi._parser, cparser.Parser()
plain._declarations = dict(parser._declarations)
lengths, pycparser = [], cparser._get_parser()
class Counting:
    def parse(self, text):
        lengths.append(len(text))
        return pycparser.parse(text)
cparser._parser_cache = Counting()
names = [key.removeprefix("typedef ") for key in plain._declarations if key.startswith("typedef ")]
names += [f"{name} **" for name in names] + ["char *", "uint32_t[2]", "const PangoFont * const *", "struct _PangoLayoutLine *"]
for name in names:
    assert str(parser.parse_type(name)) == str(plain.parse_type(name)), name
    assert parser._declarations.keys() == plain._declarations.keys()  # with what it learnt on the way
print(len(names), *lengths)
""")
    count, *lengths = map(int, read.split())
    assert count > 50
    sparing, whole = sum(lengths[::2]), sum(lengths[1::2])
    assert sparing * 5 < whole


def test_a_cffi_with_another_inside_is_left_alone():
    said = in_a_fresh_process("""
from cffi import FFI
from mapdocs.formats.pdf import engine
engine._name_types_alone = lambda ffi: ffi.of_another_version
engine.load()
import weasyprint
from weasyprint.text.ffi import ffi
print("_parse" in vars(ffi._parser), len(weasyprint.HTML(string="<p>x").write_pdf()) > 1000)
""")
    assert said.split() == ["False", "True"]
