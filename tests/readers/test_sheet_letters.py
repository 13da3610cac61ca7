"""What a sheet calls its columns, there and back."""

from mapdocs.readers.sheet_remarks import column_of, letters_of


def test_the_letters_of_a_column_name_it():
    assert [letters_of(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
    assert [column_of(letters_of(n)) for n in range(2000)] == list(range(2000))
