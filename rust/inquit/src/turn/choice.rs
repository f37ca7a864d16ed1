//! Which of the lines that may begin with a label do, told from all of them together.
//!
//! Labels of turns come back, and what stands behind them are sentences; heads of lists, of recipes and of forms stand once,
//! or come back in the same order with a word or a number behind them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::label::{Form, Label, line_at};
use crate::language::{Classes, Labels};
use crate::layers::{Layers, Mark};
use crate::mention::key;
use crate::text::Span;

/// So few labels make no talk.
pub(super) const FEWEST: usize = 2;
/// So many labels of two who aren't known as names are talk though nobody asks anything.
const MANY: usize = 6;
/// A line of so many bytes holds a sentence, even if it doesn't end with one.
const SENTENCE: usize = 80;

/// A label in small letters, with single spaces and without a full stop behind it.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    let trimmed = folded.trim_end_matches('.').len();
    folded.truncate(trimmed);
    folded
}

/// What is known of those who have one label.
#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    /// How many labels of the form that is asked for there are.
    count: usize,
    /// It is a role, or stands with a title or a first name.
    listed: bool,
    /// The text names them outside of labels.
    introduced: bool,
    /// Its word stands in the text in small letters.
    common: bool,
    /// Several words, so that it isn't any noun at the head of a list.
    several: bool,
    /// It asks or answers, by one letter perhaps: 1 and 2.
    side: u8,
    letter: bool,
}

impl Facts {
    /// Whether it is surely a name, wherever it stands.
    fn is_sure(self) -> bool {
        self.listed || self.introduced && !self.common
    }
}

/// A label with the number of those who have it.
#[derive(Clone, Copy)]
struct Candidate {
    label: Label,
    who: usize,
    /// What is said looks like speech: a sentence at least.
    sentence: bool,
    asks: bool,
    /// It begins with a quotation mark, and ends with one.
    quoted: bool,
    enclosed: bool,
    /// The label tells someone's age, or another thing before a quotation.
    portrayed: bool,
}

/// The labels of turns, in order.
pub(super) fn chosen(layers: &Layers<'_>, labels: &[Label]) -> Vec<Label> {
    let words = Labels::all();
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut facts: Vec<Facts> = Vec::new();
    let mut candidates = Vec::with_capacity(labels.len());
    let names: Vec<String> = labels.iter().map(|label| folded(label.name.of(layers.text))).collect();
    let answered = answered(words, &names);
    for (label, name) in labels.iter().copied().zip(names) {
        let token = layers.token_at(label.name.start());
        let examines = layers.language.examiners.longest(|i| layers.word(token + i)).is_some();
        let numbered = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let exercise = numbered.len() < name.len() && (words.asks(numbered) || words.answers(numbered));
        let nothing = label.form != Form::Letter && words.names_nothing(&name) && !answered.contains(&name);
        if examines || nothing || exercise || is_dated(layers, token) {
            continue;
        }
        let count = numbers.len();
        let who = *numbers.entry(name).or_insert_with_key(|name| {
            facts.push(of_name(layers, words, name, label.name));
            count
        });
        candidates.push(candidate(layers.text, label, who));
    }
    if candidates.len() < FEWEST {
        return Vec::new();
    }
    let same = same_ones(numbers);
    candidates.iter_mut().for_each(|c| c.who = same.get(c.who).copied().unwrap_or(c.who));
    look_around(layers, &candidates, &mut facts);
    let mut out = Vec::new();
    for forms in [
        &[Form::Stamped] as &[Form],
        &[Form::Tagged],
        &[Form::Colon, Form::Letter],
        &[Form::Alone],
        &[Form::Stop],
    ] {
        let group: Vec<Candidate> =
            candidates.iter().copied().filter(|c| forms.contains(&c.label.form)).collect();
        if group.len() >= FEWEST {
            out.extend(Group::new(group, &facts).choose());
        }
    }
    out.sort_unstable_by_key(|label: &Label| label.line.start());
    out
}

/// The labels that name no one elsewhere, but come back here between labels that come back too: ZEIT, a newspaper that asks,
/// and not "Zeit:" in a form.
fn answered(words: &Labels, names: &[String]) -> FxHashSet<String> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    let nothing = |name: &str| words.names_nothing(name);
    let back = |name: &str| counts.get(name).is_some_and(|&count| count > 1);
    let mut answered: FxHashSet<String> = FxHashSet::default();
    let mut alone: FxHashSet<&str> = FxHashSet::default();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| nothing(name) && back(name)) {
        let before = at.checked_sub(1).and_then(|before| names.get(before));
        let beside = [before, names.get(at + 1)].into_iter().flatten();
        if beside.clone().next().is_some() && beside.clone().all(|other| !nothing(other) && back(other)) {
            answered.insert(name.clone());
        } else {
            alone.insert(name);
        }
    }
    answered.retain(|name| !alone.contains(name.as_str()));
    answered
}

/// Of each label the one that names the same one more fully: "Lee" and "A.L." after "Ann Lee".
fn same_ones(numbers: FxHashMap<String, usize>) -> Vec<usize> {
    let mut names: Vec<(usize, String)> = numbers.into_iter().map(|(name, who)| (who, name)).collect();
    names.sort_unstable();
    let mut fuller: FxHashMap<String, usize> = FxHashMap::default();
    for (who, name) in &names {
        let words = || name.split(' ');
        if let (Some(first), Some(last)) = (words().next(), words().next_back())
            && first.len() < name.len()
        {
            fuller.entry(last.to_owned()).or_insert(*who);
            fuller.entry(first.to_owned()).or_insert(*who);
            let initials: String = name.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
            fuller.entry(initials).or_insert(*who);
        }
    }
    let short = |name: &str| name.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let same = |(who, name): &(usize, String)| {
        let whole = if name.contains(' ') { None } else { fuller.get(name.as_str()) };
        let letters = name.contains('.').then(|| fuller.get(&short(name))).flatten();
        whole.or(letters).copied().unwrap_or(*who)
    };
    names.iter().map(same).collect()
}

/// Whether a label is a weekday or a month, with a number perhaps, and no "May Lin".
fn is_dated(layers: &Layers<'_>, token: usize) -> bool {
    layers.is(token, Classes::CALENDAR) && !(layers.is_word(token + 1) && layers.is_capital(token + 1))
}

/// What a name tells by itself.
fn of_name(layers: &Layers<'_>, words: &Labels, folded: &str, name: Span) -> Facts {
    let token = layers.token_at(name.start());
    let several = folded.contains(' ');
    let first = layers.classes(token);
    let titled = several && first.any(Classes::TITLE);
    let letter = folded.chars().nth(1).is_none();
    let side = if words.asks(folded) { 1 } else { u8::from(words.answers(folded)) * 2 };
    Facts {
        listed: titled || first.any(Classes::FIRST_NAME) || words.is_role(folded) && side == 0,
        several: several
            && name.of(layers.text).split_whitespace().all(|w| !w.starts_with(char::is_lowercase)),
        side,
        letter,
        ..Facts::default()
    }
}

/// A label with what stands behind it.
fn candidate(text: &str, label: Label, who: usize) -> Candidate {
    let said = line_at(text, label.content).of(text);
    let bare = said.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | '«' | ')' | '*' | '_' | ']' | '」')
    });
    let bare = bare.strip_suffix("</v>").unwrap_or(bare);
    let ends = bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '—', '–'])
        || bare.ends_with("--");
    // The question mark of Greek.
    let greek = bare
        .strip_suffix(';')
        .is_some_and(|words| words.ends_with(|c: char| matches!(c, '\u{370}'..='\u{3ff}')));
    let mark = |c: char| matches!(c, '"' | '“' | '„' | '«' | '»' | '‘' | '”' | '「' | '『');
    let aside = text.get(label.name.end()..label.content).unwrap_or("");
    let quoted = said.starts_with(mark);
    let closes = |c: char| mark(c) || c == '’' || c == '」' || c == '』';
    Candidate {
        label,
        who,
        sentence: ends || greek || said.len() >= SENTENCE,
        asks: greek || said.contains(['?', '？', '؟']),
        quoted,
        enclosed: quoted && said.trim_end_matches('.').ends_with(closes),
        portrayed: label.told && (quoted || aside.split([',', '(', ')', ':']).any(is_age)),
    }
}

/// Whether a part of a label is someone's age.
fn is_age(part: &str) -> bool {
    let part = part.trim();
    (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Looks through the text for the words of the labels: in small letters they are no names, with a capital inside a line
/// they may be.
fn look_around(layers: &Layers<'_>, candidates: &[Candidate], facts: &mut [Facts]) {
    let mut seen: FxHashMap<u64, (bool, bool)> = FxHashMap::default();
    let word_of = |candidate: &Candidate| {
        let name = candidate.label.name.of(layers.text).trim_end_matches('.');
        name.split_whitespace().rfind(|word| word.contains(char::is_alphabetic)).map(key)
    };
    candidates.iter().filter_map(word_of).for_each(|word| {
        seen.insert(word, (false, false));
    });
    let mut labels = candidates.iter().map(|candidate| candidate.label.name).peekable();
    for (at, token) in layers.tokens.iter().map(|token| token.span()).enumerate() {
        while labels.next_if(|name| name.end() <= token.start()).is_some() {}
        let of_label = labels.peek().is_some_and(|name| name.overlaps(token));
        let word = token.of(layers.text);
        let Some((small, named)) = seen.get_mut(&key(word)).filter(|_| !of_label) else { continue };
        *small |= layers.is_small(at);
        let names =
            layers.is_capital(at) && !layers.is(at, Classes::PLACE) && layers.mark(at + 1) != Mark::Colon;
        *named |= names && at > 0 && !layers.is_first_of_line(at);
    }
    for candidate in candidates {
        let told = word_of(candidate).and_then(|word| seen.get(&word)).copied().unwrap_or_default();
        if let Some(facts) = facts.get_mut(candidate.who) {
            facts.common |= told.0;
            facts.introduced |= told.1;
        }
    }
}

/// Candidates of like forms.
struct Group<'f> {
    all: Vec<Candidate>,
    facts: &'f [Facts],
    counts: FxHashMap<usize, usize>,
}

impl<'f> Group<'f> {
    fn new(all: Vec<Candidate>, facts: &'f [Facts]) -> Self {
        let mut counts = FxHashMap::default();
        for candidate in &all {
            *counts.entry(candidate.who).or_default() += 1;
        }
        Self { all, facts, counts }
    }

    fn facts(&self, candidate: &Candidate) -> Facts {
        let facts = self.facts.get(candidate.who).copied().unwrap_or_default();
        Facts { count: self.counts.get(&candidate.who).copied().unwrap_or(0), ..facts }
    }

    /// The labels among them.
    fn choose(mut self) -> Vec<Label> {
        let form = self.all.first().map_or(Form::Colon, |candidate| candidate.label.form);
        match form {
            Form::Colon | Form::Letter => self.examined(),
            _ => {}
        }
        if self.all.len() < FEWEST {
            return Vec::new();
        }
        // "Lee: “No,” she said." is a sentence of prose.
        let quoted = self.all.iter().filter(|candidate| candidate.quoted).count();
        if 2 * quoted > self.all.len() && form == Form::Colon {
            self.all.retain(|candidate| candidate.enclosed || !candidate.quoted);
            self = Self::new(self.all, self.facts);
        }
        let core = |group: &Self, c: &Candidate| {
            let facts = group.facts(c);
            facts.count > 1 || group.is_sure(c, facts)
        };
        if matches!(form, Form::Stamped | Form::Tagged) {
            let talk = self.is_talk(form);
            return self.all.iter().filter(|_| talk).map(|candidate| candidate.label).collect();
        }
        if self.is_talk(form) {
            let mostly = 2 * self.recurring() >= self.all.len();
            let within = self.within(core);
            let all = self.all.iter().enumerate();
            let kept = all.filter(|(at, c)| core(&self, c) || within.contains(at) || mostly && c.sentence);
            return kept.map(|(_, candidate)| candidate.label).collect();
        }
        // A transcript among heads of other things.
        let within = self.within(core);
        let kept: Vec<Candidate> = self.all.iter().copied().filter(|c| core(&self, c)).collect();
        if kept.len() == self.all.len() || kept.len() < FEWEST {
            return Vec::new();
        }
        let inner = Self::new(kept, self.facts);
        if !inner.is_talk(form) {
            return Vec::new();
        }
        let all = self.all.iter().enumerate();
        all.filter(|(at, c)| core(&self, c) || within.contains(at) && c.sentence)
            .map(|(_, c)| c.label)
            .collect()
    }

    /// From the first to the last of those that a test takes.
    fn within(&self, core: impl Fn(&Self, &Candidate) -> bool) -> std::ops::Range<usize> {
        let first = self.all.iter().position(|c| core(self, c)).unwrap_or(0);
        let last = self.all.iter().rposition(|c| core(self, c)).unwrap_or(0);
        first..last
    }

    /// Takes out letters that are no question and answer: heads of lists, initials.
    fn examined(&mut self) {
        let side = |wanted: u8| self.all.iter().any(|c| self.facts(c).side == wanted);
        let examined = side(1) && side(2);
        let facts = self.facts;
        let of = |c: &Candidate| facts.get(c.who).copied().unwrap_or_default().side;
        self.all.retain(|c| c.label.form != Form::Letter || examined && of(c) > 0);
        let all = std::mem::take(&mut self.all);
        *self = Self::new(all, facts);
    }

    fn is_sure(&self, candidate: &Candidate, facts: Facts) -> bool {
        facts.is_sure() || candidate.portrayed || facts.side > 0 && self.is_examination()
    }

    /// Whether some ask and others answer.
    fn is_examination(&self) -> bool {
        let side =
            |wanted: u8| self.all.iter().any(|c| self.facts.get(c.who).is_some_and(|f| f.side == wanted));
        // One question with one answer can be the head of a page.
        let letters = self.all.iter().any(|c| self.facts.get(c.who).is_some_and(|f| f.side > 0 && f.letter));
        side(1) && side(2) && (letters || self.all.len() > 2)
    }

    /// How many labels come back.
    fn recurring(&self) -> usize {
        self.counts.values().filter(|&&count| count > 1).sum()
    }

    /// Whether these labels are of people who talk.
    fn is_talk(&self, form: Form) -> bool {
        let count = self.all.len();
        let people = self.counts.len();
        let recurring = self.recurring();
        let sentences = self.all.iter().filter(|c| c.sentence).count();
        let examination = self.is_examination();
        let sure = |c: &Candidate| {
            let facts = self.facts(c);
            facts.is_sure() || c.portrayed || facts.side > 0 && examination
        };
        let all_sure = self.all.iter().all(sure);
        let any_sure = self.all.iter().any(sure);
        let listed = self.all.iter().all(|c| self.facts(c).listed);
        let back = people > 1 && recurring > 1 && 2 * recurring >= count;
        match form {
            // "09:30 Welcome: Ann Lee" is of a timetable.
            Form::Stamped if !self.all.iter().any(|c| c.label.clear) => {
                back || all_sure && 2 * sentences >= count
            }
            Form::Stamped | Form::Tagged => people > 1 || any_sure,
            Form::Alone | Form::Stop => back || people > 1 && listed,
            Form::Colon | Form::Letter => {
                if 2 * sentences < count {
                    return false;
                }
                let asked = self.all.iter().any(|c| c.asks) || count >= MANY;
                let named = any_sure || self.all.iter().all(|c| self.facts(c).several);
                let strange = !all_sure && count >= 2 * people && self.is_cycle(people);
                let common = self.all.iter().filter(|c| self.facts(c).common && !sure(c)).count();
                let told = self.all.iter().all(|c| self.facts(c).listed || c.portrayed);
                back && !strange && 2 * common <= count && (asked || named)
                    || all_sure && (recurring > 1 || people > 1 && (asked || told))
            }
        }
    }

    /// Whether three labels or more come back in the same order, as the fields of a form do.
    fn is_cycle(&self, people: usize) -> bool {
        let who = self.all.iter().map(|c| c.who);
        people > 2 && who.clone().zip(who.skip(people)).all(|(one, other)| one == other)
    }
}
