//! JSON lines: everything that was found.

use std::io;

use inquit::{Document, OffsetUnit};

use crate::args::Args;
use crate::input::Id;

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

    pub(super) fn document(
        &self,
        id: &Id,
        extracted: bool,
        document: &Document,
        out: &mut Vec<u8>,
    ) -> io::Result<()> {
        let record = document.record(self.unit).text(self.text || extracted);
        let record = record.sentences(self.sentences).tokens(self.tokens).id(id);
        serde_json::to_writer(&mut *out, &record)?;
        out.push(b'\n');
        Ok(())
    }
}
