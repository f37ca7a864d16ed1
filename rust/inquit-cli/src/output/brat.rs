//! brat standoff: an `.ann` and a `.txt` a document, in a folder.
//!
//! Files are called by what of the ids every file system takes, and brat too: letters, digits, `.`, `_` and `-` of
//! ASCII. Where a name is taken, `-2` and so on is added. `documents.jsonl` tells which is which.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};

use inquit::Document;
use inquit_formats::brat;
use serde_json::json;

use crate::sink::Folder;

/// The longest name, without its ending.
const LONGEST: usize = 100;

/// Writes documents into a folder.
pub(crate) struct Writer<'s> {
    folder: &'s Folder,
    documents: BufWriter<File>,
    /// Of each name that was taken, the last number behind it.
    taken: HashMap<String, u64>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(folder: &'s Folder) -> io::Result<Self> {
        folder.create("annotation.conf")?.write_all(brat::CONFIGURATION.as_bytes())?;
        let documents = BufWriter::new(folder.create("documents.jsonl")?);
        Ok(Self { folder, documents, taken: HashMap::new() })
    }

    pub(super) fn document(&mut self, id: &str, document: &Document) -> io::Result<()> {
        let (name, mut annotations) = self.create(name(id))?;
        annotations.write_all(brat::annotations(document).as_bytes())?;
        self.folder.create(&format!("{name}.txt"))?.write_all(document.text().as_bytes())?;
        writeln!(self.documents, "{}", json!({ "id": id, "name": name }))
    }

    /// The `.ann` of a name, or of one like it.
    fn create(&mut self, name: String) -> io::Result<(String, File)> {
        let mut tried = name.clone();
        loop {
            match self.folder.create(&format!("{tried}.ann")) {
                Ok(file) => return Ok((tried, file)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    let number = self.taken.entry(name.clone()).or_insert(1);
                    *number += 1;
                    tried = format!("{name}-{number}");
                }
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.documents.flush()
    }
}

/// What the files of a document are called.
fn name(id: &str) -> String {
    let id = id.strip_suffix(".txt").unwrap_or(id);
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' };
    let name: String = id.trim_start_matches(['.', '/', '\\']).chars().map(safe).take(LONGEST).collect();
    if name.is_empty() { "document".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_stay_in_the_folder() {
        assert_eq!(name("articles/note.txt"), "articles_note");
        assert_eq!(name("../../etc/passwd"), "etc_passwd");
        assert_eq!(name("C:\\a b"), "C__a_b");
        assert_eq!(name("naïve\n\0"), "na_ve__");
        assert_eq!(name(".txt"), "document");
        assert_eq!(name(""), "document");
        assert_eq!(name(&"é/".repeat(1000)).len(), 100);
    }
}
