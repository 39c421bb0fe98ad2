//! `docs/checks.md` tells every check: its tables are written from the closed list, the prose between them by hand.
//! `IMR_WRITE_DOCS=1 cargo test --test rules` writes the tables anew, and a section for a family that has none.

use std::{env, fs};

use imr_workbench::domain::check::CheckId;

use crate::root;

const DOCUMENT: &str = "docs/checks.md";
const BEGIN: &str = "<!-- written from src/domain/check/list.rs -->\n";
const END: &str = "<!-- end -->\n";

/// The table of a family.
fn table(family: &str) -> String {
    let mut text = "| id | severity | what | rule | how to answer | dismissable |\n\
                    | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for about in CheckId::ALL.iter().map(|check| check.about()).filter(|a| a.family == family) {
        text.push_str(&format!(
            "| `{}` | {} | {} | {} | {} | {} |\n",
            about.id,
            about.severity,
            about.what,
            about.rule,
            about.answer,
            if about.dismissable { "with a reason" } else { "never" }
        ));
    }
    text
}

/// The document with every table as the list has it.
fn written(document: &str) -> String {
    let mut document = document.to_owned();
    let mut families: Vec<&str> = CheckId::ALL.iter().map(|check| check.about().family).collect();
    families.dedup();
    for family in families {
        let heading = format!("## {family}\n");
        if !document.contains(&heading) {
            document.push_str(&format!("\n{heading}\n{BEGIN}{END}"));
        }
        let section = document.find(&heading).expect("just put there");
        let begin = document[section..].find(BEGIN).expect("a table below its heading");
        let begin = section + begin + BEGIN.len();
        let end = begin + document[begin..].find(END).expect("the table's end");
        document.replace_range(begin..end, &table(family));
    }
    document
}

#[test]
fn the_document_of_checks_tells_the_closed_list() {
    let path = root().join(DOCUMENT);
    let document = fs::read_to_string(&path).expect(DOCUMENT);
    let wanted = written(&document);
    if env::var_os("IMR_WRITE_DOCS").is_some_and(|set| set == "1") {
        fs::write(&path, wanted).expect(DOCUMENT);
        return;
    }
    assert!(
        document == wanted,
        "{DOCUMENT} is old; IMR_WRITE_DOCS=1 cargo test --test rules writes it"
    );
    let tables = document.matches(BEGIN).count();
    let mut families: Vec<&str> = CheckId::ALL.iter().map(|check| check.about().family).collect();
    families.dedup();
    assert_eq!(tables, families.len(), "a table of a family that is gone");
}
