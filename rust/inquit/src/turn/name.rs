//! What can be a name in a label, by its shape alone.

/// How many words a name has at most: "The Lord Mayor of Leeds".
const MOST_WORDS: usize = 5;
/// How many bytes it has at most.
pub(super) const LONGEST: usize = 60;
/// How many characters a name has at most in a script that writes no spaces.
const LONGEST_UNSPACED: usize = 12;
/// So many letters a word of a name has at most that begins with a small letter: "van der", "of the".
const PARTICLE: usize = 3;
/// How many words may stand behind a name and a comma: "Ann Lee, head of the harbour office:".
const MOST_ASIDE: usize = 10;

/// The name of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// How many bytes of the label it is.
    pub(super) len: usize,
    /// Whether a comma or brackets behind it say more of the one it names.
    pub(super) told: bool,
    /// Whether a time does.
    pub(super) timed: bool,
}

/// The name that a label is, with what is told behind it: "Ann Lee (Greens)", "Ann Lee, 34, baker".
pub(super) fn name(label: &str) -> Option<Name> {
    let cut = label.find([',', '(', '[', '，', '（']).unwrap_or(label.len());
    let name = label.get(..cut)?.trim_end();
    if name.len() > LONGEST || !is_name(name) {
        return None;
    }
    let aside = label.get(cut..)?.trim();
    let mut timed = false;
    let told = !aside.is_empty();
    if let Some(inside) = in_brackets(aside) {
        timed = super::stamp::is_time(inside.trim());
        let digits = inside.chars().all(|c| !c.is_alphabetic());
        if digits && !timed && inside.bytes().filter(u8::is_ascii_digit).count() > 2 {
            // "Smith (2004):" is no one who speaks.
            return None;
        }
    } else if told && !is_aside(aside) {
        return None;
    }
    Some(Name { len: name.len(), told: told && !timed, timed })
}

/// What stands in the brackets that are all of an aside.
fn in_brackets(aside: &str) -> Option<&str> {
    let inside = aside.strip_prefix(['(', '[', '（'])?;
    let inside = inside.strip_suffix([')', ']', '）'])?;
    (!inside.contains(['(', '[', ':']) || super::stamp::is_time(inside)).then_some(inside)
}

/// Whether what a comma opens tells of someone: "34, baker", "the mayor", but not "J." as in lists of books, or "B. Ray".
fn is_aside(aside: &str) -> bool {
    let Some(aside) = aside.strip_prefix([',', '，']) else { return false };
    let mut words = 0;
    let parts = aside.split([',', '，']).all(|part| {
        words += part.split_whitespace().count();
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        let age = letters == 0 && part.trim().len() <= 3 && part.contains(|c: char| c.is_ascii_digit());
        letters > 2 || age
    });
    parts && words <= MOST_ASIDE && !aside.contains(['.', ';', '"', '“', '(', '?', '!'])
}

/// Whether words can be a name: each begins with a capital or in a script without capitals, but for particles between
/// them and numbers behind them.
pub(super) fn is_name(words: &str) -> bool {
    let (mut count, mut small, mut letters) = (0, 0, 0);
    let mut last_small = false;
    for word in words.split_whitespace() {
        let Some(first) = word.chars().next() else { return false };
        let of_word = word.chars().filter(|c| c.is_alphabetic()).count();
        let fits = word.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    '.' | '-' | '‑' | '\'' | '’' | '·' | '・' | '&' | '/' | '#' | '@' | '_' | '\u{301}'
                )
                || is_joiner(c)
        });
        if !fits {
            return false;
        }
        last_small = first.is_lowercase();
        small += usize::from(last_small);
        let ok = if last_small {
            of_word <= PARTICLE
        } else if first.is_alphabetic() || first == '@' {
            true
        } else {
            count > 0
                && (word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 3
                    || word == "&"
                    || first == '#')
        };
        if !ok {
            return false;
        }
        letters += of_word;
        count += 1;
    }
    let unspaced = words.chars().next().is_some_and(is_unspaced);
    let short = !unspaced || words.chars().count() <= LONGEST_UNSPACED;
    letters > 0 && (1..=MOST_WORDS).contains(&count) && small < count && !last_small && short
}

/// A mark that belongs to the letter before it, or joins two.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{200d}')
}

/// Whether a character is of a script that writes no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether all letters of words are capitals, and at least two: "MR. HALE".
pub(super) fn is_all_capitals(words: &str) -> bool {
    let mut capitals = 0;
    let all = words.chars().filter(|c| c.is_alphabetic()).all(|c| {
        capitals += 1;
        c.is_uppercase()
    });
    all && capitals > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(label: &str) -> Option<&str> {
        name(label).and_then(|name| label.get(..name.len))
    }

    #[test]
    fn names_with_what_is_told_of_them() {
        for (label, expected) in [
            ("Ann Lee", "Ann Lee"),
            ("THE COURT", "THE COURT"),
            ("MR. HALE", "MR. HALE"),
            ("H.G.-R.", "H.G.-R."),
            ("Speaker 1", "Speaker 1"),
            ("Ann Lee (Greens)", "Ann Lee"),
            ("Ann Lee, 34, baker", "Ann Lee"),
            ("Ann Lee, head of the harbour office", "Ann Lee"),
            ("Ann Lee (00:01)", "Ann Lee"),
            ("Ann Lee (34)", "Ann Lee"),
            ("Jan van der Berg", "Jan van der Berg"),
            ("Ведущий", "Ведущий"),
            ("记者", "记者"),
            ("مریم", "مریم"),
        ] {
            assert_eq!(found(label), Some(expected), "{label}");
        }
    }

    #[test]
    fn what_can_be_no_name() {
        for label in [
            "10",
            "1st",
            "He said",
            "Smith, J.",
            "Smith, J., Ray, B.",
            "Smith (2004)",
            "We found the following",
            "It is as it was",
            "It’s what you think",
            "x",
            "Lee = Ray",
            "Yes, we can. He said",
            "",
            "  ",
        ] {
            assert_eq!(found(label), None, "{label}");
        }
    }
}
