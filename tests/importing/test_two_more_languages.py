"""Plans in Chinese and Czech, as Excel saves them there."""

from datetime import date

import pytest

from mapdocs import import_file, loads
from mapdocs.importing.api import ImportOptions

TODAY = date(2026, 11, 27)
CHINESE = """项目推进计划,,,,,,,
步骤,甲方负责人,乙方负责人,计划完成时间,验收标准,状态,备注,内部备注
需求确认,陈丽,王浩,2026年12月4日,甲方签字的需求文档,已完成,三个工厂,底价九十万
安全评审,吴涛,李娜,2026.12.18,评审会议纪要,进行中,,
合同签订,陈丽,王浩,2027/1/15,双方盖章合同,未开始,,
"""
CZECH = """Milník;Zákazník;Dodavatel;Termín;Hotovo, když;Stav;Poznámka;Interní poznámka
Bezpečnostní dotazník;Tomáš Kučera;Lenka Malá;10. 12. 2026;dotazník podepsaný IT;probíhá;;
Právní kontrola smlouvy;Eva Bartošová;Petr Horák;15. 1. 2027;smlouva bez připomínek;nezahájeno;;sleva nejvýše 12 %
Spuštění;Jana Veselá;Petr Horák;8. 3. 2027;první objednávka v systému;nezahájeno;;
"""
RIGHT = {
    "zh.csv": (
        CHINESE.encode("gb18030"),
        [
            ("需求确认", "陈丽", "王浩", "2026-12-04", "甲方签字的需求文档", "done"),
            ("安全评审", "吴涛", "李娜", "2026-12-18", "评审会议纪要", "in progress"),
            ("合同签订", "陈丽", "王浩", "2027-01-15", "双方盖章合同", "open"),
        ],
        "底价九十万",
    ),
    "cs.csv": (
        CZECH.encode(),
        [
            (
                "Bezpečnostní dotazník",
                "Tomáš Kučera",
                "Lenka Malá",
                "2026-12-10",
                "dotazník podepsaný IT",
                "in progress",
            ),
            ("Právní kontrola smlouvy", "Eva Bartošová", "Petr Horák", "2027-01-15", "smlouva bez připomínek", "open"),
            ("Spuštění", "Jana Veselá", "Petr Horák", "2027-03-08", "první objednávka v systému", "open"),
        ],
        "sleva nejvýše 12 %",
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_plan_is_read_whole(tmp_path, name):
    raw, rows, private = RIGHT[name]
    (tmp_path / name).write_bytes(raw)
    options = ImportOptions(seller="Fabrikam", buyer="Juniper Foods")
    text = import_file(tmp_path / name, tmp_path, today=TODAY, options=options).specs[0].text
    spec = loads(text)
    assert [
        (m.milestone, m.buyer_owner, m.seller_owner, str(m.target_date), m.exit_criteria, m.status)
        for m in spec.milestones
    ] == rows
    assert private in (spec.internal.notes or "")
    assert text.count(private) == 1
