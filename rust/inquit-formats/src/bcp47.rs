//! Language tags.

/// ISO 639-3 and the shorter code that BCP 47 wants instead, for the languages that the library can tell.
const SHORTER: &str = "afr af aka ak amh am ara ar aze az bel be ben bn bul bg cat ca ces cs cmn zh cym cy dan da \
    deu de ell el eng en epo eo est et fin fi fra fr guj gu heb he hin hi hrv hr hun hu hye hy ind id ita it jav jv \
    jpn ja kan kn kat ka khm km kor ko lat la lav lv lit lt mal ml mar mr mkd mk mya my nep ne nld nl nob nb ori or \
    pan pa pes fa pol pl por pt ron ro rus ru sin si slk sk slv sl sna sn spa es srp sr swe sv tam ta tel te tgl tl \
    tha th tuk tk tur tr ukr uk urd ur uzb uz vie vi yid yi zul zu";

/// The tag of a language, `en` for `eng`; a code that isn't known stays.
pub(crate) fn tag(code: &str) -> &str {
    let mut words = SHORTER.split_ascii_whitespace();
    while let (Some(long), Some(short)) = (words.next(), words.next()) {
        if long == code {
            return short;
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::{SHORTER, tag};

    #[test]
    fn a_tag_is_the_shorter_code() {
        assert_eq!(tag("eng"), "en");
        assert_eq!(tag("zul"), "zu");
        assert_eq!(tag("en"), "en");
        assert_eq!(tag("vec"), "vec");
        let words: Vec<_> = SHORTER.split_ascii_whitespace().collect();
        assert!(words.chunks(2).all(|pair| pair[0].len() == 3 && pair[1].len() == 2));
    }
}
