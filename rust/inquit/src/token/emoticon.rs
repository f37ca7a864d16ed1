//! Emoticons: ":-)", ";)", ">:(", ":D", "<3", "^_^".

use crate::text::char_before;

/// Faces that no rule makes.
const FACES: [&str; 9] = ["<3", "</3", "^_^", "^^", "-_-", ">_<", "¯\\_(ツ)_/¯", "(╯°□°)╯", "(ツ)"];

/// The end of the emoticon that starts at `at`, if one does.
///
/// What is an emoticon alone may be something else in a text: ":Day", "(see below:)", "TCP:/path". So none begins
/// behind a letter or a digit, and all but the commonest stand alone: behind white space, and before it or a mark.
pub(super) fn emoticon(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let (face, sideways) = match rest.as_bytes().first()? {
        b'<' | b'^' | b'-' | 0xC2 => (face(rest)?, None),
        b'>' | b'(' => (face(rest).unwrap_or(0), western(rest.as_bytes())),
        b':' | b';' | b'=' => (0, western(rest.as_bytes())),
        _ => return None,
    };
    let before = char_before(text, at);
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    if face > 0 {
        return Some(at + face).filter(|&end| is_free(text, end));
    }
    let face = sideways?;
    let free = before.is_none_or(char::is_whitespace);
    let end = at + face.length;
    let right = face.common && !ends_in_letter(text, end) || free && is_free(text, end);
    right.then_some(end)
}

/// The length of the one of [`FACES`] at the head of a text.
fn face(text: &str) -> Option<usize> {
    FACES.iter().find(|face| text.starts_with(**face)).map(|face| face.len())
}

/// An emoticon that lies on its side.
struct Face {
    length: usize,
    /// Whether it is so common that it needn't stand alone.
    common: bool,
}

/// The emoticon that lies on its side at the head of a text.
fn western(bytes: &[u8]) -> Option<Face> {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    // (: and (-:
    if byte(0) == b'(' {
        let nose = usize::from(byte(1) == b'-');
        return (byte(1 + nose) == b':').then_some(Face { length: 2 + nose, common: false });
    }
    let brow = usize::from(byte(0) == b'>');
    let eyes = byte(brow);
    if !matches!(eyes, b':' | b';' | b'=') {
        return None;
    }
    let tear = usize::from(eyes == b':' && byte(brow + 1) == b'\'');
    let nose = usize::from(matches!(byte(brow + 1 + tear), b'-' | b'^'));
    let mouth = brow + 1 + tear + nose;
    let common = match byte(mouth) {
        b')' | b'(' | b'D' | b'P' => brow + tear == 0 && (nose == 0 || byte(mouth - 1) == b'-'),
        b'/' | b'|' => nose == 1 && byte(mouth - 1) == b'-',
        // "x =3" is mathematics.
        b'3' | b'o' | b'O' | b's' | b'S' | b'x' | b'X' | b'p' | b'*' | b'\\' if eyes != b'=' => false,
        b']' | b'[' | b'}' | b'{' => false,
        _ => return None,
    };
    if byte(mouth) == b'/' && nose == 0 && byte(mouth + 1) == b'/' {
        return None;
    }
    // ":((" and ":DDD"
    let goes_on = |b: &&u8| **b == byte(mouth) && matches!(**b, b')' | b'(' | b'D');
    let again = bytes.iter().skip(mouth + 1).take_while(goes_on).count();
    Some(Face { length: mouth + 1 + again, common })
}

/// Whether a letter or digit ends at a byte, and another follows: ":Day".
fn ends_in_letter(text: &str, end: usize) -> bool {
    let letter = |at: usize| text.as_bytes().get(at).is_some_and(|&b| b.is_ascii_alphanumeric() || b >= 128);
    end > 0 && letter(end - 1) && letter(end)
}

/// Whether white space, a mark that ends a sentence or nothing follows.
fn is_free(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    rest.chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | '!' | '?' | ')' | '"' | '”' | '<'))
}

#[cfg(test)]
mod tests {
    use super::super::TokenKind;
    use crate::tokens;

    fn emoticons(text: &str) -> Vec<&str> {
        let emoticon = tokens(text).filter(|token| token.kind() == TokenKind::Emoji);
        emoticon.map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn faces_are_one_token() {
        let faces = ":) :-) ;) :( :'( >:( :-/ :/ :D :DDD :P :p :o (: =) :] :3 <3 </3 ^_^ -_- ¯\\_(ツ)_/¯ :((";
        assert_eq!(emoticons(faces).join(" "), faces);
        assert_eq!(emoticons("Great :)! Sad :(, 3 <3."), [":)", ":(", "<3"]);
    }

    #[test]
    fn marks_of_prose_are_no_faces() {
        for text in [
            "(see below:)",
            "the file:Data and file :Data",
            "from 5 :30 to 6:30",
            "http://example.org",
            "if x =3 and y=D",
            "He said: (laughs)",
            "a :::b",
            "x<3y",
        ] {
            assert!(emoticons(text).is_empty(), "{text:?}: {:?}", emoticons(text));
        }
    }
}
