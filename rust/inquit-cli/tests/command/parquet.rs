//! Parquet, in and out.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use inquit::OffsetUnit;
use inquit_arrow::{Rows, Table};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::{ARTICLE, Room, line};

/// A column's values in a row group; `None` is null.
enum Column<'c> {
    Strings(&'c [Option<&'c [u8]>]),
    Ints(&'c [i64]),
    Small(&'c [i32]),
    Doubles(&'c [f64]),
}

/// Writes a file of row groups of columns.
fn write(path: &Path, schema: &str, compression: Compression, groups: &[Vec<Column<'_>>]) {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer =
        SerializedFileWriter::new(File::create(path).unwrap(), schema, Arc::new(properties)).unwrap();
    for columns in groups {
        let mut group = writer.next_row_group().unwrap();
        for column in columns {
            let mut writer = group.next_column().unwrap().unwrap();
            match (writer.untyped(), column) {
                (ColumnWriter::ByteArrayColumnWriter(writer), Column::Strings(strings)) => {
                    let values: Vec<_> =
                        strings.iter().flatten().map(|bytes| bytes.to_vec().into()).collect();
                    let levels: Vec<_> = strings.iter().map(|value| i16::from(value.is_some())).collect();
                    writer.write_batch(&values, Some(&levels), None).unwrap();
                }
                (ColumnWriter::Int64ColumnWriter(writer), Column::Ints(values)) => {
                    writer.write_batch(values, None, None).unwrap();
                }
                (ColumnWriter::Int32ColumnWriter(writer), Column::Small(values)) => {
                    writer.write_batch(values, None, None).unwrap();
                }
                (ColumnWriter::DoubleColumnWriter(writer), Column::Doubles(values)) => {
                    writer.write_batch(values, None, None).unwrap();
                }
                _ => panic!("the schema has another column"),
            }
            writer.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

const STRINGS: &str = "message m { optional binary id (UTF8); optional binary text (UTF8); }";

/// Runs on a file of one row group with an id each for three texts.
fn ids(kind: &str, ids: Column<'_>) -> (String, String) {
    let room = Room::new();
    let texts = [Some(&b"Good."[..]); 3];
    let schema = format!("message m {{ required {kind}; optional binary text (UTF8); }}");
    let groups = [vec![ids, Column::Strings(&texts)]];
    write(&room.path("a.parquet"), &schema, Compression::UNCOMPRESSED, &groups);
    let ran = room.run(&["a.parquet"]);
    (ran.ids(), ran.errors)
}

#[test]
fn a_row_is_a_document_whatever_the_codec() {
    let text = Room::new().with("t.txt", ARTICLE).run(&["t.txt", "--model", "none"]).json().remove(0);
    let codecs = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::GZIP(GzipLevel::default()),
        Compression::LZ4_RAW,
    ];
    for codec in codecs {
        let room = Room::new();
        let texts = [Some(ARTICLE.as_bytes()), Some(b"Good.")];
        let groups = [
            vec![Column::Strings(&[Some(b"a"), None]), Column::Strings(&texts)],
            vec![Column::Strings(&[Some(b"\xc3\xa9")]), Column::Strings(&[Some(b"")])],
        ];
        write(&room.path("a.parquet"), STRINGS, codec, &groups);
        let ran = room.run(&["--model", "none", "a.parquet"]);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""), "{codec:?}");
        assert_eq!(ran.ids(), r#""a" "a.parquet:2" "é""#);
        assert_eq!(ran.json()[0]["quotes"], text["quotes"]);
    }
}

#[test]
fn ids_are_strings_or_numbers() {
    assert_eq!(ids("int64 id", Column::Ints(&[1, -2, i64::MAX])).0, "1 -2 9223372036854775807");
    assert_eq!(ids("int64 id (INTEGER(64, false))", Column::Ints(&[1, -1, 2])).0, "1 18446744073709551615 2");
    assert_eq!(ids("int32 id (UINT_32)", Column::Small(&[1, -1, 2])).0, "1 4294967295 2");
    assert_eq!(ids("double id", Column::Doubles(&[3.0, f64::NAN, -1.5])).0, "3 \"a.parquet:2\" -1.5");
    let (found, said) = ids("int32 id (DATE)", Column::Small(&[1, 2, 3]));
    assert_eq!(found, "");
    assert_eq!(said, "inquit: a.parquet: column `id` holds neither strings nor numbers\n");
}

#[test]
fn bad_rows_are_named_and_the_rest_is_done() {
    let room = Room::new();
    let groups = [
        vec![
            Column::Strings(&[Some(b"a"), Some(b"b"), Some(b"\xff")]),
            Column::Strings(&[None, Some(b"Caf\xe9."), Some(b"Good.")]),
        ],
        vec![Column::Strings(&[Some(b"d")]), Column::Strings(&[Some(b"Good.")])],
    ];
    write(&room.path("a.parquet"), STRINGS, Compression::SNAPPY, &groups);
    let ran = room.run(&["a.parquet"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"d\""));
    let want = [
        "inquit: a.parquet:1: no `text`",
        "inquit: a.parquet:2: `text` is not UTF-8: byte 0xe9 at offset 3",
        "inquit: a.parquet:3: `id` is not UTF-8: byte 0xff at offset 0",
        "inquit: 3 of 4 documents couldn't be read",
    ];
    assert_eq!(ran.errors.lines().collect::<Vec<_>>(), want);
}

#[test]
fn columns_that_are_not_there_or_hold_something_else() {
    let room = Room::new();
    let schema = "message m { required int64 text; optional binary body (UTF8); }";
    let groups = [vec![Column::Ints(&[1]), Column::Strings(&[Some(b"Good.")])]];
    write(&room.path("a.parquet"), schema, Compression::SNAPPY, &groups);
    let said = |options: &[&str]| room.run(&[&["a.parquet"], options].concat()).errors;
    assert_eq!(said(&[]), "inquit: a.parquet: column `text` holds no strings\n");
    let want = "inquit: a.parquet: no column `tekst`; there are `text`, `body`\n";
    assert_eq!(said(&["--text-column", "tekst"]), want);
    assert_eq!(room.run(&["a.parquet", "--text-column", "body", "--id-column", "text"]).ids(), "1");
}

#[test]
fn what_is_no_parquet() {
    let room = Room::new().with("a.parquet", "Good.").with("b.parquet", "").with("c.txt", "Good.");
    let ran = room.run(&["a.parquet", "b.parquet", "c.txt"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"c.txt\""));
    let said: Vec<_> = ran.errors.lines().collect();
    assert!(said[0].starts_with("inquit: a.parquet: not read as Parquet: "), "{said:?}");
    assert!(said[1].starts_with("inquit: b.parquet: not read as Parquet: "), "{said:?}");
    let ran = room.feed(&["--input", "parquet"], "PAR1");
    assert_eq!((ran.code, ran.errors.as_str()), (Some(1), "inquit: -: Parquet is read from files only\n"));
}

#[test]
fn damage_ends_with_a_message_and_leaves_the_other_files_alone() {
    let room = Room::new().with("z.txt", "Good.");
    let texts: Vec<_> = (0..50).map(|number| format!("{number}: {ARTICLE}")).collect();
    let texts: Vec<_> = texts.iter().map(|text| Some(text.as_bytes())).collect();
    let groups = [vec![Column::Strings(&texts), Column::Strings(&texts)]];
    write(&room.path("a.parquet"), STRINGS, Compression::SNAPPY, &groups);
    let whole = std::fs::read(room.path("a.parquet")).unwrap();
    let mut said = 0;
    for at in (4..whole.len() - 4).step_by(whole.len() / 60) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        std::fs::write(room.path("a.parquet"), damaged).unwrap();
        let ran = room.run(&["--model", "none", "--language", "eng", "a.parquet", "z.txt"]);
        assert!(ran.ids().ends_with("\"z.txt\""), "byte {at}: {}", ran.errors);
        assert_eq!(ran.code, Some(if ran.errors.is_empty() { 0 } else { 1 }), "byte {at}");
        assert_eq!(ran.errors.is_empty(), ran.json().len() == 51, "byte {at}: {}", ran.errors);
        said += usize::from(!ran.errors.is_empty());
    }
    assert!(said > 5, "{said}");
}

/// The batches of a file that the command has written.
fn batches(room: &Room, name: &str) -> (SchemaRef, Vec<RecordBatch>) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(room.path(name)).unwrap()).unwrap();
    (reader.schema().clone(), reader.build().unwrap().map(Result::unwrap).collect())
}

#[test]
fn the_output_is_the_table_of_quotes() {
    let analyzer = inquit::Analyzer::builder().model(None).build().unwrap();
    for (name, unit) in
        [("chars", OffsetUnit::Chars), ("bytes", OffsetUnit::Bytes), ("utf16", OffsetUnit::Utf16)]
    {
        let lines: String = (0..40).map(|number| line(number, &format!("😀 {ARTICLE}"))).collect();
        let room = Room::new().with("a.jsonl", lines);
        let ran = room.run(&["--model", "none", "--offsets", name, "-o", "out.parquet", "a.jsonl"]);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
        let mut rows = Rows::new(Table::Quotes, unit);
        for number in 0..40 {
            rows.push(&number.to_string(), &analyzer.analyze(format!("😀 {ARTICLE}"))).unwrap();
        }
        let want = rows.finish().unwrap();
        let (schema, found) = batches(&room, "out.parquet");
        assert_eq!(schema, Table::Quotes.schema(unit), "its version and unit too");
        let columns = |batches: &[RecordBatch]| -> Vec<_> {
            batches.iter().map(|batch| batch.columns().to_vec()).collect()
        };
        assert_eq!(columns(&found), columns(&want));
    }
}

#[test]
fn csv_has_the_columns_of_the_table() {
    let head = Room::new().feed(&["--format", "csv", "--input", "jsonl"], "").out;
    let schema = Table::Quotes.schema(OffsetUnit::Chars);
    let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(head.trim_end().split(',').collect::<Vec<_>>(), names);
}

#[test]
fn no_quotes_make_a_table_without_rows() {
    let room = Room::new().with("a.txt", "Nobody spoke.");
    assert_eq!(room.run(&["a.txt", "-o", "out.parquet"]).code, Some(0));
    let (schema, found) = batches(&room, "out.parquet");
    assert_eq!((schema.fields().len(), found.len()), (20, 0));
}

#[test]
fn quotes_that_were_written_can_be_read_again() {
    let room = Room::new().with("a.txt", ARTICLE);
    assert_eq!(room.run(&["a.txt", "-o", "out.parquet", "--model", "none"]).code, Some(0));
    let ran = room.run(&["out.parquet", "--text-column", "content", "--id-column", "quote_id"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(0), "0 1 2"));
}

#[test]
fn parquet_cannot_be_gone_on_with() {
    let room = Room::new().with("a.txt", ARTICLE);
    let ran = room.run(&["a.txt", "-o", "out.parquet", "--resume"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.errors.contains("only JSON lines and CSV can be added to"), "{}", ran.errors);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let ran = Room::new().with("a.txt", ARTICLE).run(&["a.txt", "--format", "parquet", "-o", "/dev/full"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.errors.starts_with("inquit: /dev/full: can't write: No space left"), "{}", ran.errors);
}
