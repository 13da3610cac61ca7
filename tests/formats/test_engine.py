"""WeasyPrint, loaded with short cuts: what it is told is what it would have been told without them."""

import subprocess
import sys

import pytest
from fontTools.ttLib import woff2
from PIL import ImageCms

from mapdocs.templating.folder import builtin_templates

pytestmark = [
    pytest.mark.pdf,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere it is loaded as it is"),
]


def in_a_fresh_process(code, *arguments):
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
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


RARE = """
import base64, io
from pathlib import Path
%s
import sys
late = ("tinyhtml5", "fontTools.ttLib.woff2", "PIL.ImageCms", "fontTools.subset")
early = [name for name in late if name in sys.modules]
import weasyprint
font = base64.b64encode(Path(sys.argv[1]).read_bytes()).decode()
profile = base64.b64encode(Path(sys.argv[2]).read_bytes()).decode()
page = f'''<!doctype html><title>A page that is no XML</title><style>
@color-profile --press {{ src: url(data:application/vnd.iccprofile;base64,{profile}); components: r, g, b }}
@font-face {{ font-family: Squeezed; src: url(data:font/woff2;base64,{font}) }}
p {{ font-family: Squeezed; color: color(--press 0.2 0.4 0.6) }}
</style><p>Two lines<br>without an end'''
print(len(early), weasyprint.HTML(string=page).write_pdf().hex())
"""


def test_what_is_rarely_called_is_loaded_when_it_is(tmp_path):
    """A page that is no XML, a compressed font and a profile of colours: the same file as without stand-ins."""
    squeezed, profile = tmp_path / "squeezed.woff2", tmp_path / "press.icc"
    original = next((builtin_templates() / "fonts").glob("*.ttf"))
    woff2.compress(str(original), str(squeezed))
    profile.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    loads = ("from mapdocs.formats.pdf import engine; engine.load()", "import weasyprint")
    ours, plain = (in_a_fresh_process(RARE % load, squeezed, profile).split() for load in loads)
    assert (ours[0], plain[0]) == ("0", "4")
    assert ours[1] == plain[1]
