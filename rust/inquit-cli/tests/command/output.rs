//! The forms of the output.

use crate::{ARTICLE, Room, line};

#[test]
fn a_pipe_gets_json_lines() {
    let document = Room::new().feed(&[], ARTICLE).json().remove(0);
    assert_eq!(document["schema"], 1);
    assert_eq!(document["offsets"], "chars");
    assert_eq!(document["quotes"][0]["kind"], "direct");
}

#[test]
fn csv_has_a_row_a_quote_and_leaves_the_text_as_it_is() {
    let ran = Room::new().feed(&["--model", "none", "--format", "csv", "--offsets", "bytes"], ARTICLE);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let columns = "document_id,quote_id,kind,act,content,cue,source,speaker,speaker_id,speaker_kind,with,confidence,\
                   speaker_confidence,start,end,content_spans,cue_spans,source_spans,pattern,resolution";
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>().join(","), columns);
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[0][0], "-");
    assert_eq!(&rows[0][2], "direct");
    assert_eq!(&rows[0][6], "Ann Lee");
    assert_eq!(&rows[0][5], "said");
    for row in &rows {
        let spans = row[15].split(';').map(|span| {
            let (start, end) = span.split_once('-').unwrap();
            &ARTICLE[start.parse().unwrap()..end.parse().unwrap()]
        });
        assert!(row[15].starts_with(&row[13]) && row[15].ends_with(&row[14]));
        assert_eq!(spans.collect::<Vec<_>>().join(" … "), row[4]);
    }
}

#[test]
fn csv_of_nothing_is_its_header() {
    assert_eq!(Room::new().feed(&["--format", "csv", "--input", "jsonl"], "").out.lines().count(), 1);
}

#[test]
fn a_table_has_a_heading_a_document_and_a_row_a_quote() {
    let lines = [line("bridge", ARTICLE), line("nothing", "Nobody spoke.")].concat();
    let ran = Room::new().feed(&["--model", "none", "--format", "table", "--input", "jsonl"], lines);
    assert!(ran.out.starts_with("bridge: 3 quotes\nspeaker "), "{}", ran.out);
    assert!(ran.out.ends_with("\nnothing: no quotes\n\n"), "{}", ran.out);
    let row = ran.out.lines().nth(2).unwrap();
    assert!(row.contains("Ann Lee") && row.contains(" direct ") && row.contains(" said "), "{row}");
    assert!(row.contains("“We will rebuild the bridge,” …"), "{row}");
    assert!(!ran.out.contains('\u{1b}'), "no colours through a pipe");
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_table_keeps_escape_sequences_from_the_terminal() {
    let text = ARTICLE.replace("bridge", "\u{1b}]0;title\u{7}\u{9b}2J");
    let ran = Room::new().feed(&["--format", "table", "--input", "jsonl"], line("\u{1b}[31m", &text));
    assert!(ran.out.contains("rebuild the \u{fffd}]0;title"), "{:?}", ran.out);
    assert!(!ran.out.chars().any(|c| c.is_control() && c != '\n'), "{:?}", ran.out);
}

#[test]
fn html_is_one_page_with_all_text_escaped() {
    let text =
        ARTICLE.replace("bridge", "<script>alert('R&D')</script>").replace("Tom Ray", "Tom \"Ray\" O'Dea");
    let lines = [line("<script src=\"x\">'&", &text), line(2, "Nobody spoke.")].concat();
    let ran = Room::new().feed(&["--format", "html", "--input", "jsonl"], lines);
    assert!(ran.out.starts_with("<!DOCTYPE html>\n"));
    assert!(ran.out.ends_with("</html>\n"));
    assert_eq!(ran.out.matches("<article").count(), 2);
    assert_eq!(ran.out.matches("<script").count(), 1, "the page's own");
    assert!(ran.out.contains("&lt;script src=&quot;x&quot;&gt;&#39;&amp;</h2>"));
    assert!(ran.out.contains("&lt;script&gt;alert(&#39;R&amp;D&#39;)&lt;/script&gt;"));
    assert!(ran.out.contains("<mark class=\"iq-q iq-direct\""));
    assert!(ran.out.contains("<h2>2 documents</h2>"));
    assert!(!ran.out.contains("http:") && !ran.out.contains("https:") && !ran.out.contains("url("));
    let (tags, closed) = (ran.out.matches("<mark").count(), ran.out.matches("</mark>").count());
    assert_eq!(tags, closed);
}

#[test]
fn a_file_takes_its_name_when_it_is_complete() {
    let room = Room::new().with("a.jsonl", line("a", ARTICLE)).with("bad.jsonl", "[1]\n");
    let want = room.run(&["a.jsonl"]).out;
    let ran = room.run(&["a.jsonl", "-o", "out.jsonl"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(room.read("out.jsonl"), want);
    assert_eq!(room.run(&["-o", "out.jsonl", "bad.jsonl", "a.jsonl"]).code, Some(1));
    assert_eq!(room.read("out.jsonl"), want, "problems of the input don't spoil the rest");
    let names = std::fs::read_dir(room.directory.path()).unwrap().count();
    assert_eq!(names, 3, "nothing else is left");
}

#[test]
fn a_file_that_cannot_be_written() {
    let room = Room::new().with("a.txt", ARTICLE);
    let ran = room.run(&["a.txt", "-o", "missing/out.jsonl"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.errors.starts_with("inquit: missing/out.jsonl: can't write: "), "{}", ran.errors);
}

#[test]
fn an_ending_that_means_nothing_is_refused() {
    let room = Room::new().with("a.jsonl", line("a", ARTICLE));
    for output in ["out.docx", "out.txt", "out.docx.gz", "news.2024"] {
        let ran = room.run(&["a.jsonl", "-o", output]);
        let said = format!("inquit: {output}: no form of output has the ending .");
        assert!(ran.code == Some(2) && ran.errors.starts_with(&said), "{}", ran.errors);
        assert!(
            ran.errors.contains(".jsonl, ") && ran.errors.ends_with(", or give --format\n"),
            "{}",
            ran.errors
        );
        assert!(!room.path(output).exists());
        assert_eq!(room.run(&["a.jsonl", "--format", "jsonl", "-o", output]).code, Some(0));
    }
    let want = room.run(&["a.jsonl"]).out;
    for output in ["out", "out.json", "out.NDJSON"] {
        assert_eq!(room.run(&["a.jsonl", "-o", output]).code, Some(0));
        assert_eq!(room.read(output), want);
    }
}

#[test]
fn gz_behind_the_ending_compresses() {
    let room = Room::new().with("a.jsonl", line("a", ARTICLE));
    let run = |arguments: &[&str]| room.run(&[&["a.jsonl", "--model", "none"], arguments].concat());
    for ending in ["jsonl", "csv", "html", "xml", "jsonld", "conllu"] {
        let (plain, zipped) = (format!("out.{ending}"), format!("out.{ending}.gz"));
        assert_eq!(run(&["-o", &plain]).code, Some(0));
        let ran = run(&["-o", &zipped]);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
        let mut text = String::new();
        let file = std::fs::File::open(room.path(&zipped)).unwrap();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(file), &mut text).unwrap();
        assert!(text == room.read(&plain), "{ending}");
    }
    assert_eq!(run(&["-o", "out.gz"]).code, Some(0));
    assert!(std::fs::read(room.path("out.gz")).unwrap().starts_with(b"\x1f\x8b"));
    let ran = run(&["-o", "out.parquet.gz"]);
    assert_eq!(ran.errors, "inquit: out.parquet.gz: Parquet is compressed in itself: leave out .gz\n");
    assert_eq!((ran.code, run(&["-f", "brat", "-o", "out.gz"]).code), (Some(2), Some(2)));
    let ran = run(&["-o", "new.jsonl.gz", "--resume"]);
    assert!(
        ran.code == Some(2) && ran.errors.contains("what is compressed can't be added to"),
        "{}",
        ran.errors
    );
    assert!(!room.path("new.jsonl.gz.partial").exists());
}

#[test]
fn a_dash_is_standard_output() {
    let room = Room::new().with("a.jsonl", line("a", ARTICLE));
    let ran = room.run(&["a.jsonl", "-o", "-"]);
    assert_eq!((ran.code, &ran.out), (Some(0), &room.run(&["a.jsonl"]).out));
    assert!(!room.path("-").exists());
    assert_eq!(room.run(&["a.jsonl", "-o", "-", "--resume"]).code, Some(2));
    assert_eq!(room.run(&["a.jsonl", "-o", "-", "--format", "brat"]).code, Some(2));
}
