//! The model that was asked for.

use std::path::Path;

use inquit::Model;

use crate::problem::Problem;

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
    let missing =
        || Problem::usage(format!("this build has no model `{name}`; see the feature of that name"));
    Model::named(name).ok_or_else(missing)
}

/// The model of a file.
fn read(path: &Path) -> Result<Model, Problem> {
    let problem = |what: String| Problem::file(&path.to_string_lossy(), what);
    let bytes = std::fs::read(path).map_err(|error| problem(error.to_string()))?;
    Model::from_bytes(&bytes).map_err(|error| problem(error.to_string()))
}
