//! In the place of the reader of Parquet, in a build without it.

use std::path::Path;

use super::Columns;
use super::delivery::Delivery;
use crate::problem::Problem;

pub(super) fn read(_: &Path, _: &Columns, delivery: &mut Delivery<'_>) -> Result<(), Problem> {
    Err(Problem::file(
        delivery.file(),
        "this inquit was built without Parquet; build it with the feature parquet",
    ))
}
