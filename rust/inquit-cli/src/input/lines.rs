//! Whole lines, as many at a time as one read brings.

use std::io::{self, ErrorKind, Read};

/// Bytes asked for at a time: enough that the hand-over between threads costs nothing beside the
/// analysis, few enough that a batch for every thread is little memory.
const CHUNK: usize = 128 * 1024;

/// Cuts a stream into batches of whole lines.
///
/// A batch is what one read brings up to the last newline in it, so lines that arrive slowly, through
/// `tail -f`, are passed on as they come.
pub(super) struct Lines<R> {
    reader: R,
    /// The head of a line whose end hasn't been read.
    rest: Vec<u8>,
    /// The number of its first line, from 1.
    number: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, rest: Vec::new(), number: 1 }
    }

    /// The number of the line that is read.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The next lines with the number of the first; the last line may lack its newline.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        loop {
            let old = self.rest.len();
            self.rest.resize(old + CHUNK, 0);
            let count = self.fill(old)?;
            self.rest.truncate(old + count);
            if count == 0 {
                let last = std::mem::take(&mut self.rest);
                return Ok((!last.is_empty()).then_some((self.number, last)));
            }
            let new = self.rest.get(old..).unwrap_or(&[]);
            if let Some(newline) = memchr::memrchr(b'\n', new) {
                let tail = self.rest.split_off(old + newline + 1);
                let lines = std::mem::replace(&mut self.rest, tail);
                let first = self.number;
                self.number += memchr::memchr_iter(b'\n', &lines).count() as u64;
                return Ok(Some((first, lines)));
            }
        }
    }

    /// Reads once, to after the first `old` bytes; returns how many bytes came, 0 at the end.
    fn fill(&mut self, old: usize) -> io::Result<usize> {
        loop {
            match self.reader.read(self.rest.get_mut(old..).unwrap_or(&mut [])) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use std::io::{self, Read};

    /// Gives its pieces one a read.
    struct Pieces(Vec<&'static str>);

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            self.0.remove(0).as_bytes().read(buffer)
        }
    }

    #[test]
    fn a_batch_ends_at_the_last_newline_that_has_come() {
        let mut lines = Lines::new(Pieces(vec!["a\nb\nc", "c", "c\n", "d\n\n", "e"]));
        let mut batches = Vec::new();
        while let Some((first, bytes)) = lines.next().unwrap() {
            batches.push((first, String::from_utf8(bytes).unwrap()));
        }
        let want = [(1, "a\nb\n"), (3, "ccc\n"), (4, "d\n\n"), (6, "e")];
        assert_eq!(batches, want.map(|(first, lines)| (first, lines.to_owned())));
    }
}
