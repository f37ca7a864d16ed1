//! Lists written into one line: "1. Bread 2. Milk".

/// Longest number of an item.
const DIGITS: usize = 3;
/// Bullets and spaces before a label.
const FEW: usize = 8;
/// Marks that may stand before an item.
const BULLETS: [char; 7] = ['•', '⁃', '-', '*', '–', '(', ' '];

/// Where the next item of a list begins, if the mark at byte `mark` ("." or ")") stands behind its number or
/// letter, and the sentence that began at `sentence` is the item before it.
pub(super) fn next_item(text: &str, sentence: usize, mark: usize) -> Option<usize> {
    let (label, start) = label_before(text, mark)?;
    let before = label_of(text.get(sentence..)?)?;
    let bytes = text.as_bytes();
    let opens = bytes.get(mark + 1) == Some(&b' ')
        || bytes.get(mark + 1) == Some(&b')') && bytes.get(mark + 2) == Some(&b' ');
    (label == before + 1 && opens && start > sentence).then_some(())?;
    // The bullet belongs to the item.
    let head = text.get(sentence..start)?.trim_end_matches(['•', '⁃', '*', '(', ' ']);
    (!head.trim().is_empty()).then_some(sentence + head.len())
}

/// The number of the label that ends at byte `end`, a letter counted from a = 1000, and where it starts.
fn label_before(text: &str, end: usize) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let label =
        bytes.get(..end)?.iter().rev().take(DIGITS + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
    let start = end - label;
    let behind = start.checked_sub(1).and_then(|at| text.get(..=at))?;
    let apart = behind.ends_with([' ', '\n', '•', '⁃', '(']);
    Some((number(text.get(start..end)?)?, start)).filter(|_| apart)
}

/// The number of the label that a sentence starts with, behind a bullet or two.
fn label_of(sentence: &str) -> Option<u32> {
    let head = sentence.char_indices().take(FEW).find(|(_, c)| !BULLETS.contains(c))?.0;
    let sentence = sentence.get(head..)?;
    let end = sentence.bytes().take(DIGITS + 1).position(|b| matches!(b, b'.' | b')'))?;
    number(sentence.get(..end)?)
}

/// A number, or one small letter.
fn number(label: &str) -> Option<u32> {
    match label.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(1000 + u32::from(*letter)),
        digits if digits.iter().all(u8::is_ascii_digit) => label.parse().ok(),
        _ => None,
    }
}
