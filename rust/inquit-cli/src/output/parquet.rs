//! Parquet: one row a quote, with the columns of `inquit_arrow`'s table of quotes.

use std::fs::File;
use std::io::{self, Write};
use std::panic::catch_unwind;
use std::path::Path;

use inquit::{Document, OffsetUnit};
use inquit_arrow::Table;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::CSV_HEADER;
use crate::sink::Sink;

/// A row group is kept in memory until it is written: it ends at so many bytes.
const GROUP: usize = 32 << 20;

/// The rows of some documents.
pub(crate) struct Rows(inquit_arrow::Rows);

impl Rows {
    pub(super) fn new(unit: OffsetUnit) -> Self {
        Self(inquit_arrow::Rows::new(Table::Quotes, unit))
    }

    pub(super) fn push(&mut self, id: &str, document: &Document) -> io::Result<()> {
        self.0.push(id, document).map_err(io::Error::other)
    }
}

/// Writes rows to where the output goes.
pub(crate) struct Writer<'s>(Box<ArrowWriter<&'s mut Sink>>);

impl<'s> Writer<'s> {
    pub(super) fn new(sink: &'s mut Sink, unit: OffsetUnit) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_bytes(Some(GROUP))
            .build();
        let writer = ArrowWriter::try_new(sink, Table::Quotes.schema(unit), Some(properties));
        Ok(Self(Box::new(writer.map_err(unwritten)?)))
    }

    pub(super) fn rows(&mut self, Rows(mut rows): Rows) -> io::Result<()> {
        for batch in rows.finish().map_err(io::Error::other)? {
            self.0.write(&batch).map_err(unwritten)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.0.finish().map_err(unwritten)?;
        self.0.inner_mut().flush()
    }
}

/// Whether a file has the table of quotes.
pub(crate) fn is_ours(path: &Path) -> bool {
    // What reads Parquet panics on some damaged files.
    let read = catch_unwind(|| {
        let reader = SerializedFileReader::new(File::open(path).ok()?).ok()?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let names = schema.root_schema().get_fields().iter().map(|field| field.name().to_owned());
        Some(names.collect::<Vec<_>>() == CSV_HEADER)
    });
    read.is_ok_and(|ours| ours == Some(true))
}

/// The error that the sink had, if it is one.
fn unwritten(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
