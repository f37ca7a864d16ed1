//! The classes of a language's words.

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::lists::entries;
use super::stems::Stems;

/// Word forms, in lower case, with their classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    forms: FxHashMap<Box<str>, Classes>,
    /// Verbs whose forms are recognised by their stem where `forms` hasn't the word.
    stems: Option<Stems>,
}

impl Lexicon {
    /// A lexicon of lists, each with the classes of all its forms.
    pub(crate) fn new(lists: &[(&'static str, Classes)]) -> Self {
        let mut lexicon = Self::default();
        for &(list, classes) in lists {
            for form in entries(list).flatten() {
                lexicon.add(form, classes);
            }
        }
        lexicon
    }

    /// Adds a list of verbs, each as its forms: base, third person, gerund, then the past ones.
    pub(crate) fn add_verbs(&mut self, list: &'static str, classes: Classes) {
        const FORMS: [Classes; 3] = [Classes::BASE, Classes::THIRD, Classes::GERUND];
        for forms in entries(list) {
            for (i, form) in forms.enumerate() {
                self.add(form, classes | FORMS.get(i).copied().unwrap_or(Classes::PAST));
            }
        }
    }

    /// Lets unlisted forms of the listed verbs that report, and of verbs added later, be known by their
    /// stem.
    pub(crate) fn with_stems(mut self, mut stems: Stems) -> Self {
        for (form, &classes) in self.forms.iter().filter(|(_, classes)| classes.any(Classes::CUE_VERB)) {
            stems.add(form, classes.without(Classes::VERB_FORM));
        }
        self.stems = Some(stems);
        self
    }

    /// Adds a verb in any form: all its forms get the classes.
    pub(crate) fn add_verb(&mut self, form: &str, classes: Classes) {
        let form = form.to_lowercase();
        if let Some(stems) = &mut self.stems {
            stems.add(&form, classes);
            let form_of_it = stems.classes(&form);
            self.add(&form, if form_of_it.is_none() { classes | Classes::BASE } else { form_of_it });
        }
    }

    /// Gives a form more classes.
    pub(crate) fn add(&mut self, form: &str, classes: Classes) {
        *self.forms.entry(form.to_lowercase().into()).or_default() |= classes;
    }

    /// The classes of a word, whatever its case.
    pub(crate) fn classes(&self, word: &str) -> Classes {
        let mut buffer = [0; LONGEST];
        let lower = match buffer.get_mut(..word.len()) {
            Some(buffer) if word.is_ascii() => {
                buffer.copy_from_slice(word.as_bytes());
                buffer.make_ascii_lowercase();
                std::str::from_utf8(buffer).unwrap_or("")
            }
            _ if word.len() > LONGEST => return Classes::NONE,
            _ => return self.forms.get(word.to_lowercase().as_str()).copied().unwrap_or_default(),
        };
        self.forms
            .get(lower)
            .copied()
            .unwrap_or_else(|| self.stems.as_ref().map_or(Classes::NONE, |s| s.classes(lower)))
    }
}

/// Longest form in bytes: longer words are in no list.
const LONGEST: usize = 48;
