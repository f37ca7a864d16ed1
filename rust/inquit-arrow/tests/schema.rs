//! The tables of `docs/tables.md` are the schemas.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use arrow_schema::DataType;
use inquit::OffsetUnit;
use inquit_arrow::{SCHEMA, Table};

const DOCS: &str = include_str!("../../../docs/tables.md");

fn name(data_type: &DataType) -> String {
    match data_type {
        DataType::Utf8 => "utf8".into(),
        DataType::Int64 => "int64".into(),
        DataType::Float32 => "float32".into(),
        DataType::List(item) => format!("list<{}>", name(item.data_type())),
        DataType::Struct(fields) => {
            let fields: Vec<_> =
                fields.iter().map(|f| format!("{}: {}", f.name(), name(f.data_type()))).collect();
            format!("struct<{}>", fields.join(", "))
        }
        other => panic!("{other} isn't in the docs"),
    }
}

/// The first cells of the rows of a table in the docs.
fn documented(table: Table) -> Vec<[String; 3]> {
    let section = DOCS.split("\n## ").find(|section| section.lines().next() == Some(table.name())).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        [cells[1].trim_matches('`').to_owned(), cells[2].to_owned(), cells[3].to_owned()]
    })
    .collect()
}

#[test]
fn the_docs_have_the_columns() {
    for table in [Table::Quotes, Table::Sentences, Table::Tokens] {
        let schema = table.schema(OffsetUnit::Chars);
        let nulls = |nullable| if nullable { "yes" } else { "no" }.to_owned();
        let fields = schema.fields().iter();
        let columns: Vec<_> =
            fields.map(|f| [f.name().clone(), name(f.data_type()), nulls(f.is_nullable())]).collect();
        assert_eq!(documented(table), columns, "{}", table.name());
    }
}

#[test]
fn the_docs_have_the_metadata() {
    let schema = Table::Quotes.schema(OffsetUnit::Utf16);
    for key in schema.metadata().keys() {
        assert!(DOCS.contains(&format!("| `{key}` |")), "{key}");
    }
    assert!(DOCS.contains(&format!("| `inquit.schema` | `{SCHEMA}` |")));
    assert_eq!(schema.metadata()["inquit.offsets"], "utf16");
}
