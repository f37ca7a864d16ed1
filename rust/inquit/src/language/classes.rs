//! What a word can be: a set of classes, looked up once a token and used by every later stage.

use std::ops::{BitOr, BitOrAssign};

/// A set of word classes. A word form may have many ("said" is a cue verb and a participle; "her" an
/// object pronoun and a possessive): lists say what a form can be, rules decide what it is.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident)*) => { classes!(@ 0u32; $($(#[$doc])* $name)*); };
    (@ $bit:expr; $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        impl Classes { $(#[$doc])* pub(crate) const $name: Self = Self(1 << ($bit)); }
        classes!(@ $bit + 1; $($rest)*);
    };
    (@ $bit:expr;) => { const _: () = assert!($bit < 65); };
}

classes! {
    /// the, a, this, some, two …: opens a noun phrase.
    DETERMINER
    /// my, his, their, whose.
    POSSESSIVE
    /// of, in, for …
    PREPOSITION
    /// of, for: prepositions inside noun phrases.
    NOUN_PREPOSITION
    /// and, or, but.
    CONJUNCTION
    /// because, although, when …: opens a clause that isn't content.
    SUBORDINATOR
    /// that, as the word that opens content.
    COMPLEMENTISER
    /// whether, how, what …: opens content that is a question.
    INTERROGATIVE
    /// who, which, that: opens a clause about the noun before.
    RELATIVE
    /// not, never.
    NEGATION
    /// Forms of be.
    BE
    /// Forms of have.
    HAVE
    /// Forms of do.
    DO
    /// would, could, must …
    MODAL
    /// to, before a verb.
    INFINITIVE
    /// Adverbs that stand between subject and verb.
    ADVERB
    /// he, she, they, I …: pronouns that can be subjects.
    SUBJECT_PRONOUN
    /// him, them …: pronouns that can't be subjects.
    OBJECT_PRONOUN
    /// himself …
    REFLEXIVE
    /// I, we, my, our …
    FIRST_PERSON
    /// you, your.
    SECOND_PERSON
    /// Words that mean a man: he, his, Mr., king, father.
    MASCULINE
    /// Words that mean a woman.
    FEMININE
    /// Words that mean a thing: it, its.
    NEUTER
    /// Words that mean several: they, their, officials.
    PLURAL

    /// Verbs whose content is a clause, with or without the complementiser: say.
    CUE_CLAUSE
    /// Of these, the verbs that have hardly ever a noun phrase as their object.
    CUE_BARE
    /// Verbs whose content is a clause with the complementiser, a question or a quotation: argue.
    CUE_THAT
    /// Verbs whose content is an infinitive: promise to.
    CUE_INFINITIVE
    /// Verbs that report a quotation only: laugh.
    CUE_QUOTE
    /// Verbs that report what someone is to do: urge them to.
    CUE_OBJECT_INFINITIVE
    /// Verbs whose content is a noun phrase: criticise.
    CUE_OBJECT
    /// Verbs that have the hearer as their object: tell.
    CUE_ADDRESSEE
    /// Nouns that report: claim, statement.
    CUE_NOUN
    /// words, view: nouns of "in her words".
    WORDS
    /// in: prepositions of "in her words".
    WORDS_PREPOSITION
    /// by: what stands before the agent of a passive.
    AGENT
    /// as: what opens "as the mayor said".
    AS
    /// The first word of a cue of several words: "pointed out", "according to".
    PHRASE
    /// Verbs that aren't cues.
    VERB
    /// The form of a verb that stands with plural subjects and after auxiliaries: say.
    BASE
    /// The form with he, she, it: says.
    THIRD
    /// saying.
    GERUND
    /// said.
    PAST
    /// The cue reports writing: write, tweet.
    WRITING
    /// The cue reports a thought: think.
    THOUGHT
    /// The cue reports a wish: hope.
    WISH
    /// The cue reports an expectation: expect.
    EXPECTATION

    /// Mr., President, Sen.: stands before a name.
    TITLE
    /// president, leader, spokesman: a noun that means a person by what they are.
    ROLE
    /// officials, ministry, police: a noun that means a group or an institution.
    GROUP
    /// First names.
    FIRST_NAME
    /// Ministry, Inc., Times: with a capital, ends or heads the name of an organisation.
    ORGANISATION
    /// Azerbaijan, France.
    COUNTRY
    /// London, Texas, Africa.
    PLACE
    /// Azerbaijani, French.
    DEMONYM
    /// Monday, January.
    CALENDAR
    /// de, van, bin: lower-case parts of names.
    NAME_PARTICLE
    /// Jr., III: ends a name.
    NAME_SUFFIX

    /// tis, em: has lost its beginning, and stands after an apostrophe.
    CLIPPED
    /// called, film, word: quotation marks after it hold a name, a title or a term.
    NAMING
    /// Health, Trade: what an institution is for, in its name.
    FIELD
}

impl Classes {
    /// Forms that help a verb.
    pub(crate) const AUXILIARY: Self = Self::BE.or(Self::HAVE).or(Self::DO).or(Self::MODAL);
    /// Verbs that report.
    pub(crate) const CUE_VERB: Self = Self::CUE_CLAUSE
        .or(Self::CUE_THAT)
        .or(Self::CUE_QUOTE)
        .or(Self::CUE_INFINITIVE)
        .or(Self::CUE_OBJECT_INFINITIVE)
        .or(Self::CUE_OBJECT);

    /// What form a verb has.
    pub(crate) const VERB_FORM: Self = Self::BASE.or(Self::THIRD).or(Self::GERUND).or(Self::PAST);

    /// None at all.
    pub(crate) const NONE: Self = Self(0);

    /// Whether the two sets have a class in common.
    #[inline]
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set without the classes of another.
    #[inline]
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The classes of the set by their number, from 0 up.
    pub(crate) fn numbers(self) -> impl Iterator<Item = u16> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let number = (left != 0).then(|| left.trailing_zeros() as u16);
            left &= left.wrapping_sub(1);
            number
        })
    }

    /// Whether it is empty.
    #[inline]
    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The union, where a constant is needed.
    #[inline]
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.or(other);
    }
}

impl std::fmt::Debug for Classes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Classes({:#x})", self.0)
    }
}
