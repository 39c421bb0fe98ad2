//! `imr --plain`: what the bench has beside the case (search, past determinations, drafting, works, dependents) is
//! reached by words too, and nothing that is typed leads where no word leads back.

use imr_workbench::{
    app::{Action, Scope},
    domain::draft::Draft,
    keymap,
    store::yaml,
};

use crate::{
    run::imr_fed,
    support::{past::lay_five, workspace::Workspace},
};

const SEED: &str = "CM15-0000001";
const WRIST: &str = "CM26-0000106";
const LUMBAR: &str = "CM26-0000101";

#[track_caller]
fn said(workspace: &Workspace, lines: &[&str]) -> String {
    imr_fed(workspace, &["--plain"], (lines.join("\n") + "\n").as_bytes()).done()
}

#[track_caller]
fn all_in(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
}

fn draft(workspace: &Workspace, case: &str) -> Draft {
    yaml::read(&workspace.read(&format!(".imr/drafts/{case}.yaml"))).expect("a draft")
}

#[test]
fn a_record_is_searched_its_hit_read_set_aside_and_the_search_kept() {
    let workspace = Workspace::sample();
    let claim = "search There is no documentation of activity modification.";
    let open = format!("open {WRIST}");
    let text = said(
        &workspace,
        &[
            &open,
            claim,
            "help",
            "open 1",
            "aside 1 it is of another year",
            "keep",
            "again",
            "back",
            "q",
            "q",
        ],
    );
    all_in(
        &text,
        &[
            "There is no documentation of activity modification.",
            "looked for: ",
            "Hits · 1",
            "1. occupational-therapy-notes-2026 · page 5",
            "search of the record> ",
            "aside, a N [REASON]",
            "set aside: it is of another year",
            "the search is kept with the item",
            "CM26-0000106 item 1 of 2> ",
        ],
    );
    let silences = draft(&workspace, WRIST).items.remove(0).silences;
    assert_eq!(silences.len(), 1);
    assert_eq!(silences[0].discounted[0].reason, "it is of another year");
    // Without words, where nothing is kept: what the alarm speaks of.
    let workspace = Workspace::sample();
    let write = ["write", "Of this much. There is no documentation of activity modification.", "."];
    let lines = [&[&*open][..], &write, &["checks"]].concat();
    let listed = said(&workspace, &lines);
    let line = listed.lines().find(|line| line.contains("L07-hit"));
    let n = line.and_then(|line| line.split('.').next()).expect("the alarm").to_owned();
    let text = said(&workspace, &[&open, &format!("alarm {n}"), "search", "back", "q", "q"]);
    all_in(&text, &["Is it in the record?", "1. occupational-therapy-notes-2026 · page 5"]);
}

#[test]
fn past_determinations_are_told_without_their_outcomes_until_asked() {
    let workspace = Workspace::sample();
    lay_five(&workspace);
    let open = format!("open {LUMBAR}");
    let text = said(&workspace, &[&open, "precedents", "read 1", "help", "back", "q", "q"]);
    all_in(
        &text,
        &[
            "1. 2025-06-07 · CM25-0000002 · item 1 · ",
            "outcome hidden",
            "The straight leg raise was negative",
            "outcome, o N",
            "past determinations> ",
            "CM26-0000101 item 1 of 1> ",
        ],
    );
    assert!(!text.contains("is not medically necessary"), "{text}");
    let text = said(&workspace, &[&open, "precedents", "outcome 1", "again", "back"]);
    all_in(&text, &["item 1 · upheld", "is not medically necessary"]);
}

#[test]
fn drafting_works_and_dependents_have_words_and_one_undo_takes_a_draft_back() {
    let workspace = Workspace::sample();
    let text = said(
        &workspace,
        &[
            "open CM26-0000107",
            "write",
            "My own words.",
            ".",
            "draft-rationale",
            "undo",
            "upheld",
            "dependents",
            "step-down",
            "not addressed: no chapter is in force",
            "work",
            "study",
            "",
            "stale",
            "q",
            "q",
        ],
    );
    all_in(
        &text,
        &[
            "sentences drafted",
            "1. My own words.",
            "items 2, 3: upheld",
            "cite a work: study, guideline or mtus?",
        ],
    );
    let kept = draft(&workspace, "CM26-0000107");
    assert_eq!(kept.items[0].rationale, "My own words.", "typed words stand, and only they");
    assert!(kept.items.iter().all(|item| item.outcome.is_some()), "{:?}", kept.items);
    assert!(kept.items[0].step_down.is_some());
}

/// Each act of the bench, by its name, and then the words that lead back from wherever it led.
#[test]
fn no_act_of_the_bench_leads_where_no_word_leads_back() {
    let workspace = Workspace::sample();
    let leaves = [Action::Close, Action::Quit, Action::QuitAnyway];
    let keymap = keymap::standard();
    let acts = keymap.of(Scope::Bench).map(|line| line.action);
    let acts: Vec<String> =
        acts.filter(|act| !leaves.contains(act)).map(|act| act.to_string()).collect();
    assert!(acts.len() > 50, "{acts:?}");
    let mut lines = Vec::new();
    for act in &acts {
        // `no` for a question, an empty line for a prompt, a dot for a text, `back` for a page.
        let way: Vec<String> = ["no", "", ".", "back"].into_iter().map(str::to_owned).collect();
        let open = format!("open {SEED}");
        lines.extend([open, act.clone()].into_iter().chain(way));
        lines.extend([format!("open {SEED}"), "items".to_owned()]);
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let text = said(&workspace, &lines);
    let told = text.matches("\n  utilization review denied\n").count();
    assert!(told >= acts.len(), "{told} of {}\n{text}", acts.len());
}
