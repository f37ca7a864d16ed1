//! What the model reads of a token beside its pieces: what the other stages have found of it, and its form.

use std::ops::Range;

use super::inputs::{BUCKETS, HASHES, Inputs, Source};
use super::pieces::{Reads, Vocabulary};
use crate::language::Classes;
use crate::layers::Layers;
use crate::mention::{MentionKind, Mentions};
use crate::text::{ParagraphKind, Span};
use crate::token::{Token, TokenKind};

// A model knows a feature by its number: a new one goes to the end, and asks for models to be trained anew.

/// Where a token stands to quotation marks.
const QUOTED: u16 = 0;
/// What characters it is made of.
const SHAPE: u16 = 8;
/// What begins with it.
const PLACE: u16 = 20;
/// What kind of paragraph it lies in.
const PARAGRAPH: u16 = 26;
/// What it is in the quotes that the rules find.
const ROLE: u16 = 30;
/// What mention it lies in.
const MENTION: u16 = 40;
/// Its word classes.
const CLASS: u16 = 48;
/// Those that models haven't been trained with.
const UNREAD: Classes = Classes::FIELD;
/// How many features there are.
#[cfg(feature = "training")]
pub(crate) const FEATURES: u16 = 112;

/// What the model reads of a text, from what the stages before have found of it.
pub(crate) struct Described<'l> {
    layers: &'l Layers<'l>,
    vocabulary: &'l Vocabulary,
    /// What each token is in the quotes that the rules find.
    roles: Vec<u8>,
    /// What mention each token lies in.
    mentioned: Vec<u8>,
    sentences: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl<'l> Described<'l> {
    /// `roles` says what each token is in the quotes that the rules find.
    pub(crate) fn new(
        layers: &'l Layers<'l>,
        mentions: &Mentions,
        roles: Vec<u8>,
        vocabulary: &'l Vocabulary,
    ) -> Self {
        Self {
            layers,
            vocabulary,
            roles,
            mentioned: mentioned(layers, mentions),
            sentences: starts(layers, layers.sentences.iter().copied()),
            paragraphs: starts(layers, layers.paragraphs.iter().map(|p| p.span())),
        }
    }

    /// All of it.
    #[cfg(any(test, feature = "training"))]
    pub(crate) fn whole(self) -> Inputs {
        let mut inputs = Inputs::default();
        self.append(0..self.count(), &mut inputs);
        Inputs { sentences: self.sentences, paragraphs: self.paragraphs, ..inputs }
    }
}

impl Source for Described<'_> {
    fn count(&self) -> usize {
        self.layers.tokens.len()
    }

    fn sentences(&self) -> &[u32] {
        &self.sentences
    }

    fn paragraphs(&self) -> &[u32] {
        &self.paragraphs
    }

    fn append(&self, tokens: Range<usize>, out: &mut Inputs) {
        let layers = self.layers;
        let mut word = String::new();
        let mut sentences = Starts::new(&self.sentences, tokens.start);
        let mut paragraphs = Starts::new(&self.paragraphs, tokens.start);
        for at in tokens {
            let Some(token) = layers.tokens.get(at) else { break };
            let text = token.span().of(layers.text);
            self.vocabulary.normalise(text, &mut word);
            self.vocabulary.split(&word, &mut out.pieces);
            out.piece_ends.push(out.pieces.len() as u32);
            out.hashes.push(hashes(text, &word));
            let of = |layer: &[u8]| u16::from(layer.get(at).copied().unwrap_or(0));
            let (sentence, paragraph_begins) = (sentences.has(at), paragraphs.has(at));
            let place = if paragraph_begins {
                2
            } else if sentence {
                1
            } else {
                joined(layers, at)
            };
            out.active.extend([
                QUOTED + quoted(layers, at),
                SHAPE + shape(token, text),
                PLACE + place,
                PARAGRAPH + paragraph(layers, at),
            ]);
            if self.vocabulary.reads == Reads::Findings {
                out.active.extend([ROLE + of(&self.roles), MENTION + of(&self.mentioned)]);
                let classes = layers.classes(at).without(UNREAD);
                out.active.extend(classes.numbers().map(|class| CLASS + class));
            }
            out.active_ends.push(out.active.len() as u32);
        }
    }
}

/// Sorted tokens, asked for in order.
struct Starts<'s> {
    rest: std::slice::Iter<'s, u32>,
}

impl<'s> Starts<'s> {
    /// Those from a token on.
    fn new(starts: &'s [u32], from: usize) -> Self {
        let first = starts.partition_point(|&start| (start as usize) < from);
        Self { rest: starts.get(first..).unwrap_or(&[]).iter() }
    }

    /// Whether a token is among them.
    fn has(&mut self, token: usize) -> bool {
        let next = self.rest.as_slice().first().is_some_and(|&start| start as usize == token);
        if next {
            self.rest.next();
        }
        next
    }
}

/// The tokens that begin spans.
fn starts(layers: &Layers<'_>, spans: impl Iterator<Item = Span>) -> Vec<u32> {
    let mut starts: Vec<u32> = spans.map(|span| layers.token_at(span.start()) as u32).collect();
    starts.dedup();
    starts
}

/// Whether white space stands before a token, or nothing.
fn joined(layers: &Layers<'_>, at: usize) -> u16 {
    let before = at.checked_sub(1).and_then(|before| layers.tokens.get(before));
    before.map_or(0, |before| if before.space_after() { 0 } else { 3 })
}

/// Outside, a mark of an utterance that opens or closes it, inside one, inside one that nothing closes; a mark of a
/// title or the like, inside one.
fn quoted(layers: &Layers<'_>, at: usize) -> u16 {
    let Some(quotation) = layers.quotation(at).and_then(|q| layers.quotations.get(q)) else { return 0 };
    let Some(token) = layers.tokens.get(at).map(Token::span) else { return 0 };
    let opens = token.start() < quotation.inner.start();
    let closes = token.start() >= quotation.inner.end();
    match (quotation.is_speech(), opens, closes) {
        (true, true, _) => 1,
        (true, _, true) => 2,
        (true, ..) if quotation.closed => 3,
        (true, ..) => 4,
        (false, false, false) => 6,
        (false, ..) => 5,
    }
}

/// What characters a token is made of.
fn shape(token: &Token, text: &str) -> u16 {
    match token.kind() {
        TokenKind::Word => word_shape(text),
        TokenKind::Number => 5,
        TokenKind::Punctuation | TokenKind::Symbol => match text.as_bytes() {
            [b'.' | b'!' | b'?', ..] => 6,
            b"," => 7,
            b":" | b";" => 8,
            [b'-', ..] => 9,
            _ if text.starts_with(['–', '—']) => 9,
            _ => 10,
        },
        _ => 11,
    }
}

/// Small letters, a capital first, one capital, capitals only, or mixed.
fn word_shape(text: &str) -> u16 {
    let mut chars = text.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (false, false);
    for c in chars {
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
    }
    match (first, upper, lower) {
        (false, false, _) => 0,
        (true, false, true) => 1,
        (true, false, false) => 2,
        (true, true, false) => 3,
        _ => 4,
    }
}

/// The kind of a token's paragraph, or whether it lies in its date line.
fn paragraph(layers: &Layers<'_>, at: usize) -> u16 {
    let Some(paragraph) = layers.paragraphs.get(layers.paragraph_of(at)) else { return 0 };
    let start = layers.tokens.get(at).map_or(0, |token| token.span().start());
    match paragraph.kind() {
        ParagraphKind::Heading => 1,
        ParagraphKind::Caption => 2,
        ParagraphKind::Body => 3 * u16::from(paragraph.dateline().is_some_and(|d| start < d.end())),
    }
}

/// What mention each token lies in: none, or the first token of, or inside, a name, a noun phrase, a pronoun.
fn mentioned(layers: &Layers<'_>, mentions: &Mentions) -> Vec<u8> {
    let mut mentioned = vec![0; layers.tokens.len()];
    for mention in mentions.iter() {
        let kind = match mention.kind {
            MentionKind::Name => 1,
            MentionKind::Noun => 3,
            MentionKind::Pronoun => 5,
        };
        fill(&mut mentioned, layers, mention.span, kind);
    }
    mentioned
}

/// Writes a number over the first token of a span, and the next over the others.
pub(crate) fn fill(layer: &mut [u8], layers: &Layers<'_>, span: Span, first: u8) {
    let from = layers.token_at(span.start());
    let inside = layer.iter_mut().zip(layers.tokens).skip(from);
    let inside = inside.take_while(|(_, token)| token.span().start() < span.end());
    for (number, (slot, _)) in inside.enumerate() {
        *slot = first + u8::from(number > 0);
    }
}

/// The hashes of a word: itself in small letters, its first two and three letters, its last one to four, and the
/// kinds of its first characters.
fn hashes(text: &str, word: &str) -> [u16; HASHES] {
    let bytes = |characters: usize| word.char_indices().nth(characters).map_or(word.len(), |(at, _)| at);
    let last = |characters: usize| word.char_indices().rev().nth(characters - 1).map_or(0, |(at, _)| at);
    let head = |characters| word.get(..bytes(characters)).unwrap_or(word).bytes();
    let tail = |characters| word.get(last(characters)..).unwrap_or(word).bytes();
    [
        bucket(0, word.bytes()),
        bucket(1, head(2)),
        bucket(2, head(3)),
        bucket(3, tail(1)),
        bucket(4, tail(2)),
        bucket(5, tail(3)),
        bucket(6, tail(4)),
        bucket(7, text.chars().take(6).map(letter_kind)),
    ]
}

/// A capital, a small letter, a digit, or the character itself, as far as a byte says it.
fn letter_kind(c: char) -> u8 {
    if c.is_uppercase() {
        b'X'
    } else if c.is_lowercase() {
        b'x'
    } else if c.is_numeric() {
        b'9'
    } else {
        (u32::from(c) & 0xff) as u8
    }
}

/// The 32-bit FNV-1a hash of bytes behind a number for what they are, as a bucket.
fn bucket(kind: u8, bytes: impl Iterator<Item = u8>) -> u16 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = bytes.fold(step(0x811c_9dc5, kind), step);
    ((hash ^ (hash >> 16)) % BUCKETS) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::layers::Ground;
    use crate::mention::{Known, mentions};

    /// Which of some features each token of a text has, counted from the first of them.
    fn features(text: &str, from: u16, to: u16) -> Vec<u16> {
        let language = Language::english();
        let ground = Ground::english(text);
        let layers = ground.layers(text, &language);
        let (found, vocabulary) = (mentions(&layers, &Known::default()), Vocabulary::default());
        let inputs = Described::new(&layers, &found, Vec::new(), &vocabulary).whole();
        let starts = std::iter::once(0).chain(inputs.active_ends.iter().map(|&end| end as usize));
        let of = |(start, &end): (usize, &u32)| &inputs.active[start..end as usize];
        let parts = starts.zip(&inputs.active_ends).map(of);
        parts
            .map(|part| part.iter().find(|f| (from..to).contains(f)).map_or(u16::MAX, |f| f - from))
            .collect()
    }

    #[test]
    fn tokens_stand_to_quotation_marks() {
        let found = features("She said: “It rains.” So “the Lighthouse” closes.", QUOTED, SHAPE);
        assert_eq!(found, [0, 0, 0, 1, 3, 3, 3, 2, 0, 5, 6, 6, 5, 0, 0]);
    }

    #[test]
    fn tokens_have_shapes() {
        assert_eq!(features("Ann met A NATO man, 5 McRaes!", SHAPE, PLACE), [1, 0, 2, 3, 0, 7, 5, 4, 6]);
    }

    #[test]
    fn sentences_and_paragraphs_begin() {
        assert_eq!(
            features("It rained. We left.\n\nIt stopped.", PLACE, PARAGRAPH),
            [2, 0, 3, 1, 0, 3, 2, 0, 3]
        );
    }

    #[test]
    fn mentions_are_told() {
        assert_eq!(features("Then Ann Lee met him.", MENTION, CLASS), [0, 1, 2, 0, 5, 0]);
    }

    #[test]
    fn words_alike_share_hashes() {
        let of = |word: &str| {
            let mut normal = String::new();
            Vocabulary::default().normalise(word, &mut normal);
            hashes(word, &normal)
        };
        let (rains, trains, rained) = (of("rains"), of("trains"), of("rained"));
        assert_eq!(rains[3..6], trains[3..6]);
        assert_eq!(rains[1..3], rained[1..3]);
        assert_ne!(rains[0], trains[0]);
        assert_eq!(of("RAINS")[..7], rains[..7]);
        assert!(of("日本").iter().all(|&hash| u32::from(hash) < BUCKETS));
    }
}
