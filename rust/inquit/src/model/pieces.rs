//! Words in pieces: the greedy longest match of WordPiece (Schuster and Nakajima 2012; Wu et al. 2016), over
//! words in small letters, without accents as BERT reads them (Devlin et al. 2019), or with them.

use rustc_hash::FxHashMap;

/// Most characters of a token that are read; the rest says nothing that the model knows.
const LONGEST: usize = 64;
/// Most bytes of a piece.
const LONGEST_PIECE: usize = 24;
/// The number of what no piece matches.
pub(crate) const UNKNOWN: u32 = 0;

/// What a model reads of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Small letters without accents, and all that the other stages find: for a language with word lists.
    #[default]
    Findings,
    /// Small letters with their accents, and what needs no word list: for many languages, in which accents tell words apart
    /// ("e" and "è").
    Forms,
}

/// The word pieces that a model knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    pub(crate) reads: Reads,
    /// Pieces that begin a word, and pieces that go on with one, by their text.
    initial: FxHashMap<Box<str>, u32>,
    inner: FxHashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The pieces, numbered in their order; those that go on with a word begin with `##`. The first stands
    /// for all that is unknown.
    pub(crate) fn new<'p>(reads: Reads, pieces: impl IntoIterator<Item = &'p str>) -> Self {
        let mut vocabulary = Self { reads, ..Self::default() };
        for (number, piece) in (0..).zip(pieces).skip(1) {
            match piece.strip_prefix("##").filter(|rest| !rest.is_empty()) {
                Some(rest) => vocabulary.inner.insert(rest.into(), number),
                None => vocabulary.initial.insert(piece.into(), number),
            };
        }
        vocabulary
    }

    /// Writes a word in the letters that pieces are of, as far as it is read, over `out`.
    pub(crate) fn normalise(&self, word: &str, out: &mut String) {
        match self.reads {
            Reads::Findings => normalise(word, out),
            Reads::Forms => {
                out.clear();
                out.extend(word.chars().flat_map(char::to_lowercase).take(LONGEST));
            }
        }
    }

    /// Appends the pieces of a word, one at least. The word is [normalised](Self::normalise).
    pub(crate) fn split(&self, word: &str, out: &mut Vec<u32>) {
        let before = out.len();
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let run = if first.is_alphanumeric() {
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (run, behind) = rest.split_at(run);
            rest = behind;
            self.split_run(run, out);
        }
        if out.len() == before {
            out.push(UNKNOWN);
        }
    }

    /// Appends the pieces of letters and digits, or of one mark.
    fn split_run(&self, run: &str, out: &mut Vec<u32>) {
        let before = out.len();
        let (mut rest, mut pieces) = (run, &self.initial);
        while !rest.is_empty() {
            let Some((number, length)) = longest(pieces, rest) else {
                out.truncate(before);
                out.push(UNKNOWN);
                return;
            };
            out.push(number);
            rest = rest.get(length..).unwrap_or("");
            pieces = &self.inner;
        }
    }
}

/// The longest piece that a text begins with, and its bytes.
fn longest(pieces: &FxHashMap<Box<str>, u32>, text: &str) -> Option<(u32, usize)> {
    let mut length = text.len().min(LONGEST_PIECE);
    while length > 0 {
        if let Some(&number) = text.get(..length).and_then(|piece| pieces.get(piece)) {
            return Some((number, length));
        }
        length -= 1;
    }
    None
}

/// Writes a word in small letters without accents, as far as it is read, over `out`.
fn normalise(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.extend(word.bytes().take(LONGEST).map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    let letters = word.chars().flat_map(char::to_lowercase).filter(|c| !is_combining(*c));
    out.extend(letters.map(without_accent).take(LONGEST));
}

/// Whether it is an accent of its own.
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A small Latin letter without its accent.
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ế' | 'ệ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ǐ' | 'ị' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ọ' | 'ồ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> Vec<u32> {
        let pieces = ["[UNK]", "re", "##port", "##s", "report", "n", "'", "t", "erdogan", "##p"];
        let (mut normal, mut out) = (String::new(), Vec::new());
        normalise(word, &mut normal);
        Vocabulary::new(Reads::Findings, pieces).split(&normal, &mut out);
        out
    }

    #[test]
    fn the_longest_piece_is_taken() {
        assert_eq!(split("Reports"), [4, 3]);
        assert_eq!(split("REP"), [1, 9]);
    }

    #[test]
    fn marks_are_pieces_of_their_own() {
        assert_eq!(split("n't"), [5, 6, 7]);
        assert_eq!(split("n/t"), [5, UNKNOWN, 7]);
    }

    #[test]
    fn accents_are_dropped() {
        assert_eq!(split("Erdoğan"), [8]);
        assert_eq!(split("Erdog\u{306}an"), [8]);
    }

    #[test]
    fn what_no_piece_matches_is_unknown() {
        assert_eq!(split("日本"), [UNKNOWN]);
        assert_eq!(split(""), [UNKNOWN]);
        assert_eq!(split(&"x".repeat(9_000)), [UNKNOWN]);
    }
}
