//! Quotes, sentences and tokens as [Arrow](https://arrow.apache.org) record batches, one row each.
//!
//! ```
//! use inquit::OffsetUnit;
//! use inquit_arrow::{Rows, Table};
//!
//! # fn main() -> Result<(), inquit_arrow::Error> {
//! let analyzer = inquit::Analyzer::default();
//! let mut rows = Rows::new(Table::Quotes, OffsetUnit::Chars);
//! rows.push("a1", &analyzer.analyze("“It rains,” said Ann Lee."))?;
//! rows.push("a2", &analyzer.analyze("Tom Ray said that it was over."))?;
//! let batches = rows.finish()?;
//! assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 2);
//! assert_eq!(batches[0].schema(), Table::Quotes.schema(OffsetUnit::Chars));
//! # Ok(()) }
//! ```
//!
//! Every value goes from the document into the buffer of its column; there is no object a row in between.
//! The columns and their types are those of `docs/tables.md`, and [`SCHEMA`] is their version.
#![deny(unsafe_code)]
#![warn(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod columns;
mod error;
mod quotes;
mod rows;
mod sentences;
mod table;
mod tokens;

pub use error::Error;
pub use rows::Rows;
pub use table::{SCHEMA, Table};
