//! The output doesn't tell how many threads made it.

use crate::{ARTICLE, Room, line};

/// Documents of very different lengths, bad lines among them.
fn documents() -> Vec<u8> {
    let mut lines = Vec::new();
    for number in 0..1000 {
        match number % 50 {
            7 => lines.extend_from_slice(b"{\"text\"\n"),
            11 => lines.extend_from_slice(line(number, &ARTICLE.repeat(5)).as_bytes()),
            _ => lines.extend_from_slice(line(number, "“Yes,” he said.").as_bytes()),
        }
    }
    lines
}

#[test]
fn order_and_output_are_those_of_the_input() {
    let room = Room::new().with("a.jsonl", documents()).with("b.txt", ARTICLE);
    let files = ["a.jsonl", "b.txt", "missing", "a.jsonl"];
    let run = |threads, format| {
        room.run(&[&["--language", "eng", "--threads", threads, "--format", format], &files[..]].concat())
    };
    for format in ["jsonl", "csv", "table", "html"] {
        let (one, four) = (run("1", format), run("4", format));
        assert!(one.out == four.out, "{format} differs");
        assert_eq!(one.errors, four.errors);
        assert_eq!(one.errors.lines().count(), 20 + 1 + 20 + 1);
        assert_eq!((one.code, four.code), (Some(1), Some(1)));
    }
    let ids = run("4", "jsonl").json();
    let numbers: Vec<_> = ids.iter().filter_map(|document| document["id"].as_u64()).collect();
    let half: Vec<_> = (0..1000).filter(|number| number % 50 != 7).collect();
    assert_eq!(numbers, [half.clone(), half].concat());
}
