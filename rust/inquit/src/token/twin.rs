//! The quick way of reading tokens is held to the slow one, which decides every token from the whole text.

use proptest::prelude::*;

use super::scan::Tokens;
use crate::{Token, tokens};

/// Pieces that the quick way knows, and what trips it.
const PIECES: &[&str] = &[
    "bridge",
    "Ann",
    "I",
    "a",
    "no",
    "th",
    "re",
    "cannot",
    "Gimme",
    "wanna",
    "etc",
    "Mr",
    "No",
    "U.S",
    "p.m",
    "in",
    "fig",
    "don't",
    "can’t",
    "Lee's",
    "we'll",
    "O’Brien",
    "d'etat",
    "n't",
    "'s",
    "’re",
    "'em",
    "'90s",
    "'n'",
    "rock",
    "C",
    "c",
    "non-profit",
    "twenty-six",
    "part-time. ",
    "tap-tap-tap",
    "son-in-law",
    "e-mail",
    "o'clock",
    "o’clock",
    "ass't",
    "U.S.A.",
    "Sept.: ",
    "v. ",
    "J.\n",
    "21st. ",
    "1970s",
    "3.5x ",
    "5in. ",
    "[4] ",
    "> ",
    "* * *",
    "?! ",
    "!!",
    "’ ",
    "‘A",
    "e",
    "www",
    "com",
    "org",
    "example.org",
    "co.in",
    "http://",
    "mailto:",
    "lee@",
    "pdf",
    "doc",
    "5",
    "42",
    "200",
    "1990",
    "5th",
    "5kg",
    "10:30am",
    "3.5m",
    "1,200",
    "50,000th",
    "555-0123",
    "v1",
    "+44",
    "½",
    "Ⅳ",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "-",
    "--",
    "_",
    "'",
    "’",
    "‘",
    "“",
    "”",
    "\"",
    "`",
    "(",
    ")",
    "[",
    "]",
    "[...]",
    "{",
    "}",
    "/",
    "\\",
    "&",
    "&amp;",
    "@",
    "#",
    "$",
    "%",
    "^",
    "*",
    "+",
    "++",
    "=",
    "<",
    ">",
    "|",
    "~",
    "…",
    "–",
    "—",
    "°",
    "€",
    "·",
    ":)",
    ":D",
    ":-/",
    ":o",
    "=P",
    "<3",
    "^_^",
    "-_-",
    "ツ",
    "¯",
    "D",
    "P",
    "3",
    "x",
    "o",
    "s",
    "t",
    "m",
    "ll",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\t",
    "\r\n",
    "\u{b}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    "\u{200b}",
    "\u{301}",
    "\u{ad}",
    "\u{200d}",
    "\u{feff}",
    "\u{fe0f}",
    "\u{20e3}",
    "\0",
    "\u{7f}",
    "é",
    "ß",
    "×",
    "÷",
    "ñ",
    "ſ",
    "Ɏ",
    "ɐ",
    "Ω",
    "ϐ",
    "\u{387}",
    "я",
    "Ё",
    "ѿ",
    "\u{483}",
    "א",
    "ع",
    "م",
    "日本",
    "语",
    "于",
    "々",
    "，",
    "。",
    "！",
    "「",
    "»",
    "«",
    "J. Lee",
    "A. ",
    "just... ",
    "won't. ",
    "10:15. ",
    "〇",
    "カ",
    "한",
    "𠀀",
    "𝔘",
    "👩‍🚀",
    "👍🏽",
    "🇫🇷",
    "☺",
    "™",
];

/// What may be joined, what joins it, and what follows.
const WORDS: &[&str] = &[
    "bridge",
    "Mr",
    "No",
    "in",
    "fig",
    "J",
    "I",
    "p",
    "a.m",
    "co",
    "non",
    "won't",
    "Lee’s",
    "5",
    "1990",
    "21st",
    "v1",
    "http",
    "été",
    "я",
    "水",
    "5kg",
    "1,200",
    "e",
    "v",
    "o'clock",
    "son-in-law",
    "U.S",
];
const JOINTS: &[&str] = &[
    ".", ".", ".", ",", ":", "-", "--", "'", "’", "/", "...", "!", "?", "”", "—", "&", "@", "+", "_", ").",
    ".,", ".:", "‘", "!?", "*", "°",
];
const BEHIND: &[&str] = &[" ", " ", " ", " ", "", "\n", "\u{a0}", "\""];
const NEXT: &[&str] = &["five", "Lee", "5", "x", "s", "T", "½", "é", "Я", "水", "(", "…", "“", ".", ","];

fn text() -> impl Strategy<Value = String> {
    use prop::sample::select;
    let joined = (select(WORDS), select(JOINTS), select(BEHIND), select(NEXT), select(BEHIND));
    let piece = prop_oneof![
        15 => select(PIECES).prop_map(str::to_owned),
        15 => joined.prop_map(|(word, joint, behind, next, end)| format!("{word}{joint}{behind}{next}{end}")),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5000))]

    #[test]
    fn the_quick_way_is_a_short_cut(text in text()) {
        let quick: Vec<Token> = tokens(&text).collect();
        let slow: Vec<Token> = Tokens::slow(&text).collect();
        prop_assert_eq!(&quick, &slow);
        prop_assert_eq!(tokens(&text).map(|t| t.space_after()).collect::<Vec<_>>(),
            slow.iter().map(Token::space_after).collect::<Vec<_>>());
        let folded = tokens(&text).fold(Vec::new(), |mut all, token| { all.push(token); all });
        prop_assert_eq!(quick, folded);
    }

    #[test]
    fn tokens_cover_all_but_white_space_in_order(text in text()) {
        let mut end = 0;
        for token in tokens(&text) {
            let span = token.span();
            prop_assert!(span.start() >= end && span.end() > span.start());
            let gap = text.get(end..span.start()).unwrap();
            prop_assert!(gap.chars().all(char::is_whitespace), "{gap:?}");
            end = span.end();
            let behind = text.get(end..).unwrap();
            prop_assert_eq!(token.space_after(), behind.starts_with(char::is_whitespace));
        }
        prop_assert!(text.get(end..).unwrap().chars().all(char::is_whitespace));
    }
}

#[test]
fn it_is_wherever_a_chunk_ends() {
    for piece in PIECES {
        for pad in 0..70 {
            let text = format!("{}{piece}{piece} five {piece}http://{piece}", "x ".repeat(pad));
            let slow: Vec<Token> = Tokens::slow(&text).collect();
            assert_eq!(tokens(&text).collect::<Vec<_>>(), slow, "{text:?}");
        }
    }
}

#[test]
fn parts_of_tokens_are_given_after_any_number_of_others() {
    let text = "cannot ".repeat(50);
    let mut some = tokens(&text);
    for given in 0..100 {
        assert_eq!(some.clone().count(), 100 - given);
        assert!(some.next().is_some());
    }
    assert!(some.next().is_none() && some.next().is_none());
}
