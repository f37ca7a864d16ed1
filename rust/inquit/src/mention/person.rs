//! Those whom a caller knows beforehand.

/// A person, group or institution that you know beforehand. Mentions of them then lead to the name that you give.
///
/// ```
/// let person = inquit::Person::new("Ilham Aliyev").alias("the head of state").gender(inquit::Gender::Male);
/// assert_eq!(person.name(), "Ilham Aliyev");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    name: String,
    aliases: Vec<String>,
    gender: Gender,
}

/// The gender of the pronouns that refer to someone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
    /// It.
    Neuter,
    /// Not known.
    #[default]
    Unknown,
}

impl Gender {
    /// Its name in the output; `None` where it isn't known.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Male => Some("male"),
            Self::Female => Some("female"),
            Self::Neuter => Some("neuter"),
            Self::Unknown => None,
        }
    }
}

impl Person {
    /// A person, or a group or institution, with the name to report for them.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), aliases: Vec::new(), gender: Gender::Unknown }
    }

    /// Adds another name by which texts may call them.
    #[must_use]
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.aliases.push(alias.into());
        self
    }

    /// Sets which pronouns can refer to them.
    #[must_use]
    pub fn gender(mut self, gender: Gender) -> Self {
        self.gender = gender;
        self
    }

    /// The name to report.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which pronouns can mean them.
    pub(crate) fn known_gender(&self) -> Gender {
        self.gender
    }

    /// The other names by which texts may call them.
    pub fn aliases(&self) -> impl ExactSizeIterator<Item = &str> {
        self.aliases.iter().map(String::as_str)
    }
}
