//! Where the output goes.
//!
//! A file is written under another name, `FILE.partial`, until it is complete: so nobody takes a half for the whole,
//! and a run that was stopped, however hard, leaves what another one can go on with, with the options that it was
//! made with beside it. A folder is written likewise.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use same_file::Handle;

/// Where the output goes.
pub(crate) enum Sink {
    Stdout(io::Stdout),
    /// A device or a pipe that has a name.
    Special(File),
    File(Partial),
    /// A file that is compressed on the way.
    Zipped(Box<GzEncoder<Partial>>),
    Folder(Folder),
}

/// A file that isn't complete.
pub(crate) struct Partial {
    file: File,
    path: PathBuf,
    /// What it will be called.
    target: PathBuf,
    /// Whether it stays where it can't be completed.
    kept: bool,
}

/// A folder that isn't complete.
pub(crate) struct Folder {
    path: PathBuf,
    /// What it will be called.
    target: PathBuf,
    complete: bool,
}

impl Sink {
    /// The folder at `path`, which mustn't hold anything yet.
    pub(crate) fn open_folder(path: &Path) -> io::Result<Self> {
        Folder::open(followed(path)).map(Self::Folder)
    }

    /// The file at `path`, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Self::Stdout(io::stdout())) };
        let target = followed(path);
        match target.metadata() {
            Ok(metadata) if !metadata.is_file() => {
                Ok(Self::Special(File::options().write(true).open(target)?))
            }
            _ if is_zipped(path) => {
                Ok(Self::Zipped(Box::new(GzEncoder::new(Partial::open(target)?, Compression::default()))))
            }
            _ => Partial::open(target).map(Self::File),
        }
    }

    /// Whether someone looks at it.
    pub(crate) fn is_terminal(&self) -> bool {
        match self {
            Self::Stdout(stdout) => stdout.is_terminal(),
            Self::Special(file) => file.is_terminal(),
            Self::File(_) | Self::Zipped(_) | Self::Folder(_) => false,
        }
    }

    /// Whether nothing has been written.
    pub(crate) fn is_empty(&self) -> io::Result<bool> {
        match self {
            Self::Stdout(_) | Self::Special(_) | Self::Zipped(_) | Self::Folder(_) => Ok(true),
            Self::File(partial) => Ok(partial.file.metadata()?.len() == 0),
        }
    }

    /// Lets a file stay where it can't be completed, for another run to go on with; `options` go beside it.
    pub(crate) fn keep(&mut self, options: &BTreeMap<String, String>) -> io::Result<()> {
        let Self::File(partial) = self else { return Ok(()) };
        fs::write(beside(&partial.target), serde_json::to_vec_pretty(options)?)?;
        partial.kept = true;
        Ok(())
    }

    /// What a run leaves that is stopped now.
    pub(crate) fn rest(&self) -> Option<Rest> {
        let (path, stays, resumable) = match self {
            Self::Stdout(_) | Self::Special(_) => return None,
            Self::File(partial) => (&partial.path, partial.kept, partial.kept),
            Self::Zipped(encoder) => (&encoder.get_ref().path, false, false),
            Self::Folder(folder) => (&folder.path, true, false),
        };
        Some(Rest { path: path.clone(), stays, resumable })
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(_) | Self::Special(_) => Ok(()),
            Self::File(partial) => partial.finish(),
            Self::Zipped(encoder) => (*encoder).finish()?.finish(),
            Self::Folder(folder) => folder.finish(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::Special(file) => file.write(bytes),
            Self::File(partial) => partial.write(bytes),
            Self::Zipped(encoder) => encoder.write(bytes),
            Self::Folder(_) => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::Special(file) => file.flush(),
            Self::File(partial) => partial.flush(),
            // Nobody looks at it before it is complete, and to be readable at once would make it longer.
            Self::Zipped(_) | Self::Folder(_) => Ok(()),
        }
    }
}

/// What a run leaves that is stopped.
pub(crate) struct Rest {
    pub(crate) path: PathBuf,
    /// Whether it isn't removed.
    pub(crate) stays: bool,
    /// Whether another run can go on with it.
    pub(crate) resumable: bool,
}

/// The names that the output at a path has: when it is complete and before, and that of its options.
pub(crate) fn names(path: &Path) -> [PathBuf; 3] {
    let target = followed(path);
    let (partial, beside) = (partial(&target), beside(&target));
    [target, partial, beside]
}

/// Whether what is written to a path is compressed, by its ending.
pub(crate) fn is_zipped(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}

/// Where a link leads, so that it still is one afterwards.
fn followed(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// What a file is called until it is complete.
fn partial(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

/// Where the options are that it was made with, as long as it isn't complete.
fn beside(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".partial.options");
    name.into()
}

/// Waits until a folder has on the disk which names its files have; what can't be opened as a file can't be waited for.
fn sync_folder(path: &Path) {
    let folder = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Waits until a file is on the disk: not only its name shall survive a loss of power. Some file systems can't tell.
fn sync(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Err(error)
        }
        _ => Ok(()),
    }
}

impl Partial {
    /// A file for `target`, empty.
    fn open(target: PathBuf) -> io::Result<Self> {
        let path = partial(&target);
        // Whoever may not write to the file shall not replace it either.
        let old = match File::options().append(true).open(&target) {
            Ok(old) => Some(old.metadata()?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let partial = Self::locked(path, target, false)?;
        partial.file.set_len(0)?;
        let _ = fs::remove_file(beside(&partial.target));
        if let Some(old) = old {
            partial.file.set_permissions(old.permissions())?;
        }
        Ok(partial)
    }

    /// What another run has left of the output at `path`, complete or not, if it has left anything.
    pub(crate) fn left(path: &Path) -> io::Result<Self> {
        let [target, path, _] = names(path);
        let complete = !path.exists() && target.exists();
        Self::locked(if complete { target.clone() } else { path }, target, true)
    }

    /// Whether it has the name of what is complete.
    pub(crate) fn is_complete(&self) -> bool {
        self.path == self.target
    }

    /// Makes it incomplete again, should it be complete.
    pub(crate) fn reopen(&mut self) -> io::Result<()> {
        let path = partial(&self.target);
        if self.path != path {
            fs::rename(&self.path, &path)?;
            self.path = path;
        }
        Ok(())
    }

    /// Opens a file that no other run has open.
    fn locked(path: PathBuf, target: PathBuf, kept: bool) -> io::Result<Self> {
        let busy = || io::Error::other("another run is writing it");
        let file = File::options().read(true).write(true).create(true).truncate(false).open(&path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(busy()),
            // Some file systems know no locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // The other run may just have ended, and given it its name.
        if Handle::from_file(file.try_clone()?)? != Handle::from_path(&path)? {
            return Err(busy());
        }
        Ok(Self { file, path, target, kept })
    }

    /// To read what it has, and write behind it.
    pub(crate) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    fn finish(mut self) -> io::Result<()> {
        sync(&self.file)?;
        fs::rename(&self.path, &self.target)?;
        self.kept = true;
        let _ = fs::remove_file(beside(&self.target));
        sync_folder(self.target.parent().unwrap_or(Path::new("")));
        Ok(())
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Folder {
    /// A folder for `target`, which isn't there yet, or empty.
    fn open(target: PathBuf) -> io::Result<Self> {
        match fs::read_dir(&target) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(io::Error::other("the folder isn't empty; give a new one"));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let path = partial(&target);
        fs::create_dir(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                let what = format!("a stopped run has left {}: remove it first", path.to_string_lossy());
                io::Error::other(what)
            }
            _ => error,
        })?;
        Ok(Self { path, target, complete: false })
    }

    /// A file in it that isn't there yet.
    pub(crate) fn create(&self, name: &str) -> io::Result<File> {
        File::create_new(self.path.join(name))
    }

    fn finish(mut self) -> io::Result<()> {
        match fs::remove_dir(&self.target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        for entry in fs::read_dir(&self.path)? {
            // Windows lets only writers wait.
            sync(&File::options().append(true).open(entry?.path())?)?;
        }
        sync_folder(&self.path);
        fs::rename(&self.path, &self.target)?;
        self.complete = true;
        sync_folder(self.target.parent().unwrap_or(Path::new("")));
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.complete {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}
