//! The languages that the library knows by name, and what it has for each. Whoever has lists for a language, or wants a tag
//! of it, asks here.

/// A language that the library knows.
///
/// ```
/// use inquit::LanguageInfo;
/// let german = LanguageInfo::find("de-AT").unwrap();
/// assert_eq!((german.code(), german.tag(), german.name()), ("deu", "de", "German"));
/// assert_eq!(LanguageInfo::find("German"), Some(german));
/// assert!(german.has_sentences());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LanguageInfo {
    code: &'static str,
    tag: &'static str,
    name: &'static str,
    /// Its other codes and names, in small letters and apart by spaces.
    others: &'static str,
    has: Has,
}

/// What the library has for a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Has {
    /// What holds in all languages.
    Nothing,
    /// As above, but it is written without spaces: a character is a token.
    Characters,
    /// Lists that tell the ends of sentences.
    Sentences,
    /// These, and a model that finds cues, sources and speakers.
    Model,
    /// These, and rules that find them.
    Quotes,
}

impl LanguageInfo {
    /// The language of an ISO 639-3 or 639-1 code, a BCP 47 tag (what follows its first hyphen says no more than where it is
    /// spoken and how it is written), or an English name; upper and lower case are alike.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let name = name.trim();
        let primary = name.split(['-', '_']).next().unwrap_or(name);
        let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
        let mut all = LANGUAGES.iter();
        let found = all.find(|it| {
            is(primary, it.code)
                || is(primary, it.tag)
                || is(name, it.name)
                || it.others.split(' ').any(|other| is(primary, other))
        });
        found.filter(|_| !primary.is_empty()).copied()
    }

    /// Its ISO 639-3 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.code
    }

    /// Its BCP 47 tag: two letters where ISO 639-1 has a code for it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.tag
    }

    /// Its English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Whether there are lists of abbreviations and the like that tell the ends of its sentences. In other languages
    /// sentences are told by their marks, and by the lists of all languages.
    #[must_use]
    pub fn has_sentences(self) -> bool {
        matches!(self.has, Has::Sentences | Has::Model | Has::Quotes)
    }

    /// Whether its tokens are words. In languages that are written without spaces each character is a token.
    #[must_use]
    pub fn has_words(self) -> bool {
        self.has != Has::Characters
    }

    /// Whether quotes are credited to sources and speakers in it: by rules in English, by [`Model::multilingual`](crate::Model) in
    /// others, if that is compiled in. In other languages quotations are found, and nobody is credited with them.
    #[must_use]
    pub fn has_quotes(self) -> bool {
        self.has == Has::Quotes || self.has == Has::Model && cfg!(feature = "multilingual")
    }
}

/// The languages that the library knows, in order of their names.
///
/// ```
/// let quotes = inquit::languages().filter(|it| it.has_quotes());
/// assert!(quotes.map(|it| it.tag()).any(|tag| tag == "en"));
/// ```
pub fn languages() -> impl ExactSizeIterator<Item = LanguageInfo> {
    LANGUAGES.iter().copied()
}

macro_rules! languages {
    ($($name:literal $code:literal $tag:literal $others:literal $has:ident)*) => {
        &[$(LanguageInfo { code: $code, tag: $tag, name: $name, others: $others, has: Has::$has }),*]
    };
}

/// Name, ISO 639-3, BCP 47, other codes: those of ISO 639-2/B, of the macrolanguage, of its largest member, and old ones.
const LANGUAGES: &[LanguageInfo] = languages! {
    "Afrikaans" "afr" "af" "" Nothing
    "Akan" "aka" "ak" "twi tw" Nothing
    "Amharic" "amh" "am" "" Nothing
    "Arabic" "ara" "ar" "arb" Nothing
    "Armenian" "hye" "hy" "arm" Nothing
    "Azerbaijani" "aze" "az" "azj" Nothing
    "Belarusian" "bel" "be" "" Nothing
    "Bengali" "ben" "bn" "bangla" Nothing
    "Bulgarian" "bul" "bg" "" Sentences
    "Burmese" "mya" "my" "bur" Characters
    "Catalan" "cat" "ca" "" Nothing
    "Chinese" "cmn" "zh" "zho chi mandarin" Characters
    "Croatian" "hrv" "hr" "" Nothing
    "Czech" "ces" "cs" "cze" Model
    "Danish" "dan" "da" "" Model
    "Dutch" "nld" "nl" "dut" Model
    "English" "eng" "en" "" Quotes
    "Esperanto" "epo" "eo" "" Nothing
    "Estonian" "est" "et" "ekk" Nothing
    "Finnish" "fin" "fi" "" Model
    "French" "fra" "fr" "fre" Model
    "Georgian" "kat" "ka" "geo" Nothing
    "German" "deu" "de" "ger" Model
    "Greek" "ell" "el" "gre" Sentences
    "Gujarati" "guj" "gu" "" Nothing
    "Hebrew" "heb" "he" "iw" Nothing
    "Hindi" "hin" "hi" "" Nothing
    "Hungarian" "hun" "hu" "" Sentences
    "Indonesian" "ind" "id" "in" Nothing
    "Italian" "ita" "it" "" Model
    "Japanese" "jpn" "ja" "" Characters
    "Javanese" "jav" "jv" "" Nothing
    "Kannada" "kan" "kn" "" Nothing
    "Kazakh" "kaz" "kk" "" Sentences
    "Khmer" "khm" "km" "" Characters
    "Korean" "kor" "ko" "" Nothing
    "Latin" "lat" "la" "" Nothing
    "Latvian" "lav" "lv" "lvs" Nothing
    "Lithuanian" "lit" "lt" "" Nothing
    "Macedonian" "mkd" "mk" "mac" Nothing
    "Malayalam" "mal" "ml" "" Sentences
    "Marathi" "mar" "mr" "" Nothing
    "Nepali" "nep" "ne" "npi" Nothing
    "Norwegian" "nob" "nb" "nor no bokmål" Model
    "Oriya" "ori" "or" "ory odia" Nothing
    "Persian" "pes" "fa" "fas per farsi" Nothing
    "Polish" "pol" "pl" "" Model
    "Portuguese" "por" "pt" "" Model
    "Punjabi" "pan" "pa" "" Nothing
    "Romanian" "ron" "ro" "rum" Model
    "Russian" "rus" "ru" "" Model
    "Serbian" "srp" "sr" "" Nothing
    "Shona" "sna" "sn" "" Nothing
    "Sinhala" "sin" "si" "sinhalese" Nothing
    "Slovak" "slk" "sk" "slo" Sentences
    "Slovenian" "slv" "sl" "slovene" Nothing
    "Spanish" "spa" "es" "castilian" Model
    "Swedish" "swe" "sv" "" Model
    "Tagalog" "tgl" "tl" "fil filipino" Nothing
    "Tamil" "tam" "ta" "" Nothing
    "Telugu" "tel" "te" "" Nothing
    "Thai" "tha" "th" "" Characters
    "Turkish" "tur" "tr" "" Sentences
    "Turkmen" "tuk" "tk" "" Nothing
    "Ukrainian" "ukr" "uk" "" Model
    "Urdu" "urd" "ur" "" Nothing
    "Uzbek" "uzb" "uz" "uzn" Nothing
    "Vietnamese" "vie" "vi" "" Nothing
    "Welsh" "cym" "cy" "wel" Nothing
    "Yiddish" "yid" "yi" "ydd ji" Nothing
    "Zulu" "zul" "zu" "" Nothing
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_language_is_found_by_each_of_its_names() {
        for name in ["de", "deu", "DE", "ger", "de-AT", "de_CH", "de-Latn-DE", "German", " german "] {
            assert_eq!(LanguageInfo::find(name).map(LanguageInfo::code), Some("deu"), "{name}");
        }
        let code = |name| LanguageInfo::find(name).map(LanguageInfo::code);
        assert_eq!(code("zh-Hans"), Some("cmn"));
        assert_eq!(code("no"), Some("nob"));
        assert_eq!(code("pt-BR"), Some("por"));
        for name in ["", " ", "-", "d", "deutsch", "german-", "x-klingon", "xx"] {
            assert_eq!(code(name), None, "{name:?}");
        }
    }

    #[test]
    fn each_name_is_one_languages() {
        let mut seen = HashSet::new();
        for it in languages() {
            let others = it.others.split(' ').filter(|other| !other.is_empty());
            for name in [it.code, it.tag].into_iter().chain(others) {
                assert!(seen.insert(name), "{name}");
            }
            assert!(seen.insert(it.name), "{}", it.name);
            assert_eq!((it.code.len(), it.tag.len()), (3, 2));
        }
        assert!(languages().is_sorted_by_key(LanguageInfo::name));
    }

    #[test]
    fn all_languages_that_can_be_told_are_known() {
        for lang in whatlang::Lang::all() {
            assert!(languages().any(|it| it.code == lang.code()), "{}", lang.code());
        }
    }

    #[test]
    fn what_it_says_that_there_is_is_there() {
        for it in languages() {
            assert_eq!(it.has_sentences(), crate::sentence::has_lists(it.code), "{}", it.code);
            let rules = super::super::Language::all().iter().any(|language| language.code == it.code);
            let learned = crate::Model::compiled_for(it.code).is_some();
            assert_eq!(it.has_quotes(), rules || learned, "{}", it.code);
            assert!(rules || !learned || super::super::people::language(it.code).is_some(), "{}", it.code);
        }
    }
}
