//! Sentence boundaries.
//!
//! A paragraph break ends a sentence. Inside a paragraph the candidates are the marks that can end one
//! (`.`, `!`, `?`, `…` and those of other scripts); a candidate is decided by the words around it: an
//! abbreviation before it, a small letter behind it, the quotation marks and brackets that close with it.
//! An unbalanced bracket or quotation mark decides nothing. The look around a candidate is bounded, so
//! that splitting takes linear time on any text.

mod boundary;
mod candidate;
mod context;
mod heading;
mod item;
mod lists;
mod marks;
mod plain;
mod quoted;
mod reader;
mod small;
mod splitter;
mod stop;

use crate::text::Span;

pub use reader::{SentenceReader, StreamSentence};
use splitter::Rules;
pub use splitter::{Sentences, Splitter};

/// The sentences of a text, in order, without the white space around them; together with the gaps between them, they
/// make up the text. The iterator is lazy and allocates nothing.
///
/// The meaning of newlines is guessed from the text (see [`Newlines`](crate::Newlines)), and the abbreviations of all
/// languages count. To change either, use a [`Splitter`].
///
/// ```
/// let text = "Dr. Lee left at 5 p.m. The U.S. team stayed. “Why?” he asked.";
/// let sentences: Vec<&str> = inquit::sentences(text).map(|span| span.of(text)).collect();
/// assert_eq!(sentences, ["Dr. Lee left at 5 p.m.", "The U.S. team stayed.", "“Why?” he asked."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    Splitter::plain().split(text)
}

/// Writes the sentences of a text into `out`, replacing its contents. Use this to reuse memory for many texts.
///
/// ```
/// let mut sentences = Vec::new();
/// for text in ["It rains. It pours.", "It’s over. Now what?"] {
///     inquit::sentences_into(text, &mut sentences);
///     assert_eq!(sentences.len(), 2);
/// }
/// ```
pub fn sentences_into(text: &str, out: &mut Vec<Span>) {
    out.clear();
    out.extend(sentences(text));
}

/// Whether there are lists for a language, by its ISO 639-3 code, that tell the ends of its sentences.
#[cfg(test)]
pub(crate) fn has_lists(code: &str) -> bool {
    lists::Lists::has(code)
}

#[cfg(test)]
mod tests {
    use proptest::strategy::Strategy;

    use super::*;

    /// Splits at "|" in `marked` and wants the splitter to do the same without it.
    #[track_caller]
    fn check(marked: &str) {
        check_by(&Splitter::new(), marked);
    }

    /// As [`check`], in a language.
    #[track_caller]
    pub(super) fn check_in(language: &str, marked: &str) {
        check_by(&Splitter::new().language(language), marked);
    }

    #[track_caller]
    fn check_by(splitter: &Splitter, marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = splitter.split(&text).map(|span| span.of(&text)).collect();
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn abbreviations_end_a_sentence_only_where_a_new_one_begins() {
        check("Dr. Lee met Sen. Ann Roe (D-Me.) on Sept. 4. | She left.");
        check("He works for Pitt, Briggs & Co. in Leeds. | It closed.");
        check("They came at 5 p.m. | The doors were shut.");
        check("The U.S. Army left the U.S. | It was over.");
        check("See Fig. 3 and pp. 4–9. | No. 5 is best. | I said no. | Really.");
        check("J. K. Rowling met Albert I. Jones, you and I. | Did you?");
    }

    #[test]
    fn quotations_belong_to_the_sentence_they_end() {
        check("“We won.” | “It’s over!” he said. | \"Why?\" Lee asked. | Nobody knew.");
        check("She said, “It is over.” | The crowd left.");
        check("He left (as he had said he would.) | Then it rained.");
    }

    #[test]
    fn stray_brackets_and_marks_decide_nothing() {
        check("He said (and left. | She stayed. | “It was over. | They went.");
    }

    #[test]
    fn items_of_a_list_in_one_line_are_sentences() {
        check("1. The first thing | 2. The second thing | 3. The third");
        check("1) One thing | 2) Another thing");
        check("a. One thing | b. Another thing");
        check("They won 3 to 2. | The crowd left.");
    }

    #[test]
    fn references_and_emoticons_belong_to_the_sentence_before() {
        check("He died in 1661. [12] | It rained. [3] [4] | They left.");
        check("Thanks a lot! :) | See you soon :) | Bye.");
    }

    #[test]
    fn sentences_without_capitals() {
        check("they hiss when they play. | if they bite, it is no game? | he will stay.");
        check("It weighs approx. five tons, incl. the wheels.");
    }

    #[test]
    fn ellipses_and_runs_of_marks() {
        check("Well... maybe. | What?! | Yes!! | I never meant that.... | She left.");
        check("It was . . . odd. | Then it stopped.");
    }

    #[test]
    fn addresses_and_numbers_have_no_boundary_inside() {
        check("Ask Jo.Doe@example.com or www.example.com/a.b today. | It costs $3.50 or 1.5 m. | Good.");
    }

    #[test]
    fn other_scripts_end_their_sentences() {
        check("これは本です。|あれはペンです。");
        check("وصل الوزير. | متى يغادر؟ | غدا.");
    }

    #[test]
    fn brackets_and_marks_with_a_space_before_them_close() {
        check("It cost ten crowns (tax apart). | Nobody paid.");
        check("« Il pleut. » | Elle part. | Il dit: no. \" | Then he left.");
    }

    #[test]
    fn a_time_at_the_head_of_a_sentence_ends_none() {
        check("At 5 a.m. Mr. Lee went out. | He came home at 6 P.M. | Mr. Roe had left.");
    }

    #[test]
    fn dots_with_spaces_between_them() {
        check("The thing is . . . I forgot it. | She went on. | . . . Then it rained. . . .");
        check("That was all . . . . | Next came Lee.");
    }

    #[test]
    fn forgotten_spaces() {
        check("It was over.|Then he left.|I know.|A day passed... | Does it help?|how so?");
        check(
            "They drove to Leeds.|It was late. | The shop is called Oresia.Com now and sells Node.Js books.",
        );
        check("See example.com and Jo.Doe@example.com or 1.2.3 here.");
    }

    #[test]
    fn german_abbreviations_and_ordinals() {
        check(
            "Am 12. Juni kam Dr. Weber z. B. mit Bus usw. | Sie wohnt in der Berliner Str. 5 im 2. Stock. | Es regnet.",
        );
        check("„Es ist spät. Wir gehen jetzt“, sagte sie. | Er blieb.");
    }

    #[test]
    fn abbreviations_of_other_languages() {
        check("M. Dupont et Mme Roux vont av. Foch. | Il est tard.");
        check("La Sra. Gil vive en la Avda. Goya núm. 7. | No llueve; | La calle está seca.");
        check("Ha parlato l'Ing. Rossi ai sensi dell'art. 8. | È tardi.");
        check("Dhr. Bakker kwam o.a. met drs. Vos nr. 3 halen. | Het regent.");
        check("Проф. Иванов живёт на ул. Мира, д. 5. | Он болен.");
        check("Проф. Коваль живе у м. Львів. | Вона хвора.");
        check("Ο κ. Παπάς έφυγε. | Τι ώρα είναι; | Είναι αργά.");
        check("Բարև: | Ինչպես ես: | Նա խնդրում. գնում եմ: | Նա ասաց. «Գնում եմ: Կգամ վաղը»: | Լավ:");
    }

    #[test]
    fn words_that_abbreviate_elsewhere_end_sentences() {
        check("Nobody knew it. | He let me in. | I changed my mind. | She turned off. | Rain fell.");
    }

    #[test]
    fn a_language_brings_its_own_abbreviations_only() {
        let text = "Han kom hjem med bl.a. Anna. Vi spiste.";
        assert_eq!(Splitter::new().language("dan").split(text).count(), 2);
        assert_eq!(Splitter::new().language("eng").split("Sie wohnt im Geb. Nord. It rains.").count(), 3);
        assert_eq!(Splitter::new().language("xyz").split(text).count(), 2);
    }

    #[test]
    fn a_letter_at_the_head_of_a_sentence_belongs_to_it() {
        check("It rained. | A. The bridge is closed. | It rained.");
        check_in("por", "Está feliz? | R. -- A obra começou tarde. | P. – E agora?");
    }

    #[test]
    fn abbreviations_that_are_words_of_their_language_end_sentences() {
        check_in(
            "nld",
            "Zij keek naar mij. | Iedereen zweeg. | De straat was nat. | Het bleef een rel. | Er viel niets.",
        );
        check_in("nld", "Zo heet hij: Jan. | Morgen komt hij, op 3 jan. 2020, naar huis.");
        check_in("nld", "De stad is van 300 v. Chr. Bijna niets bleef over.");
        check_in(
            "por",
            "Gostava do mar. | Maria ficou até 5 mar. 2020 na casa da dona. | Rui saiu às dez. | Mr. Lee não.",
        );
    }

    #[test]
    fn marks_of_other_scripts() {
        check("ሰላም።|እንዴት ነህ፧|ደህና።");
        check("မင်္ဂလာပါ။|နေကောင်းလား။");
        check("សួស្តី។|អរគុណ។");
        check("यह किताब है। | वह कलम है।");
        check("«Գնում եմ», ասաց նա: | Լավ:");
        check("我们去看《跑吧！小狗》吗？|好！");
        check("“桥比人有耐心。”她说。|“你来吗？”右边有人问。|“好。” | 我们回家。");
    }

    #[test]
    fn own_abbreviations_never_end_a_sentence() {
        let text = "The Gde. Lausanne voted. It was close.";
        assert_eq!(sentences(text).count(), 3);
        assert_eq!(Splitter::new().abbreviation("gde.").split(text).count(), 2);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(3000))]

        /// The short cut for plain marks decides as the rules do.
        #[test]
        fn the_quick_way_is_the_slow_way(pieces in proptest::collection::vec(piece(), 0..40)) {
            let text = pieces.concat();
            let quick: Vec<_> = sentences(&text).collect();
            let mut slow = sentences(&text);
            slow.slow = true;
            proptest::prop_assert_eq!(quick, slow.collect::<Vec<_>>());
        }
    }

    /// What the quick way knows and what trips it: a piece, or a mark between a word and what may begin a sentence.
    fn piece() -> impl Strategy<Value = String> {
        use proptest::sample::select;
        let around = (select(BEFORE), select(MARKS), select(SPACES), select(AFTER));
        proptest::prop_oneof![
            select(PIECES).prop_map(str::to_owned),
            around.prop_map(|(before, mark, space, after)| format!("{before}{mark}{space}{after}")),
        ]
    }

    const BEFORE: &[&str] = &[
        " bridge",
        " Bridge",
        " no",
        " Dr",
        " approx",
        " Inc",
        " p.m",
        " I",
        " J",
        " x",
        " 1",
        " 12",
        " 1989",
        " 18th",
        " won't",
        " Lee’s",
        " o'clock",
        " II",
        " été",
        " слово",
        " ул",
        " т",
        " Да",
        " λόγος",
        " κ",
        "水",
        " p. 4)",
        " “no”",
        " \"no\"",
        " «нет»",
        " 5%",
        " -",
        "(bridge",
        "\"Bridge",
        " and/or",
        " U.S",
        " i.e",
        " 4th",
        " at 10:15",
        " 58,750",
        " #12",
        " am 6",
        " was 999",
        " Rev. A",
        "\n12",
        "\nx",
        "(12",
        " seventy-five",
        " counterrevolutionaries",
        " 20km",
        " dogs'",
        ":",
        " no; 7",
    ];
    const MARKS: &[&str] = &[
        ".", ".", ".", ".", "!", "?", "…", "...", "?!", "!!", "..", ". . .", ".:", ".,", "..?", ";", ":",
        ")", ".”", ".\"", ".)", ".»", "?”", "?\"", "!»", "。", "！", "。”",
    ];
    const SPACES: &[&str] = &[" ", " ", " ", " ", "", "\n", "\n\n", "  ", "    ", "\u{a0}", " \n"];
    const AFTER: &[&str] = &[
        "Lee",
        "The",
        "I",
        "It",
        "J. Lee",
        "lee",
        "iPhone",
        "five",
        "he",
        "said",
        "Da",
        "12",
        "1. The",
        "“No",
        "\"No",
        "«Да",
        "(so",
        "– so",
        "Да",
        "да",
        "Ώρα",
        "ώρα",
        "Été",
        "×",
        "水",
        "№",
        "[1]",
        ":)",
        "II",
        "Lee said",
        "May",
        "V. Lee",
        "W",
        "Über",
        "Más tarde",
        "is",
        "eBay",
        "it’s",
        "”",
        "»",
        "The bridge that nobody had crossed",
    ];

    const PIECES: &[&str] = &[
        "Lee",
        "he",
        "ran",
        "over",
        "Dr",
        "no",
        "Inc",
        "p.m",
        "I",
        "x",
        "Ä",
        "я",
        "Α",
        "日本",
        "1",
        "12",
        "a",
        "b",
        "iv",
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        ".",
        ".",
        ".",
        "!",
        "?",
        "…",
        "...",
        ". . .",
        ",",
        ";",
        ":",
        ")",
        "(",
        "\"",
        "”",
        "“",
        "„",
        "’",
        "'",
        "[1]",
        ":)",
        "-",
        "–",
        "•",
        "@",
        "\u{a0}",
        "\u{2028}",
        "。",
        "水",
        "《",
        "》",
        "«",
        "»",
        "слово",
        "ул",
        "т",
        "Да",
        "№",
        "λόγος",
        "κ",
        "Ώρα",
        "ΐ",
        "été",
        "Été",
        "×",
        "approx",
        "iPhone",
        "said",
        "ա",
        "Ա",
    ];
}
