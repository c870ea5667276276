"""The one stretch in which two texts differ: putting it in makes one text of the other, and nothing less would."""

from hypothesis import given
from hypothesis import strategies as st

from gsn.drafting.differing import differing

TEXTS = st.text(alphabet="ab\n", max_size=12)


@given(TEXTS, TEXTS)
def test_put_in_it_makes_one_text_of_the_other(before: str, after: str) -> None:
    start, end_before, end_after = differing(before, after)
    assert before[:start] + after[start:end_after] + before[end_before:] == after


@given(TEXTS, TEXTS)
def test_it_is_no_longer_than_it_has_to_be(before: str, after: str) -> None:
    start, end_before, end_after = differing(before, after)
    one, other = before[start:end_before], after[start:end_after]
    assert one == other == "" or not (one and other) or (one[0] != other[0] and one[-1] != other[-1])
