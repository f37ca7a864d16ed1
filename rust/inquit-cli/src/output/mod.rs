//! The forms of the output.

mod brat;
mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod table;

use std::io::{self, Write};

use inquit::Document;
use inquit_formats::annotation::{self, Anchor};
use inquit_formats::{citron, conllu, tei};
use inquit_view::Section;

use self::csv::Csv;
pub(crate) use self::csv::HEADER as CSV_HEADER;
use self::jsonl::{Jsonl, Piece};
#[cfg(feature = "parquet")]
pub(crate) use self::parquet::is_ours as is_parquet_of_quotes;
use self::table::Table;
use crate::args::{Args, Format};
use crate::input::Id;
use crate::problem::Problem;
use crate::sink::Sink;

/// How each line of JSON begins.
pub(crate) const JSON_HEAD: &[u8] = b"{\"schema\":";

/// In a build without Parquet nothing reads it either.
#[cfg(not(feature = "parquet"))]
pub(crate) fn is_parquet_of_quotes(_: &std::path::Path) -> bool {
    false
}

/// Writes documents in one of the forms.
pub(crate) enum Output {
    Table(Table),
    Jsonl(Jsonl),
    Csv(Csv),
    Html,
    #[cfg(feature = "parquet")]
    Parquet(inquit::OffsetUnit),
    Tei,
    Annotation,
    Brat,
    Conllu,
    Citron,
}

impl Output {
    /// The output in a form.
    pub(crate) fn new(args: &Args, format: Format, on_terminal: bool) -> Result<Self, Problem> {
        if (args.text || args.tokens || args.sentences) && format != Format::Jsonl {
            return Err(Problem::usage("--text, --tokens and --sentences need --format jsonl"));
        }
        Ok(match format {
            Format::Table => Self::Table(Table::new(on_terminal)),
            Format::Jsonl => Self::Jsonl(Jsonl::new(args)),
            Format::Csv => Self::Csv(Csv::new(args.offsets.into())),
            Format::Html => Self::Html,
            Format::Parquet if on_terminal => {
                return Err(Problem::usage("Parquet can't be read on a terminal; give --output a file"));
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => Self::Parquet(args.offsets.into()),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => {
                return Err(Problem::usage(
                    "this inquit was built without Parquet; build it with the feature parquet",
                ));
            }
            Format::Tei => Self::Tei,
            Format::Annotation => Self::Annotation,
            Format::Brat => Self::Brat,
            Format::Conllu => Self::Conllu,
            Format::Citron => Self::Citron,
        })
    }

    /// A page without documents.
    pub(crate) fn page(&self) -> Page {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet(unit) => Page::Rows(parquet::Rows::new(*unit)),
            Self::Html => Page::Sections(Vec::new()),
            Self::Tei | Self::Brat => Page::Documents(Vec::new()),
            Self::Jsonl(_) => Page::Pieces(Vec::new()),
            _ => Page::Bytes(Vec::new()),
        }
    }

    /// Adds a document to a page of this output. An `extracted` text isn't what the input holds, but found in it.
    pub(crate) fn document(
        &self,
        id: &Id,
        extracted: bool,
        document: Document,
        page: &mut Page,
    ) -> io::Result<()> {
        if let Page::Documents(documents) = page {
            documents.push((id.to_string(), document));
            return Ok(());
        }
        if let (Self::Jsonl(jsonl), Page::Pieces(pieces)) = (self, &mut *page) {
            return jsonl.document(id, extracted, document, pieces);
        }
        let document = &document;
        match (self, page) {
            (Self::Table(table), Page::Bytes(out)) => table.document(id, document, out),
            (Self::Csv(csv), Page::Bytes(out)) => csv.document(id, document, out)?,
            (_, Page::Sections(sections)) => sections.push(Section::new(&id.to_string(), document)),
            #[cfg(feature = "parquet")]
            (_, Page::Rows(rows)) => rows.push(&id.to_string(), document)?,
            (Self::Annotation, Page::Bytes(out)) => {
                let anchor = if extracted { Anchor::Text } else { Anchor::Position };
                out.extend_from_slice(annotation::collection(document, &id.to_string(), anchor).as_bytes());
                out.push(b'\n');
            }
            (Self::Conllu, Page::Bytes(out)) => {
                out.extend_from_slice(conllu::document(document, &id.to_string()).as_bytes());
            }
            (Self::Citron, Page::Bytes(out)) => {
                out.extend_from_slice(citron::document(document, &id.to_string()).as_bytes());
                out.push(b'\n');
            }
            // A page is of the output that it is written to.
            (_, Page::Bytes(_) | Page::Pieces(_) | Page::Documents(_)) => {}
        }
        Ok(())
    }

    /// What comes before the first document.
    fn head(&self) -> String {
        match self {
            Self::Csv(_) => CSV_HEADER.join(",") + "\n",
            Self::Html => inquit_view::Page::new().head(),
            Self::Tei => tei::head(),
            _ => String::new(),
        }
    }

    /// The lines of a page, if it has such.
    pub(crate) fn lines(&self, page: Page) -> io::Result<Vec<u8>> {
        let mut lines = Vec::new();
        match (self, page) {
            (_, Page::Bytes(bytes)) => lines = bytes,
            (Self::Jsonl(jsonl), Page::Pieces(pieces)) => {
                pieces.into_iter().try_for_each(|piece| jsonl.write(piece, &mut lines))?;
            }
            _ => {}
        }
        Ok(lines)
    }
}

/// Some documents in the form of the output.
pub(crate) enum Page {
    Bytes(Vec<u8>),
    Pieces(Vec<Piece>),
    Sections(Vec<Section>),
    #[cfg(feature = "parquet")]
    Rows(parquet::Rows),
    /// For the writer to put into form: it alone knows which names are taken by those before.
    Documents(Vec<(String, Document)>),
}

/// Writes pages one behind the other.
pub(crate) enum Writer<'s> {
    Bytes(&'s mut Sink),
    Jsonl(&'s mut Sink, &'s Jsonl),
    /// Keeps of each document what the page lists at its end.
    Html(&'s mut Sink, inquit_view::Page),
    /// With how many documents there are.
    Tei(&'s mut Sink, usize),
    Brat(brat::Writer<'s>),
    #[cfg(feature = "parquet")]
    Parquet(parquet::Writer<'s>),
}

impl<'s> Writer<'s> {
    /// Writes what comes before the first page, unless there is something already.
    pub(crate) fn new(output: &'s Output, sink: &'s mut Sink) -> io::Result<Self> {
        #[cfg(feature = "parquet")]
        if let Output::Parquet(unit) = output {
            return parquet::Writer::new(sink, *unit).map(Self::Parquet);
        }
        let sink = match sink {
            Sink::Folder(folder) => return brat::Writer::new(folder).map(Self::Brat),
            sink => sink,
        };
        if sink.is_empty()? {
            sink.write_all(output.head().as_bytes())?;
            sink.flush()?;
        }
        Ok(match output {
            Output::Html => Self::Html(sink, inquit_view::Page::new()),
            Output::Tei => Self::Tei(sink, 0),
            Output::Jsonl(jsonl) => Self::Jsonl(sink, jsonl),
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
            (Self::Jsonl(sink, jsonl), Page::Pieces(pieces)) => {
                pieces.into_iter().try_for_each(|piece| jsonl.write(piece, sink))?;
                sink.flush()
            }
            (Self::Html(sink, page), Page::Sections(sections)) => {
                sections.into_iter().try_for_each(|section| sink.write_all(page.section(section).as_bytes()))
            }
            (Self::Tei(sink, documents), Page::Documents(page)) => {
                for (id, document) in page {
                    sink.write_all(tei::member(&document, &id, *documents).as_bytes())?;
                    *documents += 1;
                }
                sink.flush()
            }
            (Self::Brat(writer), Page::Documents(page)) => {
                page.iter().try_for_each(|(id, document)| writer.document(id, document))
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
            Self::Bytes(sink) | Self::Jsonl(sink, _) => sink.flush(),
            Self::Html(sink, page) => {
                sink.write_all(page.foot().as_bytes())?;
                sink.flush()
            }
            Self::Tei(sink, _) => {
                sink.write_all(tei::FOOT.as_bytes())?;
                sink.flush()
            }
            Self::Brat(writer) => writer.finish(),
            #[cfg(feature = "parquet")]
            Self::Parquet(writer) => writer.finish(),
        }
    }
}
