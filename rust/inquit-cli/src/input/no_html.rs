//! In the place of the reader of HTML, in a build without it.

use super::batch::Source;
use crate::problem::Problem;

pub(super) fn document(file: &str, _: &[u8]) -> Result<Source, Problem> {
    Err(Problem::text(file, "this inquit was built without HTML; build it with the feature html"))
}
