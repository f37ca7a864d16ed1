//! Prose of any length, by shuffling: see the crate's documentation.

/// A language's paragraphs, and the words that may take each other's place.
struct Source {
    paragraphs: Vec<Vec<&'static str>>,
    words: Vec<&'static str>,
    /// What stands between sentences.
    space: &'static str,
}

impl Source {
    fn new(files: &[&'static str], space: &'static str) -> Self {
        let text = || files.iter().flat_map(|file| file.split("\n\n"));
        Self {
            paragraphs: text().map(|paragraph| paragraph.trim_end().split('\n').collect()).collect(),
            words: text().flat_map(|p| p.split_ascii_whitespace()).filter(|word| small(word)).collect(),
            space,
        }
    }

    fn english() -> Self {
        let essays = include_str!("texts/essays.txt");
        let news = include_str!("texts/news.txt");
        let dialogue = include_str!("texts/dialogue.txt");
        let letters = include_str!("texts/letters.txt");
        let reports = include_str!("texts/reports.txt");
        // Essays and news twice: dialogue and e-mails are denser in marks than most of what is written.
        Self::new(&[essays, essays, news, news, dialogue, letters, reports], " ")
    }

    fn foreign() -> [Self; 3] {
        let russian = Self::new(&[include_str!("texts/russian.txt")], " ");
        let greek = Self::new(&[include_str!("texts/greek.txt")], " ");
        let chinese = Self::new(&[include_str!("texts/chinese.txt")], "");
        [russian, greek, chinese]
    }

    /// Writes a paragraph with its sentences and words shuffled, and a blank line.
    fn write(&self, paragraph: &[&str], chance: &mut Chance, out: &mut String) {
        let mut sentences = paragraph.to_vec();
        // Lines keep their order: they are headers, lists, signatures.
        if !sentences.iter().any(|sentence| sentence.starts_with('\t')) {
            chance.shuffle(&mut sentences);
        }
        for (i, sentence) in sentences.iter().enumerate() {
            let line = sentence.strip_prefix('\t');
            if i > 0 {
                out.push_str(if line.is_some() { "\n" } else { self.space });
            }
            for (j, word) in line.unwrap_or(sentence).split(' ').enumerate() {
                if j > 0 {
                    out.push(' ');
                }
                let drawn = if small(word) && chance.below(2) == 0 { chance.of(&self.words) } else { None };
                out.push_str(drawn.unwrap_or(word));
            }
        }
        out.push_str("\n\n");
    }
}

/// Whether a word is of small letters alone: no mark or contraction moves.
fn small(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_lowercase)
}

/// The paragraphs of a source in a new order each time that they run out.
struct Paragraphs {
    source: Source,
    order: Vec<usize>,
}

impl Paragraphs {
    fn new(source: Source) -> Self {
        Self { source, order: Vec::new() }
    }

    fn write_next(&mut self, chance: &mut Chance, out: &mut String) {
        if self.order.is_empty() {
            self.order.extend(0..self.source.paragraphs.len());
            chance.shuffle(&mut self.order);
        }
        let next = self.order.pop().and_then(|i| self.source.paragraphs.get(i));
        self.source.write(next.map_or(&[], Vec::as_slice), chance, out);
    }
}

/// English prose of at least `bytes` bytes: essays, news, dialogue, letters and e-mails, reports.
#[must_use]
pub fn prose(bytes: usize) -> String {
    let mut english = Paragraphs::new(Source::english());
    let mut chance = Chance(1);
    let mut out = String::with_capacity(bytes + 4096);
    while out.len() < bytes {
        english.write_next(&mut chance, &mut out);
    }
    out
}

/// Text of at least `bytes` bytes, half of them beyond ASCII: paragraphs of Russian, Greek and Chinese among
/// English ones.
#[must_use]
pub fn mixed(bytes: usize) -> String {
    let mut english = Paragraphs::new(Source::english());
    let mut foreign = Source::foreign().map(Paragraphs::new);
    let mut chance = Chance(2);
    let mut out = String::with_capacity(bytes + 4096);
    // Bytes of ASCII and beyond, and the bytes of each of the languages: the shortest so far is next.
    let (mut ascii, mut beyond, mut written) = (0, 0, [0; 3]);
    while out.len() < bytes {
        let before = out.len();
        if ascii <= beyond {
            english.write_next(&mut chance, &mut out);
        } else if let Some((language, bytes)) = foreign.iter_mut().zip(&mut written).min_by_key(|(_, b)| **b)
        {
            language.write_next(&mut chance, &mut out);
            *bytes += out.len() - before;
        }
        let new = out.as_bytes().iter().skip(before);
        let count = new.filter(|byte| byte.is_ascii()).count();
        ascii += count;
        beyond += out.len() - before - count;
    }
    out
}

/// Numbers of a seeded linear congruential generator (Knuth's MMIX).
struct Chance(u64);

impl Chance {
    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }

    /// One of some things.
    fn of<T: Copy>(&mut self, things: &[T]) -> Option<T> {
        let i = self.below(things.len());
        things.get(i).copied()
    }

    /// Fisher and Yates's shuffle.
    fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_mixed_text_is_beyond_ascii() {
        let text = mixed(1 << 20);
        let beyond = text.bytes().filter(|byte| !byte.is_ascii()).count();
        assert!((0.49..0.51).contains(&(beyond as f64 / text.len() as f64)));
    }

    #[test]
    fn prose_is_the_same_each_time_and_never_repeats_itself() {
        let text = prose(1 << 18);
        assert_eq!(text, prose(1 << 18));
        let mut long: Vec<&str> = text.split("\n\n").filter(|p| p.len() > 200).collect();
        let all = long.len();
        long.sort_unstable();
        long.dedup();
        assert_eq!(long.len(), all);
    }
}
