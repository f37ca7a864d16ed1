//! The models that are compiled in.

#[cfg(any(feature = "standard", feature = "fast", feature = "multilingual"))]
use std::sync::LazyLock;

use super::Model;
#[cfg(feature = "multilingual")]
use crate::language::LanguageInfo;

/// A model whose file is part of the program; the tests read it.
#[cfg(any(feature = "standard", feature = "fast", feature = "multilingual"))]
#[allow(clippy::expect_used)]
fn compiled(bytes: &[u8]) -> Model {
    Model::from_bytes(bytes).expect("a model that is compiled in is whole")
}

impl Model {
    /// The most accurate model. It is loaded when it is first used.
    ///
    /// Needs the feature `standard`, which is on by default.
    #[cfg(feature = "standard")]
    #[must_use]
    pub fn standard() -> Self {
        static MODEL: LazyLock<Model> =
            LazyLock::new(|| compiled(include_bytes!("../../models/standard.inqm")));
        MODEL.clone()
    }

    /// A smaller model, about one and a half times as fast. It is loaded when it is first used.
    ///
    /// Needs the feature `fast`, which is on by default.
    #[cfg(feature = "fast")]
    #[must_use]
    pub fn fast() -> Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| compiled(include_bytes!("../../models/fast.inqm")));
        MODEL.clone()
    }

    /// The model of many languages, which English isn't among; [`languages`](Self::languages) names them. It is loaded when it is
    /// first used.
    ///
    /// Needs the feature `multilingual`, which is on by default.
    #[cfg(feature = "multilingual")]
    #[must_use]
    pub fn multilingual() -> Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| compiled(inquit_model_multilingual::MODEL));
        MODEL.clone()
    }

    /// The model with a name, `standard` or `fast`, for English; `None` if there is no such model, or its feature is off.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            #[cfg(feature = "standard")]
            "standard" => Some(Self::standard()),
            #[cfg(feature = "fast")]
            "fast" => Some(Self::fast()),
            _ => None,
        }
    }

    /// The model that is compiled in for a language.
    pub(crate) fn compiled_for(language: &str) -> Option<Self> {
        match language {
            "eng" => Self::compiled_in(),
            // Only where it is wanted: it takes a moment to load.
            #[cfg(feature = "multilingual")]
            _ if LanguageInfo::find(language).is_some_and(LanguageInfo::has_quotes) => {
                Some(Self::multilingual())
            }
            _ => None,
        }
    }

    /// The best model that is compiled in.
    #[cfg(feature = "standard")]
    pub(crate) fn compiled_in() -> Option<Self> {
        Some(Self::standard())
    }

    /// The best model that is compiled in.
    #[cfg(all(feature = "fast", not(feature = "standard")))]
    pub(crate) fn compiled_in() -> Option<Self> {
        Some(Self::fast())
    }

    /// None is compiled in.
    #[cfg(not(any(feature = "standard", feature = "fast")))]
    pub(crate) fn compiled_in() -> Option<Self> {
        None
    }
}
