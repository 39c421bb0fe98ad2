//! A workspace in which every text that may be hostile is, and a broken file for every text that may not.

use std::{collections::BTreeMap, fs, sync::LazyLock};

use imr_workbench::{
    domain::{
        attestation::Attestation,
        check::{CheckId, Dismissal},
        draft::{Aside, Begun, Draft, ItemDraft, Override, Stated},
        evidence::{StepDown, StepReason, Work, WorkKind},
        finding::{Finding, Source},
        hold::Holder,
        node::Node,
        revision::{Corrected, OWN, Refused, Revisions},
        words::Outcome,
    },
    store::yaml,
};

use crate::{
    leaves::{self, CASE, GUIDELINE, Swaps, Takes, written},
    support::workspace::{Workspace, repository},
};

pub const NUMBER: &str = "CM26-0000901";
/// Texts that stand in paragraphs of the letter: a line break in them is no forgery.
const PROSE: [&str; 6] = [
    "No tie.",
    "The worker fell.",
    "One reviewer decided.",
    "Qualified as follows:",
    "The file shows:",
    "Decided:",
];

/// Texts in which braces are blanks, and one that nothing fills is refused.
const WITH_BLANKS: [&str; 5] = [
    "It binds all.",
    "Appeal in thirty days.",
    "Authorize it.",
    "It goes with the other.",
    "It comes with the other.",
];

/// The sample's texts with what they take: the same for every payload.
pub fn taken() -> &'static [(String, Takes)] {
    static TAKEN: LazyLock<Vec<(String, Takes)>> = LazyLock::new(leaves::taken);
    &TAKEN
}

pub fn files() -> &'static BTreeMap<&'static str, Node> {
    static FILES: LazyLock<BTreeMap<&'static str, Node>> = LazyLock::new(leaves::files);
    &FILES
}

/// A word before each payload, so that it is known on a screen which text it came from.
pub fn tag(nth: usize) -> String {
    format!("q{nth:03}q")
}

/// What the texts become. Each begins with another string of the payload, so that cutting a long line does not
/// keep the same one from view everywhere.
pub fn swaps(payload: &[&str]) -> Swaps {
    let new = |(nth, (text, takes)): (usize, &(String, Takes))| {
        let mut strings = payload.to_vec();
        strings.rotate_left(nth % payload.len());
        let mut new = format!("{}{}", tag(nth), strings.join(" "));
        if PROSE.contains(&text.as_str()) {
            new = new.replace('\n', " ");
        }
        if WITH_BLANKS.contains(&text.as_str()) {
            new = crate::tour::unbraced(&new);
        }
        // A guideline's words are read without the blanks around them, and would be other words than the vocabulary's.
        new.truncate(new.trim_end().len());
        match takes {
            Takes::Whole => Some((text.clone(), new)),
            Takes::Unit => {
                let number = text.split(' ').next().unwrap_or_default();
                Some((text.clone(), format!("{number} {new}")))
            }
            Takes::Nothing => None,
        }
    };
    taken().iter().enumerate().filter_map(new).collect()
}

/// The part of a payload that a file's name can hold.
pub fn file_name(payload: &str) -> String {
    let mut name = String::new();
    for c in payload.chars().filter(|c| *c != '/' && *c != '\0') {
        if name.len() + c.len_utf8() > 200 {
            break;
        }
        name.push(c);
    }
    name
}

/// The whole workspace.
pub fn workspace(payload: &[&str]) -> Workspace {
    let swaps = swaps(payload);
    let all = payload.join(" ");
    let place = Workspace::copy_of(&repository().join("tests/hostile/workspace"));
    let write = |file: String, text: &str| {
        fs::write(place.file(&file), text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
    };
    for (file, node) in files() {
        write((*file).to_owned(), &written(node, &swaps));
    }
    let guideline = written(&files()[GUIDELINE], &swaps);
    write(format!("guidelines/n{}.yaml", file_name(&all)), &guideline);
    write(format!("cases/n{}.yaml", file_name(&all)), &written(&files()[CASE], &swaps));
    // The record of the quotation: its words are not found in it, and the message says so.
    write(format!("records/{NUMBER}/note.txt"), &format!("{all}\u{c}{all}\u{c}{all}"));
    for (file, broken) in broken(&all) {
        if file.starts_with("cases/") || file.starts_with("guidelines/bad") {
            write(file, &broken);
        }
    }
    fs::create_dir_all(place.file(".imr/drafts")).expect("a folder of drafts");
    let text = yaml::write(&draft(&swaps, &all)).expect("a draft");
    write(format!(".imr/drafts/{NUMBER}.yaml"), &text);
    place
}

/// Somebody on another host has the case, as their file says.
pub fn holder(payload: &str) -> String {
    let text = |what: &str| format!("q{what}q{payload}");
    let holder = Holder {
        reviewer: Some(text("reviewer")),
        user: text("user"),
        host: text("host"),
        pid: 1,
        since: text("since"),
    };
    serde_json::to_string(&holder).expect("a holder")
}

/// A finding of the reviewer's own with the payload in each text.
fn finding(id: &str, all: &str) -> Finding {
    let text = |what: &str| Some(format!("q{what}q{all}"));
    let source =
        Source { document: format!("qdocumentq{all}"), page: Some(1), words: text("words") };
    let blank = Finding::blank(format!("{id}{all}"), source);
    Finding {
        concept: format!("qconceptq{all}"),
        region: text("region"),
        level: text("level"),
        by: text("role"),
        result: text("result"),
        outcome: text("outcome"),
        ..blank
    }
}

fn draft(swaps: &Swaps, all: &str) -> Draft {
    let stated = Override {
        guideline: "hostile".to_owned(),
        criterion: swaps["found"].clone(),
        value: Stated::Met,
        reason: format!("qreasonq{all}"),
    };
    let item = |item, overrides| ItemDraft {
        item,
        outcome: Some(Outcome::Overturned),
        rationale: format!("qwhyq{}", crate::tour::unbraced(all).replace('\n', " ")),
        overrides,
        works: vec![Work {
            kind: WorkKind::Study,
            by: format!("qbyauthorq{all}"),
            title: format!("qtitleofworkq{all}"),
            journal: format!("qjournalq{all}"),
            year: 2019,
            volume: format!("qvolumeq{all}"),
            pages: format!("qpagesofworkq{all}"),
            rank: None,
        }],
        step_down: Some(StepDown {
            reason: StepReason::Rebutted,
            words: format!("qrebuttedq{all}"),
        }),
        uncited: Some(format!("quncitedq{all}")),
        ..ItemDraft::default()
    };
    Draft {
        case: NUMBER.parse().expect("a number"),
        case_digest: format!("qdigestq{all}"),
        saved: Some(format!("qsavedq{all}")),
        by: Some(format!("qbyq{all}")),
        amends: None,
        attested: Some(Attestation {
            reviewer: swaps.get("r1").cloned().unwrap_or_else(|| "r1".to_owned()),
            at: format!("qatq{all}"),
            statement: format!("qstatementq{all}"),
        }),
        mailed: None,
        aside: Some(Aside { reason: format!("qasideq{all}"), at: format!("qsinceq{all}") }),
        chosen: None,
        dismissed: vec![Dismissal {
            check: CheckId::NoClosing,
            item: Some(1),
            words: format!("qletstandq{all}"),
            sentence: format!("qsentenceq{all}"),
            reason: format!("qstandswhyq{all}"),
        }],
        revisions: Revisions {
            added: vec![finding(OWN, all)],
            corrected: vec![Corrected {
                finding: finding("gone", all),
                was: finding("gone", all),
                reason: format!("qcorrectedq{all}"),
            }],
            refused: vec![Refused { was: finding("away", all), reason: format!("qrefusedq{all}") }],
        },
        begun: Some(Begun {
            id: format!("qbegunq{all}"),
            corrects: false,
            fields: [("words", all), (all, "typed")]
                .map(|(key, text)| (key.to_owned(), text.to_owned()))
                .into(),
        }),
        items: vec![item(1, vec![stated]), item(2, Vec::new())],
    }
}

/// A file for each text that takes nothing, with the payload in its place; of the files that every command
/// reads, as the text that would stand in place of the sound one.
pub fn broken(payload: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (nth, (text, _)) in taken().iter().enumerate().filter(|(_, (_, t))| *t == Takes::Nothing) {
        for (file, node) in files() {
            let mut here = Vec::new();
            leaves::texts(node, &mut here);
            if !here.contains(text) {
                continue;
            }
            let stem = format!("CM26-1{nth:06}");
            let mut swaps = Swaps::from([(text.clone(), format!("{}{payload}", tag(nth)))]);
            let name = match *file {
                CASE => {
                    swaps.entry(NUMBER.to_owned()).or_insert_with(|| stem.clone());
                    format!("cases/{stem}.yaml")
                }
                GUIDELINE => format!("guidelines/bad-{nth}.yaml"),
                other => other.to_owned(),
            };
            found.push((name, written(node, &swaps)));
        }
    }
    found
}
