//! The analyzers that were made, by their options.

use inquit::{Analyzer, Model};

use crate::options::{BadOption, analyzer};

/// How many are kept: to make one again takes a moment, to keep all of a program that knows other people in each text
/// would take ever more memory.
const KEPT: usize = 8;

/// Analyzers, each with the options that it was made from, the one that is in use last; and the models that options may
/// name by number.
#[derive(Default)]
pub(crate) struct Analyzers {
    made: Vec<(String, Analyzer)>,
    models: Vec<Model>,
}

impl Analyzers {
    /// Takes the analyzer of these options into use.
    pub(crate) fn choose(&mut self, options: &str) -> Result<(), BadOption> {
        let entry = match self.made.iter().position(|(known, _)| known == options) {
            Some(place) => self.made.remove(place),
            None => (options.to_owned(), analyzer(options, &self.models)?),
        };
        if self.made.len() == KEPT {
            self.made.remove(0);
        }
        self.made.push(entry);
        Ok(())
    }

    /// The one in use; with default options if none was chosen.
    pub(crate) fn chosen(&self) -> Analyzer {
        self.made.last().map_or_else(Analyzer::default, |(_, analyzer)| analyzer.clone())
    }

    /// Adds a model.
    pub(crate) fn add(&mut self, model: Model) {
        self.models.push(model);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_are_kept() {
        let mut analyzers = Analyzers::default();
        for verb in 'a'..='m' {
            analyzers.choose(&format!(r#"{{"model": "none", "cueVerbs": ["{verb}"]}}"#)).unwrap();
        }
        assert_eq!(analyzers.made.len(), KEPT);
        let first = analyzers.made[0].0.clone();
        analyzers.choose(&first).unwrap();
        assert_eq!((analyzers.made.len(), &analyzers.made[KEPT - 1].0), (KEPT, &first));
        assert!(analyzers.choose("{").is_err());
        assert_eq!(analyzers.made[KEPT - 1].0, first);
    }
}
