//! Who speaks in a document: number, how often and how much, and where.

use inquit::{Document, OffsetMap, OffsetUnit, Speaker, SpeakerKind};

/// The parts that a timeline has.
pub(crate) const SCALE: usize = 1000;
/// The least width of what is seen on it.
const SEEN: usize = 4;

/// The speakers that have quotes, numbered from 1 by their first quote.
pub(crate) struct Cast<'d> {
    /// In order of number.
    members: Vec<Member<'d>>,
    /// What nobody can be told to say.
    unknown: Member<'d>,
    /// The numbers of the document's speakers.
    numbers: Vec<Option<usize>>,
    /// Bytes of the text as characters.
    map: OffsetMap<&'d str>,
    /// Characters of the text.
    length: usize,
}

/// One of them.
#[derive(Default)]
pub(crate) struct Member<'d> {
    /// Empty for "no speaker".
    pub(crate) name: &'d str,
    /// Whether the name is a description: "two officials".
    pub(crate) is_unnamed: bool,
    pub(crate) quotes: usize,
    /// What is quoted of them, in characters: in order, none over another.
    stretches: Vec<(usize, usize)>,
}

impl<'d> Cast<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let map = OffsetMap::new(document.text(), OffsetUnit::Chars);
        let length = map.from_bytes(document.text().len());
        let stretch = |span: &inquit::Span| (map.from_bytes(span.start()), map.from_bytes(span.end()));
        let mut cast = Self {
            members: Vec::new(),
            unknown: Member::default(),
            numbers: vec![None; document.speakers().len()],
            map: map.clone(),
            length,
        };
        for quote in document.quotes() {
            let mut add = |speaker| {
                let member = cast.member(speaker);
                member.quotes += 1;
                member.stretches.extend(quote.content().iter().map(stretch));
            };
            match quote.speaker() {
                Some(_) => quote.speakers().for_each(|speaker| add(Some(speaker))),
                None => add(None),
            }
        }
        let all = cast.members.iter_mut().chain([&mut cast.unknown]);
        all.for_each(|member| merge(&mut member.stretches, 0));
        cast
    }

    fn member(&mut self, speaker: Option<Speaker<'d>>) -> &mut Member<'d> {
        let Some(speaker) = speaker else { return &mut self.unknown };
        let Some(number) = self.numbers.get_mut(speaker.id()) else { return &mut self.unknown };
        let number = *number.get_or_insert(self.members.len() + 1);
        if number > self.members.len() {
            let is_unnamed = speaker.kind() == Some(SpeakerKind::Unnamed);
            self.members.push(Member { name: speaker.name(), is_unnamed, ..Member::default() });
        }
        self.members.get_mut(number - 1).unwrap_or(&mut self.unknown)
    }

    /// The number of a speaker; 0 for none.
    pub(crate) fn number(&self, speaker: Option<Speaker<'_>>) -> usize {
        speaker.and_then(|speaker| self.numbers.get(speaker.id()).copied().flatten()).unwrap_or(0)
    }

    /// Those who have quotes with their numbers, in order of these; "no speaker", 0, comes last.
    pub(crate) fn members(&self) -> impl Iterator<Item = (usize, &Member<'d>)> {
        let known = (1..).zip(&self.members);
        known.chain([(0, &self.unknown)]).filter(|(_, member)| member.quotes > 0)
    }

    /// What part of the text is theirs, from 0 to 1.
    pub(crate) fn share(&self, member: &Member<'_>) -> f64 {
        let quoted: usize = member.stretches.iter().map(|(start, end)| end - start).sum();
        quoted as f64 / self.length.max(1) as f64
    }

    /// Where in the text they are quoted, from 0 to [`SCALE`]: in order, none touching another.
    pub(crate) fn places(&self, member: &Member<'_>) -> Vec<(usize, usize)> {
        let seen = |&(start, end): &(usize, usize)| {
            let from = self.scaled(start).min(SCALE - SEEN);
            (from, self.scaled(end).max(from + SEEN))
        };
        let mut places: Vec<_> = member.stretches.iter().map(seen).collect();
        merge(&mut places, 1);
        places
    }

    /// Where in the text a byte is, from 0 to [`SCALE`].
    pub(crate) fn place(&self, offset: usize) -> usize {
        self.scaled(self.map.from_bytes(offset))
    }

    fn scaled(&self, chars: usize) -> usize {
        chars * SCALE / self.length.max(1)
    }
}

/// Sorts stretches and joins those that have no more than a gap between them.
fn merge(stretches: &mut Vec<(usize, usize)>, gap: usize) {
    stretches.sort_unstable();
    stretches.dedup_by(|next, before| {
        let near = next.0 <= before.1 + gap;
        if near {
            before.1 = before.1.max(next.1);
        }
        near
    });
}

/// The colour of the speaker with a number, in degrees of the colour circle. Steps of the golden angle
/// keep any number of neighbours apart.
pub(crate) fn hue(number: usize) -> usize {
    number.wrapping_mul(137).wrapping_add(113) % 360
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_over_each_other_counts_once() {
        let mut stretches = vec![(5, 9), (0, 4), (1, 2), (8, 12), (13, 14)];
        merge(&mut stretches, 0);
        assert_eq!(stretches, [(0, 4), (5, 12), (13, 14)]);
        merge(&mut stretches, 1);
        assert_eq!(stretches, [(0, 14)]);
    }

    #[test]
    fn speakers_are_numbered_by_their_first_quote() {
        let text = "Bo Hill met Ann Lee. “Yes,” said Ann Lee. “No,” said Bo Hill. “Yes,” said Ann Lee.";
        let document = inquit::Analyzer::builder().model(None).build().unwrap().analyze(text);
        let cast = Cast::new(&document);
        let members: Vec<_> = cast.members().map(|(number, m)| (number, m.name, m.quotes)).collect();
        assert_eq!(members, [(1, "Ann Lee", 2), (2, "Bo Hill", 1)]);
        let (_, lee) = cast.members().next().unwrap();
        assert!((cast.share(lee) - 12.0 / text.chars().count() as f64).abs() < 1e-9);
        let places = cast.places(lee);
        assert_eq!(places.len(), 2);
        assert!(places.iter().all(|&(from, to)| from < to && to <= SCALE));
    }
}
