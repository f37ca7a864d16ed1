//! Words, numbers, marks and symbols: the tokens of Universal Dependencies.
//!
//! Tokens follow the English treebanks of [Universal Dependencies](https://universaldependencies.org/):
//! contractions are split (`do` `n't`, `Lee` `'s`), compounds too (`long` `-` `term`), abbreviations keep
//! their full stop (`Mr.`, `U.S.`), runs of the same mark are one token (`...`, `!!`). Everything that
//! isn't white space is in exactly one token.
//!
//! The commonest are read from masks of 64 bytes, the others a character at a time; either way looks ahead a bounded number
//! of bytes, so that it takes linear time on any text.

mod abbreviations;
mod bytes;
mod chunk;
mod class;
mod class_table;
mod clipped;
mod emoticon;
mod joint;
mod link;
mod mark;
mod masks;
mod number;
mod scan;
mod slow;
mod tag;
#[cfg(test)]
mod twin;
mod word;

use crate::text::Span;

pub(crate) use abbreviations::Abbreviation;
pub(crate) use mark::with_marks;
pub use scan::Tokens;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum TokenKind {
    /// A word, or a part of a contraction: `Lee`, `n't`; an abbreviation with its full stop (`U.S.`), the name of a file
    /// (`report.pdf`) or a version (`v1.2`), an ordinal or a decade (`5th`, `1990s`); an ideograph.
    Word,
    /// A number, with its separators and its plus sign: `1,200.50`, `10:30`, `1/2`, `+44`; a date or a telephone
    /// number in digits: `2031-05-14`, `555-0123`. A unit written without a space is a word of its own: `5` `kg`,
    /// `10:30` `am`. Each end of a range is a number of its own: `3` `-` `4`.
    Number,
    /// A punctuation mark, or a run of the same: `,`, `...`, `--`, `?!`.
    Punctuation,
    /// A symbol: `$`, `%`, `#`, `→`, `&amp;`.
    Symbol,
    /// A web address: `https://example.org/a`, `www.example.org`, `example.org/a`.
    Url,
    /// An e-mail address: `ann.lee@example.org`.
    Email,
    /// An emoji with all its parts, or an emoticon: `👩‍🚀`, `:-)`, `<3`.
    Emoji,
    /// A hashtag: `#BridgeDay`.
    Hashtag,
    /// A user name on social media: `@ann_lee`.
    Handle,
}

impl TokenKind {
    /// Its name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Number => "number",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Url => "url",
            Self::Email => "email",
            Self::Emoji => "emoji",
            Self::Hashtag => "hashtag",
            Self::Handle => "handle",
        }
    }
}

/// A token: where it is, what it is, and whether white space follows. Eight bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "Plain", from = "Plain"))]
pub struct Token(
    /// Start (32 bits), length (25), kind (4), white space after (1): one number, since the hot path moves it in one
    /// register.
    u64,
);

/// Longest token in bytes: a longer one is split.
const LONGEST: usize = (1 << 25) - 1;

impl Token {
    /// Makes a token. If the span is longer than a token can be, only its first part is used.
    #[must_use]
    pub fn new(span: Span, kind: TokenKind, space_after: bool) -> Self {
        Self::within(span.start(), span.start() + span.len().min(LONGEST), kind, space_after)
    }

    /// A token no longer than [`LONGEST`], of a text that spans can point into.
    #[inline]
    const fn within(start: usize, end: usize, kind: TokenKind, space_after: bool) -> Self {
        Self::packed(start, end - start, kind as u8, space_after as u64)
    }

    /// As [`Token::within`], of numbers: the token's length, its kind, 1 if white space follows.
    #[inline]
    const fn packed(start: usize, len: usize, kind: u8, space_after: u64) -> Self {
        Self(start as u64 | (len as u64) << 32 | (kind as u64) << 57 | space_after << 61)
    }

    /// No token at all.
    const NONE: Self = Self(0);

    /// Where it is.
    #[inline]
    #[must_use]
    pub fn span(&self) -> Span {
        let start = self.0 as u32;
        Span::within(start, start.wrapping_add((self.0 >> 32) as u32 & LONGEST as u32))
    }

    /// What it is.
    #[inline]
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        match self.0 >> 57 & 0xF {
            0 => TokenKind::Word,
            1 => TokenKind::Number,
            2 => TokenKind::Punctuation,
            3 => TokenKind::Symbol,
            4 => TokenKind::Url,
            5 => TokenKind::Email,
            6 => TokenKind::Emoji,
            7 => TokenKind::Hashtag,
            _ => TokenKind::Handle,
        }
    }

    /// Whether white space follows; false at the end of the text.
    #[inline]
    #[must_use]
    pub fn space_after(&self) -> bool {
        self.0 >> 61 & 1 == 1
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.kind(), self.span())
    }
}

/// A token as it is written.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
struct Plain(Span, TokenKind, bool);

#[cfg(feature = "serde")]
impl From<Token> for Plain {
    fn from(token: Token) -> Self {
        Self(token.span(), token.kind(), token.space_after())
    }
}

#[cfg(feature = "serde")]
impl From<Plain> for Token {
    fn from(Plain(span, kind, space_after): Plain) -> Self {
        Self::new(span, kind, space_after)
    }
}

/// The tokens of a text, in order. The iterator is lazy and allocates nothing.
///
/// ```
/// let text = "Don't ask Dr. Lee's aide.";
/// let words: Vec<&str> = inquit::tokens(text).map(|token| token.span().of(text)).collect();
/// assert_eq!(words, ["Do", "n't", "ask", "Dr.", "Lee", "'s", "aide", "."]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens::new(text)
}

/// Writes the tokens of a text into `out`, replacing its contents. Use this to reuse memory for many texts.
///
/// ```
/// let mut tokens = Vec::new();
/// for text in ["It rains.", "It pours."] {
///     inquit::tokenize_into(text, &mut tokens);
///     assert_eq!(tokens.len(), 3);
/// }
/// ```
pub fn tokenize_into(text: &str, out: &mut Vec<Token>) {
    out.clear();
    tokens(text).for_each(|token| out.push(token));
}
