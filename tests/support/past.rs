//! Determinations of the past, laid into a workspace: made as the bench makes them, then dated and named at will.

use std::{fs, sync::Arc};

use imr_workbench::{
    domain::{
        determination::{Determination, Imported, ImportedParagraphs},
        words::{Outcome, ServiceKind},
    },
    store::{self, prepare, yaml},
};

use super::{
    seed::{SEED, STAMP, decided},
    workspace::Workspace,
};

/// What the rationales say before they close.
pub const REASONS: &str =
    "The straight leg raise was negative on both sides.\n\nNo red flag is in the record.";

/// Lays down a determination on a diagnostic test of the low back, as `change` would have it.
pub fn lay(
    workspace: &Workspace,
    number: &str,
    day: &str,
    change: impl FnOnce(&mut Determination),
) {
    let store = store::Workspace::open(workspace.path()).expect("a workspace");
    let library = store.library().expect("a library");
    let open = store.open_case(&SEED.parse().expect("a number"), &library).expect("a case");
    let prepared = prepare(
        &library,
        &open,
        &decided(&open, "The films are medically necessary."),
        None,
        STAMP,
        &Arc::default(),
    )
    .expect("bytes");
    let mut past = prepared.determination;
    past.case = number.parse().expect("a number");
    past.finalized = format!("{day}T10:00:00-08:00");
    let item = &mut past.items[0];
    item.request.kind = Some(ServiceKind::DiagnosticTest);
    item.request.region = Some("low back".to_owned());
    item.request.title = format!("MRI of the lumbar spine, asked for in {number}");
    item.rationale = format!("{REASONS} Therefore the MRI is medically necessary.");
    change(&mut past);
    let folder = workspace.file("determinations");
    fs::create_dir_all(&folder).expect("a folder");
    let text = yaml::write(&past).expect("a determination that can be written");
    let stem = past.stem();
    fs::write(folder.join(format!("{stem}.yaml")), text).expect("a file");
}

/// Five of them: two of the reviewer's own, one of another, one that was imported, one on another region.
pub fn lay_five(workspace: &Workspace) {
    lay(workspace, "CM24-0000001", "2024-03-05", |_| {});
    lay(workspace, "CM25-0000002", "2025-06-07", |past| {
        past.items[0].outcome = Outcome::Upheld;
        let rationale = format!("{REASONS} Therefore the MRI is not medically necessary.");
        past.items[0].rationale = rationale;
    });
    lay(workspace, "CM26-0000003", "2026-01-02", |past| {
        past.reviewer.reviewer = Some("r2".to_owned());
    });
    lay(workspace, "CM18-0000004", "2018-01-02", |past| {
        past.reviewer.reviewer = None;
        past.items[0].request.kind = None;
        past.items[0].request.region = None;
        past.items[0].request.service = None;
        past.imported = Some(Imported {
            from: "letter.txt".to_owned(),
            digest: String::new(),
            label: None,
            paragraphs: ImportedParagraphs::default(),
        });
    });
    lay(workspace, "CM26-0000005", "2026-02-02", |past| {
        past.items[0].request.region = Some("knee".to_owned());
    });
}
