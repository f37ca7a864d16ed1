//! JSON lines: everything that was found.

use std::io;

use inquit::{Document, OffsetUnit};

use crate::args::Args;
use crate::input::Id;

pub(crate) struct Jsonl {
    unit: OffsetUnit,
    sentences: bool,
    tokens: bool,
}

impl Jsonl {
    pub(super) fn new(args: &Args) -> Self {
        Self { unit: args.offsets.into(), sentences: args.sentences, tokens: args.tokens }
    }

    pub(super) fn document(&self, id: &Id, document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
        let record = document.record(self.unit).sentences(self.sentences).tokens(self.tokens).id(id);
        serde_json::to_writer(&mut *out, &record)?;
        out.push(b'\n');
        Ok(())
    }
}
