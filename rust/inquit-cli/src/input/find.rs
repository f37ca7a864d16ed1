//! Which files the arguments stand for.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

use super::{Input, form_of};
use crate::args::Form;
use crate::problem::{self, Problem};
use crate::sink;

/// What is looked for.
pub(super) struct Search<'s> {
    /// The form of all files, if one is given.
    pub(super) form: Option<Form>,
    /// Files that are never found: the output of this run, which may stand among what it reads.
    pub(super) never: &'s [PathBuf],
}

impl Search<'_> {
    /// The inputs that an argument stands for: a file, the files of a folder, or those that a glob matches.
    pub(super) fn argument(&self, path: &Path, inputs: &mut Vec<Input>) {
        let old = inputs.len();
        let nothing = if path == Path::new("-") {
            return inputs.push(Input::stdin(self.form));
        } else if path.is_dir() {
            self.folder(path, inputs);
            "has no file that can be read by its ending (.txt, .html, .jsonl, .csv, .parquet)"
        } else if let Some(glob) = Glob::new(path) {
            match glob {
                Ok(glob) => self.glob(&glob, inputs),
                Err(what) => inputs.push(Input::missing(Problem::file(&path.to_string_lossy(), what))),
            }
            "no file matches"
        } else {
            return inputs.push(Input::file(path.to_owned(), self.form));
        };
        if inputs.len() == old {
            inputs.push(Input::missing(Problem::file(&path.to_string_lossy(), nothing)));
        }
    }

    /// The files in a folder and the folders in it, by name, whose ending tells what they are.
    fn folder(&self, path: &Path, inputs: &mut Vec<Input>) {
        let mut left = Vec::new();
        self.walk(WalkDir::new(path), hidden_or_marked, inputs, |entry| {
            let known = self.form.is_some() || form_of(entry.path()).is_some();
            if !known {
                left.push(entry.path().to_owned());
            }
            known.then(|| entry.path().to_owned())
        });
        if let Some(first) = left.first() {
            let (count, first) = (problem::count(left.len() as u64, "file"), first.to_string_lossy());
            problem::say(&format!(
                "inquit: {}: left out {count} of other endings, such as {first}",
                path.display()
            ));
        }
    }

    /// The files that a glob matches, by name.
    fn glob(&self, glob: &Glob, inputs: &mut Vec<Input>) {
        let here = glob.folder.as_os_str().is_empty();
        let walk = WalkDir::new(if here { Path::new(".") } else { &glob.folder }).max_depth(glob.depth);
        let shown = |path: &Path| match path.strip_prefix(".") {
            Ok(rest) if here => rest.to_owned(),
            _ => path.to_owned(),
        };
        let skipped = |name: &OsStr| !glob.hidden && hidden(name);
        self.walk(walk, skipped, inputs, |entry| {
            Some(shown(entry.path())).filter(|path| glob.matcher.is_match(path))
        });
    }

    /// Adds the files of a walk, by the paths that `wanted` gives them if it wants them; enters nothing whose
    /// name is `skipped`.
    fn walk(
        &self,
        walk: WalkDir,
        skipped: impl Fn(&OsStr) -> bool,
        inputs: &mut Vec<Input>,
        mut wanted: impl FnMut(&DirEntry) -> Option<PathBuf>,
    ) {
        let walk = walk.follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !skipped(entry.file_name())) {
            match entry {
                Ok(entry) => {
                    let is_output = || self.never.iter().any(|output| sink::is(output, entry.path()));
                    if !entry.file_type().is_dir()
                        && !is_output()
                        && let Some(path) = wanted(&entry)
                    {
                        inputs.push(Input::file(path, self.form));
                    }
                }
                Err(error) => {
                    let name = error.path().unwrap_or(Path::new("")).to_string_lossy().into_owned();
                    let what = match error.loop_ancestor() {
                        Some(_) => "is a link to a folder that it is in".to_owned(),
                        None => error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
                    };
                    inputs.push(Input::missing(Problem::file(&name, what)));
                }
            }
        }
    }
}

/// Whether a file or folder is hidden.
fn hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether it is hidden, or none of the data by the custom of engines that write folders (`_SUCCESS`).
fn hidden_or_marked(name: &OsStr) -> bool {
    hidden(name) || name.as_encoded_bytes().starts_with(b"_")
}

/// A pattern for paths.
struct Glob {
    matcher: GlobMatcher,
    /// Where to look: what stands before the first part with a sign in it.
    folder: PathBuf,
    /// How far below it to look.
    depth: usize,
    /// Whether it asks for hidden files.
    hidden: bool,
}

impl Glob {
    /// The glob that an argument is, unless it is the name of a file or has no sign of a glob.
    fn new(path: &Path) -> Option<Result<Self, String>> {
        let magic = |part: &Component<'_>| {
            part.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte))
        };
        if path.exists() || !path.components().any(|part| magic(&part)) {
            return None;
        }
        let folder: PathBuf = path.components().take_while(|part| !magic(part)).collect();
        let rest: PathBuf = path.components().skip_while(|part| !magic(part)).collect();
        let whole: PathBuf = path.components().collect();
        let Some(pattern) = whole.to_str() else { return Some(Err("a glob in it isn't UTF-8".to_owned())) };
        let matcher = match GlobBuilder::new(pattern).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => return Some(Err(error.kind().to_string())),
        };
        let any = pattern.contains("**");
        Some(Ok(Self {
            matcher,
            folder,
            depth: if any { usize::MAX } else { rest.components().count() },
            hidden: rest.components().any(|part| hidden(part.as_os_str())),
        }))
    }
}
