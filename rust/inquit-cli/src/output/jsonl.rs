//! JSON lines: everything that was found.

use std::io::{self, BufWriter, Write};

use inquit::{Document, OffsetUnit};

use crate::args::Args;
use crate::input::Id;

/// Bytes of a text whose line isn't made before it is written: it may be several times as long.
const LONG: usize = 1 << 20;

/// Bytes that are written at once.
const BUFFER: usize = 1 << 16;

/// A part of a page.
pub(crate) enum Piece {
    /// Lines of documents.
    Lines(Vec<u8>),
    /// A document with a long text, and whether that is extracted.
    Long(Id, bool, Box<Document>),
}

pub(crate) struct Jsonl {
    unit: OffsetUnit,
    text: bool,
    sentences: bool,
    tokens: bool,
}

impl Jsonl {
    pub(super) fn new(args: &Args) -> Self {
        Self { unit: args.offsets.into(), text: args.text, sentences: args.sentences, tokens: args.tokens }
    }

    /// Adds a document to a page.
    pub(super) fn document(
        &self,
        id: &Id,
        extracted: bool,
        document: Document,
        page: &mut Vec<Piece>,
    ) -> io::Result<()> {
        if document.text().len() > LONG {
            page.push(Piece::Long(id.clone(), extracted, Box::new(document)));
            return Ok(());
        }
        match page.last_mut() {
            Some(Piece::Lines(lines)) => self.line(id, extracted, &document, lines),
            _ => {
                let mut lines = Vec::new();
                self.line(id, extracted, &document, &mut lines)?;
                page.push(Piece::Lines(lines));
                Ok(())
            }
        }
    }

    /// Writes a piece of a page.
    pub(super) fn write(&self, piece: Piece, out: &mut impl Write) -> io::Result<()> {
        match piece {
            Piece::Lines(lines) => out.write_all(&lines),
            Piece::Long(id, extracted, document) => {
                let mut out = BufWriter::with_capacity(BUFFER, out);
                self.line(&id, extracted, &document, &mut out)?;
                out.flush()
            }
        }
    }

    fn line(&self, id: &Id, extracted: bool, document: &Document, out: &mut impl Write) -> io::Result<()> {
        let record = document.record(self.unit).text(self.text || extracted);
        let record = record.sentences(self.sentences).tokens(self.tokens).id(id);
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")
    }
}
