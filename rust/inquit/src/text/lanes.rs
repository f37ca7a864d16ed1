//! Sixty-four bytes of a text at a time: questions that all of them answer at once.
//!
//! Comparisons of sixteen bytes are one instruction on every processor that matters, and their answers are gathered into
//! a number with a bit for each byte, so that what follows takes no branch a byte.

use wide::u8x16;

/// Bytes that are looked at together.
pub(crate) const BLOCK: usize = 64;
/// Bytes that are read for that: the two behind them, too.
pub(crate) const READ: usize = BLOCK + 2;

/// Asks each byte of a block, with the one behind it and the one behind that; an answer's highest bit counts.
#[inline(always)]
pub(crate) fn ask(block: &[u8; READ], question: impl Fn(u8x16, u8x16, u8x16) -> u8x16) -> u64 {
    let [answers] = ask_all(block, |byte, next, after| [question(byte, next, after)]);
    answers
}

/// Asks several questions at once.
#[inline(always)]
pub(crate) fn ask_all<const N: usize>(
    block: &[u8; READ],
    questions: impl Fn(u8x16, u8x16, u8x16) -> [u8x16; N],
) -> [u64; N] {
    let part = |from: usize| block.get(from..from + BLOCK).unwrap_or(&[]).as_chunks().0;
    let mut answers = [0; N];
    for (i, ((&byte, &next), &after)) in part(0).iter().zip(part(1)).zip(part(2)).enumerate() {
        let flags = questions(u8x16::new(byte), u8x16::new(next), u8x16::new(after));
        for (answers, flags) in answers.iter_mut().zip(flags) {
            *answers |= u64::from(bits(flags)) << (16 * i);
        }
    }
    answers
}

/// The highest bit of each byte.
#[inline(always)]
pub(crate) fn bits(bytes: u8x16) -> u16 {
    bytes.move_mask() as u16
}

/// Which bytes are a certain one.
#[inline(always)]
pub(crate) fn is(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.cmp_eq(u8x16::splat(byte))
}

/// Which bytes lie between two, or are one of them.
#[inline(always)]
pub(crate) fn within(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(last - first)).cmp_eq(above)
}

/// The bits below one of the 64.
#[inline(always)]
pub(crate) fn below(bit: usize) -> u64 {
    1_u64.checked_shl(bit as u32).map_or(u64::MAX, |bit| bit - 1)
}

/// The block that begins at byte `base` of a text, with what is behind it, and how many of its bytes are text: at the end zeros
/// stand for the others, in `room`.
#[inline(always)]
pub(crate) fn block<'b>(
    bytes: &'b [u8],
    base: usize,
    room: &'b mut Option<[u8; READ]>,
) -> (&'b [u8; READ], usize) {
    let rest = bytes.get(base..).unwrap_or(&[]);
    match rest.first_chunk() {
        Some(block) => (block, BLOCK),
        None => (room.insert(padded(rest)), rest.len().min(BLOCK)),
    }
}

#[cold]
fn padded(rest: &[u8]) -> [u8; READ] {
    let mut block = [0; READ];
    block.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    block
}
