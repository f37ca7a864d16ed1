"""Texts that look like what people write, and texts that nobody would."""

from hypothesis import strategies as st

PIECES = [
    "Ann Lee", "the mayor", "He", "she", "President Vane", "said", "said that", "told", "according to",
    "“", "”", '"', "'", "’", "``", "''", "«", "»", "(", ")", ",", ".", ":", "?", "—", "\n", "\n\n", " ", "Mr.",
    "U.S.", "don't", "naïve", "日本", "👩‍🚀", "e\u0301", "\u00a0", "\t", "42", "http://a.b/c", "the bridge would open",
]

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)
