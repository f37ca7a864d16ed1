//! The forms of the output.

mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod table;

use std::io::{self, Write};

use inquit::{Document, Span};
use inquit_view::Section;

use self::csv::Csv;
pub(crate) use self::csv::HEADER as CSV_HEADER;
use self::jsonl::Jsonl;
use self::table::Table;
use crate::args::{Args, Format};
use crate::input::Id;
use crate::problem::Problem;
use crate::sink::Sink;

/// Writes documents in one of the forms.
pub(crate) enum Output {
    Table(Table),
    Jsonl(Jsonl),
    Csv(Csv),
    Html,
    #[cfg(feature = "parquet")]
    Parquet(inquit::OffsetUnit),
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
            Format::Parquet if on_terminal => {
                return Err(Problem::usage("Parquet isn't for a terminal; give --output"));
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => Self::Parquet(args.offsets.into()),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => {
                return Err(Problem::usage("this build writes no Parquet; see the feature of that name"));
            }
        })
    }

    /// A page without documents.
    pub(crate) fn page(&self) -> Page {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet(unit) => Page::Rows(parquet::Rows::new(*unit)),
            Self::Html => Page::Sections(Vec::new()),
            _ => Page::Bytes(Vec::new()),
        }
    }

    /// Adds a document to a page of this output.
    pub(crate) fn document(&self, id: &Id, document: &Document, page: &mut Page) -> io::Result<()> {
        match (self, page) {
            (Self::Table(table), Page::Bytes(out)) => table.document(id, document, out),
            (Self::Jsonl(jsonl), Page::Bytes(out)) => jsonl.document(id, document, out)?,
            (Self::Csv(csv), Page::Bytes(out)) => csv.document(id, document, out)?,
            (_, Page::Sections(sections)) => sections.push(Section::new(&id.to_string(), document)),
            #[cfg(feature = "parquet")]
            (_, Page::Rows(rows)) => rows.push(&id.to_string(), document)?,
            // A page is of the output that it is written to.
            (_, Page::Bytes(_)) => {}
        }
        Ok(())
    }

    /// What comes before the first document.
    fn head(&self) -> String {
        match self {
            Self::Csv(_) => CSV_HEADER.join(",") + "\n",
            Self::Html => inquit_view::Page::new().head(),
            _ => String::new(),
        }
    }
}

/// Some documents in the form of the output.
pub(crate) enum Page {
    Bytes(Vec<u8>),
    Sections(Vec<Section>),
    #[cfg(feature = "parquet")]
    Rows(parquet::Rows),
}

/// Writes pages one behind the other.
pub(crate) enum Writer<'s> {
    Bytes(&'s mut Sink),
    /// Keeps of each document what the page lists at its end.
    Html(&'s mut Sink, inquit_view::Page),
    #[cfg(feature = "parquet")]
    Parquet(parquet::Writer<'s>),
}

impl<'s> Writer<'s> {
    /// Writes what comes before the first page, unless there is something already.
    pub(crate) fn new(output: &Output, sink: &'s mut Sink) -> io::Result<Self> {
        #[cfg(feature = "parquet")]
        if let Output::Parquet(unit) = output {
            return parquet::Writer::new(sink, *unit).map(Self::Parquet);
        }
        if sink.is_empty()? {
            sink.write_all(output.head().as_bytes())?;
            sink.flush()?;
        }
        Ok(match output {
            Output::Html => Self::Html(sink, inquit_view::Page::new()),
            _ => Self::Bytes(sink),
        })
    }

    /// Writes a page.
    pub(crate) fn page(&mut self, page: Page) -> io::Result<()> {
        match (self, page) {
            (Self::Bytes(sink), Page::Bytes(bytes)) => {
                sink.write_all(&bytes)?;
                // To be seen at once.
                sink.flush()
            }
            (Self::Html(sink, page), Page::Sections(sections)) => {
                sections.into_iter().try_for_each(|section| sink.write_all(page.section(section).as_bytes()))
            }
            #[cfg(feature = "parquet")]
            (Self::Parquet(writer), Page::Rows(rows)) => writer.rows(rows),
            // A page is of the output that it is written to.
            _ => Ok(()),
        }
    }

    /// Writes what comes behind the last page.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Bytes(sink) => sink.flush(),
            Self::Html(sink, page) => {
                sink.write_all(page.foot().as_bytes())?;
                sink.flush()
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(writer) => writer.finish(),
        }
    }
}

/// The texts of spans, joined as [`inquit::Quote::text`] joins those of a content.
fn join(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(document.text())).collect::<Vec<_>>().join(" … ")
}
