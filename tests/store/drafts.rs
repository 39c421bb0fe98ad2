//! Drafts: kept whole, laid over a case that changed, and never led out of the workspace.

use std::{
    fs,
    os::unix::fs::symlink,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use imr_workbench::{
    domain::{
        case::CaseNumber,
        draft::{Draft, ItemDraft},
    },
    store::Workspace,
};

use crate::{DRAFT, Desk, LETTER, YAML, hold};

#[test]
fn an_untouched_draft_leaves_no_file_and_removes_one() {
    let desk = Desk::sample();
    let open = desk.open();
    desk.save(&desk.draft("Words.")).unwrap();
    assert!(desk.has(DRAFT));
    desk.save(&Draft::new(&open.case, &open.digest)).unwrap();
    assert!(!desk.has(DRAFT));
    assert_eq!(desk.open().draft, None);
}

/// Whoever reads while others write sees one whole draft, never a part of two.
#[test]
fn a_reader_between_writers_sees_whole_drafts() {
    let desk = Desk::sample();
    let texts: Vec<String> = (0..4).map(|n| format!("{n}").repeat(20_000 + n)).collect();
    desk.save(&desk.draft(&texts[0])).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let writers: Vec<_> = texts
            .iter()
            .map(|text| {
                let draft = desk.draft(text);
                let store = desk.store.clone();
                let number = desk.number.clone();
                scope.spawn(move || {
                    for _ in 0..15 {
                        let hold = hold(&store, &number).unwrap();
                        store.save_draft(&hold, &draft).unwrap();
                    }
                })
            })
            .collect();
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::SeqCst) {
                let draft = desk.store.draft(&desk.number).unwrap().unwrap();
                assert!(texts.contains(&draft.items[0].rationale), "a part of a text");
                reads += 1;
            }
            reads
        });
        for writer in writers {
            writer.join().unwrap();
        }
        done.store(true, Ordering::SeqCst);
        assert!(reader.join().unwrap() > 0);
    });
    assert_eq!(
        desk.names(".imr/drafts"),
        ["CM15-0000001.case", "CM15-0000001.yaml"],
        "no temporary file is left"
    );
}

#[test]
fn words_of_an_item_that_vanished_stay_through_saving_again() {
    let desk = Desk::sample();
    let mut draft = desk.draft("Of the first.");
    let gone =
        ItemDraft { item: 7, rationale: "Of one that is gone.".to_owned(), ..ItemDraft::default() };
    draft.items.push(gone.clone());
    desk.save(&draft).unwrap();
    let mut opened = desk.open().draft.unwrap();
    assert_eq!(opened.item(7), Some(&gone));
    opened.items[0].rationale.push_str(" More.");
    desk.save(&opened).unwrap();
    assert_eq!(desk.open().draft.unwrap().item(7), Some(&gone));
}

#[test]
fn an_item_that_is_new_is_undecided_beside_the_old_words() {
    let desk = Desk::sample();
    desk.save(&desk.draft("Of the first.")).unwrap();
    let case = desk.copy.read("cases/CM15-0000001.yaml");
    let second = "items:\n  - item: 2\n    title: Crutches\n    kind: equipment\n    service: cervical mri\n";
    desk.put("cases/CM15-0000001.yaml", &case.replacen("items:\n", second, 1));
    let opened = desk.open().draft.unwrap();
    assert_eq!(opened.item(1).unwrap().rationale, "Of the first.");
    assert_eq!(opened.item(2), Some(&ItemDraft { item: 2, ..ItemDraft::default() }));
}

#[test]
fn a_faulty_draft_is_told_with_its_place_and_left_alone() {
    for (text, said) in [
        ("case: CM15-0000001\nitems: [half\n", ":2:8:"),
        ("case: CM15-0000001\ncase_digest: x\nitems: []\nmore: 1\n", ":4:1: unknown key `more`"),
        ("case: CM15-0000001\nitems: []\n", "key `case_digest` is missing"),
        ("", "the file is empty"),
        ("case: ../x\ncase_digest: x\nitems: []\n", "is not a case number"),
    ] {
        let desk = Desk::sample();
        desk.put(DRAFT, text);
        let error = desk.store.open_case(&desk.number, &desk.library).unwrap_err().to_string();
        assert!(error.starts_with(DRAFT) && error.contains(said), "{text:?}: {error}");
        assert_eq!(desk.copy.read(DRAFT), text);
    }
    let desk = Desk::sample();
    fs::create_dir_all(desk.path(".imr/drafts")).unwrap();
    fs::write(desk.path(DRAFT), b"case: \xff\n").unwrap();
    let error = desk.store.draft(&desk.number).unwrap_err().to_string();
    assert!(
        error.contains("1:7: what stands here is not UTF-8 text; save the file as UTF-8"),
        "{error}"
    );
}

/// A folder where the draft should be is not "no draft": the reviewer would begin again and could not save.
#[test]
fn a_folder_in_place_of_a_draft_is_told_when_it_is_opened() {
    let desk = Desk::sample();
    fs::create_dir_all(desk.path(DRAFT)).unwrap();
    let error = desk.store.open_case(&desk.number, &desk.library).unwrap_err().to_string();
    assert_eq!(
        error,
        format!("{DRAFT}: this is a folder or a device, not a file; move it elsewhere")
    );
}

#[test]
fn a_text_that_could_not_be_read_back_is_not_saved() {
    let desk = Desk::sample();
    desk.save(&desk.draft("Kept.")).unwrap();
    let huge = desk.draft(&"word ".repeat(1024 * 1024));
    let error = desk.save(&huge).unwrap_err().to_string();
    assert!(error.contains("larger than 4 MiB"), "{error}");
    assert_eq!(desk.open().draft.unwrap().items[0].rationale, "Kept.");
}

#[test]
fn a_case_number_is_no_path() {
    for bad in [
        "..",
        ".",
        "",
        "../x",
        "a/b",
        "/etc/passwd",
        "a\\b",
        ".hidden",
        "-C",
        "a\0b",
        "a\n",
        "a b",
        "CM15–1",
        "a.yaml",
    ] {
        assert!(bad.parse::<CaseNumber>().is_err(), "{bad:?}");
    }
    assert!("x".repeat(41).parse::<CaseNumber>().is_err());
    assert!("CM15-0000001".parse::<CaseNumber>().is_ok());
}

#[test]
fn a_document_id_is_no_path_either() {
    let desk = Desk::sample();
    desk.put("records/CM15-0000001/a.txt", "inside");
    desk.put("outside.txt", "outside");
    let read = |id: &str| desk.store.record(&desk.number, id).unwrap();
    assert_eq!(read("a").as_deref(), Some("inside"));
    for id in ["../../outside", "./a", "..", "/etc/hostname", ""] {
        assert_eq!(read(id), None, "{id:?}");
    }
}

/// A link that leads out is neither read nor written through; where a file of ours is to lie, it is replaced.
#[test]
fn links_do_not_lead_out_of_the_workspace() {
    let outside = tempfile::tempdir().unwrap();
    let aim = outside.path().join("aim");
    fs::write(&aim, "not ours").unwrap();
    for file in [DRAFT, "cases/CM15-0000001.yaml", "records/CM15-0000001/a.txt", "imr.yaml"] {
        let desk = Desk::sample();
        fs::create_dir_all(desk.path(file).parent().unwrap()).unwrap();
        let _ = fs::remove_file(desk.path(file));
        symlink(&aim, desk.path(file)).unwrap();
        let error = match file {
            "imr.yaml" => desk.store.library().map(|_| ()).unwrap_err(),
            "records/CM15-0000001/a.txt" => desk.store.record(&desk.number, "a").unwrap_err(),
            _ => desk.store.open_case(&desk.number, &desk.library).map(|_| ()).unwrap_err(),
        };
        let error = error.to_string();
        assert!(error.contains(file) && error.contains("a link leads out"), "{error}");
        assert!(file != DRAFT || desk.save(&desk.draft("Words.")).is_err());
        assert_eq!(fs::read_to_string(&aim).unwrap(), "not ours");
    }
    let desk = Desk::sample();
    fs::create_dir_all(desk.path(LETTER).parent().unwrap()).unwrap();
    symlink(&aim, desk.path(LETTER)).unwrap();
    desk.finalize(&desk.prepared("Words.")).unwrap();
    assert_eq!(fs::read_to_string(&aim).unwrap(), "not ours");
    assert!(desk.path(LETTER).symlink_metadata().unwrap().is_file());
}

/// A whole folder that is a link: neither the way in nor the way out.
#[test]
fn a_folder_that_is_a_link_leads_nowhere() {
    let outside = tempfile::tempdir().unwrap();
    for folder in [".imr", ".imr/drafts", "determinations"] {
        let desk = Desk::sample();
        fs::create_dir_all(desk.path(folder).parent().unwrap()).unwrap();
        symlink(outside.path(), desk.path(folder)).unwrap();
        let saved = desk.save(&desk.draft("Words."));
        let error = saved.and_then(|()| desk.finalize(&desk.prepared("Words.")).map(|_| ()));
        let error = error.unwrap_err();
        assert!(error.to_string().contains("a link leads out"), "{folder}: {error}");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0, "{folder}");
    }
}

#[test]
fn a_link_in_place_of_a_determination_is_not_written_through() {
    let desk = Desk::sample();
    let outside = tempfile::tempdir().unwrap();
    let aim = outside.path().join("elsewhere.yaml");
    fs::create_dir(desk.path("determinations")).unwrap();
    symlink(&aim, desk.path(YAML)).unwrap();
    let error = desk.finalize(&desk.prepared("Words.")).unwrap_err().to_string();
    assert!(error.contains("already final"), "{error}");
    assert!(!aim.exists() && !desk.has(LETTER));
}

#[test]
fn a_folder_without_cases_is_no_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let error = Workspace::open(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("it has no cases/ folder; go to one, or name it with -C DIR"),
        "{error}"
    );
}
