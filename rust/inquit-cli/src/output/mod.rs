//! The forms of the output.

mod csv;
mod jsonl;
mod table;

use std::io;

use inquit::{Document, Span, html};

use self::csv::Csv;
pub(crate) use self::csv::HEADER as CSV_HEADER;
use self::jsonl::Jsonl;
use self::table::Table;
use crate::args::{Args, Format};
use crate::input::Id;
use crate::problem::Problem;

/// Writes documents in one of the forms.
pub(crate) enum Output {
    Table(Table),
    Jsonl(Jsonl),
    Csv(Csv),
    Html,
}

impl Output {
    /// The form that was asked for, or that fits where the output goes.
    pub(crate) fn new(args: &Args, on_terminal: bool) -> Result<Self, Problem> {
        let format = args.format(on_terminal);
        if (args.tokens || args.sentences) && format != Format::Jsonl {
            return Err(Problem::usage("--tokens and --sentences need --format jsonl"));
        }
        Ok(match format {
            Format::Table => Self::Table(Table::new(on_terminal)),
            Format::Jsonl => Self::Jsonl(Jsonl::new(args)),
            Format::Csv => Self::Csv(Csv::new(args.offsets.into())),
            Format::Html => Self::Html,
        })
    }

    /// What comes before the first document.
    pub(crate) fn head(&self) -> String {
        match self {
            Self::Table(_) | Self::Jsonl(_) => String::new(),
            Self::Csv(_) => CSV_HEADER.join(",") + "\n",
            Self::Html => html::head("Who said what"),
        }
    }

    /// Adds a document to `out`.
    pub(crate) fn document(&self, id: &Id, document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::Table(table) => table.document(id, document, out),
            Self::Jsonl(jsonl) => jsonl.document(id, document, out)?,
            Self::Csv(csv) => csv.document(id, document, out)?,
            Self::Html => {
                out.extend_from_slice(html::section(document, Some(&id.to_string())).as_bytes());
            }
        }
        Ok(())
    }

    /// What comes after the last document.
    pub(crate) fn foot(&self) -> &'static str {
        match self {
            Self::Table(_) | Self::Jsonl(_) | Self::Csv(_) => "",
            Self::Html => html::FOOT,
        }
    }
}

/// The texts of spans, joined as [`inquit::Quote::text`] joins those of a content.
fn join(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(document.text())).collect::<Vec<_>>().join(" … ")
}
