//! Quotations of several sentences inside one.

use crate::text::is_newline;

/// How far, in bytes, the end of a quotation is looked for.
const LONGEST: usize = 1000;

/// Where the quotation ends that a „ at byte `open` opens, if the sentence around it goes on behind it: „Es ist spät. Wir
/// gehen“, sagte sie. What the quotation says is then part of that sentence. So it is where the low mark opens;
/// writers of other marks, English among them, end sentences inside.
pub(super) fn passed(text: &str, open: usize) -> Option<usize> {
    let inside = text.get(open..)?.strip_prefix('„')?;
    let start = text.len() - inside.len();
    let mut last = ' ';
    for (at, c) in inside.char_indices() {
        if at > LONGEST || c == '„' || is_newline(c) {
            return None;
        }
        if matches!(c, '“' | '”') {
            let behind = text.get(start + at + c.len_utf8()..)?;
            return goes_on(last, behind).then_some(start + at);
        }
        last = c;
    }
    None
}

/// Whether a sentence goes on behind a quotation, whose last character is `last`.
fn goes_on(last: char, behind: &str) -> bool {
    let near = behind.trim_start_matches([' ', '\u{a0}', ',', '–', '—', '-']);
    let apart = near.len() < behind.len();
    let comma = last == ',' || behind.starts_with([',', ';']);
    comma || apart && near.starts_with(|c: char| c.is_lowercase() || c == '(')
}

/// Whether a byte is inside the guillemets of a quotation, as far as can be seen: sentences of Armenian go on behind the
/// full stops inside one.
pub(super) fn is_inside(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("");
    let mut near = head.char_indices().rev().take_while(|&(i, c)| at - i < LONGEST && !is_newline(c));
    near.find(|(_, c)| matches!(c, '«' | '»')).is_some_and(|(_, c)| c == '«')
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn no_quotation_is_passed_beyond_a_line() {
        assert_eq!(passed("„Es ist spät“, sagte sie.", 0), Some("„Es ist spät".len()));
        for newline in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            assert_eq!(passed(&format!("„Es ist{newline}spät“, sagte sie."), 0), None, "{newline:?}");
        }
    }
}
