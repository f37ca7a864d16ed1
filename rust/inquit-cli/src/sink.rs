//! Where the output goes.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Where the output goes.
pub(crate) enum Sink {
    Stdout(io::Stdout),
    /// A device or a pipe that has a name.
    Special(File),
    /// A file under another name until it is complete: so `inquit -o a.jsonl a.jsonl` doesn't eat its
    /// own input, and a job that is stopped leaves no half of a file.
    File(NamedTempFile, PathBuf),
}

impl Sink {
    /// The file at `path`, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Self::Stdout(io::stdout())) };
        let mut builder = tempfile::Builder::new();
        // A link is followed, so that it still is one afterwards.
        let target = match path.canonicalize() {
            Ok(target) => {
                let metadata = target.metadata()?;
                if !metadata.is_file() {
                    return Ok(Self::Special(File::options().write(true).open(target)?));
                }
                // Whoever may not write to the file shall not replace it either.
                File::options().append(true).open(&target)?;
                builder.permissions(metadata.permissions());
                target
            }
            Err(_) => {
                #[cfg(unix)]
                builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
                path.to_owned()
            }
        };
        let directory = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let file = builder.prefix(".inquit-").tempfile_in(directory.unwrap_or(Path::new(".")))?;
        Ok(Self::File(file, target))
    }

    /// Whether someone looks at it.
    pub(crate) fn is_terminal(&self) -> bool {
        match self {
            Self::Stdout(stdout) => stdout.is_terminal(),
            Self::Special(file) => file.is_terminal(),
            Self::File(..) => false,
        }
    }

    /// Writes all of `bytes`, to be seen at once.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let writer: &mut dyn Write = match self {
            Self::Stdout(stdout) => stdout,
            Self::Special(file) => file,
            Self::File(file, _) => file,
        };
        writer.write_all(bytes)?;
        writer.flush()
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(_) | Self::Special(_) => Ok(()),
            Self::File(file, target) => file.persist(target).map(drop).map_err(|error| error.error),
        }
    }
}
