import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexers.reading.fold import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("The Matrix", "the matrix"),
        ("Schindler's List", "schindlers list"),
        ("Amélie", "amelie"),
        ("WALL·E", "wall e"),
        ("Fast & Furious", "fast and furious"),
        ("Straße", "strasse"),
        ("  Se7en!! ", "se7en"),
        ("黑客帝国", "黑客帝国"),
        ("Ёлки", "елки"),
        ("हिन्दी", "हिन्दी"),
        ("?!…", ""),
    ],
)
def test_spellings_of_a_title_fold_to_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
