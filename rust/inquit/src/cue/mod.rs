//! Reporting cues: which words say that someone says something.

mod verb;

pub(crate) use verb::{Form, VerbGroup, is_genitive, is_modal_name, verb_group};
