//! Lists of like statements, as minutes and round-ups have them: none is lost among the others.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;

use inquit::{Analyzer, Document, Model};

const NAMES: [&str; 31] = [
    "Abel", "Brandt", "Castell", "Dahl", "Eriksen", "Farrow", "Grau", "Holt", "Ilves", "Jansen", "Keane",
    "Lund", "Marlow", "Novak", "Okafor", "Petrov", "Quist", "Reyes", "Sorel", "Tanner", "Ulrich", "Varga",
    "Weber", "Xavier", "Yilmaz", "Zeller", "Osei", "Berger", "Conti", "Silva", "Ashby",
];
const SUBJECTS: [&str; 7] = [
    "the bridge",
    "the school roof",
    "the water tax",
    "the night train",
    "the old mill",
    "the budget",
    "the ferry",
];
const VERBS: [&str; 5] = [
    "would open in spring",
    "was too expensive",
    "had lost money",
    "could not be delayed again",
    "was in good hands",
];

/// A statement: who makes it, and what it says.
type Statement = (String, String);

/// Statements whose names and contents differ, whose contents differ by a number, and whose contents are the same.
fn statements(count: usize) -> [Vec<Statement>; 3] {
    let name = |n: usize| NAMES.get(n % NAMES.len()).copied().unwrap();
    let varied = |n: usize| {
        let content = format!("{} {}", SUBJECTS[n * 3 % SUBJECTS.len()], VERBS[n * 2 % VERBS.len()]);
        (format!("{} {}", ["Councillor", "Anna", "Dr.", "Mr."][n % 4], name(n)), content)
    };
    let numbered = |n: usize| (format!("Mr. {}", name(n)), format!("item {} was approved", n + 1));
    let same = |n: usize| (format!("Ms. {}", name(n)), "it rained".to_owned());
    [(0..count).map(varied).collect(), (0..count).map(numbered).collect(), (0..count).map(same).collect()]
}

/// How many statements have a quote of their own, with content and source.
fn found(document: &Document, statements: &[(usize, &Statement)]) -> usize {
    let text = document.text();
    let is_found = |&&(start, (who, content)): &&(usize, &Statement)| {
        let end = start + text[start..].find(content.as_str()).unwrap() + content.len();
        document.quotes().any(|quote| {
            let [part] = quote.content() else { return false };
            let [source] = quote.source() else { return false };
            let whole = part.end() == end && part.of(text).trim_start_matches("that ") == content;
            whole && source.start() == start && source.of(text) == who
        })
    };
    statements.iter().filter(is_found).count()
}

#[test]
fn like_statements_are_found_however_many_there_are() {
    let mut report = String::new();
    for (name, model) in
        [("none", None), ("fast", Some(Model::fast())), ("standard", Some(Model::standard()))]
    {
        let analyzer = Analyzer::builder().language("eng").model(model).build().unwrap();
        for count in [5, 20, 60] {
            for (separator, list) in [" ", "\n", "\n\n"]
                .iter()
                .flat_map(|s| statements(count).into_iter().map(move |list| (s, list)))
            {
                let mut text = String::new();
                let mut placed = Vec::new();
                for statement in &list {
                    if !text.is_empty() {
                        text += separator;
                    }
                    placed.push((text.len(), statement));
                    let (who, content) = statement;
                    let _ = write!(text, "{who} said that {content}.");
                }
                let found = found(&analyzer.analyze(text.as_str()), &placed);
                if found * 10 < count * 9 {
                    let _ = writeln!(report, "{name}: {found} of {count}: {:?} …", &text[..60]);
                }
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
