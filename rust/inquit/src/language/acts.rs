//! What the words of a cue tell of what it reports.
//!
//! These lists are apart from the classes of words: they say nothing of whether a word is a cue, and may have any word
//! that stands in one. Some tell that nothing is reported at all: "said farewell", "declined to comment".

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::lists::entries;

/// What kind of report a quote is, as its cue and the surrounding words tell.
///
/// - **The cue's first word that tells it decides**: "expressed the hope" is speech, "hopes to say" a wish. Words such
///   as "went on to", "refused to" or "seems to" leave it to a verb behind them. Passives are no different: "is believed
///   to" is a thought, "is expected to" an expectation.
/// - **Saying that one will, would or should do is speech**: promises, threats, demands, proposals. So is all that no
///   word tells more of: "according to", a colon, a vote, a quotation without a cue.
/// - **What a document says is writing**, and what someone says in one: "the report shows", "said in a letter", "In an
///   email, she said". A statement is speech unless it is written, issued or released; newspapers speak.
/// - **Forecasts are expectations**, whoever utters them ("predicted that"), and so is "expects that".
/// - **What is quoted as an utterance was said**, though the cue tells of a thought, a wish or an expectation: “We
///   lose,” she feared. After "thought", "wondered" and the like it was not, nor if she "told herself".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Act {
    /// Something said, or reported in a way that doesn't tell how it was expressed.
    Speech,
    /// Something written.
    Writing,
    /// Something thought, judged, decided, known or felt.
    Thought,
    /// Something wanted, hoped for, planned, supported or opposed.
    Wish,
    /// Something expected or forecast.
    Expectation,
}

/// What one word of a cue, or near it, tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hint {
    /// What is reported.
    pub(crate) act: Option<Act>,
    /// It tells that only if no other word does.
    pub(crate) faint: bool,
    /// It tells nothing, whatever its class.
    pub(crate) light: bool,
    /// Even what it has in quotation marks isn't said.
    pub(crate) silent: bool,
    /// It is written and can be read.
    pub(crate) document: bool,
    /// What is written stands there.
    pub(crate) platform: bool,
    /// As a preposition, it may stand before a platform or a document.
    pub(crate) leads: bool,
    /// It is said as a formula: "farewell".
    pub(crate) formula: bool,
    /// It tells that something isn't done: "declined".
    pub(crate) refusal: bool,
    /// Who doesn't do it says nothing: "comment".
    pub(crate) reply: bool,
    /// A phrase may begin with it.
    opens: bool,
}

/// The hints of words and phrases, in lower case, the words of a phrase apart by one space.
#[derive(Clone, Debug, Default)]
pub(crate) struct Acts(FxHashMap<Box<str>, Hint>);

/// How many words a phrase has at most.
const LONGEST: usize = 3;

impl Acts {
    /// Adds a list, each entry the forms of a word: what `set` notes of each.
    pub(super) fn with(mut self, list: &'static str, set: impl Fn(&mut Hint)) -> Self {
        for form in entries(list).flatten() {
            self.add(form, &set);
        }
        self
    }

    /// Adds a list of what tells of an act. An entry that begins with `?` tells it faintly.
    pub(super) fn with_act(mut self, list: &'static str, act: Act) -> Self {
        for entry in entries(list) {
            let mut forms = entry.peekable();
            let faint = forms.next_if_eq(&"?").is_some();
            for form in forms {
                self.add(form, |hint| (hint.act, hint.faint) = (Some(act), faint));
            }
        }
        self
    }

    fn add(&mut self, form: &'static str, set: impl Fn(&mut Hint)) {
        if let Some((first, _)) = form.split_once('_') {
            self.0.entry(first.into()).or_default().opens = true;
        }
        set(self.0.entry(form.replace('_', " ").into()).or_default());
    }

    /// What a word tells by itself, whatever its case.
    pub(crate) fn of_word(&self, word: &str) -> Hint {
        self.0.get(lower(word).as_ref()).copied().unwrap_or_default()
    }

    /// What the longest phrase tells that starts at word 0 of `word`, or that word alone, and of how many words it is.
    pub(crate) fn longest<'t>(&self, word: impl Fn(usize) -> &'t str) -> (Hint, usize) {
        let one = self.of_word(word(0));
        if !one.opens {
            return (one, 1);
        }
        let phrase = |length: usize| (0..length).map(|at| lower(word(at))).collect::<Vec<_>>().join(" ");
        let found =
            (2..=LONGEST).rev().find_map(|length| Some((*self.0.get(phrase(length).as_str())?, length)));
        found.unwrap_or((one, 1))
    }
}

/// A word in small letters.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts() -> Acts {
        let wish = "? ready\naim aims\nlook_forward_to\nlook_for";
        Acts::default()
            .with_act(wish, Act::Wish)
            .with_act("look looks", Act::Thought)
            .with("aims", |hint| hint.light = true)
    }

    #[test]
    fn words_are_known_whatever_their_case() {
        assert_eq!(acts().of_word("Aim"), Hint { act: Some(Act::Wish), ..Hint::default() });
        assert_eq!(acts().of_word("ready"), Hint { act: Some(Act::Wish), faint: true, ..Hint::default() });
        assert!(acts().of_word("aims").light);
        assert_eq!(acts().of_word("aimless"), Hint::default());
    }

    #[test]
    fn the_longest_phrase_tells_and_without_one_its_first_word() {
        let told = |text: &str| {
            let words: Vec<_> = text.split(' ').collect();
            let (hint, length) = acts().longest(|at| words.get(at).copied().unwrap_or(""));
            (hint.act, length)
        };
        assert_eq!(told("Look forward to it"), (Some(Act::Wish), 3));
        assert_eq!(told("look for it"), (Some(Act::Wish), 2));
        assert_eq!(told("look forward"), (Some(Act::Thought), 1));
        assert_eq!(told("nobody looks"), (None, 1));
    }
}
