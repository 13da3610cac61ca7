"""Writes templates/brand.docx: a clean Word template of our own, whose styles a marketing person can change in Word.

python-docx's stock template opens in compatibility mode and names itself as the author; this one holds nothing but
the styles that the document uses. Run it after changing a style here: python scripts/make_brand.py
"""

from __future__ import annotations

import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "IBM Plex Sans"
INK, GREY, BRAND = "1C2430", "5B6470", "0F5C8C"


def paragraph_style(
    style_id: str, name: str, *, size: float = 9.5, bold: bool = False, color: str = INK, before: int = 0, after: int = 0,
    line: int = 252, based_on: str = "Normal", extra: str = "", align: str = "", level: int | None = None,
) -> str:  # fmt: skip
    half = round(size * 2)
    outline = f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
    justify = f'<w:jc w:val="{align}"/>' if align else ""
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="{0 if name in BUILT_IN else 1}" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:uiPriority w:val="1"/><w:qFormat/>'
        f'<w:pPr>{extra}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>{justify}{outline}</w:pPr>'
        f'<w:rPr>{weight}<w:color w:val="{color}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    ).replace(' w:customStyle="0"', "")


def character_style(style_id: str, name: str, properties: str) -> str:
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="1"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
    )


BUILT_IN = {"Normal", "Title", "heading 1", "footer", "Hyperlink", "Strong"}

STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="Yu Gothic" w:cs="Arial"/><w:color w:val="{INK}"/><w:sz w:val="19"/><w:szCs w:val="19"/>
<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plan Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/></w:style>
{paragraph_style("Title", "Title", size=9.5, color=GREY, after=40)}
{paragraph_style("Outcome", "Outcome", size=17, bold=True, after=40, line=252, level=0, extra="<w:keepNext/>")}
{paragraph_style("Facts", "Facts", size=10.5, after=60)}
{paragraph_style("Reason", "Reason", size=9.5, after=36)}
{paragraph_style("Next", "Next Step", size=10.5)}
{paragraph_style("Gap", "Gap", size=2.5, line=240)}
{paragraph_style("TableHead", "Table Head", size=9, bold=True, extra="<w:keepNext/>")}
{paragraph_style("Mark", "Mark", size=8.5, color=GREY)}
{paragraph_style("Milestone", "Milestone", bold=True)}
{paragraph_style("Owner", "Owner")}
{paragraph_style("Date", "Date", bold=True)}
{paragraph_style("Proof", "Proof")}
{paragraph_style("Note", "Note", size=8.5, color=GREY, before=30)}
{paragraph_style("Status", "Status")}
{paragraph_style("Small", "Small", size=8.5, color=GREY)}
{paragraph_style("Invitation", "Invitation", before=20)}
{paragraph_style("StripHead", "Timeline Head", before=80, after=20)}
{paragraph_style("Tick", "Timeline Tick", size=8, color=GREY)}
{paragraph_style("StripMark", "Timeline Mark", size=8, align="center")}
{paragraph_style("Heading1", "heading 1", size=11, bold=True, before=160, after=60, level=1, extra="<w:keepNext/>")}
{paragraph_style("Ask", "Ask", size=10.5, bold=True)}
{paragraph_style("People", "People", size=8, before=20)}
{paragraph_style("Person", "Person")}
{paragraph_style("Footer", "footer", size=8, color=GREY)}
{character_style("Strong", "Strong", "<w:b/><w:bCs/>")}
{character_style("Quiet", "Quiet", f'<w:b w:val="0"/><w:color w:val="{GREY}"/>')}
{character_style("Label", "Label", f'<w:color w:val="{GREY}"/>')}
{character_style("Accent", "Accent", f'<w:b/><w:bCs/><w:color w:val="{BRAND}"/>')}
{character_style("Hyperlink", "Hyperlink", f'<w:color w:val="{BRAND}"/><w:u w:val="single"/>')}
</w:styles>"""

PARTS = {
    "[Content_Types].xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>""",
    "_rels/.rels": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""",
    "docProps/core.xml": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title></cp:coreProperties>""",
    "word/_rels/document.xml.rels": """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/></Relationships>""",
    "word/document.xml": f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document {W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p/><w:sectPr><w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/><w:pgMar w:top="900" w:right="1020" w:bottom="880" w:left="1020" w:header="480" w:footer="480" w:gutter="0"/></w:sectPr></w:body></w:document>""",
    "word/styles.xml": STYLES,
    "word/settings.xml": f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings {W}><w:zoom w:percent="100"/><w:trackRevisions/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/><w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/><w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/><w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>""",
    # altName is what a program shows where the font is not installed: Calibri in Word, Carlito in LibreOffice.
    "word/fontTable.xml": f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {W}><w:font w:name="{FONT}"><w:altName w:val="Calibri"/><w:panose1 w:val="020B0503050203000203"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="Yu Gothic"><w:altName w:val="Noto Sans CJK JP"/><w:charset w:val="80"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="Arial"><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>""",
}


def main() -> None:
    target = Path(__file__).resolve().parents[1] / "templates" / "brand.docx"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


if __name__ == "__main__":
    main()
