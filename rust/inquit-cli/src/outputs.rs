//! What a run writes, so that it doesn't write over what it reads; and what other runs have written.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::input::Gunzip;
use crate::output::{CSV_HEADER, JSON_HEAD};
use crate::problem::Problem;
use crate::sink;

/// Which file it is, whatever it is called: links of both kinds lead to one file. Told without opening it, since a pipe
/// waits for who opens its other end.
#[cfg(unix)]
#[derive(PartialEq, Eq)]
struct Identity(u64, u64);

#[cfg(unix)]
impl Identity {
    fn of(path: &Path) -> Option<Self> {
        Self::of_file(&path.metadata().ok()?)
    }

    fn of_stdin() -> Option<Self> {
        use std::os::fd::AsFd;
        Self::of_file(&File::from(io::stdin().as_fd().try_clone_to_owned().ok()?).metadata().ok()?)
    }

    fn of_stdout() -> Option<Self> {
        use std::os::fd::AsFd;
        Self::of_file(&File::from(io::stdout().as_fd().try_clone_to_owned().ok()?).metadata().ok()?)
    }

    fn of_file(metadata: &std::fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        metadata.is_file().then(|| Self(metadata.dev(), metadata.ino()))
    }
}

#[cfg(not(unix))]
#[derive(PartialEq, Eq)]
struct Identity(same_file::Handle);

#[cfg(not(unix))]
impl Identity {
    fn of(path: &Path) -> Option<Self> {
        path.is_file().then(|| same_file::Handle::from_path(path).ok().map(Self))?
    }

    fn of_stdin() -> Option<Self> {
        same_file::Handle::stdin().ok().map(Self)
    }

    fn of_stdout() -> Option<Self> {
        same_file::Handle::stdout().ok().map(Self)
    }
}

/// The files that a run writes, as far as they are there already.
#[derive(Default)]
pub(crate) struct Outputs(Vec<Output>);

struct Output {
    identity: Identity,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// What `--output` names, or standard output.
    Whole,
    /// What is called so until it is complete, and what lies beside it.
    Partial,
}

impl Outputs {
    /// Those of an output, or of standard output.
    pub(crate) fn of(path: Option<&Path>) -> Self {
        let output = |role| move |identity| Output { identity, role };
        let Some(path) = path else {
            return Self(Identity::of_stdout().map(output(Role::Whole)).into_iter().collect());
        };
        let [target, partial, options] = sink::names(path);
        let partial =
            [partial, options].into_iter().filter_map(|path| Identity::of(&path)).map(output(Role::Partial));
        Self(Identity::of(&target).map(output(Role::Whole)).into_iter().chain(partial).collect())
    }

    fn role(&self, identity: impl FnOnce() -> Option<Identity>) -> Option<Role> {
        if self.0.is_empty() {
            return None;
        }
        let identity = identity()?;
        self.0.iter().find(|output| output.identity == identity).map(|output| output.role)
    }

    /// Refuses what a run would read and write over.
    pub(crate) fn allow(&self, path: &Path) -> Result<(), Problem> {
        let refused = |role| Err(refusal(&path.to_string_lossy(), role));
        self.role(|| Identity::of(path)).map_or(Ok(()), refused)
    }

    /// Refuses standard input where it comes from what is written.
    pub(crate) fn allow_stdin(&self) -> Result<(), Problem> {
        self.role(Identity::of_stdin).map_or(Ok(()), |role| Err(refusal("standard input", role)))
    }

    /// Whether a file among others is an output that this run writes anew: then it isn't read. One that something else
    /// has written isn't told so, so that [`Outputs::allow`] refuses it.
    pub(crate) fn is_written_anew(&self, path: &Path) -> bool {
        match self.role(|| Identity::of(path)) {
            Some(Role::Partial) => true,
            Some(Role::Whole) => path.metadata().is_ok_and(|metadata| metadata.len() == 0) || is_ours(path),
            None => false,
        }
    }
}

fn refusal(name: &str, role: Role) -> Problem {
    Problem::file(
        name,
        match role {
            Role::Whole => {
                "is an input, and the output would be written over it: give the output another name"
            }
            Role::Partial => {
                "is an input, and the output is called so until it is complete: give the output another name"
            }
        },
    )
}

/// Whether `inquit` has written a file of one of the forms that a folder is searched for.
pub(crate) fn is_ours(path: &Path) -> bool {
    // Whatever else there is, such as a pipe, may let one wait.
    path.metadata().is_ok_and(|metadata| metadata.is_file())
        && head(path).is_ok_and(|head| tells(&head, path))
}

/// How much of a file tells.
const HEAD: u64 = 2048;

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let (file, mut head) = (File::open(path)?, Vec::new());
    let zipped = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    if zipped {
        Gunzip::new(file).take(HEAD).read_to_end(&mut head)?;
    } else {
        file.take(HEAD).read_to_end(&mut head)?;
    }
    Ok(head)
}

fn tells(head: &[u8], path: &Path) -> bool {
    let contains = |what: &str| memchr::memmem::find(head, what.as_bytes()).is_some();
    let json = || head.starts_with(JSON_HEAD) && contains("\"offsets\":\"");
    let csv =
        || head.split(|byte| matches!(byte, b'\r' | b'\n')).next() == Some(CSV_HEADER.join(",").as_bytes());
    // The view, and TEI.
    let titled = || contains("<title>Who said what</title>");
    json() || csv() || titled() || head.starts_with(b"PAR1") && crate::output::is_parquet_of_quotes(path)
}

/// Whether a folder is one of brat that `inquit` has written, complete or not.
pub(crate) fn is_brat(folder: &Path) -> bool {
    let read = std::fs::read(folder.join("annotation.conf"));
    read.is_ok_and(|configuration| configuration == inquit_formats::brat::CONFIGURATION.as_bytes())
}
