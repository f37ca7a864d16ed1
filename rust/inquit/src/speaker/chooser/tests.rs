use super::row::Row;
use super::*;
use crate::model::crc32;
use proptest::prelude::*;

const FILE: &[u8] = include_bytes!("../../../models/speakers.inqs");
/// Bytes before the body.
const HEAD: usize = 20;

/// The file with another body.
fn with_body(body: &[u8]) -> Vec<u8> {
    let mut file = FILE[..12].to_vec();
    file.extend(crc32(body).to_le_bytes());
    file.extend((body.len() as u32).to_le_bytes());
    file.extend(body);
    file
}

fn error(file: &[u8]) -> String {
    Chooser::from_bytes(file).unwrap_err().to_string()
}

#[test]
fn a_file_that_is_cut_or_changed_is_an_error() {
    assert!(Chooser::from_bytes(FILE).is_ok());
    for end in (0..HEAD + 40).chain((HEAD + 40..FILE.len()).step_by(997)) {
        assert!(Chooser::from_bytes(&FILE[..end]).is_err(), "cut at {end}");
    }
    for at in (0..HEAD).chain((HEAD..FILE.len()).step_by(1013)) {
        let mut file = FILE.to_vec();
        file[at] ^= 0x41;
        assert!(Chooser::from_bytes(&file).is_err(), "changed at {at}");
    }
}

/// A chooser whose passes are single trees of these nodes.
fn of_trees(first: &[[u8; 4]], second: &[[u8; 4]]) -> Vec<u8> {
    let forest = |features: usize, nodes: &[[u8; 4]]| {
        let head = [features as u32, 1, nodes.len() as u32].map(u32::to_le_bytes);
        [head.concat(), nodes.concat()].concat()
    };
    let (one, two) = (first::FEATURES, first::FEATURES + second::FEATURES);
    with_body(&[forest(one, first), forest(two, second), (0..=255).collect()].concat())
}

#[test]
fn trees_whose_walk_would_not_end_at_a_leaf_are_errors() {
    const LEAF: [u8; 4] = [255, 0, 1, 0];
    assert!(Chooser::from_bytes(&of_trees(&[LEAF], &[[3, 7, 2, 0], LEAF, LEAF])).is_ok());
    let of_first = |nodes: &[[u8; 4]]| error(&of_trees(nodes, &[LEAF]));
    for wrong in [
        &[[3, 7, 0, 0], LEAF, LEAF][..], // back to itself
        &[[3, 7, 1, 0], LEAF, LEAF],     // both answers at once
        &[[3, 7, 9, 0], LEAF, LEAF],     // out of the tree
        &[[3, 7, 2, 0], LEAF],           // no second answer
        &[],
    ] {
        let said = of_first(wrong);
        assert!(said.contains("has no end") || said.contains("0 trees"), "{wrong:?}: {said}");
    }
    assert!(of_first(&[[200, 7, 2, 0], LEAF, LEAF]).contains("a question about number 200"));
    assert!(of_first(&[LEAF, LEAF]).contains("2 trees, where 1 must be"));
    let mut long = FILE[HEAD..].to_vec();
    long.push(0);
    assert!(error(&with_body(&long)).contains("1 bytes too many"));
    // A count of nodes that no file has.
    let mut body = FILE[HEAD..].to_vec();
    body[8..12].fill(255);
    assert!(error(&with_body(&body)).contains("it ends within"));
}

proptest! {
    #[test]
    fn any_trees_are_refused_or_give_a_score(nodes in proptest::collection::vec((0..4_u8, 0..4_u8, 0..4_u8), 0..12)) {
        let nodes: Vec<[u8; 4]> =
            nodes.iter().map(|&(feature, most, skip)| [if feature == 3 { 255 } else { feature }, most, skip, 0]).collect();
        if let Ok(chooser) = Chooser::from_bytes(&of_trees(&nodes, &[[255, 0, 1, 0]])) {
            let mut scores = Vec::new();
            chooser.first.scores(&[Row::new()], &mut scores);
            prop_assert!(nodes.iter().any(|node| node[0] == 255 && i32::from(node[2]) == scores[0]));
        }
    }
}

#[cfg(any(feature = "standard", feature = "fast"))]
mod with_a_model {
    use super::*;
    use crate::{Analyzer, Document};

    fn read(text: &str) -> Document {
        Analyzer::builder().language("eng").build().unwrap().analyze(text)
    }

    /// Who says each direct quote.
    fn speakers(document: &Document) -> Vec<&str> {
        document.quotes().map(|quote| quote.speaker().map_or("", |speaker| speaker.name())).collect()
    }

    /// Two who take turns, one of whom is called, a pronoun with a cue, and a third who comes in.
    const STORY: &str = "Martha Quill put the kettle on the stove and waited for her brother.\n\n\
        “You are late again,” said Martha.\n\n\
        “The ferry stopped in the fog,” Edwin answered, and he hung up his coat.\n\n\
        “It always does in March.”\n\n\
        “You might have sent the boat, Martha.”\n\n\
        “And who would have rowed it?”\n\n\
        He sat down by the stove. “I would have swum,” he said, “if the water were warmer.”\n\n\
        Martha laughed. “You never could swim, Edwin.”\n\n\
        “I could learn.”\n\n\
        “Not before supper,” she said.";

    #[test]
    fn turns_calls_and_pronouns_lead_to_their_speakers() {
        let document = read(STORY);
        let (martha, edwin) = ("Martha Quill", "Edwin");
        assert_eq!(speakers(&document), [martha, edwin, martha, edwin, martha, edwin, martha, edwin, martha]);
    }

    #[test]
    fn the_same_text_has_the_same_speakers_however_it_is_read() {
        let once = read(STORY);
        assert_eq!(read(STORY), once);
        let likely = |d: &Document| d.quotes().map(|q| q.confidence().to_bits()).collect::<Vec<_>>();
        assert_eq!(likely(&read(STORY)), likely(&once));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_dialogue_is_read_without_a_panic(parts in proptest::collection::vec(0..16_usize, 1..120)) {
            const PARTS: [&str; 16] = [
                "“No,” ", "“Yes, Ann!” ", "said Ann Lee. ", "he said. ", "\n\n", "the old man ", "“Well?” ", "“", "” ",
                "Bob nodded. ", "I ", "replied Mrs. Lee, ", "'Oh, sir,' ", "and ", "she cried: ", "My dear Bob, ",
            ];
            let text: String = parts.iter().map(|&part| PARTS[part]).collect();
            let document = read(&text);
            for quote in document.quotes() {
                prop_assert!((0.0..=1.0).contains(&quote.confidence()));
            }
        }
    }

    #[test]
    fn hostile_texts_take_time_in_proportion_to_their_length() {
        let quotes = |n: usize| "“No.”\n\n".repeat(n);
        let names =
            |n: usize| (0..n).map(|i| format!("“No,” said Ann X{i}y Lee{i}. “Yes.”\n\n")).collect::<String>();
        let one = |n: usize| "“No, Ann,” said Bob Ray. “Yes.” ".repeat(n);
        let took = |text: String| {
            let begun = std::time::Instant::now();
            let _ = read(&text);
            begun.elapsed().as_secs_f64()
        };
        for (what, make) in
            [("quotes", &quotes as &dyn Fn(usize) -> String), ("names", &names), ("one", &one)]
        {
            let (small, large) = (took(make(2_000)), took(make(16_000)));
            // Eight times as long; in a square of that it would be 64.
            assert!(large < 24.0 * small.max(0.05), "{what}: {small} s, then {large} s");
        }
    }
}
