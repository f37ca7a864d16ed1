//! English.

use super::acts::{Act, Acts};
use super::classes::Classes as C;
use super::{Countries, Endings, Given, Inflection, Language, Lexicon, Phrases, Stems};
use rust_stemmers::Algorithm;

/// A word list of English.
macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../lexicon/eng/", $name, ".txt"))
    };
}

/// English with its word lists.
pub(super) fn language() -> Language {
    let verb_phrases = Phrases::new(list!("cues/phrases"));
    let according = Phrases::new(list!("cues/according"));
    let postposed = Phrases::new(list!("cues/postposed"));
    let mut lexicon = Lexicon::new(WORDS);
    for &(list, classes) in VERBS {
        lexicon.add_verbs(list, classes);
    }
    for first in [&verb_phrases, &according, &postposed].into_iter().flat_map(Phrases::firsts) {
        lexicon.add(first, C::PHRASE);
    }
    let countries = Countries::new(list!("names/countries"));
    for (name, class) in countries.words() {
        lexicon.add(name, class);
    }
    let lexicon = lexicon.with_stems(Stems::new(Algorithm::English, ENDINGS));
    Language {
        code: "eng",
        has_rules: true,
        endings: Endings { adverb: "ly", gerund: "ing", past: "ed", plural: "s" },
        lexicon,
        verb_phrases,
        according,
        postposed,
        articles: Phrases::new(list!("words/articles")),
        definite: Phrases::new(list!("words/definite")),
        interviews: Phrases::new(list!("quotation/interviews")),
        examiners: Phrases::new(list!("turns/examiners")),
        witnesses: Phrases::new(list!("turns/witnesses")),
        acts: acts(),
        given: Given::new(list!("names/nicknames"))
            .with_titles(list!("names/titles_married"), list!("names/titles_unmarried"))
            .with_letters(list!("names/letters"))
            .with_ranks(list!("names/ranks")),
        countries,
        inflection: Inflection::default(),
    }
}

/// What the words of cues tell of what is reported.
fn acts() -> Acts {
    Acts::default()
        .with_act(list!("acts/speech"), Act::Speech)
        .with_act(list!("acts/writing"), Act::Writing)
        .with_act(list!("acts/thought"), Act::Thought)
        .with_act(list!("acts/wish"), Act::Wish)
        .with_act(list!("acts/expectation"), Act::Expectation)
        .with(list!("acts/light"), |hint| hint.light = true)
        .with(list!("acts/silent"), |hint| hint.silent = true)
        .with(list!("acts/documents"), |hint| hint.document = true)
        .with(list!("acts/platforms"), |hint| hint.platform = true)
        .with(list!("acts/leads"), |hint| hint.leads = true)
        .with(list!("acts/formulas"), |hint| hint.formula = true)
        .with(list!("acts/refusals"), |hint| hint.refusal = true)
        .with(list!("acts/replies"), |hint| hint.reply = true)
}

/// The word lists, with the classes of their words.
const WORDS: &[(&str, C)] = &[
    (list!("words/determiners"), C::DETERMINER),
    (list!("words/possessives"), C::POSSESSIVE),
    (list!("words/subject_pronouns"), C::SUBJECT_PRONOUN),
    (list!("words/object_pronouns"), C::OBJECT_PRONOUN),
    (list!("words/reflexives"), C::REFLEXIVE),
    (list!("words/first_person"), C::FIRST_PERSON),
    (list!("words/second_person"), C::SECOND_PERSON),
    (list!("words/masculine_pronouns"), C::MASCULINE),
    (list!("words/feminine_pronouns"), C::FEMININE),
    (list!("words/neuter_pronouns"), C::NEUTER),
    (list!("words/plural_pronouns"), C::PLURAL),
    (list!("words/prepositions"), C::PREPOSITION),
    (list!("words/noun_prepositions"), C::NOUN_PREPOSITION),
    (list!("words/words_prepositions"), C::WORDS_PREPOSITION),
    (list!("words/agents"), C::AGENT),
    (list!("words/as"), C::AS),
    (list!("cues/words"), C::WORDS),
    (list!("words/conjunctions"), C::CONJUNCTION),
    (list!("words/subordinators"), C::SUBORDINATOR),
    (list!("words/complementisers"), C::COMPLEMENTISER),
    (list!("words/interrogatives"), C::INTERROGATIVE),
    (list!("words/relatives"), C::RELATIVE),
    (list!("words/negations"), C::NEGATION),
    (list!("words/be"), C::BE),
    (list!("words/have"), C::HAVE),
    (list!("words/do"), C::DO),
    (list!("words/modals"), C::MODAL),
    (list!("words/infinitives"), C::INFINITIVE),
    (list!("words/adverbs"), C::ADVERB),
    (list!("quotation/clipped"), C::CLIPPED),
    (list!("quotation/naming"), C::NAMING),
    (list!("cues/nouns"), C::CUE_NOUN),
    (list!("names/openers"), C::ADVERB),
    (list!("names/titles"), C::TITLE),
    (list!("names/titles_male"), C::TITLE.or(C::MASCULINE)),
    (list!("names/titles_female"), C::TITLE.or(C::FEMININE)),
    (list!("names/roles"), C::ROLE),
    (list!("names/roles_male"), C::ROLE.or(C::MASCULINE)),
    (list!("names/roles_female"), C::ROLE.or(C::FEMININE)),
    (list!("names/groups"), C::GROUP),
    (list!("names/people"), C::GROUP.or(C::PLURAL)),
    (list!("names/organisations"), C::ORGANISATION),
    (list!("names/fields"), C::FIELD),
    (list!("names/places"), C::PLACE),
    (list!("names/first_female"), C::FIRST_NAME.or(C::FEMININE)),
    (list!("names/first_male"), C::FIRST_NAME.or(C::MASCULINE)),
    (list!("names/particles"), C::NAME_PARTICLE),
    (list!("names/suffixes"), C::NAME_SUFFIX),
    (list!("names/calendar"), C::CALENDAR),
];

/// The lists of verbs, with the classes of their forms.
const VERBS: &[(&str, C)] = &[
    (list!("words/verbs"), C::VERB),
    (list!("cues/clause"), C::CUE_CLAUSE),
    (list!("cues/bare"), C::CUE_BARE),
    (list!("cues/that"), C::CUE_THAT),
    (list!("cues/quote"), C::CUE_QUOTE),
    (list!("cues/infinitive"), C::CUE_INFINITIVE),
    (list!("cues/object_infinitive"), C::CUE_OBJECT_INFINITIVE),
    (list!("cues/object"), C::CUE_OBJECT),
    (list!("cues/addressee"), C::CUE_ADDRESSEE),
    (list!("cues/writing"), C::WRITING),
    (list!("cues/thought"), C::THOUGHT),
    (list!("cues/wish"), C::WISH),
    (list!("cues/expectation"), C::EXPECTATION),
];

/// What forms of verbs end with. A word with none of these is taken for a form only if it is listed.
const ENDINGS: &[(&str, C)] = &[("ing", C::GERUND), ("ed", C::PAST), ("s", C::THIRD)];
