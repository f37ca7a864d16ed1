//! The options of an analyzer, from the JSON of an object with the names that JavaScript has for them.

use std::fmt;

use inquit::{Act, Analyzer, AnalyzerBuilder, Gender, Model, Newlines, Person};
use serde_json::Value;

/// An option that can't be used: which, and why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadOption {
    /// Such as `people[2].gender`; empty for the options as a whole.
    name: String,
    why: String,
}

impl fmt::Display for BadOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_str() {
            "" => write!(f, "{}", self.why),
            name => write!(f, "option {name}: {}", self.why),
        }
    }
}

/// The analyzer of some options. Models that they name by number are of `models`.
pub(crate) fn analyzer(json: &str, models: &[Model]) -> Result<Analyzer, BadOption> {
    let options = match serde_json::from_str(json) {
        Ok(Value::Object(options)) => options,
        Ok(other) => return Err(bad("", format!("options must be an object, not {other}"))),
        Err(error) => return Err(bad("", format!("options that aren't JSON: {error}"))),
    };
    let mut builder = Analyzer::builder();
    // The model first: until one is chosen, each analyzer that is built on the way would read the default one.
    for name in
        ["model"].into_iter().chain(options.keys().map(String::as_str).filter(|&name| name != "model"))
    {
        let Some(value) = options.get(name) else { continue };
        builder = with(builder, name, value, models)?;
        // Built after each option, so that what is wrong is known to be wrong with this one.
        builder.clone().build().map_err(|error| bad(name, error.to_string()))?;
    }
    builder.build().map_err(|error| bad("", error.to_string()))
}

/// Adds an option.
fn with(
    builder: AnalyzerBuilder,
    name: &str,
    value: &Value,
    models: &[Model],
) -> Result<AnalyzerBuilder, BadOption> {
    Ok(match name {
        "model" => builder.model(model(value, models).ok_or_else(|| {
            bad(name, format!("must be \"fast\", \"none\" or a model that loadModel gave, not {value}"))
        })?),
        "language" => builder.language(string(name, value)?),
        "newlines" => builder.newlines(one_of(name, value, &NEWLINES)?),
        "minConfidence" => {
            let confidence = value.as_f64().ok_or_else(|| must(name, "a number from 0 to 1", value))?;
            builder.min_confidence(confidence as f32)
        }
        "minSpeakerConfidence" => {
            let confidence = value.as_f64().ok_or_else(|| must(name, "a number from 0 to 1", value))?;
            builder.min_speaker_confidence(confidence as f32)
        }
        "acts" => builder
            .acts(each(name, value, |name, act| one_of(name, act, &ACTS.map(|act| (act.name(), act))))?),
        "cueVerbs" => each(name, value, string)?.into_iter().fold(builder, AnalyzerBuilder::cue_verb),
        "abbreviations" => {
            each(name, value, string)?.into_iter().fold(builder, AnalyzerBuilder::abbreviation)
        }
        "people" => each(name, value, person)?.into_iter().fold(builder, AnalyzerBuilder::person),
        _ => return Err(bad(name, format!("there is none of that name; there are: {}", NAMES.join(", ")))),
    })
}

const NAMES: [&str; 9] = [
    "model",
    "acts",
    "minConfidence",
    "minSpeakerConfidence",
    "cueVerbs",
    "people",
    "abbreviations",
    "newlines",
    "language",
];

const ACTS: [Act; 5] = [Act::Speech, Act::Writing, Act::Thought, Act::Wish, Act::Expectation];

const NEWLINES: [(&str, Newlines); 3] =
    [("auto", Newlines::Auto), ("break", Newlines::Break), ("space", Newlines::Space)];

const GENDERS: [(&str, Gender); 3] =
    [("male", Gender::Male), ("female", Gender::Female), ("neuter", Gender::Neuter)];

/// A model, or that there is to be none; `None` if it can't be told.
fn model(value: &Value, models: &[Model]) -> Option<Option<Model>> {
    match value {
        Value::String(name) if name == "none" => Some(None),
        Value::String(name) => Model::named(name).map(Some),
        Value::Object(loaded) => {
            let number = usize::try_from(loaded.get("loaded")?.as_u64()?).ok()?;
            Some(Some(models.get(number)?.clone()))
        }
        _ => None,
    }
}

fn person(name: &str, value: &Value) -> Result<Person, BadOption> {
    if let Value::String(name) = value {
        return Ok(Person::new(name));
    }
    let fields = value.as_object().ok_or_else(|| must(name, "a name or an object with a name", value))?;
    let known = |field: &&String| ["name", "aliases", "gender"].contains(&field.as_str());
    if let Some(other) = fields.keys().find(|field| !known(field)) {
        return Err(bad(&format!("{name}.{other}"), "a person has name, aliases and gender".to_owned()));
    }
    let field = |field: &str| (format!("{name}.{field}"), fields.get(field));
    let (name_of, given) = field("name");
    let mut person = Person::new(string(&name_of, given.unwrap_or(&Value::Null))?);
    if let (name, Some(aliases)) = field("aliases") {
        person = each(&name, aliases, string)?.into_iter().fold(person, Person::alias);
    }
    if let (name, Some(gender)) = field("gender") {
        person = person.gender(one_of(&name, gender, &GENDERS)?);
    }
    Ok(person)
}

fn string(name: &str, value: &Value) -> Result<String, BadOption> {
    value.as_str().map(str::to_owned).ok_or_else(|| must(name, "a string", value))
}

/// What stands beside a name.
fn one_of<T: Copy>(name: &str, value: &Value, choices: &[(&str, T)]) -> Result<T, BadOption> {
    let found = choices.iter().find(|(choice, _)| value.as_str() == Some(choice));
    found.map(|&(_, choice)| choice).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(choice, _)| format!("{choice:?}")).collect();
        must(name, &format!("one of {}", names.join(", ")), value)
    })
}

/// What is made of each item of a list.
fn each<T>(
    name: &str,
    value: &Value,
    item: impl Fn(&str, &Value) -> Result<T, BadOption>,
) -> Result<Vec<T>, BadOption> {
    let items = value.as_array().ok_or_else(|| must(name, "a list", value))?;
    items.iter().enumerate().map(|(index, value)| item(&format!("{name}[{index}]"), value)).collect()
}

fn must(name: &str, be: &str, value: &Value) -> BadOption {
    bad(name, format!("must be {be}, not {value}"))
}

fn bad(name: &str, why: String) -> BadOption {
    BadOption { name: name.to_owned(), why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(options: &str, text: &str) -> Vec<(String, String)> {
        let document = analyzer(options, &[]).unwrap().analyze(text);
        let name = |quote: &inquit::Quote<'_>| quote.speaker().map_or("", |s| s.name()).to_owned();
        document.quotes().map(|quote| (name(&quote), quote.text().into_owned())).collect()
    }

    #[track_caller]
    fn refuses(options: &str, why: &str) {
        assert_eq!(analyzer(options, &[]).unwrap_err().to_string(), why, "{options}");
    }

    #[test]
    fn every_option_is_heard() {
        let text = "The mayor livestreamed that it rained.\nTom Ray believes that it will end.";
        let lee = ("Ann Lee".to_owned(), "that it rained".to_owned());
        let people = r#""model": "none", "people": ["Bo Hill", {"name": "Ann Lee", "aliases": ["the mayor"], "gender": "female"}]"#;
        let options = format!(
            r#"{{{people}, "cueVerbs": ["livestream"], "acts": ["speech", "wish"], "language": "eng"}}"#
        );
        assert_eq!(quotes(&options, text), std::slice::from_ref(&lee));
        assert_eq!(
            quotes(&format!(r#"{{{people}, "cueVerbs": ["livestream"], "minConfidence": 1}}"#), text),
            []
        );
        assert!(!quotes(&format!("{{{people}}}"), text).contains(&lee));
        let sentences = |options: &str| {
            analyzer(options, &[]).unwrap().split("See Gde. Nord\nand Süd.").sentences().len()
        };
        assert_eq!(sentences(r#"{"newlines": "break", "abbreviations": ["Gde."]}"#), 2);
        assert_eq!(sentences(r#"{"newlines": "space", "abbreviations": ["Gde."]}"#), 1);
    }

    #[test]
    fn an_error_names_the_option() {
        refuses("[]", "options must be an object, not []");
        refuses(
            r#"{"langauge": "eng"}"#,
            "option langauge: there is none of that name; there are: model, acts, minConfidence, minSpeakerConfidence, cueVerbs, people, \
             abbreviations, newlines, language",
        );
        refuses(
            r#"{"model": null}"#,
            r#"option model: must be "fast", "none" or a model that loadModel gave, not null"#,
        );
        refuses(
            r#"{"model": {"loaded": 0}}"#,
            r#"option model: must be "fast", "none" or a model that loadModel gave, not {"loaded":0}"#,
        );
        refuses(
            r#"{"acts": ["speech", "shout"]}"#,
            r#"option acts[1]: must be one of "speech", "writing", "thought", "wish", "expectation", not "shout""#,
        );
        refuses(r#"{"acts": []}"#, "option acts: no act is to be kept; leave the list out to keep all");
        refuses(
            r#"{"minConfidence": "NaN"}"#,
            r#"option minConfidence: must be a number from 0 to 1, not "NaN""#,
        );
        refuses(
            r#"{"minConfidence": -0.5}"#,
            "option minConfidence: confidence -0.5 isn't a number from 0 to 1",
        );
        refuses(
            r#"{"newlines": "none"}"#,
            r#"option newlines: must be one of "auto", "break", "space", not "none""#,
        );
        refuses(r#"{"cueVerbs": "shout"}"#, r#"option cueVerbs: must be a list, not "shout""#);
        refuses(r#"{"cueVerbs": ["shout", 3]}"#, "option cueVerbs[1]: must be a string, not 3");
        refuses(
            r#"{"cueVerbs": ["call out"]}"#,
            r#"option cueVerbs: "call out" can't be used as a word: it must have a letter and, unless it is a name, no white space"#,
        );
        refuses(r#"{"people": [3]}"#, "option people[0]: must be a name or an object with a name, not 3");
        refuses(r#"{"people": [{}]}"#, "option people[0].name: must be a string, not null");
        refuses(
            r#"{"people": [{"name": "A", "age": 3}]}"#,
            "option people[0].age: a person has name, aliases and gender",
        );
        refuses(
            r#"{"people": ["A", {"name": "B", "gender": "x"}]}"#,
            r#"option people[1].gender: must be one of "male", "female", "neuter", not "x""#,
        );
        assert!(
            analyzer(r#"{"language": "xx"}"#, &[])
                .unwrap_err()
                .to_string()
                .starts_with("option language: no language")
        );
    }
}
