//! Hashtags and handles of social media.

use super::TokenKind;
use super::class::{Class, of_char};
use super::slow::Found;
use crate::text::{char_at, char_before};

/// The hashtag or handle that the mark at `at` begins: "#BridgeDay", "@ann_lee"; neither "#3" nor "2@3" is one.
pub(super) fn tag(text: &str, at: usize, mark: char) -> Option<Found> {
    let kind = match mark {
        '#' => TokenKind::Hashtag,
        '@' => TokenKind::Handle,
        _ => return None,
    };
    // An anchor ("page#top") and what is behind a name are no tags; nor is "##".
    if char_before(text, at).is_some_and(|c| c == mark || of_char(c) != Class::Space && is_name(c)) {
        return None;
    }
    let (mut end, mut letter) = (at + 1, false);
    while let Some(c) = char_at(text, end).filter(|&c| is_name(c)) {
        letter |= of_char(c) == Class::Letter || of_char(c) == Class::Ideograph;
        end += c.len_utf8();
    }
    letter.then(|| Found::new(end, kind))
}

/// Whether a character can be part of a tag; "_" is a letter here as elsewhere.
fn is_name(c: char) -> bool {
    matches!(of_char(c), Class::Letter | Class::Digit | Class::Ideograph | Class::Mark)
}

#[cfg(test)]
mod tests {
    use super::super::TokenKind;
    use crate::tokens;

    fn of_kind(text: &str, kind: TokenKind) -> Vec<&str> {
        tokens(text).filter(|token| token.kind() == kind).map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn hashtags_are_one_token() {
        let text = "At last! #BridgeDay, #brücke2031 and (#Мост) but not #3, ## or page#top.";
        assert_eq!(of_kind(text, TokenKind::Hashtag), ["#BridgeDay", "#brücke2031", "#Мост"]);
    }

    #[test]
    fn handles_are_one_token() {
        let text = "Thanks, @ann_lee: .@bo2 is @2 with lee@example.org";
        assert_eq!(of_kind(text, TokenKind::Handle), ["@ann_lee", "@bo2"]);
        assert_eq!(of_kind(text, TokenKind::Email), ["lee@example.org"]);
    }
}
