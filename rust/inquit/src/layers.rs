//! The layers of a text as later stages see them.

use crate::compact::{Classified, Stretches, tight};
use crate::language::{Classes, Language};
use crate::markup::{Markup, Plain, without_markup};
use crate::quote::{Quotation, quotations};
use crate::sentence::Splitter;
use crate::text::{Newlines, Paragraph, Span, laid_out};
use crate::token::{Token, TokenKind, tokens};

/// What is read of a text before anyone asks who says what.
pub(crate) struct Ground {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Span>,
    /// The tokens without markup.
    tokens: Vec<Token>,
    markup: Markup,
    classes: Classified,
    quotations: Vec<Quotation>,
    quoted: Stretches,
}

impl Ground {
    /// Reads a text. `told` is the language whose abbreviations alone split sentences, if one is sure.
    pub(crate) fn read(
        text: &str,
        language: &Language,
        splitter: &Splitter,
        newlines: Newlines,
        told: Option<&str>,
    ) -> Self {
        let (paragraphs, layout) = laid_out(text, newlines);
        let mut quotations = quotations(text, &paragraphs, layout, &language.lexicon);
        let sentences = tight(splitter.split_in(text, told));
        let Plain { tokens, markup, tags } = without_markup(text, tight(tokens(text)));
        hide(&mut quotations, &tags);
        let classes = tokens.iter().map(|token| language.lexicon.classes(token.span().of(text)));
        let classes = Classified::new(classes);
        let quoted = quoted(&tokens, &quotations);
        Self { paragraphs, sentences, tokens, markup, classes, quotations, quoted }
    }

    /// English text with the default options.
    #[cfg(test)]
    pub(crate) fn english(text: &str) -> Self {
        Self::read(text, &Language::english(), &Splitter::new(), Newlines::Auto, Some("eng"))
    }

    /// The paragraphs, sentences and tokens, without what only the stages need.
    pub(crate) fn into_parts(self) -> (Vec<Paragraph>, Vec<Span>, Vec<Token>) {
        let Self { paragraphs, sentences, tokens, markup, classes, quotations, quoted } = self;
        drop((classes, quotations, quoted));
        (paragraphs, sentences, markup.restored(tokens))
    }

    /// The layers as later stages see them.
    pub(crate) fn layers<'a>(&'a self, text: &'a str, language: &'a Language) -> Layers<'a> {
        Layers {
            text,
            language,
            paragraphs: &self.paragraphs,
            sentences: &self.sentences,
            tokens: &self.tokens,
            classes: &self.classes,
            quotations: &self.quotations,
            quoted: &self.quoted,
            names: &[],
        }
    }
}

/// A text with the layers that every later stage reads.
///
/// A stage walks over token indices; one beyond the last token reads as an empty word of no class, so
/// that a rule may look ahead without asking where the text ends.
pub(crate) struct Layers<'a> {
    pub(crate) text: &'a str,
    pub(crate) language: &'a Language,
    pub(crate) paragraphs: &'a [Paragraph],
    pub(crate) sentences: &'a [Span],
    pub(crate) tokens: &'a [Token],
    /// The classes of each token.
    classes: &'a Classified,
    pub(crate) quotations: &'a [Quotation],
    /// The outermost quotation that each token lies in, marks included.
    quoted: &'a Stretches,
    /// Whether each token is a word of a name, if a model has told.
    names: &'a [bool],
}

/// What a token does between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It is no mark.
    None,
    Comma,
    Colon,
    Semicolon,
    /// A dash between words, not a hyphen inside one.
    Dash,
    /// What ends a sentence.
    Stop,
    OpenBracket,
    CloseBracket,
    /// Any other mark or symbol.
    Other,
}

/// Lets quotations inside tags, `<a href="…">`, be none: they count as inside another.
fn hide(quotations: &mut [Quotation], tags: &[Span]) {
    for quotation in quotations {
        let before = tags.partition_point(|tag| tag.end() <= quotation.span.start());
        let inside = tags.get(before).is_some_and(|tag| tag.start() <= quotation.span.start());
        quotation.depth += u8::from(inside && quotation.depth == 0);
    }
}

/// The outermost quotation of each token.
fn quoted(tokens: &[Token], quotations: &[Quotation]) -> Stretches {
    let at = |offset: usize| tokens.partition_point(|token| token.span().start() < offset);
    let outermost = quotations.iter().enumerate().filter(|(_, quotation)| quotation.depth == 0);
    let stretch = |(index, it): (usize, &Quotation)| (at(it.span.start())..at(it.span.end()), index);
    Stretches::new(tokens.len(), outermost.map(stretch))
}

impl<'a> Layers<'a> {
    /// The layers, with what a model has told of each token: whether it is a word of a name.
    pub(crate) fn with_names(self, names: &'a [bool]) -> Self {
        Self { names, ..self }
    }

    /// Whether token `index` is a word of a name; `None` where no model has told.
    pub(crate) fn is_name(&self, index: usize) -> Option<bool> {
        self.names.get(index).copied()
    }

    /// The text of token `index`; empty beyond the last.
    pub(crate) fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span().of(self.text))
    }

    /// The classes of token `index`; none beyond the last.
    pub(crate) fn classes(&self, index: usize) -> Classes {
        self.classes.of(index)
    }

    /// Whether token `index` can be of one of these classes.
    pub(crate) fn is(&self, index: usize, classes: Classes) -> bool {
        self.classes(index).any(classes)
    }

    /// The index of the first token that starts at or after byte `offset`.
    pub(crate) fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span().start() < offset)
    }

    /// The span from token `first` up to and without token `end`; empty where there is none.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => Span::new(first.span().start(), last.span().end()),
            _ => Span::default(),
        }
    }

    /// The outermost quotation of token `index`, as an index.
    pub(crate) fn quotation(&self, index: usize) -> Option<usize> {
        self.quoted.of(index)
    }

    /// The index of the paragraph of token `index`.
    pub(crate) fn paragraph_of(&self, index: usize) -> usize {
        let start = self.tokens.get(index).map_or(0, |token| token.span().start());
        self.paragraphs.partition_point(|p| p.span().start() <= start).saturating_sub(1)
    }

    /// Whether a newline stands right before a token.
    pub(crate) fn is_first_of_line(&self, index: usize) -> bool {
        let end = |before: usize| self.tokens.get(before).map_or(0, |token| token.span().end());
        let gap =
            self.tokens.get(index).map(|token| index.checked_sub(1).map_or(0, end)..token.span().start());
        gap.and_then(|gap| self.text.get(gap)).is_some_and(|gap| gap.contains('\n'))
    }

    /// Whether it is a word or a number, not a mark.
    pub(crate) fn is_word(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .is_some_and(|t| !matches!(t.kind(), TokenKind::Punctuation | TokenKind::Symbol))
    }

    /// Whether a word ends with an ending of the language, and with that letter once only: "talks", not
    /// "class". No word has an empty ending.
    pub(crate) fn has_ending(&self, index: usize, ending: &str) -> bool {
        let stem = if ending.is_empty() { None } else { self.word(index).strip_suffix(ending) };
        stem.is_some_and(|stem| !stem.is_empty() && !(ending.len() == 1 && stem.ends_with(ending)))
    }

    /// Whether it is a word that starts with a capital letter.
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        self.word(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a word that starts with a small letter.
    pub(crate) fn is_small(&self, index: usize) -> bool {
        self.word(index).chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether a token lies in a paragraph that a dash opens, as it opens each turn of a dialogue in most languages; in English
    /// it rather opens an item of a list.
    pub(crate) fn is_behind_dash(&self, index: usize) -> bool {
        !self.language.has_rules
            && self
                .paragraphs
                .get(self.paragraph_of(index))
                .is_some_and(|paragraph| self.mark(self.token_at(paragraph.span().start())) == Mark::Dash)
    }

    /// What a token does between words.
    pub(crate) fn mark(&self, index: usize) -> Mark {
        if self.is_word(index) {
            return Mark::None;
        }
        match self.word(index) {
            "," | "،" | "、" | "，" => Mark::Comma,
            ":" | "：" => Mark::Colon,
            ";" | "；" | "؛" => Mark::Semicolon,
            "-" | "--" | "–" | "—" | "―" => Mark::Dash,
            "(" | "[" => Mark::OpenBracket,
            ")" | "]" => Mark::CloseBracket,
            "" => Mark::None,
            word if word.starts_with(['.', '!', '?', '…', '。', '！', '？', '؟']) => Mark::Stop,
            _ => Mark::Other,
        }
    }

    /// Whether a quotation has a comma, a full stop or the like inside it.
    pub(crate) fn is_comma_inside(&self, quotation: &Quotation) -> bool {
        quotation.inner.of(self.text).contains([',', ';', ':', '!', '?'])
    }
}
