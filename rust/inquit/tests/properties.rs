//! What holds of every document, whatever the text.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use inquit::{Analyzer, Document, SentenceReader, Span, Splitter};
use proptest::prelude::*;

/// Pieces that the rules look for, and others that trip them.
const PIECES: &[&str] = &[
    "said",
    "says",
    "told",
    "asked",
    "added that",
    "claims",
    "wrote",
    "according to",
    "As she put it,",
    "in his words",
    "was quoted as saying",
    "would not say",
    "his claim that",
    "in a statement",
    "that",
    "if",
    "who",
    "which",
    "but",
    "and",
    "to",
    "the",
    "two officials",
    "the President of Oresia",
    "the ministry",
    "he",
    "she",
    "They",
    "it",
    "him",
    "Ann Lee",
    "Bo Carter",
    "President Irena Valko",
    "Dr.",
    "Mr.",
    "Lind’s",
    "i.e.,",
    "e.g.",
    "U.S.",
    "J. K.",
    "5 p.m.",
    "No.",
    "bridge",
    "will open",
    "in May",
    "don't",
    "can’t",
    "twenty-six",
    "3.2",
    "$1,000.50",
    "[12]",
    "www.example.org",
    "ann@example.org",
    ":)",
    "#tag",
    "Sarnholm, 14 May 2031 (CNA):",
    "Courier:",
    "Photo: E. Brandt",
    "- ",
    "* ",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "``",
    "dit-il",
    "sagte Anna",
    "сказала Громова",
    "''",
    "«",
    "»",
    "„",
    "‚",
    "‹",
    "›",
    "「",
    "」",
    "《",
    "》",
    "`",
    "´",
    "＂",
    ".",
    ",",
    ";",
    ":",
    "?",
    "!",
    "…",
    "...",
    "—",
    "–",
    "--",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "/",
    "\\",
    "_",
    "*",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{a0}",
    "\u{3000}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "\u{1b}",
    "👩‍🚀",
    "🇫🇷",
    "👍🏽",
    "e\u{301}",
    "\u{301}",
    "\u{200d}",
    "\u{fe0f}",
    "彼は言った。",
    "「はい」と",
    "他说：",
    "Он сказал,",
    "قال",
    "เขาพูดว่า",
    "İstanbul",
    "ß",
    "ǅ",
    "ﬁn",
    "𝔘",
    "é",
];

/// Text of such pieces, mostly with spaces between.
fn news() -> impl Strategy<Value = String> {
    let separator = prop_oneof![6 => Just(" "), 2 => Just(""), 1 => Just("\n")];
    let piece = prop_oneof![20 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec((piece, separator), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(piece, separator)| piece + separator).collect())
}

/// Texts of all sorts.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => news(), 1 => any::<String>()]
}

/// Whether a span lies in the text and on its characters' boundaries.
fn is_in(span: Span, text: &str) -> bool {
    span.start() <= span.end() && text.get(span.range()).is_some()
}

/// Whether spans hold something, are in order and share nothing.
fn are_disjoint(spans: &[Span]) -> bool {
    spans.iter().all(|s| !s.is_empty()) && spans.windows(2).all(|pair| pair[0].end() <= pair[1].start())
}

fn assert_spans(document: &Document) {
    let text = document.text();
    let paragraphs: Vec<_> = document.raw_paragraphs().iter().map(|p| p.span()).collect();
    let sentences: Vec<_> = document.sentences().map(|s| s.span()).collect();
    let tokens: Vec<_> = document.raw_tokens().iter().map(|t| t.span()).collect();
    for layer in [&paragraphs, &sentences, &tokens] {
        assert!(layer.iter().all(|&s| is_in(s, text)) && are_disjoint(layer), "{layer:?} in {text:?}");
    }
    for sentence in &sentences {
        assert!(paragraphs.iter().any(|p| p.contains(*sentence)), "{sentence:?} in no paragraph of {text:?}");
    }
    for (token, span) in document.raw_tokens().iter().zip(&tokens) {
        assert!(!span.of(text).trim().is_empty(), "{token:?} is white space in {text:?}");
        assert!(sentences.iter().any(|s| s.contains(*span)), "{token:?} in no sentence of {text:?}");
    }
}

fn assert_sentences_rebuild_the_text(document: &Document) {
    let text = document.text();
    let (mut rebuilt, mut at) = (String::new(), 0);
    for sentence in document.sentences() {
        let gap = &text[at..sentence.span().start()];
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} is in no sentence of {text:?}");
        rebuilt += gap;
        rebuilt += sentence.text();
        at = sentence.span().end();
    }
    assert!(text[at..].chars().all(char::is_whitespace), "{:?} is in no sentence of {text:?}", &text[at..]);
    rebuilt += &text[at..];
    assert_eq!(rebuilt, text);
}

fn assert_quotes(document: &Document) {
    let text = document.text();
    let mut last = 0;
    for quote in document.quotes() {
        assert!(!quote.content().is_empty(), "a quote without content in {text:?}");
        for spans in [quote.content(), quote.cue(), quote.source()] {
            assert!(spans.iter().all(|&s| is_in(s, text)) && are_disjoint(spans), "{quote:?}");
        }
        let start = quote.content()[0].start();
        assert!(last <= start, "quotes out of order in {text:?}");
        last = start;
        assert!((0.0..=1.0).contains(&quote.confidence()), "{quote:?}");
    }
    for (id, speaker) in document.speakers().enumerate() {
        assert_eq!(speaker.id(), id);
        assert!(!speaker.name().trim().is_empty(), "a speaker without a name in {text:?}");
        let mentions = speaker.mentions();
        assert!(mentions.iter().all(|&s| is_in(s, text)), "{speaker:?}");
        assert!(mentions.windows(2).all(|pair| pair[0].start() <= pair[1].start()), "{speaker:?}");
        let theirs = document.mentions().filter(|mention| mention.entity() == Some(id));
        assert!(theirs.map(|mention| mention.span()).eq(mentions.iter().copied()), "{speaker:?}");
    }
    let mentions: Vec<_> = document.mentions().map(|mention| mention.span()).collect();
    assert!(mentions.iter().all(|&s| is_in(s, text)) && are_disjoint(&mentions), "{mentions:?} in {text:?}");
}

/// Some of the languages that the model of many languages is for: with and without articles, inflected names, pronouns that are
/// glued to verbs.
const LANGUAGES: &[&str] = &["deu", "fra", "rus", "fin", "swe"];

proptest! {
    #[test]
    fn spans_are_on_characters_sorted_and_nested(text in text()) {
        assert_spans(&inquit::analyze(text));
    }

    #[test]
    fn sentences_and_gaps_rebuild_the_text(text in text()) {
        let document = inquit::analyze(text.as_str());
        prop_assert_eq!(document.text(), text);
        assert_sentences_rebuild_the_text(&document);
    }

    #[test]
    fn quotes_and_speakers_point_into_the_text(text in text()) {
        assert_quotes(&Analyzer::builder().language("eng").build().unwrap().analyze(text));
    }

    #[test]
    fn quotes_in_other_languages_point_into_the_text(text in text(), language in 0..LANGUAGES.len()) {
        let analyzer = Analyzer::builder().language(LANGUAGES[language]).build().unwrap();
        let document = analyzer.analyze(text.as_str());
        assert_spans(&document);
        assert_quotes(&document);
        prop_assert_eq!(analyzer.analyze(text), document);
    }

    #[test]
    fn the_stages_alone_find_what_the_document_has(text in text()) {
        let document = inquit::analyze(text.as_str());
        let tokens: Vec<_> = inquit::tokens(&text).collect();
        prop_assert_eq!(document.raw_tokens(), tokens);
        let split = Analyzer::default().split(text.as_str());
        prop_assert_eq!((split.text(), split.language()), (document.text(), document.language()));
        prop_assert_eq!((split.raw_paragraphs(), split.raw_tokens()), (document.raw_paragraphs(), document.raw_tokens()));
        prop_assert!(split.sentences().map(|s| s.span()).eq(document.sentences().map(|s| s.span())));
        let sentences: Vec<_> = document.sentences().map(|s| s.span()).collect();
        // Of a short text the language isn't sure enough.
        let language = inquit::detect_language(&text).filter(|_| text.len() >= 40);
        let splitter = language.map_or_else(Splitter::new, |code| Splitter::new().language(code));
        prop_assert_eq!(&sentences, &splitter.split(&text).collect::<Vec<_>>());
        let read: Result<Vec<_>, _> = SentenceReader::new(&splitter, text.as_bytes()).collect();
        let read: Vec<_> = read.unwrap().into_iter().map(|s| (s.offset() as usize, s.into_text())).collect();
        let found: Vec<_> = sentences.iter().map(|s| (s.start(), s.of(&text).to_owned())).collect();
        prop_assert_eq!(read, found);
    }

    #[test]
    fn the_same_text_gives_the_same_document(text in news()) {
        let analyzer = Analyzer::default();
        let first = analyzer.analyze(text.as_str());
        prop_assert_eq!(&analyzer.analyze(text.as_str()), &first);
        let others: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| analyzer.analyze(text.as_str()))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        prop_assert!(others.iter().all(|other| other == &first));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn records_and_documents_are_written_and_read(text in text()) {
        use inquit::OffsetUnit;
        let document = inquit::analyze(text.as_str());
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let record = document.record(unit).id("x").sentences(true).tokens(true);
            let json: serde_json::Value = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
            let quotes = json["quotes"].as_array().unwrap();
            prop_assert_eq!(quotes.len(), document.quotes().len());
        }
        let state = serde_json::to_string(&document.state()).unwrap();
        let read = Document::from_state(serde_json::from_str(&state).unwrap());
        prop_assert_eq!(read, document);
    }
}

/// Two pieces and what is between them are where most boundary errors lie: all pairs are tried, not sampled.
#[test]
fn any_two_pieces_hold_together() {
    let analyzer = Analyzer::default();
    for first in PIECES {
        for second in PIECES {
            for separator in ["", " "] {
                let document = analyzer.analyze(format!("{first}{separator}{second}"));
                assert_spans(&document);
                assert_sentences_rebuild_the_text(&document);
                assert_quotes(&document);
            }
        }
    }
}
