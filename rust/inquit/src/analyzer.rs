//! The analyzer: runs the stages in order.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::attribution::{Act, Pattern, Read, attribute};
use crate::compact::{converted, tight};
use crate::document::{Document, MentionData, QuoteData};
use crate::error::{Error, ErrorKind};
use crate::language::{Classes, Language, LanguageInfo, detect_language};
use crate::layers::Ground;
use crate::mention::{
    Known, KnownMention, MentionKind, Mentions, Person, add_sources, check, mentions, spread,
};
use crate::model::Model;
use crate::sentence::Splitter;
use crate::speaker::{Cast, Chooser, Resolved, SpeakerData, resolve};
use crate::text::{Newlines, Span, head, paragraphs};
use crate::token::{Token, tokens};
use crate::turn::{Talk, talk};

/// Finds who says what.
///
/// An analyzer is made once and used for many texts, from any number of threads. Analysing a text never
/// fails and never panics.
///
/// ```
/// let analyzer = inquit::Analyzer::default();
/// let document = analyzer.analyze("“We will win,” Ann Lee said.");
/// assert_eq!(document.text(), "“We will win,” Ann Lee said.");
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    options: AnalyzerBuilder,
    /// The code of the language of all texts, if it was given.
    language: Option<&'static str>,
    /// The languages there are, with the user's own words.
    languages: Vec<Arc<Language>>,
    splitter: Splitter,
    models: Models,
}

/// The models that texts are read with.
#[derive(Clone, Debug)]
struct Models {
    /// One that was given, for its languages.
    given: Option<Model>,
    /// Whether those that are compiled in read texts in others.
    compiled: bool,
}

impl Models {
    /// The one for a language.
    fn of(&self, language: &str) -> Option<Model> {
        let given = self.given.as_ref().filter(|model| model.is_for(language));
        given.cloned().or_else(|| if self.compiled { Model::compiled_for(language) } else { None })
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self {
            options: AnalyzerBuilder::default(),
            language: None,
            languages: Language::all(),
            splitter: Splitter::new(),
            models: Models { given: None, compiled: true },
        }
    }
}

/// The language of texts too short to tell it from.
const DEFAULT_LANGUAGE: &str = "eng";

/// For analysis that nobody stops.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Options of an [`Analyzer`]; see [`Analyzer::builder`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct AnalyzerBuilder {
    language: Option<String>,
    newlines: Newlines,
    cue_verbs: Vec<String>,
    abbreviations: Vec<String>,
    people: Vec<Person>,
    min_confidence: Option<f32>,
    min_speaker_confidence: f32,
    /// `None` for all.
    acts: Option<Vec<Act>>,
    /// `None` for those that are compiled in, `Some(None)` for none.
    model: Option<Option<Model>>,
}

impl AnalyzerBuilder {
    /// The language of the texts: a code, a BCP 47 tag or a name, as [`LanguageInfo::find`] takes it ("deu", "de", "de-AT",
    /// "German"). In a language that doesn't [have quotes](LanguageInfo::has_quotes), sentences and quotations are found, but
    /// nobody is credited with these. By default, the language is detected for each text, and a text too short to tell is read
    /// as English.
    pub fn language(mut self, name: impl Into<String>) -> Self {
        self.language = Some(name.into());
        self
    }

    /// What a single newline means.
    pub fn newlines(mut self, newlines: Newlines) -> Self {
        self.newlines = newlines;
        self
    }

    /// Adds a verb that reports speech. Any form will do: other forms are recognised by their stem.
    pub fn cue_verb(mut self, verb: impl Into<String>) -> Self {
        self.cue_verbs.push(verb.into());
        self
    }

    /// Adds an abbreviation that doesn't end a sentence, with or without its full stop.
    pub fn abbreviation(mut self, abbreviation: impl Into<String>) -> Self {
        self.abbreviations.push(abbreviation.into());
        self
    }

    /// Adds someone whom the texts may mention.
    pub fn person(mut self, person: Person) -> Self {
        self.people.push(person);
        self
    }

    /// Leaves out quotes whose confidence is lower than this, from 0 (keep all) to 1. A higher value gives fewer wrong
    /// quotes, and loses more right ones. Without this option a model leaves out quotes whose content and source it is less
    /// sure of than 0.4 ([`Analyzer::DEFAULT_MIN_CONFIDENCE`]), and rules leave out nothing.
    pub fn min_confidence(mut self, confidence: f32) -> Self {
        self.min_confidence = Some(confidence);
        self
    }

    /// Leaves a quote without a speaker where the speaker's [confidence](crate::Quote::speaker_confidence) is lower than this,
    /// from 0 (the default: keep all) to 1.
    ///
    /// ```
    /// # fn main() -> Result<(), inquit::Error> {
    /// let analyzer = inquit::Analyzer::builder().min_speaker_confidence(0.9).build()?;
    /// let document = analyzer.analyze("“It is late,” said Ann Lee. “I am off,” she said.");
    /// let names: Vec<_> = document.quotes().map(|quote| quote.speaker().map(|speaker| speaker.name())).collect();
    /// assert_eq!(names, [Some("Ann Lee"), None]);
    /// # Ok(()) }
    /// ```
    pub fn min_speaker_confidence(mut self, confidence: f32) -> Self {
        self.min_speaker_confidence = confidence;
        self
    }

    /// Keeps only the quotes that report these acts. By default, all are kept. An empty list is an error.
    ///
    /// ```
    /// # fn main() -> Result<(), inquit::Error> {
    /// use inquit::Act;
    /// let analyzer = inquit::Analyzer::builder().acts([Act::Speech, Act::Writing]).build()?;
    /// let document = analyzer.analyze("Ann Lee said that it rained. Tom Ray believes that it will end.");
    /// assert_eq!(document.quotes().map(|quote| quote.act()).collect::<Vec<_>>(), [Act::Speech]);
    /// # Ok(()) }
    /// ```
    pub fn acts(mut self, acts: impl IntoIterator<Item = Act>) -> Self {
        self.acts = Some(acts.into_iter().collect());
        self
    }

    /// The learned model to read texts with that are in one of [its languages](Model::languages); others are read with the models
    /// that are compiled in. `None` uses only the rules. By default, English is read with the best model that is compiled in,
    /// [`Model::standard`], else [`Model::fast`], and the languages of [`Model::multilingual`] with that.
    ///
    /// ```
    /// # fn main() -> Result<(), inquit::Error> {
    /// let by_rule = inquit::Analyzer::builder().model(None).build()?;
    /// let document = by_rule.analyze("“It rains,” said Ann Lee.");
    /// assert_eq!(document.quotes().len(), 1);
    /// # Ok(()) }
    /// ```
    pub fn model(mut self, model: impl Into<Option<Model>>) -> Self {
        self.model = Some(model.into());
        self
    }

    /// Builds the analyzer.
    ///
    /// # Errors
    ///
    /// If no language has the name, a word has no letter, a confidence isn't from 0 to 1, or the
    /// list of acts is empty.
    pub fn build(self) -> Result<Analyzer, Error> {
        let one_word = |word: &String| {
            if word.contains(char::is_whitespace) || !word.contains(char::is_alphabetic) {
                return Err(Error::new(ErrorKind::BadWord, word));
            }
            Ok(())
        };
        self.cue_verbs.iter().chain(&self.abbreviations).try_for_each(one_word)?;
        let mut names = self.people.iter().flat_map(|person| person.aliases().chain([person.name()]));
        if let Some(name) = names.find(|name| !name.contains(char::is_alphabetic)) {
            return Err(Error::new(ErrorKind::BadWord, name));
        }
        drop(names);
        let least = [self.min_confidence, Some(self.min_speaker_confidence)];
        if let Some(confidence) = least.into_iter().flatten().find(|least| !(0.0..=1.0).contains(least)) {
            return Err(Error::new(ErrorKind::BadConfidence, confidence.to_string()));
        }
        if self.acts.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::new(ErrorKind::NoAct, ""));
        }
        let mut languages = Language::all();
        let code = |name: &String| {
            let found = LanguageInfo::find(name).map(LanguageInfo::code);
            found.ok_or_else(|| Error::new(ErrorKind::UnknownLanguage, name))
        };
        let language = self.language.as_ref().map(code).transpose()?;
        if !self.cue_verbs.is_empty() {
            languages = languages.iter().map(|language| Arc::new(self.with_own_words(language))).collect();
        }
        let splitter = Splitter::new().newlines(self.newlines);
        let splitter = self.abbreviations.iter().fold(splitter, |splitter, form| splitter.abbreviation(form));
        let compiled = !matches!(self.model, Some(None));
        let models = Models { given: self.model.clone().flatten(), compiled };
        Ok(Analyzer { options: self, language, languages, splitter, models })
    }

    /// Whether a quote is to be in the document.
    fn keeps(&self, quote: &QuoteData) -> bool {
        quote.quote.confidence >= self.min_confidence.unwrap_or(0.0)
            && self.acts.as_ref().is_none_or(|acts| acts.contains(&quote.quote.act))
    }

    /// A language with the user's cue verbs.
    fn with_own_words(&self, language: &Language) -> Language {
        let mut language = language.clone();
        for verb in &self.cue_verbs {
            language.lexicon.add_verb(verb, Classes::CUE_CLAUSE);
        }
        language
    }
}

impl Analyzer {
    /// The default of [`min_confidence`](AnalyzerBuilder::min_confidence): quotes of whose content and source a model is less
    /// sure are left out.
    ///
    /// It was chosen for everyday text, in which fewer than 1.5 quotes in 1,000 words should report nothing. For news, 0.3
    /// gives an F1 score of content and source that is half a point higher.
    pub const DEFAULT_MIN_CONFIDENCE: f32 = 0.4;

    /// Starts an analyzer with options.
    ///
    /// ```
    /// # fn main() -> Result<(), inquit::Error> {
    /// let analyzer = inquit::Analyzer::builder()
    ///     .language("eng")
    ///     .cue_verb("livestream")
    ///     .person(inquit::Person::new("Ann Lee").alias("the mayor"))
    ///     .build()?;
    /// # let _ = analyzer; Ok(()) }
    /// ```
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }

    /// Finds who says what in `text`. What lies beyond the first [`Span::MAX_TEXT_LEN`](crate::Span::MAX_TEXT_LEN)
    /// bytes is kept but not analysed.
    #[must_use]
    pub fn analyze(&self, text: impl Into<String>) -> Document {
        self.read(text.into(), &[], &NEVER)
    }

    /// Finds who says what in `text`, using names and coreference that another tool has found in it. With no known
    /// mentions, it does the same as [`analyze`](Self::analyze).
    ///
    /// # Errors
    ///
    /// If a mention doesn't lie in the text, or its name has no letter. The error says which mention.
    ///
    /// ```
    /// # fn main() -> Result<(), inquit::Error> {
    /// use inquit::{Analyzer, EntityKind, KnownMention, Span};
    ///
    /// let text = "Lee and Marsh met. “No,” she said.";
    /// let known = [
    ///     KnownMention::new(Span::new(0, 3)).kind(EntityKind::Person).cluster(7),
    ///     KnownMention::new(Span::new(29, 32)).cluster(7), // "she"
    /// ];
    /// let document = Analyzer::default().analyze_with(text, &known)?;
    /// assert_eq!(document.quotes().next().and_then(|quote| quote.speaker()).map(|s| s.name()), Some("Lee"));
    ///
    /// let error = Analyzer::default().analyze_with("Lee", &[KnownMention::new(Span::new(2, 9))]).unwrap_err();
    /// assert_eq!(error.to_string(), "known mention 0: no words from byte 2 to 9 in a text of 3 bytes");
    /// # Ok(()) }
    /// ```
    pub fn analyze_with(&self, text: impl Into<String>, known: &[KnownMention]) -> Result<Document, Error> {
        let text = text.into();
        check(&text, known)?;
        Ok(self.read(text, known, &NEVER))
    }

    /// As [`analyze_with`](Self::analyze_with), unless `stop` becomes true meanwhile: then it ends soon, with `None`. For
    /// bindings whose users stop what takes too long.
    ///
    /// # Errors
    ///
    /// As there.
    #[doc(hidden)]
    pub fn analyze_unless(
        &self,
        stop: &AtomicBool,
        text: impl Into<String>,
        known: &[KnownMention],
    ) -> Result<Option<Document>, Error> {
        let text = text.into();
        check(&text, known)?;
        let document = self.read(text, known, stop);
        Ok((!stop.load(Ordering::Relaxed)).then_some(document))
    }

    /// Once `stop` is true, what is read is worth nothing, and is read soon: no mention is looked for, and a model, which takes
    /// most of the time, reads no further window.
    fn read(&self, text: String, known: &[KnownMention], stop: &AtomicBool) -> Document {
        let (detected, language) = self.language_of(&text);
        let analysed = head(&text, Span::MAX_TEXT_LEN);
        let ground = self.ground(analysed, detected, &language);
        let layers = ground.layers(analysed, &language);
        let Talk { turns, talkers } = talk(&layers);
        let known = Known::new(&layers, known).with_talk(&layers, talkers);
        let stopped = stop.load(Ordering::Relaxed);
        let model = self.models.of(language.code);
        let model = model.as_ref();
        // A model that tells names itself doesn't read what mentions there are.
        let last = model.is_some_and(Model::tells_names);
        let mut mentions = if stopped || last { Mentions::default() } else { mentions(&layers, &known) };
        let least = self.options.min_confidence.unwrap_or(Self::DEFAULT_MIN_CONFIDENCE);
        let Read { quotes, mut names } = attribute(&layers, &mentions, &turns, model, least, stop);
        spread(&layers, quotes.iter().filter_map(|quote| quote.source.first().copied()), &mut names);
        let layers = layers.with_names(&names);
        if last && !stop.load(Ordering::Relaxed) {
            mentions = crate::mention::mentions(&layers, &known);
        }
        let sources = quotes.iter().filter_map(|quote| quote.source.first().copied());
        add_sources(&layers, &mut mentions, sources, model.is_some());
        let people = known.people(&self.options.people);
        let chooser = model.filter(|_| !last).and_then(|_| Chooser::compiled_in());
        let Cast { speakers, quotes: resolved, mut together, mentions: meant, added } =
            resolve(&layers, &mentions, &quotes, &people, &known.clusters, chooser);
        // Before the quotes are put together: all of this at once would be the most that is in memory.
        let (paragraphs, sentences, tokens) = ground.into_parts();
        let data = mentions.iter().zip(meant.iter()).map(|(mention, entity)| MentionData {
            span: mention.span,
            entity: entity.and_then(|entity| from_one(entity as u32)),
            kind: mention.kind,
        });
        let added = added.into_iter().map(|(span, entity)| MentionData {
            span,
            entity: from_one(entity),
            kind: MentionKind::Noun,
        });
        let mut data = tight(data.chain(added));
        data.sort_unstable_by_key(|mention| mention.span.start());
        drop(mentions);
        // Where names aren't known, any word with a capital may have been taken for one, but for the labels of turns.
        let names = language.has_rules || last || !people.is_empty();
        let mut resolved = resolved.into_iter();
        let mut kept = Kept::default();
        let mut quotes = converted(quotes, |quote| {
            let speaker = resolved.next().flatten();
            let sure = |speaker: &Resolved| {
                let told = names || quote.pattern == Pattern::Turn;
                told && speaker.confidence >= self.options.min_speaker_confidence
            };
            let speaker = speaker.filter(sure);
            let quote = QuoteData { quote, speaker };
            let keeps = self.options.keeps(&quote);
            kept.next(keeps, quote.speaker.is_some(), &mut together);
            keeps.then_some(quote)
        });
        together.truncate(kept.together);
        let mut mentions = data;
        let speakers = keep_speaking(speakers, &mut quotes, &mut together, &mut mentions);
        let language = self.read_in(detected, &tokens);
        Document { language, paragraphs, sentences, tokens, mentions, speakers, quotes, together, text }
    }

    /// Finds the paragraphs, sentences, tokens and language of `text` as [`analyze`](Self::analyze) does, but no
    /// quotes. This is many times faster.
    ///
    /// ```
    /// let analyzer = inquit::Analyzer::default();
    /// let document = analyzer.split("“It rains,” said Ann Lee. We stay.");
    /// assert_eq!(document.sentences().len(), 2);
    /// assert_eq!(document.quotes().len(), 0);
    /// ```
    #[must_use]
    pub fn split(&self, text: impl Into<String>) -> Document {
        let text = text.into();
        let (detected, _) = self.language_of(&text);
        let analysed = head(&text, Span::MAX_TEXT_LEN);
        let paragraphs = paragraphs(analysed, self.options.newlines);
        let sentences = tight(self.splitter.split_in(analysed, self.told(analysed, detected)));
        let tokens = tight(tokens(analysed));
        let language = self.read_in(detected, &tokens);
        Document {
            text,
            language,
            paragraphs,
            sentences,
            tokens,
            mentions: Vec::new(),
            speakers: Vec::new(),
            quotes: Vec::new(),
            together: Vec::new(),
        }
    }
}

impl Analyzer {
    /// The language that a text is told to be in, and the one that it is read in.
    fn language_of(&self, text: &str) -> (Option<&'static str>, Arc<Language>) {
        let detected = match &self.language {
            Some(_) => None,
            None => detect_language(text),
        };
        let code = self.language.or(detected).unwrap_or(DEFAULT_LANGUAGE);
        let known = self.languages.iter().find(|language| language.code == code);
        (detected, known.map_or_else(|| Language::of(code), Arc::clone))
    }

    /// The language that a document says it was read in: the given one, else what the text is told to be, else that of texts
    /// too short to tell it from. Without a token there was nothing to read.
    fn read_in(&self, detected: Option<&str>, tokens: &[Token]) -> Option<String> {
        let assumed = || (!tokens.is_empty()).then_some(DEFAULT_LANGUAGE);
        self.language.or(detected).or_else(assumed).map(str::to_owned)
    }

    /// What later stages read.
    fn ground(&self, text: &str, detected: Option<&str>, language: &Language) -> Ground {
        Ground::read(text, language, &self.splitter, self.options.newlines, self.told(text, detected))
    }

    /// The language whose abbreviations alone split sentences, if one is sure.
    fn told<'a>(&'a self, text: &str, detected: Option<&'a str>) -> Option<&'a str> {
        self.language.or(detected.filter(|_| text.len() >= TELLING))
    }

    /// What a model proposes for a text.
    #[cfg(feature = "training")]
    pub(crate) fn judged(&self, text: &str, model: &Model) -> Vec<crate::attribution::Judged> {
        let (detected, language) = self.language_of(text);
        let ground = self.ground(text, detected, &language);
        let layers = ground.layers(text, &language);
        let Talk { turns, talkers } = talk(&layers);
        let known = Known::default().with_talk(&layers, talkers);
        crate::attribution::judged(&layers, &mentions(&layers, &known), &turns, model)
    }

    /// What the chooser of speakers reads of a text, see [`cases`](crate::speaker::cases).
    #[cfg(feature = "training")]
    pub(crate) fn cases(
        &self,
        text: &str,
        chooser: Option<&Chooser>,
        spoke: Option<&[i64]>,
    ) -> crate::speaker::Cases {
        let (detected, language) = self.language_of(text);
        let ground = self.ground(text, detected, &language);
        let layers = ground.layers(text, &language);
        let Talk { turns, talkers } = talk(&layers);
        let known = Known::default().with_talk(&layers, talkers);
        let mut mentions = mentions(&layers, &known);
        let model = self.models.of(language.code);
        let model = model.as_ref();
        let Read { quotes, .. } =
            attribute(&layers, &mentions, &turns, model, Self::DEFAULT_MIN_CONFIDENCE, &NEVER);
        let sources = quotes.iter().filter_map(|quote| quote.source.first().copied());
        add_sources(&layers, &mut mentions, sources, model.is_some());
        let people = known.people(&self.options.people);
        let told = crate::speaker::by_rule(&layers, &mentions, &quotes, &people, &known.clusters, true);
        crate::speaker::cases(&layers, &mentions, &quotes, &told, chooser, spoke)
    }

    /// What the model reads of a text.
    #[cfg(feature = "training")]
    pub(crate) fn describe(
        &self,
        text: &str,
        vocabulary: &crate::model::Vocabulary,
    ) -> (Vec<Span>, crate::model::Inputs) {
        let (detected, language) = self.language_of(text);
        let ground = self.ground(text, detected, &language);
        let layers = ground.layers(text, &language);
        let Talk { turns, talkers } = talk(&layers);
        let known = Known::default().with_talk(&layers, talkers);
        let inputs = crate::attribution::describe(&layers, &mentions(&layers, &known), &turns, vocabulary);
        (layers.tokens.iter().map(crate::token::Token::span).collect(), inputs)
    }
}

/// Bytes of a text that tells its language well enough for sentences to be split by its abbreviations alone.
const TELLING: usize = 40;

/// Numbers the quotes that are kept anew for those who speak together.
#[derive(Default)]
struct Kept {
    /// How many quotes were asked about, and how many of them are kept.
    all: u32,
    quotes: u32,
    /// How many of those who speak together were asked about, and how many of them are kept.
    asked: usize,
    together: usize,
}

impl Kept {
    /// The next quote is kept, or not; where it has no speaker, no one speaks with that one.
    fn next(&mut self, keeps: bool, has_speaker: bool, together: &mut [(u32, u32)]) {
        while let Some(&(_, speaker)) = together.get(self.asked).filter(|&&(quote, _)| quote == self.all) {
            if keeps
                && has_speaker
                && let Some(slot) = together.get_mut(self.together)
            {
                *slot = (self.quotes, speaker);
                self.together += 1;
            }
            self.asked += 1;
        }
        self.all += 1;
        self.quotes += u32::from(keeps);
    }
}

/// Keeps those who speak, in order of first mention, and numbers them anew in quotes and mentions, where those who don't speak
/// come behind those who do.
fn keep_speaking(
    speakers: Vec<SpeakerData>,
    quotes: &mut [QuoteData],
    together: &mut [(u32, u32)],
    mentions: &mut [MentionData],
) -> Vec<SpeakerData> {
    let mut speaks = vec![false; speakers.len()];
    let alone = quotes.iter().filter_map(|quote| Some(quote.speaker?.speaker));
    for speaker in alone.chain(together.iter().map(|&(_, speaker)| speaker)) {
        if let Some(slot) = speaks.get_mut(speaker as usize) {
            *slot = true;
        }
    }
    let first =
        |speaker: &SpeakerData| speaker.mentions.first().map_or(u32::MAX as usize, |span| span.start());
    let mut kept: Vec<(usize, SpeakerData)> =
        speakers.into_iter().enumerate().filter(|&(at, _)| speaks.get(at) == Some(&true)).collect();
    kept.sort_by_key(|(_, speaker)| first(speaker));
    let mut numbers = vec![0; speaks.len()];
    let silent = (0..speaks.len()).filter(|&at| speaks.get(at) == Some(&false));
    for (at, number) in kept.iter().map(|&(at, _)| at).chain(silent).zip(0..) {
        if let Some(slot) = numbers.get_mut(at) {
            *slot = number;
        }
    }
    for resolved in quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()) {
        resolved.speaker = numbers.get(resolved.speaker as usize).copied().unwrap_or(0);
    }
    for (_, speaker) in together {
        *speaker = numbers.get(*speaker as usize).copied().unwrap_or(0);
    }
    for entity in mentions.iter_mut().map(|mention| &mut mention.entity) {
        let number = entity.and_then(|entity| numbers.get(entity.get() as usize - 1));
        *entity = number.copied().and_then(from_one);
    }
    kept.into_iter().map(|(_, speaker)| speaker).collect()
}

/// A number that is counted from 0, counted from 1.
fn from_one(number: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Ann Lee said that it rained. Tom Ray wrote that it would end. Bo Hill believes that it will not.";

    fn speakers(acts: &[Act]) -> Vec<String> {
        let analyzer = Analyzer::builder().model(None).acts(acts.iter().copied()).build().unwrap();
        analyzer.analyze(TEXT).speakers().map(|speaker| speaker.name().to_owned()).collect()
    }

    #[test]
    fn acts_that_are_not_asked_for_go_with_their_speakers() {
        assert_eq!(speakers(&[Act::Writing]), ["Tom Ray"]);
        assert_eq!(speakers(&[Act::Thought, Act::Speech, Act::Speech]), ["Ann Lee", "Bo Hill"]);
        assert_eq!(speakers(&[Act::Wish]), [""; 0]);
    }

    #[test]
    fn a_document_is_of_the_language_that_it_was_read_in() {
        let language = |text: &str| Analyzer::default().analyze(text).language().map(str::to_owned);
        assert_eq!(detect_language("It rains."), None);
        assert_eq!(
            language("It rains.").as_deref(),
            Some("eng"),
            "by English rules, as all that is too short to tell"
        );
        let german = "Die Bürgermeisterin sagte gestern, dass die Brücke im Mai eröffnet wird und dass alle zum Fest \
                      am Hafen willkommen sind.";
        assert_eq!(language(german).as_deref(), Some("deu"));
        assert_eq!(language(" \n"), None, "there was nothing to read");
        let given = Analyzer::builder().language("eng").build().unwrap();
        assert_eq!(given.analyze(german).language(), Some("eng"));
        assert_eq!(given.split(german).language(), Some("eng"));
        assert_eq!(Analyzer::default().split("It rains.").language(), Some("eng"));
    }

    #[test]
    fn where_names_are_not_known_only_labels_of_turns_are_speakers() {
        let names = |analyzer: &Analyzer, text: &str| -> Vec<String> {
            analyzer.analyze(text).speakers().map(|speaker| speaker.name().to_owned()).collect()
        };
        let croatian = Analyzer::builder().language("hr").build().unwrap();
        let text = "Ana Berg: „Most kasni.”\n\nVjesnik je stigao. „Da,” rekao je Bo Ruys. „Ne.”";
        assert_eq!(names(&croatian, text), [""; 0]);
        let turns =
            "PITANJE: Kada je počelo?\n\nANA BERG: U sedam sati.\n\nPITANJE: A onda?\n\nANA BERG: Ništa.";
        assert_eq!(names(&croatian, turns).len(), 2);
        let known = Analyzer::builder().language("hr").person(Person::new("Ana Berg")).build().unwrap();
        assert_eq!(names(&known, text), ["Ana Berg"]);
    }

    #[test]
    fn analysis_that_is_stopped_ends_soon_with_nothing() {
        let analyzer = Analyzer::default();
        let stopped = |stop: bool| analyzer.analyze_unless(&AtomicBool::new(stop), TEXT, &[]).unwrap();
        assert_eq!(stopped(false), Some(analyzer.analyze(TEXT)));
        assert_eq!(stopped(true), None);
    }

    #[test]
    fn to_keep_no_act_is_an_error() {
        let error = Analyzer::builder().acts([]).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoAct);
    }
}
