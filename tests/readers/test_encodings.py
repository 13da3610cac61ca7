"""Texts in the encodings that Excel saves under: none is taken for another's."""

import pytest

from mapdocs.readers.text_tables import decoded

TEXTS = {
    "gb18030": "步骤,甲方负责人,完成日期\n合同签订,王芳,2026-12-04\n",
    "cp932": "ステップ,貴社担当,期日\n契約締結,鈴木一郎,2026-12-04\n",
    "cp1252": "Schritt;Zuständig;Fällig\nPrüfung für Müller;Jürgen Weiß;04.12.2026\nÜbergabe;Käthe Größe;11.12.2026\n",
    "utf-8": "Étape,Responsable\nRéunion à Besançon,Zoë Lefèvre\n",
    "utf-16": "Adım,Sorumlu\nSözleşme imzası,Gökçe Şahin\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_is_read_in_its_own_encoding(encoding):
    assert decoded(TEXTS[encoding].encode(encoding)) == TEXTS[encoding]


@pytest.mark.parametrize(
    "text", ["Größe;Maß\n", "Años: ñandú, ¿cuándo?\n", "Référence dûment signée, à côté\n", "ÄÖÜäöüß ÀÉÎÕ\n"]
)
def test_western_letters_are_never_chinese(text):
    assert decoded(text.encode("cp1252")) == text
