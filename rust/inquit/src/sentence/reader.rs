//! Sentences of a stream, in bounded memory.

use std::io::{self, Read};

use super::Splitter;
use super::splitter::Place;

/// Bytes kept before the sentence that is read: what is looked at behind a mark is never farther.
const BEFORE: usize = 1 << 11;
/// Bytes that must follow a sentence before it is given, since they may tell that it goes on.
const BEHIND: usize = 1 << 11;
/// Bytes of the longest sentence that is never cut, unless another number is asked for.
const CAPACITY: usize = 1 << 16;

/// A sentence of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamSentence {
    offset: u64,
    text: String,
}

impl StreamSentence {
    /// Where it begins in the stream, in bytes.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Its text, without the white space around it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its text, to keep.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Reads the sentences of a stream of UTF-8, in bounded memory.
///
/// The sentences are the same as [`Splitter::split`] finds in the whole text, as long as each block of lines between
/// blank lines fits into the buffer; in a longer block, newlines may be interpreted differently. A sentence is cut
/// only if it is longer than the [`capacity`](Self::capacity): at its last white space within the buffer, or at a
/// character if there is none.
///
/// Bytes that aren't UTF-8 cause one error that gives their position. They are skipped and treated as a paragraph
/// break, and reading continues after them. An error of the reader is returned unchanged, after everything that was
/// read before it.
///
/// ```
/// let mut text = "It rains.\nThe U.S. team stayed. “Why?” he asked.".as_bytes();
/// let splitter = inquit::Splitter::new();
/// let sentences: Result<Vec<_>, _> = inquit::SentenceReader::new(&splitter, &mut text).collect();
/// let sentences = sentences?;
/// assert_eq!(sentences[1].text(), "The U.S. team stayed.");
/// assert_eq!(sentences[1].offset(), 10);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct SentenceReader<'s, R> {
    splitter: &'s Splitter,
    reader: R,
    capacity: usize,
    /// Text that was read, and not yet dropped.
    text: String,
    /// Where `text` begins in the stream.
    offset: u64,
    /// Bytes behind `text` that aren't a whole character yet, or are none.
    raw: Vec<u8>,
    /// Where reading stands in `text`.
    place: Place,
    /// The byte of `text` up to which its sentences are sure, whatever follows.
    sure: usize,
    /// Whether no sentence was given since the buffer was filled.
    filled: bool,
    /// What comes when `text` has no more sentence.
    end: End,
}

/// Why no more can be read into the buffer.
#[derive(Debug)]
enum End {
    /// More can be read.
    Open,
    /// The stream is over, or broken.
    Over(Option<io::Error>),
    /// So many bytes aren't UTF-8.
    Invalid(usize),
}

impl<'s, R: Read> SentenceReader<'s, R> {
    /// Reads the sentences of `reader` as `splitter` finds them.
    pub fn new(splitter: &'s Splitter, reader: R) -> Self {
        Self {
            splitter,
            reader,
            capacity: CAPACITY,
            text: String::new(),
            offset: 0,
            raw: Vec::new(),
            place: splitter.place(),
            sure: 0,
            filled: false,
            end: End::Open,
        }
    }

    /// The length in bytes up to which a sentence is never cut; 65,536 by default. The reader needs about this much
    /// memory and a few kilobytes more.
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> Self {
        self.capacity = bytes.max(1);
        self
    }

    /// Drops what isn't needed any more and reads until the buffer is full.
    fn fill(&mut self) {
        let mut drop = self.place.unread().saturating_sub(BEFORE);
        while !self.text.is_char_boundary(drop) {
            drop -= 1;
        }
        self.text.drain(..drop);
        self.place.shift(drop);
        self.offset += drop as u64;
        let full = BEFORE + self.capacity + BEHIND;
        while self.text.len() < full && matches!(self.end, End::Open) {
            self.read(full - self.text.len());
        }
        self.sure = sure(&self.text, self.place.start());
        self.filled = true;
    }

    /// Reads once, at most so many bytes.
    fn read(&mut self, bytes: usize) {
        let kept = self.raw.len();
        self.raw.resize(kept + bytes, 0);
        let read = loop {
            match self.reader.read(self.raw.get_mut(kept..).unwrap_or(&mut [])) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.raw.truncate(kept + read.as_ref().map_or(0, |&read| read.min(bytes)));
        self.take_valid();
        match read {
            // What is left of a character is none.
            Ok(0) if !self.raw.is_empty() => self.end = End::Invalid(self.raw.len()),
            Ok(0) => self.end = End::Over(None),
            Ok(_) => {}
            Err(error) => self.end = End::Over(Some(error)),
        }
    }

    /// Moves what is UTF-8 from the raw bytes to the text.
    fn take_valid(&mut self) {
        let (valid, invalid) = match std::str::from_utf8(&self.raw) {
            Ok(text) => (text.len(), None),
            Err(error) => (error.valid_up_to(), error.error_len()),
        };
        self.text.push_str(std::str::from_utf8(self.raw.get(..valid).unwrap_or(&[])).unwrap_or(""));
        self.raw.drain(..valid);
        if let Some(invalid) = invalid {
            self.end = End::Invalid(invalid);
        }
    }

    /// The next sentence of the buffer; `None` if it has none that is sure not to go on.
    fn buffered(&mut self) -> Option<StreamSentence> {
        let open = matches!(self.end, End::Open);
        let mut sentences = self.splitter.resume(&self.text, self.place);
        let sentence = sentences.next();
        let sentence = sentence?;
        if open && (sentences.is_done() || sentence.end() > self.sure) {
            return None;
        }
        self.filled = false;
        let text = sentence.of(&self.text).to_owned();
        self.place = sentences.place;
        Some(StreamSentence { offset: self.offset + sentence.start() as u64, text })
    }

    /// A piece of a sentence that the buffer is too small for.
    fn piece(&mut self) -> StreamSentence {
        let start = self.place.start();
        let mut end = self.text.len().min(start + self.capacity);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        // A character that is longer than the buffer.
        let end = if end > start { end } else { self.text.len() };
        let piece = self.text.get(start..end).unwrap_or("");
        let space = piece.char_indices().rev().find(|(_, c)| c.is_whitespace()).filter(|&(at, _)| at > 0);
        let end = space.map_or(end, |(at, c)| start + at + c.len_utf8());
        let piece = self.text.get(start..end).unwrap_or("");
        let offset = self.offset + (start + piece.len() - piece.trim_start().len()) as u64;
        let text = piece.trim().to_owned();
        self.place.cut(end);
        StreamSentence { offset, text }
    }
}

/// The byte of a buffer up to which its sentences are sure, whatever follows, when those before byte `start` were given:
/// the last blank line, since it ends what lines are read together; without one, a little before the end.
fn sure(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let first = text.len() - rest.trim_start().len();
    // White space at the end may go on behind it.
    let mut head = text.trim_end();
    while let Some(newline) = head.get(first..).and_then(|lines| lines.rfind('\n')) {
        head = head.get(..first + newline).unwrap_or("").trim_end_matches([' ', '\t', '\r']);
        if head.ends_with('\n') {
            return head.len();
        }
    }
    text.len().saturating_sub(BEHIND)
}

impl<R: Read> Iterator for SentenceReader<'_, R> {
    type Item = io::Result<StreamSentence>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(sentence) = self.buffered() {
                return Some(Ok(sentence));
            }
            match &mut self.end {
                End::Open if !self.filled => self.fill(),
                // The sentence doesn't fit the buffer.
                End::Open => {
                    let piece = self.piece();
                    self.filled = false;
                    if !piece.text.is_empty() {
                        return Some(Ok(piece));
                    }
                }
                End::Over(error) => return error.take().map(Err),
                End::Invalid(length) => {
                    let at = self.offset + self.text.len() as u64;
                    self.offset = at + *length as u64;
                    self.raw.drain(..*length);
                    self.text.clear();
                    self.place = self.splitter.place();
                    self.end = End::Open;
                    self.filled = false;
                    self.take_valid();
                    let message = format!("byte {at} is not UTF-8");
                    return Some(Err(io::Error::new(io::ErrorKind::InvalidData, message)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Slow<'t>(&'t [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let len = self.1.min(buffer.len()).min(self.0.len());
            buffer[..len].copy_from_slice(&self.0[..len]);
            self.0 = &self.0[len..];
            Ok(len)
        }
    }

    fn read(bytes: &[u8], step: usize, capacity: usize) -> Vec<io::Result<StreamSentence>> {
        let splitter = Splitter::new();
        SentenceReader::new(&splitter, Slow(bytes, step)).capacity(capacity).collect()
    }

    fn texts(read: Vec<io::Result<StreamSentence>>) -> Vec<String> {
        read.into_iter().map(|s| s.unwrap().text).collect()
    }

    #[test]
    fn a_stream_has_the_sentences_of_its_text() {
        let paragraph = "Dr. Lee left at 5 p.m. „Es ist spät. Wir gehen“, sagte sie. “Why?” he asked. It rained\nin Leeds. \
                         1. Bread 2. Milk\n\n";
        let text = paragraph.repeat(200);
        let whole: Vec<_> =
            crate::sentences(&text).map(|s| (s.start() as u64, s.of(&text).to_owned())).collect();
        for (step, capacity) in [(1, 300), (7, 64), (4096, 1000), (usize::MAX, CAPACITY)] {
            let found = read(text.as_bytes(), step, capacity).into_iter().map(Result::unwrap);
            let found: Vec<_> = found.map(|s| (s.offset, s.text)).collect();
            assert_eq!(found, whole, "{step} {capacity}");
        }
    }

    #[test]
    fn headings_are_found_wherever_the_buffer_ends() {
        let text =
            "Ligging en klimaat Het dorp ligt aan een meer. Ten noorden ervan begint het bos. ".repeat(200);
        let splitter = Splitter::new().language("nld");
        let whole: Vec<_> = splitter.split(&text).map(|s| s.of(&text).to_owned()).collect();
        assert_eq!(whole.len(), 600);
        for (step, capacity) in [(1, 300), (7, 64), (usize::MAX, CAPACITY)] {
            let reader = SentenceReader::new(&splitter, Slow(text.as_bytes(), step)).capacity(capacity);
            assert_eq!(texts(reader.collect()), whole, "{step} {capacity}");
        }
    }

    #[test]
    fn a_sentence_longer_than_the_buffer_is_cut_at_white_space() {
        let text = format!("It rains. {}It pours.", "never ".repeat(3000));
        let found = texts(read(text.as_bytes(), 999, 100));
        assert_eq!(found.first().unwrap(), "It rains.");
        assert!(found.last().unwrap().ends_with("It pours."));
        assert!(found.len() > 3);
        assert_eq!(found.join(" "), text.split_whitespace().collect::<Vec<_>>().join(" "));
        let solid = "x".repeat(20_000);
        assert_eq!(texts(read(solid.as_bytes(), 999, 100)).concat(), solid);
        let spaces = " ".repeat(20_000) + "It rains.";
        assert_eq!(texts(read(spaces.as_bytes(), 999, 100)), ["It rains."]);
    }

    #[test]
    fn bytes_that_are_no_text_are_named_and_left_out() {
        let bytes = b"It rains. It pours\xFF\xFEand never. Stops\xE2\x80";
        let found: Vec<_> = read(bytes, 3, 100).into_iter().map(|s| s.map_err(|e| e.to_string())).collect();
        let text = |found: &Result<StreamSentence, String>| found.clone().map(|s| (s.offset, s.text));
        let wanted = [
            Ok((0, "It rains.".to_owned())),
            Ok((10, "It pours".to_owned())),
            Err("byte 18 is not UTF-8".to_owned()),
            Err("byte 19 is not UTF-8".to_owned()),
            Ok((20, "and never.".to_owned())),
            Ok((31, "Stops".to_owned())),
            Err("byte 36 is not UTF-8".to_owned()),
        ];
        assert_eq!(found.iter().map(text).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn an_error_of_the_reader_comes_behind_what_was_read() {
        struct Broken(bool);
        impl Read for Broken {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::Error::other("the line is dead"));
                }
                buffer[..9].copy_from_slice(b"It rains.");
                Ok(9)
            }
        }
        let splitter = Splitter::new();
        let mut reader = SentenceReader::new(&splitter, Broken(false));
        assert_eq!(reader.next().unwrap().unwrap().text, "It rains.");
        assert_eq!(reader.next().unwrap().unwrap_err().to_string(), "the line is dead");
        assert!(reader.next().is_none());
    }
}
