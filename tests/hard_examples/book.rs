//! `docs/criteria.md`: what it shows must read, and it must show every word.

use imr_workbench::{
    criteria::trial,
    domain::{
        guideline_reader::{CONNECTIVES, CRITERION_KEYS, FILE_KEYS, LEAF_WORDS, read_guideline},
        vocabulary::Vocabulary,
    },
    store::yaml,
};

use super::support::book::{blocks, file, whole};

#[test]
fn what_the_document_shows_reads_and_gives_what_it_says() {
    let vocabulary: Vocabulary = yaml::read(&file("guidelines/vocabulary.yaml")).unwrap();
    let blocks = blocks(&file("docs/criteria.md"));
    assert!(blocks.len() >= 8, "{} blocks", blocks.len());
    let mut tested = 0;
    for (line, block) in blocks {
        let text = whole(&block);
        let root = yaml::tree(&text).unwrap_or_else(|p| panic!("line {line}: {p}\n{text}"));
        let guideline = read_guideline("example", &root, &vocabulary)
            .unwrap_or_else(|problems| panic!("line {line}: {problems:#?}\n{text}"));
        if !guideline.tests.is_empty() {
            tested += 1;
            assert_eq!(trial::faults(&guideline, &vocabulary), [], "line {line}");
        }
    }
    assert!(tested > 0, "a whole file with its tests");
}

/// A word that authors may write and the document does not show is one that they will not find.
#[test]
fn the_document_shows_every_key_and_word() {
    let document = file("docs/criteria.md");
    let shown: String = blocks(&document).into_iter().map(|(_, text)| text).collect();
    for word in FILE_KEYS.iter().chain(&CRITERION_KEYS).chain(&CONNECTIVES).chain(&LEAF_WORDS) {
        assert!(shown.contains(&format!("{word}:")), "`{word}` stands in no example");
    }
    assert!(document.lines().count() < 250, "a document to read in one sitting");
}
