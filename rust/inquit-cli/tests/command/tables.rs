//! CSV, the names of columns, and what is compressed.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{ARTICLE, Ran, Room, line};

fn csv(content: impl AsRef<[u8]>, options: &[&str]) -> Ran {
    Room::new().with("a.csv", content).run(&[&["a.csv", "--model", "none"], options].concat())
}

#[test]
fn a_record_is_a_document() {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["date", "id", "text"]).unwrap();
    writer.write_record(["Monday", "a, \"b\"", ARTICLE]).unwrap();
    writer.write_record(["", "", "Good."]).unwrap();
    writer.write_record(["", "007", ""]).unwrap();
    let ran = csv(writer.into_inner().unwrap(), &[]);
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
    assert_eq!(ran.ids(), r#""a, \"b\"" "a.csv:8" "007""#, "lines count, not records");
    let text = Room::new().with("t.txt", ARTICLE).run(&["t.txt", "--model", "none"]).json().remove(0);
    assert_eq!(ran.json()[0]["quotes"], text["quotes"]);
}

#[test]
fn csv_is_read_as_others_write_it() {
    let ids = |content: &[u8]| {
        let ran = csv(content, &[]);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""), "{}", String::from_utf8_lossy(content));
        ran.ids()
    };
    assert_eq!(ids(b"\xef\xbb\xbfid,text\r\n1,Good.\r\n\r\n2,Bad.\r\n"), r#""1" "2""#);
    assert_eq!(ids(b"text,id\n\"Good.\",1\n5\" nails.,2"), r#""1" "2""#, "the last line end may lack");
    assert_eq!(ids(b"text\nGood.\n\"Two\nlines.\"\nBad.\n"), r#""a.csv:2" "a.csv:3" "a.csv:5""#);
    assert_eq!(ids(b"id,text\n"), "");
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = ["text", "Good.", "", "\"Two", "lines.\"", "x,y", "", "", "Bad.", ""];
        let ran = csv(lines.join(end), &[]);
        assert_eq!(ran.ids(), r#""a.csv:2" "a.csv:4" "a.csv:9""#, "{end:?}");
        assert!(
            ran.errors.starts_with("inquit: a.csv:6: has 2 fields instead of 1\n"),
            "{end:?}: {}",
            ran.errors
        );
    }
    let ran = csv("\r\n\r\ntext\r\nGood.\r\n", &[]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(0), "\"a.csv:4\""), "blank lines before the names");
    let ran = csv("id,text\r\n1,Good.\r\n2,\"Good.\r\n3,Good.\r\n", &[]);
    assert!(ran.errors.starts_with("inquit: a.csv:3: a quotation mark"), "{}", ran.errors);
}

#[test]
fn columns_have_the_names_that_are_given() {
    let options = ["--text-column", "body", "--id-column", "url"];
    let ran = csv("id,url,text,body\n1,x,Bad.,Good.\n", &options);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(0), "\"x\""));
    let lines = "{\"url\": \"x\", \"text\": 5, \"body\": \"Good.\", \"id\": []}\n{\"b\\u006fdy\": \"\"}\n{\"text\": \"\"}\n";
    let ran = Room::new().with("a.jsonl", lines).run(&[&["a.jsonl"], &options[..]].concat());
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), r#""x" "a.jsonl:2""#));
    assert!(ran.errors.starts_with("inquit: a.jsonl:3: no `body`; there is only `text`\n"), "{}", ran.errors);
    let ran = csv("text\nGood.\n", &["--id-column", "text"]);
    assert_eq!(ran.ids(), "\"Good.\"");
}

#[test]
fn a_column_that_is_missing_is_said() {
    let said = |content: &str, options: &[&str]| {
        let ran = csv(content, options);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
        ran.errors
    };
    assert_eq!(said("id;text\n1;Good.\n", &[]), "inquit: a.csv: no column `text`; there is only `id;text`\n");
    assert_eq!(
        said("id,text\n1,Good.\n", &["--id-column", "url"]),
        "inquit: a.csv: no column `url`; there are `id`, `text`\n"
    );
    assert_eq!(said("", &[]), "inquit: a.csv: is empty: its first line should name the columns\n");
}

#[test]
fn bad_records_are_named_by_line_and_the_rest_is_done() {
    let content = b"id,text\n1,\"Two\nlines.\"\n2\n3,Good,\n4,Caf\xe9.\n\xe9,Good.\n5,Good.\n";
    let ran = csv(content, &[]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), r#""1" "5""#));
    let said: Vec<_> = ran.errors.lines().collect();
    let want = [
        "inquit: a.csv:4: has 1 field instead of 2",
        "inquit: a.csv:5: has 3 fields instead of 2",
        "inquit: a.csv:6: `text` is not UTF-8: byte 0xe9 at offset 3; if the file is Latin-1, `iconv -f WINDOWS-1252 -t UTF-8 FILE` makes it UTF-8",
        "inquit: a.csv:7: `id` is not UTF-8: byte 0xe9 at offset 0; if the file is Latin-1, `iconv -f WINDOWS-1252 -t UTF-8 FILE` makes it UTF-8",
        "inquit: 4 of 6 documents couldn't be read",
    ];
    assert_eq!(said, want);
}

#[test]
fn a_mark_that_nothing_closes_takes_no_record_silently() {
    let ran = csv("id,text\n1,Good.\n2,\"Good.\n3,Good.\n4,Good.\n", &[]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"1\""));
    let said =
        "inquit: a.csv:3: a quotation mark is opened and never closed: this and what follows isn't read\n";
    assert!(ran.errors.starts_with(said), "{}", ran.errors);
}

#[test]
fn csv_comes_through_standard_input_too() {
    let ran = Room::new().feed(&["--input", "csv"], "text\nGood.\nBad.\n");
    assert_eq!((ran.code, ran.ids().as_str()), (Some(0), "2 3"));
    assert_eq!(Room::new().feed(&["--input", "tsv"], "id\ttext\nx\tGood, \"so\".\n").ids(), "\"x\"");
}

fn zipped(content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    writer.write_all(content.as_ref()).unwrap();
    writer.finish().unwrap()
}

#[test]
fn what_gzip_has_compressed_is_read_by_the_ending_before() {
    let two = [zipped(line(1, ARTICLE)), zipped(line(2, "Good."))].concat();
    let room = Room::new()
        .with("a.jsonl.gz", two)
        .with("b.txt.gz", zipped(ARTICLE))
        .with("c.csv.GZ", zipped("id,text\nc,Good.\n"))
        .with("d.gz", zipped("Good."));
    let ran = room.run(&["a.jsonl.gz", "b.txt.gz", "c.csv.GZ", "d.gz"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(0), r#"1 2 "b.txt.gz" "c" "d.gz""#));
    assert_eq!(ran.json()[0]["quotes"], ran.json()[2]["quotes"]);
}

#[test]
fn damage_is_said_and_what_came_before_is_done() {
    let lines: String = (0..20_000).map(|number| line(number, &format!("Good {}.", number * 7919))).collect();
    let whole = zipped(lines);
    let table: String = (0..20_000).map(|number| format!("Good {}.\n", number * 7919)).collect();
    let table = zipped(format!("text\n{table}"));
    let room = Room::new()
        .with("a.jsonl.gz", &whole[..whole.len() - 1000])
        .with("b.txt.gz", "Good.")
        .with("c.csv.gz", &table[..table.len() - 1000])
        .with("d.txt.gz", &table[..table.len() - 1000]);
    let run = |file| room.run(&["--model", "none", "--language", "eng", file]);
    let early = "the compressed data ends too early: the rest isn't read";
    for file in ["a.jsonl.gz", "c.csv.gz"] {
        let ran = run(file);
        let done = ran.out.lines().count();
        assert!(ran.code == Some(1) && done > 1000, "{done}");
        // The line behind the last document; CSV has one more at its head.
        let line = done + 1 + usize::from(file == "c.csv.gz");
        assert_eq!(ran.errors.lines().next(), Some(format!("inquit: {file}:{line}: {early}").as_str()));
    }
    let ran = run("d.txt.gz");
    assert!(ran.errors.starts_with("inquit: d.txt.gz:1") && ran.errors.contains(early), "{}", ran.errors);
    let ran = run("b.txt.gz");
    let said = "inquit: b.txt.gz: isn't compressed with gzip as its name says, or isn't whole\n";
    assert_eq!((ran.code, ran.errors.as_str()), (Some(1), said));
}
