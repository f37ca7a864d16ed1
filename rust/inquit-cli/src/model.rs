//! The model that was asked for.

use std::path::Path;

use inquit::Model;

use crate::problem::Problem;

/// What English is read with where no model is asked for.
pub(crate) const DEFAULT: &str = if cfg!(feature = "standard") {
    "standard"
} else if cfg!(feature = "fast") {
    "fast"
} else {
    "none"
};

/// Whether it isn't a model's name, but that of a file.
pub(crate) fn is_file(name: &Path) -> bool {
    !["none", "standard", "fast"].map(Path::new).contains(&name)
}

/// The model of a name, or that of a file; `None` for the rules alone.
pub(crate) fn named(name: &Path) -> Result<Option<Model>, Problem> {
    match name.to_str() {
        Some("none") => Ok(None),
        Some(name @ ("standard" | "fast")) => compiled_in(name).map(Some),
        _ => read(name).map(Some),
    }
}

/// A model of this build, if it has it.
fn compiled_in(name: &str) -> Result<Model, Problem> {
    let missing = || {
        Problem::usage(format!(
            "this inquit was built without the model {name}; build it with the feature {name}"
        ))
    };
    Model::named(name).ok_or_else(missing)
}

/// The model of a file.
fn read(path: &Path) -> Result<Model, Problem> {
    let problem = |what: String| Problem::file(&path.to_string_lossy(), what);
    let unread =
        |error| problem(format!("is no model (standard, fast, none), and as a file of one: {error}"));
    let bytes = std::fs::read(path).map_err(unread)?;
    Model::from_bytes(&bytes).map_err(|error| problem(error.to_string()))
}
