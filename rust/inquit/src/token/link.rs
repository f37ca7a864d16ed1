//! Web and e-mail addresses, file names.

use std::sync::LazyLock;

use super::TokenKind;
use super::class::{Class, of_char};
use super::slow::Found;
use crate::language::entries;
use crate::text::char_at;

/// How far ahead of a word its "://", "@" or last dot is looked for, in bytes.
const NEAR: usize = 48;

static DOMAINS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../lexicon/eng/words/domain_endings.txt")).flatten().collect());
static GROUPS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../lexicon/eng/words/domain_groups.txt")).flatten().collect());
static FILES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| entries(include_str!("../lexicon/eng/words/file_endings.txt")).flatten().collect());

/// The address or file name that starts at `at`, if one does.
pub(super) fn link(text: &str, at: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let head = bytes.get(at..bytes.len().min(at + NEAR))?;
    // The characters that may stand before "://", "@" and the dot of a domain.
    let (mut name, mut dots) = (0, false);
    for &byte in head {
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+')) {
            break;
        }
        dots |= byte == b'.';
        name += 1;
    }
    let rest = bytes.get(at + name..)?;
    let www = head.get(..4).is_some_and(|h| h.eq_ignore_ascii_case(b"www."))
        && char_at(text, at + 4).is_some_and(is_alphabetic);
    if rest.starts_with(b"://") || www {
        return Some(Found::new(address_end(text, at), TokenKind::Url));
    }
    if rest.first() == Some(&b'@') {
        return email(text, at, at + name);
    }
    if !dots {
        return None;
    }
    dotted(text, at, trim(bytes, at, at + name))
}

/// The e-mail address from `at` on, with its "@" at `joint`. Within a firm it may lack the dot: "lee@SARNHOLM".
fn email(text: &str, at: usize, joint: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let goes_on = |b: &&u8| b.is_ascii_alphanumeric() || matches!(**b, b'.' | b'-' | b'_');
    let run = bytes.iter().skip(joint + 1).take_while(goes_on).count();
    let end = trim(bytes, joint + 1, joint + 1 + run);
    let domain = text.get(joint + 1..end)?;
    let name = text.get(at..joint)?;
    let first = *domain.as_bytes().first()?;
    let dotted = first.is_ascii_alphanumeric() && domain.contains('.');
    let bare = first.is_ascii_alphabetic() && name.bytes().any(|b| b.is_ascii_alphabetic());
    (dotted || bare).then(|| Found::new(end, TokenKind::Email))
}

/// The domain, file name or other name with dots from `at` to `end`.
fn dotted(text: &str, at: usize, end: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let (stem, ending) = text.get(at..end)?.rsplit_once('.')?;
    if stem.is_empty() || stem.ends_with('.') || bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    if is_domain(stem, ending) {
        // A path, a query, a port.
        let path = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'/' | b'?' | b'#'), Some(_)) => true,
            (Some(b':'), Some(next)) => next.is_ascii_digit(),
            _ => false,
        };
        return Some(Found::new(if path { address_end(text, at).max(end) } else { end }, TokenKind::Url));
    }
    let file = is_file_ending(ending);
    // A name of lower-case parts ("org.example.bridge"), not two sentences without a space.
    let parts = || stem.split('.').chain([ending]);
    let name =
        stem.contains('.') && parts().all(|p| p.len() > 1 && p.bytes().all(|b| b.is_ascii_lowercase()));
    (file || name).then(|| Found::new(end, TokenKind::Word))
}

/// Whether a file name may have this ending. "Doc" is a name more often.
pub(super) fn is_file_ending(ending: &str) -> bool {
    ending != "Doc" && FILES.iter().any(|file| ending.eq_ignore_ascii_case(file))
}

/// Whether a name and its ending are a domain.
fn is_domain(stem: &str, ending: &str) -> bool {
    let lower = ending.bytes().all(|b| b.is_ascii_lowercase());
    let upper = ending.bytes().all(|b| b.is_ascii_uppercase()) && stem.len() > 1;
    let known = DOMAINS.iter().any(|domain| ending.eq_ignore_ascii_case(domain));
    let group = || stem.rsplit_once('.').is_some_and(|(_, group)| GROUPS.contains(&group));
    let labels = stem.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    (lower && (known || ending.len() == 2 && group()) || upper && known) && labels
}

/// The end of a web address: no white space, quotation marks or brackets of prose, and no mark of the sentence at its
/// end. Brackets that it opens are its own. Letters of alphabets may be part of it, ideographs are those of the text
/// around it.
fn address_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut end, mut round, mut square) = (at, 0_usize, 0_usize);
    while let Some(&byte) = bytes.get(end) {
        let depth = match byte {
            b'(' | b')' => &mut round,
            _ => &mut square,
        };
        match byte {
            0..=b' ' | b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'^' | b'\\' | 127 => break,
            b'(' | b'[' => *depth += 1,
            b')' | b']' if *depth == 0 => break,
            b')' | b']' => *depth -= 1,
            // http://example.org's
            b'\'' if bytes.get(end + 1) == Some(&b's') && !is_word(bytes, end + 2) => break,
            128.. => match char_at(text, end).filter(|&c| is_alphabetic(c)) {
                Some(c) => {
                    end += c.len_utf8();
                    continue;
                }
                None => break,
            },
            _ => {}
        }
        end += 1;
    }
    trim(bytes, at, end)
}

/// Whether a character is a letter of an alphabet, or a digit.
fn is_alphabetic(c: char) -> bool {
    c != '_' && c < '\u{2E80}' && matches!(of_char(c), Class::Letter | Class::Digit | Class::Mark)
}

fn is_word(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
}

/// Leaves the marks at the end to the sentence.
fn trim(bytes: &[u8], at: usize, mut end: usize) -> usize {
    while end > at + 1
        && let Some(b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'-' | b'(' | b'[') =
            bytes.get(end - 1)
    {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::TokenKind;
    use crate::tokens;

    fn of_kind(text: &str, kind: TokenKind) -> Vec<&str> {
        tokens(text).filter(|token| token.kind() == kind).map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn web_addresses_end_before_the_marks_of_the_sentence() {
        let urls = |text| of_kind(text, TokenKind::Url);
        assert_eq!(urls("See https://example.org/a?b=1&c=%20#d."), ["https://example.org/a?b=1&c=%20#d"]);
        assert_eq!(urls("“http://lee:pw@example.org:8080/x”"), ["http://lee:pw@example.org:8080/x"]);
        assert_eq!(
            urls("<http://example.org/a>, http://example.org's"),
            ["http://example.org/a", "http://example.org"]
        );
    }

    #[test]
    fn brackets_that_an_address_opens_are_its_own() {
        let urls = |text| of_kind(text, TokenKind::Url);
        assert_eq!(urls("(https://example.org/Bridge_(card))"), ["https://example.org/Bridge_(card)"]);
        assert_eq!(
            urls("[map](https://example.org/a), (www.example.org)."),
            ["https://example.org/a", "www.example.org"]
        );
    }

    #[test]
    fn addresses_may_have_letters_of_any_alphabet() {
        let urls = |text| of_kind(text, TokenKind::Url);
        assert_eq!(
            urls("www.müller.de, https://пример.рф/мост"),
            ["www.müller.de", "https://пример.рф/мост"]
        );
        assert_eq!(urls("请看https://example.org/a谢谢。"), ["https://example.org/a"]);
    }

    #[test]
    fn domains_need_no_scheme() {
        let urls = |text| of_kind(text, TokenKind::Url);
        assert_eq!(
            urls("On example.com/map, sarn.co.in,or EXAMPLE.ORG."),
            ["example.com/map", "sarn.co.in", "EXAMPLE.ORG"]
        );
        assert!(urls("It ended.It rained. He left.Us too; ask me.in time").is_empty());
    }

    #[test]
    fn email_addresses() {
        let emails = |text| of_kind(text, TokenKind::Email);
        assert_eq!(
            emails("ann.lee+news@example.co.uk, mailto:bo@example.org."),
            ["ann.lee+news@example.co.uk", "bo@example.org"]
        );
        assert_eq!(emails("Lee@SARNHOLM, not 5@3 or @lee or 2@5pm"), ["Lee@SARNHOLM"]);
    }

    #[test]
    fn file_names_are_words() {
        let text = "Open report_v2.pdf, notes.tar.gz, 69366-1.DOC or README.md.";
        let words: Vec<_> =
            tokens(text).map(|token| token.span().of(text)).filter(|word| word.contains('.')).collect();
        assert_eq!(words, ["report_v2.pdf", "notes.tar.gz", "69366-1.DOC", "README.md", "."]);
    }
}
