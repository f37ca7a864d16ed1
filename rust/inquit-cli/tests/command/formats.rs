//! The formats of others.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::{ARTICLE, Room, line};

/// Documents with ids that no file system takes, two of which become the same name.
fn lines() -> String {
    let ids = ["../a/b", "a b", "a_b", "", "<&\n\0>", "CON"];
    let text = "“Yes,\r\n” said Ann Lee.\t\0“No.”";
    ids.iter().map(|id| line(id, ARTICLE) + &line(id, text)).collect()
}

fn run(room: &Room, more: &[&str]) -> crate::Ran {
    let ran = room.run(&[&["--model", "none", "a.jsonl"], more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.errors);
    ran
}

#[test]
fn a_corpus_of_tei_has_every_document_once() {
    let room = Room::new().with("a.jsonl", lines());
    run(&room, &["-o", "corpus.xml"]);
    let corpus = room.read("corpus.xml");
    let read = roxmltree::Document::parse(&corpus).unwrap();
    let titles: Vec<_> = read
        .descendants()
        .filter(|node| node.has_tag_name("title"))
        .map(|node| node.text().unwrap_or_default())
        .collect();
    let twice = ["../a/b", "a b", "a_b", "", "<&\n\u{fffd}>", "CON"].iter().flat_map(|title| [*title; 2]);
    assert_eq!(titles, ["Who said what"].into_iter().chain(twice).collect::<Vec<_>>());
    let ids =
        read.descendants().filter_map(|node| node.attribute(("http://www.w3.org/XML/1998/namespace", "id")));
    let ids: Vec<_> = ids.collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
    assert_eq!(run(&room, &["--format", "tei", "--threads", "1"]).out, corpus);
}

#[test]
fn brat_gets_a_folder() {
    let room = Room::new().with("a.jsonl", lines());
    run(&room, &["--format", "brat", "-o", "out"]);
    let mut names: Vec<_> = fs::read_dir(room.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.iter().filter(|name| name.ends_with(".ann")).count(), 12, "{names:?}");
    assert_eq!(names.len(), 26, "with texts, configuration and list");
    let listed: Vec<serde_json::Value> =
        room.read("out/documents.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(listed[2], serde_json::json!({ "id": "a b", "name": "a_b-3" }));
    for (number, document) in listed.iter().enumerate() {
        let name = document["name"].as_str().unwrap();
        let text = room.read(&format!("out/{name}.txt"));
        assert_eq!(text.starts_with("“We will"), number % 2 == 0, "the text as it was");
        assert!(room.read(&format!("out/{name}.ann")).starts_with("T1\t"));
    }
    let again = room.run(&["--format", "brat", "-o", "out", "a.jsonl"]);
    assert_eq!(
        (again.code, again.errors.as_str()),
        (Some(1), "inquit: out: can't write: the folder isn't empty; give a new one\n")
    );
    assert!(!room.path("out.partial").exists());
    let nowhere = room.run(&["--format", "brat", "a.jsonl"]);
    assert_eq!(
        (nowhere.code, nowhere.errors.as_str()),
        (Some(2), "inquit: brat wants a folder; give --output one\n")
    );
}

#[test]
fn a_folder_of_a_stopped_run_is_left_alone() {
    let room = Room::new().with("a.jsonl", lines());
    fs::create_dir(room.path("out.partial")).unwrap();
    fs::write(room.path("out.partial/mine"), "").unwrap();
    let ran = room.run(&["--format", "brat", "-o", "out", "a.jsonl"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.errors.ends_with("a stopped run has left out.partial: remove it first\n"), "{}", ran.errors);
    assert!(room.path("out.partial/mine").exists());
}

#[test]
fn lines_of_json_are_a_document_each() {
    let room = Room::new().with("a.jsonl", lines());
    let annotations = run(&room, &["--format", "annotation"]).json();
    assert_eq!(annotations.len(), 12);
    assert_eq!(annotations[0]["label"], "../a/b");
    let citron = run(&room, &["--format", "citron"]).json();
    assert_eq!(citron.len(), 12);
    assert_eq!(citron[0]["text"], ARTICLE);
    run(&room, &["-o", "a.jsonld"]);
    assert!(room.read("a.jsonld").starts_with("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\""));
}

#[test]
fn sentences_of_conllu_follow_each_other() {
    let room = Room::new().with("a.jsonl", lines());
    run(&room, &["-o", "a.conllu"]);
    let written = room.read("a.conllu");
    assert_eq!(written.matches("# newdoc id = ").count(), 12);
    assert!(written.contains("# newdoc id = <&\\n\0>\n"));
    assert!(written.ends_with("\n\n"));
}

#[test]
fn they_cannot_be_gone_on_with() {
    let room = Room::new().with("a.jsonl", lines());
    for (format, output) in
        [("tei", "a.xml"), ("brat", "a"), ("conllu", "a.conllu"), ("annotation", "a.jsonld")]
    {
        let ran = room.run(&["a.jsonl", "--format", format, "-o", output, "--resume"]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.errors.contains("only JSON lines and CSV can be added to"), "{}", ran.errors);
    }
}

#[test]
fn json_lines_carry_the_text_when_asked_to() {
    let room = Room::new().with("a.jsonl", line("a", ARTICLE));
    assert_eq!(run(&room, &["--text"]).json()[0]["text"], ARTICLE);
    assert!(run(&room, &[]).json()[0].get("text").is_none());
    let ran = room.run(&["a.jsonl", "--text", "--format", "csv"]);
    assert_eq!(
        (ran.code, ran.errors.as_str()),
        (Some(2), "inquit: --text, --tokens and --sentences need --format jsonl\n")
    );
}

/// Python's `csv` reads what the Rust crate writes.
#[test]
fn csv_is_read_by_python() {
    let script = "import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))))";
    let text = "“Yes,\r\n\"no\",” said Ann Lee; “=1”.\n\n".to_owned() + ARTICLE;
    let room = Room::new().with("a.jsonl", line("a,\"\n", &text) + &line("b", ARTICLE));
    run(&room, &["-o", "a.csv"]);
    let Ok(read) = Command::new("python3").args(["-c", script]).arg(room.path("a.csv")).output() else {
        eprintln!("there is no python3: skipped");
        return;
    };
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&read.stdout).unwrap();
    let mut want = Vec::new();
    for (document, text) in run(&room, &[]).json().iter().zip([text.as_str(), ARTICLE]) {
        let chars: Vec<_> = text.chars().collect();
        for quote in document["quotes"].as_array().unwrap() {
            let spans = quote["content"].as_array().unwrap().iter();
            let texts = spans.map(|span| {
                let [start, end] = [0, 1].map(|at| span[at].as_u64().unwrap() as usize);
                chars[start..end].iter().collect::<String>()
            });
            want.push((document["id"].clone(), texts.collect::<Vec<_>>().join(" … ")));
        }
    }
    let read: Vec<_> = rows
        .iter()
        .map(|row| (row["document_id"].clone(), row["content"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(read, want);
}

#[cfg(feature = "html")]
const PAGE: &str = "<html><head><title>Bridge opens</title></head><body><nav><a href=\"/\">Home</a></nav><article>\
    <h1>Bridge opens</h1><p>The bridge over the river was opened on Monday, a year late, by the mayor of the town.</p>\
    <p>“It is late,\n but it &amp; its piers stand,” Ann Lee said. “They will stand for a hundred years.”</p>\
    <p>Nobody else had anything to say about it, though many people had come to see the bridge.</p>\
    </article><footer>Terms</footer></body></html>";

/// What is found in a page has offsets into the text of its article, so that goes with it.
#[cfg(feature = "html")]
#[test]
fn an_article_of_html_carries_its_text() {
    let room = Room::new();
    fs::create_dir(room.path("news")).unwrap();
    let room = room.with("news/a.html", "").with("news/b.htm", PAGE).with("news/c.txt", "Nobody spoke.");
    let ran = room.run(&["news", "--model", "none"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.errors.starts_with("inquit: news/a.html: no article found in it"), "{}", ran.errors);
    assert_eq!(ran.ids(), r#""news/b.htm" "news/c.txt""#);
    let documents = ran.json();
    assert!(documents[1].get("text").is_none());
    let chars: Vec<_> = documents[0]["text"].as_str().unwrap().chars().collect();
    let quote = &documents[0]["quotes"][0];
    let [start, end] = [0, 1].map(|at| quote["content"][0][at].as_u64().unwrap() as usize);
    assert_eq!(chars[start..end].iter().collect::<String>(), "“It is late, but it & its piers stand,”");
    assert_eq!(quote["speaker"]["name"], "Ann Lee");

    let annotations = room.run(&["news/b.htm", "--model", "none", "--format", "annotation"]).out;
    assert!(annotations.contains("\"exact\":\"“It is late, but it & its piers stand,”\""), "{annotations}");
    assert!(!annotations.contains("TextPositionSelector"), "positions would be none in the page");

    let fed = room.feed(&["--input", "html", "--model", "none"], PAGE);
    assert_eq!(fed.json()[0]["quotes"][0]["content"], quote["content"]);
    let gone_on = room.run(&["news", "--model", "none", "-o", "out.jsonl"]);
    assert_eq!(gone_on.code, Some(1));
    let again = room.run(&["news", "--model", "none", "-o", "out.jsonl", "--resume"]);
    assert!(again.errors.contains("out.jsonl: 2 documents done already"), "{}", again.errors);
}
