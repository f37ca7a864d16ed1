//! Characters of a text by their bytes.

/// The character at a byte.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character before a byte.
#[inline]
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The first bytes of a text, at most `length` of them, up to a character boundary.
pub(crate) fn head(text: &str, length: usize) -> &str {
    let mut end = text.len().min(length);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// The last bytes of a text, at most `length` of them, from a character boundary on.
pub(crate) fn tail(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_character() {
        assert_eq!(head("aé日", 3), "aé");
        assert_eq!(head("aé日", 5), "aé");
        assert_eq!(head("aé日", 6), "aé日");
        assert_eq!(head("aé日", 99), "aé日");
        assert_eq!(head("日", 2), "");
        assert_eq!(tail("日éa", 2), "a");
        assert_eq!(tail("日éa", 5), "éa");
        assert_eq!(tail("日éa", 6), "日éa");
        assert_eq!(tail("日éa", 99), "日éa");
        assert_eq!(tail("日", 2), "");
    }
}
