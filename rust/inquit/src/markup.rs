//! Marks of Markdown, HTML and wikis around words: `**Ann Lee**`, `_Ann Lee_`, `<b>Ann Lee</b>`, `[Ann Lee](https://…)`,
//! `[[Ann Lee]]`. They are tokens of the text, but whoever asks who says what reads past them.

use crate::compact::push;
use crate::text::Span;
use crate::token::{Token, TokenKind};

/// How many tokens marks that belong together may be apart.
const FARTHEST: usize = 40;
/// How long a tag or the address of a link may be, in bytes.
const LONGEST: usize = 512;

/// The elements that stand inside sentences, and those that part them.
const ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "div", "em", "font", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "ins", "li", "mark", "ol", "p", "q", "s", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "ul", "var", "wbr",
];

/// A text's tokens without its markup.
pub(crate) struct Plain {
    pub(crate) tokens: Vec<Token>,
    /// What it takes to have the markup back.
    pub(crate) markup: Markup,
    /// Where the tags and addresses are, in order: quotation marks inside them quote nothing.
    pub(crate) tags: Vec<Span>,
}

/// The tokens that markup was taken from, as they were, by their places among all: a second list of all tokens would be as
/// large as the text.
#[derive(Default)]
pub(crate) struct Markup {
    places: Vec<u32>,
    tokens: Vec<Token>,
    /// How many of them nothing is left of.
    gone: usize,
}

impl Markup {
    fn push(&mut self, place: usize, token: Token) {
        push(&mut self.places, place as u32);
        push(&mut self.tokens, token);
    }

    /// All tokens of a text, from those without its markup.
    pub(crate) fn restored(self, plain: Vec<Token>) -> Vec<Token> {
        let mut tokens = plain;
        if self.places.is_empty() {
            return tokens;
        }
        let mut from = tokens.len();
        let all = from + self.gone;
        tokens.reserve_exact(self.gone);
        tokens.resize(all, Token::new(Span::default(), TokenKind::Word, false));
        let mut taken = self.places.into_iter().zip(self.tokens).rev().peekable();
        let mut next: Option<Token> = None;
        // From behind, so that no token is written over before it is read.
        for to in (0..all).rev() {
            let left = from.checked_sub(1).and_then(|last| tokens.get(last)).copied();
            let whole = taken.next_if(|&(place, _)| place as usize == to).map(|(_, token)| token);
            let is_left = |left: Token| whole.is_none_or(|whole| left.span().start() >= whole.span().start());
            from -= usize::from(left.is_some_and(is_left));
            // The white space behind a mark was lent to the word before it.
            let own = |token: Token| match next {
                Some(next) if token.space_after() && next.span().start() == token.span().end() => {
                    Token::new(token.span(), token.kind(), false)
                }
                _ => token,
            };
            next = whole.or(left.map(own));
            if let (Some(slot), Some(token)) = (tokens.get_mut(to), next) {
                *slot = token;
            }
        }
        tokens
    }
}

/// The tokens of a text without its markup; where it has none, they are given back.
pub(crate) fn without_markup(text: &str, tokens: Vec<Token>) -> Plain {
    let (mut cuts, mut tags) = (Vec::new(), Vec::new());
    if tokens.iter().any(|token| is_mark(token.span().of(text))) {
        let mut reader = Reader { text, tokens: &tokens, cuts, tags };
        reader.read();
        (cuts, tags) = (reader.cuts, reader.tags);
    }
    cut(tokens, cuts, tags)
}

/// Whether a token may be, or may hold, a mark of markup.
fn is_mark(word: &str) -> bool {
    matches!(word.as_bytes().first(), Some(b'*' | b'_' | b'<' | b'[')) || word.ends_with('_')
}

/// Marks that are open: the token, and how many they are.
#[derive(Clone, Copy)]
struct Open {
    token: usize,
    marks: usize,
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// The tokens that markup takes from, with what is left of them; nothing of most.
    cuts: Vec<(usize, Span)>,
    tags: Vec<Span>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span().of(self.text))
    }

    fn start(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(self.text.len(), |token| token.span().start())
    }

    fn read(&mut self) {
        let (mut stars, mut lines): (Option<Open>, Option<Open>) = (None, None);
        let mut at = 0;
        while at < self.tokens.len() {
            let start = self.start(at);
            let end = match self.word(at).as_bytes().first() {
                Some(b'<') => self.tag(start),
                Some(b'[') => self.link(at),
                Some(b'*') => {
                    self.emphasis(at, '*', &mut stars);
                    None
                }
                Some(_) => {
                    self.emphasis(at, '_', &mut lines);
                    None
                }
                None => None,
            };
            if let Some(end) = end {
                self.tags.push(Span::new(start, end));
                at = self.tokens.partition_point(|token| token.span().start() < end).max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// Where the tag ends that starts at a byte: `<b>`, `</b>`, `<a href="…">`.
    fn tag(&self, start: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(start + 1..)?;
        let rest = rest.get(..rest.len().min(LONGEST))?;
        let close = rest
            .iter()
            .position(|byte| matches!(byte, b'>' | b'<'))
            .filter(|&at| rest.get(at) == Some(&b'>'))?;
        let inside = self.text.get(start + 1..start + 1 + close)?;
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let inside = inside.strip_suffix('/').unwrap_or(inside).trim_end();
        let (name, attributes) =
            inside.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inside, "="));
        let known = ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name));
        (known && attributes.contains('=')).then_some(start + close + 2)
    }

    /// Cuts the brackets of a link whose words begin behind token `open`, and its address. Returns where the bracket that
    /// opens it ends.
    fn link(&mut self, open: usize) -> Option<usize> {
        let wiki = self.word(open) == "[[" || self.word(open) == "[" && self.word(open + 1) == "[";
        let first = open + 1 + usize::from(wiki && self.word(open) == "[");
        let near = first..self.tokens.len().min(first + FARTHEST);
        let close = near.clone().find(|&at| self.word(at).starts_with([']', '[']))?;
        let close = Some(close).filter(|&at| self.word(at).starts_with(']') && at > first)?;
        let end = self.start(close) + 1;
        let rest = self.text.get(end..)?;
        if wiki {
            let label = near.take_while(|&at| at < close).find(|&at| self.word(at) == "|");
            let from = label.map_or(first, |bar| bar + 1);
            rest.starts_with(']').then(|| self.tags.push(Span::new(self.start(close), end + 1)))?;
            return Some(self.start(from)).filter(|_| from < close);
        }
        let target = match rest.as_bytes().first() {
            Some(b'(') => address(rest, b')', true),
            Some(b'[') => address(rest, b']', false),
            _ => None,
        }?;
        self.tags.push(Span::new(self.start(close), end + target));
        Some(self.start(open) + 1)
    }

    /// Cuts marks of emphasis, once those that close it are met.
    fn emphasis(&mut self, at: usize, mark: char, open: &mut Option<Open>) {
        let word = self.word(at);
        let leading = word.len() - word.trim_start_matches(mark).len();
        let trailing = word.len() - word.trim_end_matches(mark).len();
        if leading == 0 && trailing == 0 {
            return;
        }
        let Some(token) = self.tokens.get(at).copied() else { return };
        let span = token.span();
        if leading == word.len() {
            // Marks that are a token of their own: those that close stand right behind a word.
            let behind = at
                .checked_sub(1)
                .and_then(|before| self.tokens.get(before))
                .is_some_and(|before| !before.space_after());
            match open.take().filter(|open| open.marks == leading && at - open.token <= FARTHEST && behind) {
                Some(begun) => self.pair(begun, at, Span::new(span.end(), span.end())),
                None if !token.space_after() => *open = Some(Open { token: at, marks: leading }),
                None => {}
            }
            return;
        }
        // "_Bo", "Hill_"
        if leading > 0 && leading == trailing {
            self.cuts.push((at, Span::new(span.start() + leading, span.end() - trailing)));
        } else if leading > 0 {
            *open = Some(Open { token: at, marks: leading });
        } else if let Some(begun) =
            open.take().filter(|open| open.marks == trailing && at - open.token <= FARTHEST)
        {
            self.pair(begun, at, Span::new(span.start(), span.end() - trailing));
        }
    }

    /// Cuts the marks that open, and leaves of the token that closes what is told.
    fn pair(&mut self, open: Open, close: usize, left: Span) {
        if let Some(token) = self.tokens.get(open.token) {
            let span = token.span();
            self.cuts.push((open.token, Span::new(span.start() + open.marks, span.end())));
        }
        self.cuts.push((close, left));
    }
}

/// Takes from tokens what markup takes, in their own memory.
fn cut(mut tokens: Vec<Token>, mut cuts: Vec<(usize, Span)>, mut tags: Vec<Span>) -> Plain {
    let mut markup = Markup::default();
    if cuts.is_empty() && tags.is_empty() {
        return Plain { tokens, markup, tags };
    }
    cuts.sort_unstable_by_key(|&(at, span)| (at, span.len()));
    tags.sort_unstable_by_key(|tag| tag.start());
    let mut cuts = cuts.into_iter().peekable();
    let mut around = tags.iter().copied().peekable();
    // How many tokens are left.
    let mut left = 0_usize;
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at).copied() else { break };
        let mut span = token.span();
        while let Some((_, kept)) = cuts.next_if(|&(cut, _)| cut <= at) {
            span = Span::new(span.start().max(kept.start()), span.end().min(kept.end()).max(kept.start()));
        }
        while around.next_if(|tag| tag.end() <= span.start()).is_some() {}
        let tagged = around.peek().is_some_and(|tag| tag.start() <= span.start() && span.end() <= tag.end());
        if span.is_empty() || tagged {
            let last = left.checked_sub(1).and_then(|last| tokens.get_mut(last));
            if let Some(last) = last.filter(|_| token.space_after()) {
                *last = Token::new(last.span(), last.kind(), true);
            }
            markup.push(at, token);
            markup.gone += 1;
            continue;
        }
        let mut kept = token;
        if span != token.span() {
            markup.push(at, token);
            kept = Token::new(span, token.kind(), token.space_after());
        }
        tokens.get_mut(left).into_iter().for_each(|slot| *slot = kept);
        left += 1;
    }
    tokens.truncate(left);
    tokens.shrink_to_fit();
    Plain { tokens, markup, tags }
}

/// How long the address of a link is with its brackets, if it is one: it has no space, unless a title follows.
fn address(rest: &str, close: u8, titled: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let opening = *bytes.first()?;
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, &byte) in bytes.iter().enumerate().take(LONGEST) {
        match byte {
            b'"' if titled => quoted = !quoted,
            _ if quoted && byte != b'\n' => {}
            b'\n' | b'<' => return None,
            b' ' if !titled || bytes.get(at + 1) != Some(&b'"') => return None,
            _ if byte == opening => depth += 1,
            b'[' => return None,
            _ if byte == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens;

    /// The tokens of a text that are read, apart by spaces.
    fn read(text: &str) -> String {
        let plain = without_markup(text, tokens(text).collect());
        plain.tokens.iter().map(|token| token.span().of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn emphasis_is_read_past() {
        assert_eq!(
            read("**Ann Lee** and *Bo*, __Jo Roe__, _Ida_ and _Tom Voss_."),
            "Ann Lee and Bo , Jo Roe , Ida and Tom Voss ."
        );
        assert_eq!(read("***Ann*** left.\n\n* Bo\n* Jo"), "Ann left . * Bo * Jo");
    }

    #[test]
    fn marks_that_close_nothing_stay() {
        for text in ["5 * 3 * 2", "Bo * and Ann", "[ sic ] is his", "a < b and c > d", "Lee * left"] {
            assert_eq!(read(text), text);
        }
        assert_eq!(read("snake_case and Bo_"), "snake_case and Bo_");
    }

    #[test]
    fn tags_are_read_past() {
        assert_eq!(
            read("<b>Ann</b> met <a href=\"https://example.org/bo\">Bo</a>.<br/> <EM>No</EM>"),
            "Ann met Bo . No"
        );
        assert_eq!(read("if a <b and c> d, <what> <3"), "if a < b and c > d , < what > <3");
    }

    #[test]
    fn links_leave_their_words() {
        assert_eq!(
            read("[Ann Lee](https://example.org/a_(b)) and [Bo][1], [[Jo Roe]]."),
            "Ann Lee and Bo , Jo Roe ."
        );
        assert_eq!(read("[Ann](/a \"Her page\") met [[Bo Hill (mayor)|Bo Hill]]"), "Ann met Bo Hill");
        assert_eq!(read("[sic] (no link) and [a] (b)"), "[ sic ] ( no link ) and [ a ] ( b )");
    }

    #[test]
    fn white_space_behind_marks_is_behind_the_word() {
        let text = "**Ann** left";
        let plain = without_markup(text, tokens(text).collect());
        assert!(plain.tokens.first().is_some_and(Token::space_after));
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_is_of_the_text_and_in_order(text in "(?s)(\\*{1,3}|_|__|<b>|</b>|<a |>|\\[|\\]|\\(|\\)|\\||\"|Bo|Ann| |\n|\\PC){0,60}") {
            let tokens: Vec<_> = tokens(&text).collect();
            let plain = without_markup(&text, tokens.clone());
            let spans: Vec<_> = plain.tokens.iter().map(Token::span).collect();
            proptest::prop_assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            proptest::prop_assert!(spans.iter().all(|span| !span.is_empty() && text.get(span.start()..span.end()).is_some()));
            proptest::prop_assert_eq!(plain.markup.restored(plain.tokens), tokens);
        }
    }
}
