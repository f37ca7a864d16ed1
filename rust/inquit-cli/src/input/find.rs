//! Which files the arguments stand for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::FileType;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::WalkDir;

use super::{Input, LOST, ending, form_of};
use crate::args::Form;
use crate::outputs::{self, Outputs};
use crate::problem::{self, Problem, count};

/// What is looked for.
pub(super) struct Search<'s> {
    /// The form of all files, if one is given.
    pub(super) form: Option<Form>,
    /// What this run writes, which may stand among what it reads.
    pub(super) outputs: &'s Outputs,
}

impl Search<'_> {
    pub(super) fn stdin(&self, inputs: &mut Vec<Input>) -> Result<(), Problem> {
        self.outputs.allow_stdin()?;
        inputs.push(Input::stdin(self.form));
        Ok(())
    }

    /// The inputs that an argument stands for: a file, the files of a folder, or those that a glob matches.
    pub(super) fn argument(&self, path: &Path, inputs: &mut Vec<Input>) -> Result<(), Problem> {
        let old = inputs.len();
        let nothing = if path == Path::new("-") {
            return self.stdin(inputs);
        } else if path.is_dir() {
            self.folder(path, inputs)?;
            "has no file that can be read by its ending (.txt, .md, .html, .jsonl, .csv, .parquet, …)"
        } else if let Some(glob) = Glob::new(path) {
            match glob {
                Ok(glob) => self.glob(&glob, inputs)?,
                Err(what) => inputs.push(Input::missing(Problem::file(&path.to_string_lossy(), what))),
            }
            "no file matches"
        } else {
            self.outputs.allow(path)?;
            inputs.push(Input::file(path.to_owned(), self.form));
            return Ok(());
        };
        if inputs.len() == old {
            inputs.push(Input::missing(Problem::file(&path.to_string_lossy(), nothing)));
        }
        Ok(())
    }

    /// The files in a folder and the folders in it, by name, whose ending tells what they are.
    fn folder(&self, path: &Path, inputs: &mut Vec<Input>) -> Result<(), Problem> {
        // Both of what is asked below leave files out.
        let left = RefCell::new(Left::default());
        let skipped = |entry: &Path, kind: Option<FileType>| {
            let ours = || kind.is_some_and(|kind| kind.is_dir()) && outputs::is_brat(entry);
            entry.file_name().is_some_and(hidden_or_marked) || left.borrow_mut().note_ours(ours(), entry)
        };
        let wanted = |entry: &Path| {
            let known = self.form.is_some() || form_of(entry).is_some();
            if !known {
                left.borrow_mut().note_other(entry);
            }
            (known && !left.borrow_mut().note_ours(outputs::is_ours(entry), entry)).then(|| entry.to_owned())
        };
        self.walk(WalkDir::new(path), skipped, true, inputs, wanted)?;
        left.into_inner().say(path);
        Ok(())
    }

    /// The files that a glob matches, by name.
    fn glob(&self, glob: &Glob, inputs: &mut Vec<Input>) -> Result<(), Problem> {
        let here = glob.folder.as_os_str().is_empty();
        let walk = WalkDir::new(if here { Path::new(".") } else { &glob.folder }).max_depth(glob.depth);
        let shown = |path: &Path| match path.strip_prefix(".") {
            Ok(rest) if here => rest.to_owned(),
            _ => path.to_owned(),
        };
        let skipped = |entry: &Path, _| !glob.hidden && entry.file_name().is_some_and(hidden);
        self.walk(walk, skipped, false, inputs, |entry| {
            Some(shown(entry)).filter(|path| glob.matcher.is_match(path))
        })
    }

    /// Adds the files of a walk, by the paths that `wanted` gives them if it wants them; enters nothing that is
    /// `skipped`. Links to a folder that they are in are said if `circles` are to be; no file is lost by one.
    fn walk(
        &self,
        walk: WalkDir,
        skipped: impl Fn(&Path, Option<FileType>) -> bool,
        circles: bool,
        inputs: &mut Vec<Input>,
        mut wanted: impl FnMut(&Path) -> Option<PathBuf>,
    ) -> Result<(), Problem> {
        let walk = walk.follow_links(true).sort_by_file_name().into_iter();
        let entered = |path: &Path, kind, depth| depth == 0 || !skipped(path, kind);
        for entry in walk.filter_entry(|entry| entered(entry.path(), Some(entry.file_type()), entry.depth()))
        {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if let Some(what) = what_it_is(entry.file_type()) => {
                    if let Some(path) = wanted(entry.path()) {
                        let what = Problem::file(&path.to_string_lossy(), format!("left out: it is {what}"));
                        problem::say(&what.to_string());
                    }
                }
                Ok(entry) if self.outputs.is_written_anew(entry.path()) => {}
                Ok(entry) => {
                    if let Some(path) = wanted(entry.path()) {
                        self.outputs.allow(&path)?;
                        inputs.push(Input::file(path, self.form));
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(Path::new("")).to_owned();
                    let what = match (error.loop_ancestor(), error.io_error()) {
                        _ if !entered(&path, None, error.depth()) => continue,
                        (Some(_), _) if !circles => continue,
                        (Some(_), _) => "is a link to a folder that it is in".to_owned(),
                        // What would be passed over as a file is no matter as a link either.
                        (_, Some(_)) if path.is_symlink() && wanted(&path).is_none() => continue,
                        (_, Some(error)) if path.is_symlink() && error.kind() == ErrorKind::NotFound => {
                            LOST.to_owned()
                        }
                        (_, Some(error)) => error.to_string(),
                        (_, None) => error.to_string(),
                    };
                    inputs.push(Input::missing(Problem::file(&path.to_string_lossy(), what)));
                }
            }
        }
        Ok(())
    }
}

/// What a folder has that isn't read.
#[derive(Default)]
struct Left {
    /// How many files there are of each ending.
    others: BTreeMap<String, u64>,
    /// How many `inquit` has written, and the first of them.
    ours: u64,
    first: PathBuf,
}

impl Left {
    /// So many endings are named.
    const NAMED: usize = 5;

    fn note_other(&mut self, path: &Path) {
        let ending = ending(path).map_or("without an ending".to_owned(), |ending| format!(".{ending}"));
        *self.others.entry(ending).or_default() += 1;
    }

    fn note_ours(&mut self, ours: bool, path: &Path) -> bool {
        if ours && self.ours == 0 {
            path.clone_into(&mut self.first);
        }
        self.ours += u64::from(ours);
        ours
    }

    /// Says what was left out, so that nobody takes it for read.
    fn say(self, folder: &Path) {
        let say = |what: String| problem::say(&Problem::file(&folder.to_string_lossy(), what).to_string());
        let mut others: Vec<_> = self.others.into_iter().collect();
        if !others.is_empty() {
            let all = others.iter().map(|(_, count)| count).sum();
            others.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let more = if others.len() > Self::NAMED { ", …" } else { "" };
            let named = others.iter().take(Self::NAMED).map(|(ending, count)| format!("{count} {ending}"));
            let named = named.collect::<Vec<_>>().join(", ");
            say(format!("left out {} of other endings: {named}{more}", count(all, "file")));
        }
        if self.ours > 0 {
            let (ours, first) = (count(self.ours, "output"), self.first.to_string_lossy());
            say(format!("left out {ours} of inquit, such as {first}; to read one, name it"));
        }
    }
}

/// What something is that isn't a file, and that may never come to an end.
fn what_it_is(kind: FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some("a pipe");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
    }
    (!kind.is_file()).then_some("a device")
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
