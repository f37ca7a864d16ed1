//! [CoNLL-U](https://universaldependencies.org/format.html), the files of Universal Dependencies: a line a word, with
//! sentences and paragraphs, and the quotes in the last column.
//!
//! A word is a token of the library; the parts of a contraction are the words of a multiword token. What stands
//! between tokens is told as UDPipe tells it, so that the text can be rebuilt: `SpaceAfter=No`, or `SpacesAfter`,
//! `SpacesBefore` and `SpacesInToken` with `\s`, `\t`, `\r`, `\n`, `\p` (`|`) and `\\`. `TokenRange` is where the token
//! is, in characters. Nothing is said of lemmas, parts of speech or dependencies.
//!
//! In MISC, `Quote`, `Cue` and `Source` tell which quotes a word is part of, by their numbers: `B-0` where a span of
//! quote 0 begins and `I-0` where it goes on, with commas where there are several; `Speaker` has the number of each
//! such quote's speaker, `_` for none, and `Mention` the number of the speaker whom the word mentions. Comments have
//! what belongs to no word: `# speaker_0` the name of a speaker, behind `# newdoc id`, and `# quote_0` all else of a
//! quote, at the sentence where it begins.

use std::fmt::Write;

use inquit::{Document, OffsetMap, OffsetUnit, Quote, Span, Token, TokenKind};

use crate::confidence;

/// The sentences of a document, each followed by an empty line, so that the results for several documents can be
/// concatenated. Empty if the text has no word, because CoNLL-U has no empty sentences.
///
/// ```
/// let document = inquit::analyze("“It stands,” Ann Lee said.");
/// let sentences = inquit_formats::conllu::document(&document, "bridge.txt");
/// assert!(sentences.starts_with("# newdoc id = bridge.txt\n# speaker_0 = Ann Lee\n# newpar\n"));
/// assert!(sentences.contains("2\tIt\t_\t_\t_\t_\t_\t_\t_\tQuote=I-0|Speaker=0|TokenRange=1:3\n"));
/// ```
#[must_use]
pub fn document(document: &Document, id: &str) -> String {
    let mut file = File {
        document,
        map: OffsetMap::new(document.text(), OffsetUnit::Chars),
        tags: tags(document),
        starts: document
            .quotes()
            .map(|quote| quote.content().first().map_or(0, |span| span.start()))
            .collect(),
        out: String::new(),
    };
    let mut paragraphs = document.raw_paragraphs().iter().peekable();
    let mut at = 0;
    for (number, sentence) in document.sentences().filter(|sentence| sentence.tokens().len() > 0).enumerate()
    {
        if number == 0 {
            file.head(id);
        }
        let mut opens = false;
        while paragraphs.next_if(|paragraph| paragraph.span().start() <= sentence.span().start()).is_some() {
            opens = true;
        }
        if opens {
            file.out.push_str("# newpar\n");
        }
        file.sentence(id, number, sentence.span(), &mut at);
    }
    file.out
}

/// What a word is part of.
struct Tag {
    layer: Layer,
    begins: bool,
    /// Of the quote, or of the speaker who is mentioned.
    number: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Cue,
    Mention,
    Quote,
    Source,
}

/// In the order of the alphabet, as Universal Dependencies sorts what is in a field.
const LAYERS: [(Layer, &str); 4] =
    [(Layer::Cue, "Cue"), (Layer::Mention, "Mention"), (Layer::Quote, "Quote"), (Layer::Source, "Source")];

/// The tags of each token. A span that covers a part of a token has the whole of it.
fn tags(document: &Document) -> Vec<Vec<Tag>> {
    let tokens = document.raw_tokens();
    let mut tags: Vec<Vec<Tag>> = tokens.iter().map(|_| Vec::new()).collect();
    let mut add = |layer, number, spans: &[Span]| {
        for span in spans {
            let from = tokens.partition_point(|token| token.span().end() <= span.start());
            let to = tokens.partition_point(|token| token.span().start() < span.end());
            for (place, tags) in tags.get_mut(from..to).unwrap_or_default().iter_mut().enumerate() {
                tags.push(Tag { layer, begins: place == 0, number });
            }
        }
    };
    for (number, quote) in document.quotes().enumerate() {
        add(Layer::Quote, number, quote.content());
        add(Layer::Cue, number, quote.cue());
        add(Layer::Source, number, quote.source());
    }
    for speaker in document.speakers() {
        add(Layer::Mention, speaker.id(), speaker.mentions());
    }
    tags
}

struct File<'d> {
    document: &'d Document,
    map: OffsetMap<&'d str>,
    tags: Vec<Vec<Tag>>,
    /// Where each quote begins, in order.
    starts: Vec<usize>,
    out: String,
}

impl File<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string can't fail.
        let _ = self.out.write_fmt(line);
        self.out.push('\n');
    }

    fn head(&mut self, id: &str) {
        self.line(format_args!("# newdoc id = {}", comment(id)));
        for speaker in self.document.speakers() {
            self.line(format_args!("# speaker_{} = {}", speaker.id(), comment(speaker.name())));
        }
    }

    /// Writes a sentence whose first token is `at`, which becomes the first behind it.
    fn sentence(&mut self, id: &str, number: usize, span: Span, at: &mut usize) {
        let tokens = self.document.raw_tokens();
        let first = *at;
        let end = first
            + tokens.get(first..).unwrap_or_default().partition_point(|t| t.span().start() < span.end());
        let words: String = id
            .chars()
            .map(|c| if c.is_whitespace() || c.is_control() || c == '/' { '_' } else { c })
            .collect();
        self.line(format_args!("# sent_id = {words}-{}", number + 1));
        let mut text = String::new();
        for index in first..end {
            text.push_str(&self.form(index));
            if index + 1 < end && !self.between(index).is_empty() {
                text.push(' ');
            }
        }
        self.line(format_args!("# text = {text}"));
        let before = |offset| self.starts.partition_point(|&start| start < offset);
        for index in before(span.start())..before(span.end()) {
            if let Some(quote) = self.document.quote(index) {
                self.line(format_args!("# quote_{index} = {}", about(quote)));
            }
        }
        while *at < end {
            let last = self.multiword(*at, end);
            if last > *at {
                let form: String = (*at..=last).map(|index| self.form(index)).collect();
                let misc = self.spacing(*at, last);
                self.line(format_args!("{}-{}\t{form}{EMPTY}\t{misc}", *at - first + 1, last - first + 1));
            }
            for index in *at..=last {
                let mut misc = self.roles(index);
                if last == *at {
                    misc.push(self.spacing(index, index));
                }
                let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
                let form = self.form(index);
                self.line(format_args!("{}\t{form}{EMPTY}\t{misc}", index - first + 1));
            }
            *at = last + 1;
        }
        self.out.push('\n');
    }

    fn token(&self, index: usize) -> Option<&Token> {
        self.document.raw_tokens().get(index)
    }

    fn text(&self, index: usize) -> &str {
        self.token(index).map_or("", |token| token.span().of(self.document.text()))
    }

    /// A token as a form, which holds spaces but neither tabs nor line ends.
    fn form(&self, index: usize) -> String {
        self.text(index).replace(['\t', '\n', '\r'], " ")
    }

    /// What stands behind a token, up to the next one or the end.
    fn between(&self, index: usize) -> &str {
        let text = self.document.text();
        let start = self.token(index).map_or(0, |token| token.span().end());
        let end = self.token(index + 1).map_or(text.len(), |token| token.span().start());
        text.get(start..end).unwrap_or_default()
    }

    /// The last word of the multiword token that begins at `index`, which is `index` itself where none does.
    fn multiword(&self, index: usize, end: usize) -> usize {
        let mut last = index;
        while last + 1 < end && self.contracted(last) {
            last += 1;
        }
        last
    }

    /// Whether a word and the next one are one contraction: `do` `n't`, `Lee` `'s`, `can` `not`. Words without space
    /// between them that have no case, such as ideographs, are none.
    fn contracted(&self, index: usize) -> bool {
        let is_word = |index| self.token(index).is_some_and(|token| token.kind() == TokenKind::Word);
        let joins = |c: Option<char>| {
            c.is_some_and(|c| {
                c.is_lowercase() || c.is_uppercase() || matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
            })
        };
        is_word(index)
            && is_word(index + 1)
            && self.between(index).is_empty()
            && joins(self.text(index).chars().last())
            && joins(self.text(index + 1).chars().next())
    }

    /// Which quotes a word is part of.
    fn roles(&self, index: usize) -> Vec<String> {
        let tags = self.tags.get(index).map_or(&[][..], Vec::as_slice);
        let mut roles = Vec::new();
        for (layer, name) in LAYERS {
            let values: Vec<_> = tags
                .iter()
                .filter(|tag| tag.layer == layer)
                .map(|tag| format!("{}-{}", if tag.begins { 'B' } else { 'I' }, tag.number))
                .collect();
            if !values.is_empty() {
                roles.push(format!("{name}={}", values.join(",")));
            }
        }
        let quotes = tags.iter().filter(|tag| tag.layer == Layer::Quote);
        let speakers: Vec<_> = quotes.map(|tag| speaker(self.document.quote(tag.number))).collect();
        if !speakers.is_empty() {
            roles.push(format!("Speaker={}", speakers.join(",")));
        }
        roles
    }

    /// Where a token of one word or several is, and what white space is around it and in it.
    fn spacing(&self, first: usize, last: usize) -> String {
        let mut spacing = String::new();
        let between = self.between(last);
        match between {
            "" => spacing.push_str("SpaceAfter=No|"),
            " " => {}
            _ => spacing += &format!("SpacesAfter={}|", escaped(between)),
        }
        let (start, end) = (self.token(first), self.token(last));
        let start = start.map_or(0, |token| token.span().start());
        let end = end.map_or(0, |token| token.span().end());
        if first == 0 && start > 0 {
            let before = self.document.text().get(..start).unwrap_or_default();
            spacing += &format!("SpacesBefore={}|", escaped(before));
        }
        let text = self.document.text().get(start..end).unwrap_or_default();
        if text.contains(['\t', '\n', '\r']) {
            spacing += &format!("SpacesInToken={}|", escaped(text));
        }
        // Behind all else: some readers take white space from the end of a line, and a value above may end with some.
        spacing + &format!("TokenRange={}:{}", self.map.from_bytes(start), self.map.from_bytes(end))
    }
}

/// The columns that nothing is said in.
const EMPTY: &str = "\t_\t_\t_\t_\t_\t_\t_";

/// What belongs to a quote as a whole.
fn about(quote: Quote<'_>) -> String {
    let evidence = quote.evidence();
    format!(
        "kind={} act={} speaker={} confidence={} pattern={} resolution={}",
        quote.kind().name(),
        quote.act().name(),
        all(quote),
        confidence(quote),
        evidence.pattern().name(),
        evidence.resolution().map_or("_", |resolution| resolution.name()),
    )
}

/// The numbers of all who say a quote.
fn all(quote: Quote<'_>) -> String {
    let all: Vec<_> = quote.speakers().map(|speaker| speaker.id().to_string()).collect();
    if all.is_empty() { "_".to_owned() } else { all.join(",") }
}

/// The number of a quote's speaker.
fn speaker(quote: Option<Quote<'_>>) -> String {
    quote.and_then(|quote| quote.speaker()).map_or("_".to_owned(), |speaker| speaker.id().to_string())
}

/// A string in a comment, which is one line.
fn comment(text: &str) -> String {
    text.replace('\r', "\\r").replace('\n', "\\n")
}

/// White space as UDPipe writes it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => out.push_str("\\s"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\n' => out.push_str("\\n"),
            '|' => out.push_str("\\p"),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::document;

    fn written(text: &str) -> String {
        let analyzer = inquit::Analyzer::builder().model(None).build().unwrap();
        document(&analyzer.analyze(text), "a b/1")
    }

    /// First and last columns.
    fn words(text: &str) -> Vec<[String; 3]> {
        let written = written(text);
        let lines = written.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let columns = lines.map(|line| line.split('\t').collect::<Vec<_>>());
        columns.map(|columns| [columns[0].to_owned(), columns[1].to_owned(), columns[9].to_owned()]).collect()
    }

    #[test]
    fn contractions_are_multiword_tokens() {
        let words = words("Ann Lee's aide can't.");
        let [range, first, second] = &words[1..4] else { panic!("{words:?}") };
        assert_eq!(range[..2], ["2-3", "Lee's"]);
        assert_eq!((&first[1], &second[1]), (&"Lee".to_owned(), &"'s".to_owned()));
        assert_eq!(range[2], "TokenRange=4:9");
        assert!(words.iter().any(|word| word[1] == "can't" && word[2].starts_with("SpaceAfter=No|")));
        assert!(self::words("彼は").iter().all(|word| !word[0].contains('-')));
    }

    #[test]
    fn white_space_is_told_as_udpipe_tells_it() {
        let words = words("\tOne  two\r\n\n|\u{a0}");
        assert_eq!(words[0][2], "SpacesAfter=\\s\\s|SpacesBefore=\\t|TokenRange=1:4");
        assert_eq!(words[1][2], "SpacesAfter=\\r\\n\\n|TokenRange=6:9");
        assert_eq!(words[2][1], "|");
        assert_eq!(words[2][2], "SpacesAfter=\u{a0}|TokenRange=12:13");
    }

    #[test]
    fn words_tell_what_they_are_part_of() {
        let text = written("Ann Lee came. “It is late,” she said. “Use it.”\n\nNobody else spoke.");
        assert!(
            text.starts_with("# newdoc id = a b/1\n# speaker_0 = Ann Lee\n# newpar\n# sent_id = a_b_1-1\n")
        );
        assert!(
            text.contains("# text = “It is late,” she said.\n# quote_0 = kind=direct act=speech speaker=0 ")
        );
        assert!(text.contains("\tQuote=B-0|Speaker=0|SpaceAfter=No|TokenRange=14:15\n"), "{text}");
        assert!(text.contains("\tMention=B-0|Source=B-0|TokenRange=28:31\n"), "{text}");
        assert!(text.contains("\tCue=B-0|SpaceAfter=No|"), "{text}");
        assert_eq!(text.matches("# newpar\n").count(), 2);
        assert_eq!(text.matches("Quote=B-0").count(), 2, "two spans");
    }

    #[test]
    fn a_text_without_words_has_no_sentence() {
        assert_eq!(written(""), "");
        assert_eq!(written(" \n\n"), "");
    }
}
