//! Files that aren't what a newcomer takes them for.

use std::fs;

use crate::{ARTICLE, Room, line};

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn utf_16_is_read_in_all_forms() {
    let room = Room::new()
        .with("a.txt", utf_16(&format!("\u{feff}{ARTICLE}")))
        .with("b.txt", utf_16(ARTICLE))
        .with("c.jsonl", utf_16(&format!("\u{feff}{}", line("c", ARTICLE))))
        .with("d.csv", utf_16(&format!("\u{feff}id,text\r\nd,\"{ARTICLE}\"\r\n")))
        .with("e.txt", ARTICLE);
    let ran = room.run(&["--model", "none", "."]);
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
    assert_eq!(ran.ids(), r#""./a.txt" "./b.txt" "c" "d" "./e.txt""#);
    let documents = ran.json();
    assert!(documents.iter().all(|document| document["quotes"] == documents[4]["quotes"]));
}

#[test]
fn utf_16_that_ends_in_a_character_is_damaged() {
    let bytes = utf_16("\u{feff}Good.");
    let ran = Room::new().with("a.txt", &bytes[..bytes.len() - 1]).run(&["a.txt"]);
    assert_eq!(
        (ran.code, ran.errors.as_str()),
        (Some(1), "inquit: a.txt: isn't whole UTF-16: half a character\n")
    );
}

#[test]
fn what_is_no_text_is_named_with_what_to_do() {
    let said = |name: &str, bytes: &[u8]| {
        let room = Room::new().with(name, bytes).with("good.txt", "Good.");
        let ran = room.run(&[name, "good.txt"]);
        assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"good.txt\""), "{name}");
        let mut lines = ran.errors.lines();
        let first = lines.next().unwrap().strip_prefix(&format!("inquit: {name}: ")).unwrap().to_owned();
        assert_eq!(lines.count(), 1, "a summary");
        first
    };
    assert_eq!(said("a.pdf", b"%PDF-1.7\n%\xe2\xe3\n"), "is a PDF: `pdftotext FILE` makes a text of it");
    assert!(said("a.docx", b"PK\x03\x04\x14\0\x06\0").contains("`pandoc --to plain"));
    assert!(said("a.epub", b"PK\x03\x04\n\0\0\0").contains(".epub"));
    assert!(
        said("a.jsonl", b"\x1f\x8b\x08\0").starts_with("is compressed with gzip: give it a name with .gz")
    );
    assert!(said("a.tar", &[&b"name"[..], &[0; 500], b"text"].concat()).starts_with("is no text: "));
    assert!(said("a.csv", b"PAR1\x15\x04").contains("`--input parquet`"));
    assert_eq!(Room::new().feed(&[], "%PDF-1.7\n").code, Some(1));
}

#[test]
fn zeros_in_a_text_are_no_matter() {
    let ran = Room::new().feed(&[], format!("\0{ARTICLE}\0"));
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""));
}

#[test]
fn latin_1_is_said_with_its_line_and_what_to_do() {
    let room = Room::new().with("a.txt", b"One.\nCaf\xe9.").with("b.csv", b"text\nOne.\nCaf\xe9.\n");
    let what = "not UTF-8: byte 0xe9 at offset";
    let todo = "if the file is Latin-1, `iconv -f WINDOWS-1252 -t UTF-8 FILE` makes it UTF-8\n";
    assert_eq!(room.run(&["a.txt"]).errors, format!("inquit: a.txt:2: {what} 8; {todo}"));
    assert!(room.run(&["b.csv"]).errors.starts_with(&format!("inquit: b.csv:3: `text` is {what} 3; {todo}")));
}

#[test]
fn markdown_is_text() {
    let room = Room::new();
    fs::create_dir(room.path("notes")).unwrap();
    let room = room.with("notes/a.md", format!("# Bridge\n\n{ARTICLE}")).with("notes/b.pdf", "");
    let ran = room.run(&["notes", "--model", "none"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(0), "\"notes/a.md\""));
    assert_eq!(ran.json()[0]["quotes"].as_array().unwrap().len(), 3);
    assert_eq!(ran.errors, "inquit: notes: left out 1 file of other endings: 1 .pdf\n");
}

#[test]
fn json_is_read_that_is_in_no_lines() {
    let documents =
        serde_json::json!([{ "id": "a", "text": ARTICLE }, { "text": "Good." }, { "id": 3, "text": "Bad." }]);
    let each = documents.as_array().unwrap().iter();
    let several: String = each.map(|document| format!("{document:#}\n")).collect();
    let forms = [documents.to_string(), format!("{documents:#}"), format!("\u{feff}{documents:#}"), several];
    for form in forms {
        let room = Room::new().with("a.json", &form);
        let ran = room.run(&["--model", "none", "a.json"]);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""), "{form}");
        assert_eq!(ran.ids(), r#""a" "a.json:2" 3"#, "{form}");
        assert_eq!(room.feed(&["--model", "none", "--input", "jsonl"], &form).ids(), r#""a" 2 3"#);
    }
    assert_eq!(Room::new().with("a.json", "[]").run(&["a.json"]).code, Some(0));
}

#[test]
fn what_is_wrong_in_a_list_spoils_nothing_else() {
    let json = "[\n  {\"id\": 1, \"text\": \"One.\"},\n  {\"id\": 2,\n   \"text\": 5},\n  7,\n  {\"id\": 4,\n   \"text\": nul},\n  \
                {\"id\": 5, \"text\": \"Five.\"}\n]\n";
    let ran = Room::new().with("a.json", json).run(&["a.json"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "1 5"));
    let want = [
        "inquit: a.json:3: document 2: `text` is not a string",
        "inquit: a.json:5: document 3: not a JSON object",
        "inquit: a.json:6: document 4: not JSON: expected ident at line 7 column 15",
        "inquit: 3 of 5 documents couldn't be read",
    ];
    assert_eq!(ran.errors.lines().collect::<Vec<_>>(), want);
}

#[test]
fn a_list_that_is_broken_off_is_said() {
    let run = |json: &str| Room::new().with("a.json", json).run(&["a.json"]);
    let ran = run("[\n{\"id\": 1, \"text\": \"One.\"},\n{\"id\": 2, \"text\": \"Tw");
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "1"));
    assert!(ran.errors.starts_with("inquit: a.json:3: the file ends within this document"), "{}", ran.errors);
    let ran = run("[\n{\"id\": 1, \"text\": \"One.\"},\n");
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "1"));
    assert!(ran.errors.starts_with("inquit: a.json:3: a list is opened and never closed"), "{}", ran.errors);
}

#[test]
#[cfg(target_os = "linux")]
fn pipes_and_sockets_in_a_folder_are_left_out() {
    let room = Room::new();
    fs::create_dir(room.path("news")).unwrap();
    let room = room.with("news/z.txt", "Good.");
    let made = std::process::Command::new("mkfifo").arg(room.path("news/a.txt")).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(room.path("news/b.jsonl")).unwrap();
    for argument in ["news", "news/*"] {
        let ran = room.run(&[argument]);
        assert_eq!((ran.code, ran.ids().as_str()), (Some(0), "\"news/z.txt\""));
        let said =
            "inquit: news/a.txt: left out: it is a pipe\ninquit: news/b.jsonl: left out: it is a socket\n";
        assert_eq!(ran.errors, said);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_link_that_leads_nowhere_matters_where_it_is_asked_for() {
    use std::os::unix::fs::symlink;
    let room = Room::new();
    fs::create_dir(room.path("news")).unwrap();
    let room = room.with("news/a.txt", "Good.");
    for name in [".#a.txt", "b.lock", "c.txt"] {
        symlink("nowhere", room.path("news").join(name)).unwrap();
    }
    symlink(".", room.path("news/d")).unwrap();
    let lost = "inquit: news/c.txt: is a link that leads nowhere\n";
    let ran = room.run(&["news/c.txt", "news/a.txt"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"news/a.txt\""));
    assert!(ran.errors.starts_with(lost), "{}", ran.errors);
    assert!(room.run(&["news/?.txt"]).errors.starts_with(lost));
    let ran = room.run(&["news/a*"]);
    assert_eq!((ran.code, ran.ids().as_str(), ran.errors.as_str()), (Some(0), "\"news/a.txt\"", ""));
    let said = room.run(&["news"]).errors;
    let said: Vec<_> = said.lines().collect();
    let want = [
        "inquit: news: left out 1 file of other endings: 1 .lock",
        lost.trim_end(),
        "inquit: news/d: is a link to a folder that it is in",
        "inquit: 2 of 3 files couldn't be read",
    ];
    assert_eq!(said, want);
}
