//! The Rust in the pages of the documentation and the readmes, as doctests. Not a part of `inquit`: what is published has no such pages.
#![allow(rustdoc::invalid_codeblock_attributes)] // `title="…"`, of blocks in other languages

#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../README.md")]
    struct Readme;
    #[doc = include_str!("../index.md")]
    struct Index;
    #[doc = include_str!("../rust.md")]
    struct Rust;
    #[doc = include_str!("../how-to/cue-verbs.md")]
    struct CueVerbs;
    #[doc = include_str!("../how-to/many-texts.md")]
    struct ManyTexts;
    #[doc = include_str!("../how-to/models.md")]
    struct Models;
    #[doc = include_str!("../how-to/people.md")]
    struct People;
    #[doc = include_str!("../how-to/thresholds.md")]
    struct Thresholds;
    #[doc = include_str!("../../rust/inquit/README.md")]
    struct Library;
    #[doc = include_str!("../../rust/inquit-arrow/README.md")]
    struct Arrow;
    #[doc = include_str!("../../rust/inquit-formats/README.md")]
    struct Formats;
    #[doc = include_str!("../../rust/inquit-model-multilingual/README.md")]
    struct Multilingual;
    #[doc = include_str!("../../rust/inquit-view/README.md")]
    struct View;
}
