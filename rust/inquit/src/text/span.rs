//! Half-open byte ranges.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes of a text: from `start` up to, and without, `end`.
///
/// Every span that the library hands out lies on character boundaries of the text it was found in.
/// Two `u32` keep the layers of a document small; see [`Span::MAX_TEXT_LEN`].
///
/// ```
/// let span = inquit::Span::new(6, 11);
/// assert_eq!(span.of("Hello world"), "world");
/// assert_eq!(span.len(), 5);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The length of the longest text that spans can point into, in bytes: 4 GiB minus one byte. What lies beyond it
    /// isn't analysed.
    pub const MAX_TEXT_LEN: usize = u32::MAX as usize;

    /// The span from byte `start` to byte `end`. An `end` before `start` gives an empty span at `start`;
    /// offsets beyond [`Span::MAX_TEXT_LEN`] are taken for it.
    #[inline]
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        let start = if start > Self::MAX_TEXT_LEN { Self::MAX_TEXT_LEN } else { start };
        let end = if end > Self::MAX_TEXT_LEN { Self::MAX_TEXT_LEN } else { end };
        let end = if end < start { start } else { end };
        Self { start: start as u32, end: end as u32 }
    }

    /// The span between two bytes in order.
    #[inline]
    pub(crate) const fn within(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Byte offset of the first byte.
    #[inline]
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// Byte offset after the last byte.
    #[inline]
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a standard range.
    #[inline]
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text of the span; empty if `text` isn't the text that the span was found in.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside this span.
    #[inline]
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether byte `offset` lies inside this span.
    #[inline]
    #[must_use]
    pub const fn contains_offset(self, offset: usize) -> bool {
        self.start as usize <= offset && offset < self.end as usize
    }

    /// Whether the two spans have a byte in common.
    #[inline]
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    #[inline]
    #[must_use]
    pub const fn cover(self, other: Self) -> Self {
        Self {
            start: if self.start < other.start { self.start } else { other.start },
            end: if self.end > other.end { self.end } else { other.end },
        }
    }

    /// The span without the white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inner = self.of(text);
        let solid = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        if solid(inner.as_bytes().first()) && solid(inner.as_bytes().last()) {
            return self;
        }
        let start = self.start() + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

/// Written as `[start, end]`.
#[cfg(feature = "serde")]
impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        if end < start {
            return Err(serde::de::Error::custom("a span that ends before it starts"));
        }
        Ok(Self { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn odd_bounds_give_an_empty_span_not_a_panic() {
        assert!(Span::new(5, 2).is_empty());
        assert_eq!(Span::new(0, usize::MAX).end(), Span::MAX_TEXT_LEN);
        assert_eq!(Span::new(1, 3).of("aé"), "é");
        assert_eq!(Span::new(2, 3).of("aé"), "", "not on a character boundary");
    }

    #[test]
    fn trim_takes_white_space_of_any_kind() {
        let text = "x \u{a0}said\u{2003}\n";
        assert_eq!(Span::new(1, text.len()).trim(text).of(text), "said");
        assert!(Span::new(1, 2).trim(text).is_empty());
    }
}
