//! Languages in which a model finds who says what: their lists tell whom a source means.

use std::sync::{Arc, LazyLock};

use super::classes::Classes as C;
use super::lists::entries;
use super::{Inflection, Language, Lexicon, Phrases};

macro_rules! list {
    ($code:literal, $name:literal) => {
        include_str!(concat!("../lexicon/", $code, "/", $name, ".txt"))
    };
}

macro_rules! languages {
    ($($name:ident $code:literal $endings:expr;)*) => {
        $(static $name: LazyLock<Arc<Language>> = LazyLock::new(|| {
            Arc::new(language_of(
                $code,
                &[
                    (list!($code, "words/determiners"), C::DETERMINER),
                    (list!($code, "words/prepositions"), C::PREPOSITION),
                    (list!($code, "words/conjunctions"), C::CONJUNCTION),
                    (list!($code, "words/negations"), C::NEGATION),
                    (list!($code, "words/relatives"), C::RELATIVE),
                    (list!($code, "words/interrogatives"), C::INTERROGATIVE),
                    (list!($code, "names/titles"), C::TITLE),
                    (list!($code, "names/titles_male"), C::TITLE.or(C::MASCULINE)),
                    (list!($code, "names/titles_female"), C::TITLE.or(C::FEMININE)),
                    (list!($code, "names/roles"), C::ROLE),
                    (list!($code, "names/roles_male"), C::ROLE.or(C::MASCULINE)),
                    (list!($code, "names/roles_female"), C::ROLE.or(C::FEMININE)),
                    (list!($code, "names/groups"), C::GROUP),
                    (list!($code, "names/organisations"), C::ORGANISATION),
                    (list!($code, "names/particles"), C::NAME_PARTICLE),
                    (list!($code, "names/calendar"), C::CALENDAR),
                    (list!($code, "names/first_male"), C::FIRST_NAME.or(C::MASCULINE)),
                    (list!($code, "names/first_female"), C::FIRST_NAME.or(C::FEMININE)),
                ],
                list!($code, "words/pronouns"),
                list!($code, "words/definite"),
                Inflection::new($endings),
            ))
        });)*

        /// The language with a code, if there are lists for it.
        pub(super) fn language(code: &str) -> Option<&'static Arc<Language>> {
            match code {
                $($code => Some(&*$name),)*
                _ => None,
            }
        }
    };
}

languages! {
    CZECH "ces" list!("ces", "names/endings");
    DANISH "dan" "";
    DUTCH "nld" "";
    FINNISH "fin" list!("fin", "names/endings");
    FRENCH "fra" "";
    GERMAN "deu" "";
    ITALIAN "ita" "";
    NORWEGIAN "nob" "";
    POLISH "pol" list!("pol", "names/endings");
    PORTUGUESE "por" "";
    ROMANIAN "ron" list!("ron", "names/endings");
    RUSSIAN "rus" list!("rus", "names/endings");
    SPANISH "spa" "";
    SWEDISH "swe" "";
    UKRAINIAN "ukr" list!("ukr", "names/endings");
}

/// A language of these lists, each with the classes of its words, and this table of pronouns.
fn language_of(
    code: &'static str,
    lists: &[(&'static str, C)],
    table: &'static str,
    definite: &'static str,
    inflection: Inflection,
) -> Language {
    let mut lexicon = Lexicon::default();
    let words =
        lists.iter().flat_map(|&(list, classes)| entries(list).flatten().map(move |form| (form, classes)));
    for (form, classes) in words.chain(pronouns(table)) {
        lexicon.add(form, classes);
        if form.contains('\'') {
            lexicon.add(&form.replace('\'', "’"), classes);
        }
    }
    Language { code, lexicon, definite: Phrases::of_words(definite), inflection, ..Language::default() }
}

/// The classes of the pronouns of a table. Its lines are a form, its kind, the person, `one` or `several`, the gender, and the
/// cases. A form that can mean one is of the singular, whatever else it may be: "sie". A form with a capital is the polite one,
/// "Sie", which is seldom told from the other where a sentence begins: it is left out.
fn pronouns(table: &'static str) -> impl Iterator<Item = (&'static str, C)> {
    let rows = move || {
        let lines = table.lines().filter(|line| !line.starts_with(|c: char| c == '#' || c.is_uppercase()));
        lines.filter_map(Row::read)
    };
    let singular: Vec<&str> = rows().filter(|row| !row.several).map(|row| row.form).collect();
    rows().filter_map(move |row| {
        let plural = row.several && !singular.contains(&row.form);
        // The gender of a form that can also be a plural is that of its singular.
        (row.several == plural).then(|| (row.form, row.classes()))
    })
}

/// A line of the table of pronouns.
struct Row<'t> {
    form: &'t str,
    kind: &'t str,
    person: &'t str,
    several: bool,
    gender: &'t str,
    cases: &'t str,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let mut parts = line.split_whitespace();
        let (form, kind, person) = (parts.next()?, parts.next()?, parts.next()?);
        let several = parts.next()? == "several";
        Some(Self { form, kind, person, several, gender: parts.next()?, cases: parts.next()? })
    }

    fn classes(&self) -> C {
        let kind = match self.kind {
            "personal" if self.cases.contains('n') => C::SUBJECT_PRONOUN,
            "personal" if self.cases != "-" => C::OBJECT_PRONOUN,
            "personal" | "demonstrative" => C::SUBJECT_PRONOUN.or(C::OBJECT_PRONOUN),
            "possessive" => C::POSSESSIVE,
            "reflexive" => C::REFLEXIVE,
            // "man sagt" is nobody in particular.
            _ => return C::NONE,
        };
        let person = match self.person {
            "1" => C::FIRST_PERSON,
            "2" => C::SECOND_PERSON,
            _ => C::NONE,
        };
        let gender = match self.gender {
            "m" => C::MASCULINE,
            "f" => C::FEMININE,
            "n" => C::NEUTER,
            _ => C::NONE,
        };
        kind.or(person).or(gender).or(if self.several { C::PLURAL } else { C::NONE })
    }
}
