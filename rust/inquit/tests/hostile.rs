//! Hostile text costs no more a byte than its length says: the time for eight times as much is compared with
//! the time for one.
//!
//! A linear analysis takes 8 times as long, a quadratic one 64. The bound lies between, far enough from both
//! that a busy machine fails no test; the least of several runs is what counts.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use inquit::{Analyzer, Model};

/// How many times as long eight times the text may take.
const BOUND: f64 = 24.0;
/// What is measured takes at least this long, lest the clock and the allocator count for more than the work.
const LEAST: Duration = Duration::from_millis(10);
/// How often growth above the bound is measured.
const TRIES: usize = 4;
/// A text that is still quicker at this length is linear enough.
const LONGEST: usize = 1 << 20;

/// The least time of some runs.
fn time(analyzer: &Analyzer, text: &str, runs: usize) -> Duration {
    let once = |_| {
        let text = text.to_owned();
        let start = Instant::now();
        let document = analyzer.analyze(text);
        let took = start.elapsed();
        drop(document);
        took
    };
    (0..runs).map(once).min().unwrap_or_default()
}

/// The time for eight times a text over the time for it, both long enough to measure.
fn growth(analyzer: &Analyzer, text: impl Fn(usize) -> String) -> f64 {
    let mut bytes = 4 << 10;
    let small = loop {
        let text = text(bytes);
        // A text that is too short even for one run needs no others.
        let mut small = time(analyzer, &text, 1);
        if small >= LEAST {
            small = small.min(time(analyzer, &text, 2));
        }
        if small >= LEAST || bytes >= LONGEST {
            break small;
        }
        bytes *= 2;
    };
    let large = time(analyzer, &text(8 * bytes), 1);
    large.as_secs_f64() / small.as_secs_f64()
}

/// The growth, measured again where it is above the bound: a neighbour that wakes up at the wrong moment is no error.
fn least_growth(analyzer: &Analyzer, text: impl Fn(usize) -> String) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..TRIES {
        least = least.min(growth(analyzer, &text));
        if least <= BOUND {
            break;
        }
    }
    least
}

/// Reads each piece, repeated, by rule, and says which grow too fast. `with_models` reads some of each kind.
fn assert_linear(pieces: &[&str]) {
    assert_linear_by(&[("rules", None)], pieces);
}

/// The same of some ways to read a text: by rule, or with a model.
fn assert_linear_by(ways: &[(&str, Option<Model>)], pieces: &[&str]) {
    let mut report = String::new();
    for (name, model) in ways {
        let language = model.as_ref().and_then(|model| model.languages().next()).unwrap_or("eng");
        let analyzer = Analyzer::builder().language(language).model(model.clone()).build().unwrap();
        for piece in pieces {
            let text = |bytes: usize| piece.repeat(bytes / piece.len());
            let factor = least_growth(&analyzer, text);
            if factor > BOUND {
                let _ =
                    writeln!(report, "{name}: {piece:?}: {factor:.0} times the time for 8 times the text");
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn quotation_marks() {
    assert_linear(&[
        "\"", "“", "”", "'", "‘", "’", "`", "``", "''", "«", "»", "„", "「", "」", "“‘", "“”", "”“", "\"'",
        " “", "” ", "“a ", "a” ", " 'a", "a' ", "\n“", "\n\n“", "\n\n“a", "“\n\n",
    ]);
}

#[test]
fn quotations_over_lines() {
    assert_linear(&[
        "“a.\nB,” ",
        "“a.\nB,” c.\n",
        "“a.\nB,” c.\n“D.\n",
        "“a.\n‘b.\n",
        "“a.\n\nB.\n“C.\n",
        "'A.\nb.' ",
        "\"A.\nb.\nC.\n\n",
        "“a. B.” c. D.\n",
    ]);
}

#[test]
fn addresses_tags_and_numbers() {
    assert_linear(&[
        "#a", "@a", "@@a", "a@a", "a@-", "www.", "www.a(", "http://", "http://(", "a.b", "a.com/", ".pdf",
        "&a", "&amp", "&#1", "1-", "1-1", "11-11-", "1:1", "1/1", "1,111", "1.1m", "+1", "1m-", "'a", "'9",
        "’n", ":", ":(", ":D", "(:", ">:", "<", "^_", "¯", "C+", "a-", "a&", "a/",
    ]);
}

#[test]
fn marks_and_white_space() {
    assert_linear(&[
        "(", ")", "[", "]", "()", "([{", "\n", "\n\n", "\r\n", "\r", " ", "\t", "\u{a0}", ".", "!", "?", "…",
        "...", ". ", "a. ", "A. ", "A.", "e.g. ", "U.S. ", ",", ", ", "a, ", ":", "a: ", "A: ", ";", "-",
        "—", " — ", "-a", "@", "a@", "/", "://", "#", "_", "*", "1", "1.", "1,", "$", "\0",
    ]);
}

#[test]
fn cues() {
    assert_linear(&[
        "said ",
        "said that ",
        "that ",
        "said, ",
        "he said “",
        "he said, ",
        "“A,” he said. ",
        "“A,” he said, ",
        "he said that she said that ",
        "his claim that ",
        "claim ",
        "according to ",
        "according to the ",
        ", according to him, ",
        "as she said, ",
        "as ",
        "in his words ",
        "was quoted as saying ",
        "would not ",
        "has been ",
        "who said ",
        "which ",
        "to say ",
        "and said ",
        "saying ",
        "said: ",
        "X: ",
        "X said:\n\n",
        "X: a\n\n",
        "— X\n\n",
        "if ",
        "and ",
        "“A” ",
        "“A” said ",
        "he told ",
        "told him ",
    ]);
}

#[test]
fn names_and_pronouns() {
    assert_linear(&[
        "Ann Lee ",
        "Ann Lee. ",
        "Ann Lee, ",
        "Lee ",
        "Dr. ",
        "President ",
        "President of ",
        "the President of Oresia ",
        "the ",
        "the French ",
        "the mayor ",
        "of the ",
        "Ann of ",
        "he ",
        "she ",
        "They ",
        "It ",
        "he, ",
        "his ",
        "He said it. ",
        "Ann Lee said it. ",
        "Ann Lee said it. He said it. ",
        "The mayor said it. ",
        "Ann said to Bo. ",
        "Ann Lee and ",
        "Ann, a nurse, ",
        "van der ",
        "X",
        "Aa",
        "A ",
    ]);
}

#[test]
fn words_and_characters() {
    assert_linear(&[
        "a",
        "ab",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "👩‍🚀",
        "👩\u{200d}",
        "🇫🇷",
        "彼",
        "、",
        "。",
        "ж",
        "ก",
        "don't ",
        "n't",
        "a-",
        "a'",
        "a’",
        "a.b",
        "a.b ",
        "www.",
        "http://a ",
        "a@b.c ",
        ":)",
        "\u{feff}",
        "\u{200b}",
        "ß",
        "İ",
    ]);
}

/// A model does the same work a token whatever it reads; what is made of its tags depends on the marks, cues and names
/// that there are: pieces of each kind above tell.
#[test]
fn with_models() {
    assert_linear_by(
        &[("fast", Some(Model::fast())), ("standard", Some(Model::standard()))],
        &[
            "“",
            "“‘",
            "\n\n“a",
            "a@-",
            "11-11-",
            ". ",
            "(",
            "\n\n",
            "said that ",
            "“A,” he said, ",
            "X: a\n\n",
            "according to the ",
            "Ann Lee said it. He said it. ",
            "the President of Oresia ",
            "e\u{301}",
            "don't ",
        ],
    );
}

#[test]
fn with_the_model_of_many_languages() {
    assert_linear_by(
        &[("multilingual", Some(Model::multilingual()))],
        &[
            "„",
            "„A“, řekla. ",
            "„A, řekla, b. ",
            "— A ?\n\n",
            "—a —řekla Jana—. ",
            "— a, řekla Jana, ",
            "Jana Horáková, ",
            "podle ní ",
            "řekl, že ",
            "starostka dodala, že ",
            "a-t-elle ",
        ],
    );
}

/// Names that are all different fill the tables of speakers.
#[test]
fn ever_new_names() {
    let analyzer = Analyzer::builder().language("eng").build().unwrap();
    let name = |n: usize| {
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        format!(
            "{}{}{}{}",
            letter(n).to_ascii_uppercase(),
            letter(n / 26),
            letter(n / 676),
            letter(n / 17576)
        )
    };
    let sentence = |n: usize| format!("{} {} said that it rained. ", name(n), name(n * 31 + 7));
    let text = |bytes: usize| (0..bytes / 34).map(sentence).collect::<String>();
    let factor = least_growth(&analyzer, text);
    assert!(factor <= BOUND, "{factor:.0} times the time for 8 times the names");
}

#[test]
fn white_space_before_much() {
    let analyzer = Analyzer::builder().language("eng").build().unwrap();
    for piece in ["3. №", "1) ", "a.b ", "A. ", "“a. "] {
        let text = |bytes: usize| {
            format!("It ended.{}{}", " ".repeat(bytes / 2), piece.repeat(bytes / 2 / piece.len()))
        };
        let factor = least_growth(&analyzer, text);
        assert!(
            factor <= BOUND,
            "{piece:?} behind white space: {factor:.0} times the time for 8 times the text"
        );
    }
}
