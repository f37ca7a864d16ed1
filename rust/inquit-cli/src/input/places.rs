//! On which line of a file a record begins.
//!
//! The reader of CSV counts newlines only, and a record begins for it right behind the one before: with CRLF in the
//! middle of a line end, and before blank lines. So lines are counted here, from the bytes that the reader has taken.

use std::io::{self, Read};

/// A reader that can tell on which line a byte of it stands. A line ends with LF, CRLF or CR.
pub(super) struct Places<R> {
    reader: R,
    /// What has been read and not been counted: the bytes behind `start`.
    bytes: Vec<u8>,
    start: usize,
    /// The offset of the first byte that hasn't been counted, and its line from 1.
    offset: u64,
    line: u64,
    /// Whether the byte before it is a CR, whose line end a LF would be a part of.
    after_cr: bool,
}

impl<R: Read> Places<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, bytes: Vec::new(), start: 0, offset: 0, line: 1, after_cr: false }
    }

    /// The line of the first byte at or behind `offset` that isn't of a line end. Offsets only grow from call to call.
    pub(super) fn line(&mut self, offset: u64) -> u64 {
        let ahead = usize::try_from(offset.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        self.count(ahead);
        let rest = self.bytes.get(self.start..).unwrap_or(&[]);
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.count(ends);
        self.line
    }

    /// The line of the last byte that has been read.
    pub(super) fn last_line(&mut self) -> u64 {
        self.count(usize::MAX);
        self.line
    }

    /// Counts the next bytes.
    fn count(&mut self, ahead: usize) {
        let end = self.start.saturating_add(ahead).min(self.bytes.len());
        let passed = self.bytes.get(self.start..end).unwrap_or(&[]);
        for at in memchr::memchr2_iter(b'\r', b'\n', passed) {
            let before = at.checked_sub(1).map_or(self.after_cr, |before| passed.get(before) == Some(&b'\r'));
            if !(before && passed.get(at) == Some(&b'\n')) {
                self.line += 1;
            }
        }
        self.after_cr = passed.last().map_or(self.after_cr, |&last| last == b'\r');
        self.offset += passed.len() as u64;
        self.start = end;
    }
}

impl<R: Read> Read for Places<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        // Half of it is counted, so that each byte is moved once at most.
        if self.start * 2 >= self.bytes.len() {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        self.bytes.extend_from_slice(buffer.get(..count).unwrap_or(&[]));
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use std::io::{self, Read};

    /// Reads so many bytes at a time; returns the lines of the offsets.
    fn lines(text: &str, piece: usize, offsets: &[u64]) -> Vec<u64> {
        let mut places = Places::new(text.as_bytes());
        let mut buffer = vec![0; piece];
        let mut read = 0;
        let mut lines = Vec::new();
        for &offset in offsets {
            // The reader of CSV has read on behind what it hands over, up to the next record.
            while read < offset + 4 {
                match places.read(&mut buffer).unwrap() {
                    0 => break,
                    count => read += count as u64,
                }
            }
            lines.push(places.line(offset));
        }
        lines
    }

    #[test]
    fn line_ends_of_all_kinds_count_once() {
        for piece in 1..9 {
            assert_eq!(lines("a\nb\nc", piece, &[0, 2, 4]), [1, 2, 3]);
            assert_eq!(lines("a\r\nb\r\nc", piece, &[0, 2, 5]), [1, 2, 3], "offsets in the middle of an end");
            assert_eq!(lines("a\r\nb\r\nc", piece, &[0, 3, 6]), [1, 2, 3]);
            assert_eq!(lines("a\rb\rc", piece, &[0, 2, 4]), [1, 2, 3]);
            assert_eq!(lines("\n\na\r\n\r\nb", piece, &[0, 4]), [3, 5], "blank lines are passed over");
            assert_eq!(lines("a\n\rb\r\r\nc", piece, &[0, 3, 4]), [1, 3, 5]);
        }
    }

    #[test]
    fn what_is_counted_is_not_kept() {
        let mut places = Places::new(io::repeat(b'\n'));
        let mut buffer = [0; 1000];
        for round in 1..1000 {
            places.read_exact(&mut buffer).unwrap();
            places.line(round * 1000 - 1);
        }
        assert!(places.bytes.capacity() < 10_000, "{}", places.bytes.capacity());
    }
}
