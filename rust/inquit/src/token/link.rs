//! Web and e-mail addresses, file names, emoticons.

use super::TokenKind;
use super::scan::Found;

/// How far ahead of a word its "://" or "@" is looked for.
const NEAR: usize = 48;

/// The address that starts at `at`, if one does.
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
    let joint = *head.get(name).unwrap_or(&b' ');
    let rest = head.get(name..)?;
    if rest.starts_with(b"://")
        || head.len() >= 4
            && head.get(..4).is_some_and(|h| h.eq_ignore_ascii_case(b"www."))
            && head.get(4).is_some_and(u8::is_ascii_alphanumeric)
    {
        return Some(Found::new(address_end(bytes, at), TokenKind::Url));
    }
    if joint == b'@' && name > 0 {
        let end = trim(
            bytes,
            at,
            run(bytes, at + name + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')),
        );
        let domain = text.get(at + name + 1..end)?;
        return (domain.contains('.') && !domain.starts_with('.')).then(|| Found::new(end, TokenKind::Email));
    }
    if !dots {
        return None;
    }
    let end = trim(bytes, at, at + name);
    let whole = text.get(at..end)?;
    let (stem, ending) = whole.rsplit_once('.')?;
    if !(2..=4).contains(&ending.len())
        || stem.is_empty()
        || stem.ends_with('.')
        || bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'@')
    {
        return None;
    }
    if DOMAINS.contains(&ending)
        && stem.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
    {
        return Some(Found::new(address_end(bytes, at), TokenKind::Url));
    }
    let file = FILES.iter().any(|file| ending.eq_ignore_ascii_case(file)) && ending != "Doc";
    file.then(|| Found::new(end, TokenKind::Word))
}

/// Endings of domains that stand in text without "www".
const DOMAINS: [&str; 16] =
    ["com", "org", "net", "edu", "gov", "mil", "int", "info", "uk", "de", "fr", "eu", "io", "ru", "tv", "us"];
/// Endings of file names.
const FILES: [&str; 20] = [
    "doc", "docx", "xls", "xlsx", "pdf", "txt", "csv", "json", "xml", "html", "htm", "jpg", "jpeg", "png",
    "gif", "mp3", "zip", "exe", "py", "rs",
];

/// The end of a web address: no white space, quotation marks or brackets of prose, and no mark of the
/// sentence at its end.
fn address_end(bytes: &[u8], at: usize) -> usize {
    let end = run(bytes, at, |b| {
        b > b' ' && b < 127 && !matches!(b, b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'^')
    });
    trim(bytes, at, end)
}

fn run(bytes: &[u8], mut at: usize, goes_on: impl Fn(u8) -> bool) -> usize {
    while bytes.get(at).is_some_and(|&b| goes_on(b)) {
        at += 1;
    }
    at
}

/// Leaves the marks at the end to the sentence; a bracket too, unless the address opens it.
fn trim(bytes: &[u8], at: usize, mut end: usize) -> usize {
    let opens = bytes.get(at..end).is_some_and(|address| address.contains(&b'('));
    while end > at + 1 {
        match bytes.get(end - 1) {
            Some(b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'-' | b']') => end -= 1,
            Some(b')') if !opens => end -= 1,
            _ => break,
        }
    }
    end
}

/// The emoticon that starts at `at`, if one does: ":)", ":-(", ";D", "=)", "<3".
pub(super) fn emoticon(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let byte = |i: usize| bytes.get(at + i).copied().unwrap_or(b' ');
    if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let end = match (byte(0), byte(1), byte(2)) {
        (b':' | b';' | b'=' | b'8', b'-', b')' | b'(' | b'D' | b'P' | b'/' | b'|') => 3,
        (b':' | b';' | b'=', b')' | b'(' | b'D' | b'P', _) => 2,
        (b'(', b':', _) | (b'<', b'3', _) => 2,
        _ => return None,
    };
    // ":Day" and ":Park" begin words; ":))" goes on.
    let mut end = at + end;
    if bytes.get(end - 1).is_some_and(u8::is_ascii_alphanumeric)
        && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
    {
        return None;
    }
    while bytes.get(end).is_some_and(|&b| b == b')' && bytes.get(end - 1) == Some(&b')')) {
        end += 1;
    }
    Some(end)
}
