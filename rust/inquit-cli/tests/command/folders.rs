//! Folders, globs, and what stands in them.

use std::fs;

use crate::{ARTICLE, Room, line};

/// A folder with files of all forms, hidden ones and others.
fn room() -> Room {
    let room = Room::new();
    for folder in ["news/b", "news/.git", "news/_temporary", "news/empty"] {
        fs::create_dir_all(room.path(folder)).unwrap();
    }
    room.with("news/z.txt", "Good.")
        .with("news/a.TXT", ARTICLE)
        .with("news/b/c.jsonl", line("c", ARTICLE))
        .with("news/b/d.csv", "id,text\nd,Good.\n")
        .with("news/b/e.tsv", "text\tid\nGood.\te\n")
        .with("news/b/page.xml", "<p>Good.</p>")
        .with("news/b/README", "Read me.")
        .with("news/.hidden.txt", "Hidden.")
        .with("news/.git/config.txt", "Hidden.")
        .with("news/_SUCCESS", "")
        .with("news/_temporary/f.txt", "Hidden.")
}

#[test]
fn a_folder_is_its_files_by_name_as_far_as_their_endings_tell_what_they_are() {
    let ran = room().run(&["news"]);
    assert_eq!(ran.ids(), r#""news/a.TXT" "c" "d" "e" "news/z.txt""#);
    let said = "inquit: news: left out 2 files of other endings: 1 .xml, 1 without an ending\n";
    assert_eq!((ran.code, ran.errors.as_str()), (Some(0), said));
}

#[test]
fn a_form_that_is_given_holds_for_all_files_of_a_folder() {
    let ran = room().run(&["--input", "text", "news/b"]);
    let want = r#""news/b/README" "news/b/c.jsonl" "news/b/d.csv" "news/b/e.tsv" "news/b/page.xml""#;
    assert_eq!((ran.code, ran.ids().as_str(), ran.errors.as_str()), (Some(0), want, ""));
}

#[test]
fn a_folder_without_a_file_to_read_is_said() {
    let ran = room().run(&["news/empty", "news/z.txt"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"news/z.txt\""));
    let said: Vec<_> = ran.errors.lines().collect();
    assert!(said[0].starts_with("inquit: news/empty: has no file that can be read"), "{said:?}");
    assert_eq!(said[1..], ["inquit: 1 of 2 files couldn't be read"]);
}

#[test]
fn globs() {
    let room = room();
    let ids = |glob: &str| {
        let ran = room.run(&[glob]);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""), "{glob}");
        ran.ids()
    };
    assert_eq!(ids("news/*.txt"), r#""news/z.txt""#);
    assert_eq!(ids("**/*.txt"), r#""news/_temporary/f.txt" "news/z.txt""#, "nothing hidden");
    assert_eq!(ids("news/.*.txt"), r#""news/.hidden.txt""#, "unless it is asked for");
    assert_eq!(ids("./news/?.*"), r#""./news/a.TXT" "./news/z.txt""#);
    assert_eq!(ids("*/b/*.{jsonl,csv}"), r#""c" "d""#);
    assert_eq!(ids("news/b/R*"), r#""news/b/README""#, "what is asked for is text");
    assert_eq!(ids("news/[az].[tT]*"), r#""news/a.TXT" "news/z.txt""#);
}

#[test]
fn a_glob_may_be_a_name_or_nothing() {
    let room = Room::new().with("a[1].txt", "Good.").with("a1.txt", "Bad.");
    assert_eq!(room.run(&["a[1].txt"]).ids(), "\"a[1].txt\"");
    let said = |argument: &str| {
        let ran = room.run(&[argument]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
        ran.errors
    };
    assert_eq!(said("*.jsonl"), "inquit: *.jsonl: no file matches\n");
    assert!(said("a[1.txt").starts_with("inquit: a[1.txt: unclosed character class"), "{}", said("a[1.txt"));
    assert!(said("no/*.txt").starts_with("inquit: no: "), "{}", said("no/*.txt"));
}

#[test]
fn the_output_is_not_read_where_it_stands_among_the_input() {
    let room = Room::new().with("a.jsonl", line("a", ARTICLE));
    for argument in [".", "*.jsonl", "./*"] {
        let ran = room.run(&[argument, "-o", "out.jsonl"]);
        assert_eq!((ran.code, ran.errors.as_str()), (Some(0), ""), "{argument}");
        assert_eq!(room.read("out.jsonl").lines().count(), 1, "{argument}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn links_are_followed_but_not_in_circles() {
    use std::os::unix::fs::symlink;
    let room = Room::new().with("a.txt", "Good.");
    fs::create_dir(room.path("news")).unwrap();
    symlink("../a.txt", room.path("news/b.txt")).unwrap();
    symlink("../news", room.path("news/c")).unwrap();
    symlink("nowhere", room.path("news/d.txt")).unwrap();
    let ran = room.run(&["news"]);
    assert_eq!((ran.code, ran.ids().as_str()), (Some(1), "\"news/b.txt\""));
    let said: Vec<_> = ran.errors.lines().collect();
    assert_eq!(said[0], "inquit: news/c: is a link to a folder that it is in");
    assert_eq!(said[1], "inquit: news/d.txt: is a link that leads nowhere");
    assert_eq!(said[2], "inquit: 2 of 3 files couldn't be read");
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_are_not_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let room = Room::new();
    fs::create_dir(room.path("news")).unwrap();
    for (name, text) in [(&b"caf\xe8.txt"[..], ARTICLE), (b"caf\xe9.txt", "Good."), (b"caf\xff", "Bad.")] {
        fs::write(room.path("news").join(OsStr::from_bytes(name)), text).unwrap();
    }
    let want = room.run(&["news"]);
    assert_eq!(
        (want.code, want.ids().as_str()),
        (Some(0), "\"news/caf\u{fffd}.txt\" \"news/caf\u{fffd}.txt\"")
    );
    assert_eq!(want.errors, "inquit: news: left out 1 file of other endings: 1 without an ending\n");
    assert_eq!(room.run(&["n*/*.txt"]).out, want.out);
    // Both are called the same, yet each is done once.
    let first = want.out.split_inclusive('\n').next().unwrap();
    fs::write(room.path("out.jsonl.partial"), first).unwrap();
    assert_eq!(room.run(&["news", "-o", "out.jsonl", "--resume"]).code, Some(0));
    assert_eq!(room.read("out.jsonl"), want.out);
}
