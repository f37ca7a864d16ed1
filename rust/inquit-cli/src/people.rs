//! People known beforehand: from the command line and from a file.

use std::path::Path;

use inquit::{Gender, Person};
use serde::Deserialize;

use crate::input::{Start, reason};
use crate::problem::Problem;

/// A person as `Name` or `Name=alias;alias`.
pub(crate) fn parse(argument: &str) -> Result<Person, String> {
    let (name, aliases) = argument.split_once('=').unwrap_or((argument, ""));
    if name.trim().is_empty() {
        return Err("there is no name before the `=`".to_owned());
    }
    let aliases = aliases.split(';').map(str::trim).filter(|alias| !alias.is_empty());
    Ok(aliases.fold(Person::new(name.trim()), |person, alias| person.alias(alias)))
}

/// A line of a people file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    gender: Option<EntryGender>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum EntryGender {
    Male,
    Female,
    Neuter,
}

impl From<Entry> for Person {
    fn from(entry: Entry) -> Self {
        let gender = match entry.gender {
            Some(EntryGender::Male) => Gender::Male,
            Some(EntryGender::Female) => Gender::Female,
            Some(EntryGender::Neuter) => Gender::Neuter,
            None => Gender::Unknown,
        };
        entry.aliases.into_iter().fold(Self::new(entry.name).gender(gender), Self::alias)
    }
}

/// The people of a file of JSON lines.
pub(crate) fn read(path: &Path) -> Result<Vec<Person>, Problem> {
    let name = path.to_string_lossy();
    let text = std::fs::read_to_string(path).map_err(|error| Problem::file(&name, error.to_string()))?;
    let lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| match serde_json::from_str::<Entry>(line) {
            Ok(entry) => Ok(entry.into()),
            Err(error) => {
                let start = Start { line: number, column: 0 };
                Err(Problem::line(&name, number, reason(&error, start)))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_person_has_a_name_and_perhaps_aliases() {
        let person = parse("Ann Lee = the mayor; Annie;").unwrap();
        assert_eq!(person.name(), "Ann Lee");
        assert_eq!(person.aliases().collect::<Vec<_>>(), ["the mayor", "Annie"]);
        assert_eq!(parse("Ann Lee").unwrap().aliases().len(), 0);
        assert!(parse("=the mayor").is_err());
    }
}
