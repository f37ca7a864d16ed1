//! What the first bytes of a file tell: UTF-16, which is read as UTF-8, and what is no text at all.

use std::io::{self, Cursor, ErrorKind, Read};

/// How much is looked at: enough that a text of UTF-16 shows its zeros whatever it begins with.
const HEAD: usize = 1024;

/// How files begin that hold text otherwise than as text, what they are, and what to do with one.
const SIGNATURES: [(&[u8], &str); 13] = [
    (b"%PDF-", "a PDF: `pdftotext FILE` makes a text of it"),
    (b"%!PS", "PostScript: `ps2ascii FILE FILE.txt` makes a text of it"),
    (
        b"PK\x03\x04",
        "a ZIP archive, as .docx, .odt and .epub are: `pandoc --to plain --output FILE.txt FILE` makes a text of those; \
         unpack another",
    ),
    (b"{\\rtf", "RTF: `pandoc --from rtf --to plain --output FILE.txt FILE` makes a text of it"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a file of an old Office, such as .doc: `soffice --headless --convert-to txt FILE` makes a text of it",
    ),
    (b"\x1f\x8b", "compressed with gzip: give it a name with .gz, or unpack it with `gunzip`"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd: unpack it with `unzstd`"),
    (b"\xfd7zXZ\0", "compressed with xz: unpack it with `unxz`"),
    (b"BZh91AY&SY", "compressed with bzip2: unpack it with `bunzip2`"),
    (b"PAR1", "Parquet: read it with `--input parquet`"),
    (b"\x89PNG\r\n", "a picture: a program for OCR, such as `tesseract`, makes a text of it"),
    (b"\xff\xd8\xff", "a picture: a program for OCR, such as `tesseract`, makes a text of it"),
    (b"SQLite format 3\0", "a database of SQLite: export a table as CSV and read that"),
];

/// The byte order marks of UTF-32; the first begins as that of UTF-16 does.
const UTF_32: [&[u8]; 2] = [b"\xff\xfe\0\0", b"\0\0\xfe\xff"];

/// Those of UTF-16.
const UTF_16: [(&[u8], Order); 2] = [(b"\xff\xfe", Order::Little), (b"\xfe\xff", Order::Big)];

/// A reader of the same as UTF-8, where it is UTF-16; other bytes are left as they are. A byte order mark of UTF-16
/// belongs to the file and not to the text.
///
/// # Errors
///
/// If the file can't be read, or is no text. The message says what it is, and what to do.
pub(super) fn read<'r>(mut reader: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let head = head(&mut reader)?;
    let found = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature));
    if let Some((_, what)) = found {
        return Err(io::Error::new(ErrorKind::InvalidData, format!("is {what}")));
    }
    if UTF_32.iter().any(|mark| head.starts_with(mark)) {
        let what = "is UTF-32: `iconv -f UTF-32 -t UTF-8 FILE > FILE.txt` makes it UTF-8";
        return Err(io::Error::new(ErrorKind::InvalidData, what));
    }
    let marked = UTF_16.iter().find(|(mark, _)| head.starts_with(mark));
    let order = marked.map(|(_, order)| *order).or_else(|| Order::of_zeros(&head));
    let mut head = Cursor::new(head);
    head.set_position(marked.map_or(0, |(mark, _)| mark.len() as u64));
    let whole = head.chain(reader);
    Ok(match order {
        Some(order) => Box::new(Utf16 { reader: whole, order, units: Vec::new(), text: Cursor::default() }),
        None => Box::new(whole),
    })
}

/// The first bytes: those that come at once, and as many more as it takes to know a signature.
fn head(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let (mut head, mut length) = (vec![0; HEAD], 0);
    loop {
        let read = head.get(..length).unwrap_or(&[]);
        let starts = |whole: &[u8]| whole.len() > read.len() && whole.starts_with(read);
        let signature = SIGNATURES.iter().any(|(signature, _)| starts(signature));
        let mark = UTF_32.iter().any(|mark| starts(mark)) || UTF_16.iter().any(|(mark, _)| starts(mark));
        // It takes two characters of UTF-16 to tell by their zeros that they are.
        let zeros = read.len() < 4 && read.contains(&0);
        if !(read.is_empty() || signature || mark || zeros) {
            break;
        }
        match reader.read(head.get_mut(length..).unwrap_or(&mut [])) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(length);
    Ok(head)
}

/// Which byte of a unit of UTF-16 comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

impl Order {
    /// That of UTF-16 without a byte order mark, in a language of Latin letters: most units have a zero, and always at
    /// the same side. In UTF-8 a zero is rare.
    fn of_zeros(head: &[u8]) -> Option<Self> {
        let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
        let (units, first, second) = (head.len() / 2, zeros(0), zeros(1));
        let most = |zeros: usize, others: usize| units >= 2 && zeros * 2 > units && others * 8 < units;
        match (most(second, first), most(first, second)) {
            (true, _) => Some(Self::Little),
            (_, true) => Some(Self::Big),
            _ => None,
        }
    }

    fn unit(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        }
    }
}

/// Reads UTF-16 as UTF-8.
struct Utf16<R> {
    reader: R,
    order: Order,
    /// Bytes that make no whole character yet, three at most, before those of a read.
    units: Vec<u8>,
    /// What is read and not handed over.
    text: Cursor<Vec<u8>>,
}

impl<R: Read> Utf16<R> {
    /// Reads some characters; none are left at the end.
    fn fill(&mut self) -> io::Result<()> {
        const CHUNK: usize = 64 * 1024;
        let old = self.units.len();
        self.units.resize(old + CHUNK, 0);
        let count = loop {
            match self.reader.read(self.units.get_mut(old..).unwrap_or(&mut [])) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.units.truncate(old + count);
        let damaged = || io::Error::new(ErrorKind::InvalidData, "isn't whole UTF-16: half a character");
        if count == 0 && old > 0 {
            return Err(damaged());
        }
        let (pairs, _) = self.units.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|&pair| self.order.unit(pair)).collect();
        // Its other half is still to come.
        if units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
            units.pop();
        }
        self.units.drain(..units.len() * 2);
        let text: Result<String, _> = char::decode_utf16(units).collect();
        self.text = Cursor::new(text.map_err(|_| damaged())?.into_bytes());
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.text.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let waiting = self.units.len();
            self.fill()?;
            // A read that brings half a character isn't the end.
            if self.text.get_ref().is_empty() && self.units.len() == waiting {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, read};
    use std::io::{self, Read};

    /// Gives so many bytes a read.
    struct Slow<'b>(&'b [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len());
            self.0.read(&mut buffer[..count])
        }
    }

    fn text(bytes: &[u8], piece: usize) -> io::Result<String> {
        let mut out = String::new();
        read(Slow(bytes, piece))?.read_to_string(&mut out)?;
        Ok(out)
    }

    const TEXT: &str = "“Ça va 😀,” said Ann Lee. 😀";

    fn utf_16(order: Order, text: &str) -> Vec<u8> {
        let bytes = |unit: u16| match order {
            Order::Little => unit.to_le_bytes(),
            Order::Big => unit.to_be_bytes(),
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_16_is_read_with_a_mark_and_without() {
        for order in [Order::Little, Order::Big] {
            let marked = utf_16(order, &format!("\u{feff}{TEXT}"));
            for piece in 1..9 {
                assert_eq!(text(&marked, piece).unwrap(), TEXT, "{piece}");
            }
            assert_eq!(text(&utf_16(order, TEXT), 1000).unwrap(), TEXT);
            assert_eq!(text(&utf_16(order, "ab\n"), 1000).unwrap(), "ab\n");
            let long = TEXT.repeat(20_000);
            assert!(text(&utf_16(order, &long), usize::MAX).unwrap() == long);
            let error = text(&marked[..marked.len() - 1], 1000).unwrap_err();
            assert_eq!(error.to_string(), "isn't whole UTF-16: half a character");
            let half = [&marked[..2], &utf_16(order, "😀")[..2], &marked[2..]].concat();
            assert!(text(&half, 1000).is_err());
        }
        assert_eq!(text(b"\xff\xfe", 1).unwrap(), "");
    }

    #[test]
    fn other_bytes_stay_as_they_are() {
        for bytes in ["", "a", "\0", "a\0b", "{", "{}", "%", "PK", "\u{feff}a", TEXT, "a\0bc\0d"] {
            for piece in [1, 2, 1000] {
                assert_eq!(text(bytes.as_bytes(), piece).unwrap(), bytes);
            }
        }
    }

    #[test]
    fn what_is_no_text_is_told_by_its_signature() {
        let said = |bytes: &[u8]| text(bytes, 1).unwrap_err().to_string();
        assert!(said(b"%PDF-1.7\n").starts_with("is a PDF: `pdftotext FILE`"));
        assert!(said(b"PK\x03\x04\x14\0").contains("`pandoc --to plain"));
        assert!(said(b"\x1f\x8b\x08").contains("gzip"));
        assert!(said(b"\xff\xfe\0\0a\0\0\0").contains("UTF-32"));
        assert!(said(b"{\\rtf1 Good.}").starts_with("is RTF"));
    }
}
