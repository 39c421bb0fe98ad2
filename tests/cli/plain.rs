//! `imr --plain`: a whole case line by line, and nothing lost on the way.

use std::fs;

use imr_workbench::{domain::draft::Draft, store::yaml};

use crate::{
    run::{Ran, files, imr_fed, imr_in},
    support::workspace::Workspace,
};

const SEED: &str = "CM15-0000001";
const NECK: &str = "acoem-2004-neck-imaging";

fn talk(workspace: &Workspace, lines: &[&str]) -> Ran {
    imr_fed(workspace, &["--plain"], (lines.join("\n") + "\n").as_bytes())
}

/// What was said, when it went well.
#[track_caller]
fn said(workspace: &Workspace, lines: &[&str]) -> String {
    talk(workspace, lines).done()
}

fn draft(workspace: &Workspace) -> Draft {
    yaml::read(&workspace.read(&format!(".imr/drafts/{SEED}.yaml"))).unwrap()
}

/// The same acts line by line and by commands: the same bytes.
#[test]
fn a_case_is_decided_line_by_line_as_by_commands() {
    let by_lines = Workspace::sample();
    let said = said(
        &by_lines,
        &[
            "list neck",
            "open CM15-0000001",
            "summary",
            "items",
            "findings spurling",
            "finding 2",
            "criteria",
            "why 9",
            "met 9",
            "An operation is in view.",
            "overturned",
            "write",
            "The films are needed.",
            "",
            "Surgery depends on them.",
            ".",
            "finalize",
            "yes",
            "other",
            "yes",
            "quit",
        ],
    );
    for shown in [
        "3. CM15-0000001, clock not started, new: One Flexion/extension cervical spine X-ray\n3 of 13 cases",
        "The worker is a 62-year-old woman",
        "utilization review denied",
        "2. positive spurling sign, 2015-01-14, exam\n1 of 14 findings",
        "appeal report, treating physician, 2015-03-03, page 2",
        "bears on criterion 4, met: tissue insult",
        "9.     unclear: anatomy before procedure",
        "why is `anatomy before procedure` met? ",
        "anatomy before procedure: met, stated by you",
        "item 1: overturned",
        "Your attestation",
        "yes: attest, no: back> ",
        "determinations/CM15-0000001.txt · not written yet\nCHECKS, not part of the file: ",
        "----\nCase Number:",
        "determinations/CM15-0000001.yaml · not written yet\nCHECKS, not part of the file: ",
        "----\ncase: CM15-0000001",
        "CM15-0000001 is final (Overturn)",
    ] {
        assert!(said.contains(shown), "{shown}\nis not in\n{said}");
    }

    let by_commands = Workspace::sample();
    fs::write(by_commands.file("why.txt"), "The films are needed.\n\nSurgery depends on them.\n")
        .unwrap();
    let stated = ["state", SEED, "--item", "1", "--guideline", NECK, "--criterion"];
    let stated =
        [&stated[..], &["anatomy before procedure", "--value", "met", "--reason"]].concat();
    let decided =
        ["decide", SEED, "--item", "1", "--outcome", "overturned", "--rationale", "why.txt"];
    for args in [
        &[&stated[..], &["An operation is in view."]].concat()[..],
        &decided,
        &["attest", SEED, "--yes"],
        &["finalize", SEED, "--yes"],
    ] {
        assert_eq!(imr_in(&by_commands, args).code, 0, "{args:?}");
    }
    for file in ["determinations/CM15-0000001.yaml", "determinations/CM15-0000001.txt"] {
        assert_eq!(by_lines.read(file), by_commands.read(file), "{file}");
    }
    assert!(said.contains(&by_lines.read("determinations/CM15-0000001.txt")), "the very bytes");
    assert!(said.contains(&by_lines.read("determinations/CM15-0000001.yaml")), "the very bytes");
}

#[test]
fn what_the_checks_say_is_told_gone_to_let_stand_and_taken_back() {
    let workspace = Workspace::sample();
    let text = said(
        &workspace,
        &[
            "open CM15-0000001",
            "checks",
            "overturned",
            "write",
            "There was reduced sensation in the right leg. The request is medically necessary.",
            ".",
            "checks",
            "alarm 2",
            "dismiss 2 both legs were compared",
            "dismiss 99 x",
            "quit",
        ],
    );
    for shown in [
        "Attention: the checks speak as soon as a rationale is begun",
        "\n2. warning L11-side · item 1 · \"right\": the right leg",
        "line 1 of the rationale: There was reduced sensation",
        "let stand: both legs were compared",
        "give the number of a line of checks",
    ] {
        assert!(text.contains(shown), "{shown}\nis not in\n{text}");
    }
    let dismissed = draft(&workspace).dismissed;
    assert_eq!(dismissed.len(), 1);
    assert_eq!(dismissed[0].reason, "both legs were compared");
    // The last of the list is what was let stand.
    let listed = said(&workspace, &["open CM15-0000001", "checks", "quit"]);
    let last = listed.lines().rfind(|line| line.contains("let stand: ")).unwrap();
    let n = last.split('.').next().unwrap();
    said(&workspace, &["open CM15-0000001", &format!("take-back {n}"), "quit"]);
    assert_eq!(draft(&workspace).dismissed, []);
}

#[test]
fn the_input_may_end_anywhere_and_every_line_is_kept() {
    let workspace = Workspace::sample();
    said(&workspace, &["o CM15-0000001", "u", "wr", "One.", "", "Two, ñ."]);
    let item = draft(&workspace).items.remove(0);
    assert_eq!(item.outcome.unwrap().word(), "upheld");
    assert_eq!(item.rationale, "One.\n\nTwo, ñ.");
    // The last line without its end, and more below what was there.
    imr_fed(&workspace, &["--plain", SEED], b"write\nThree").done();
    assert_eq!(draft(&workspace).items[0].rationale, "One.\n\nTwo, ñ.\nThree");
    assert!(imr_in(&workspace, &["list"]).done().contains("in work"));
}

#[test]
fn lines_of_the_rationale_are_replaced_removed_and_come_back() {
    let workspace = Workspace::sample();
    let begin = ["o CM15-0000001", "ov", "wr", "One.", "Zwei 頸椎.", "Three.", "."];
    let text = |more: &[&str]| {
        let _ = fs::remove_dir_all(workspace.file(".imr"));
        said(&workspace, &[&begin[..], more].concat());
        draft(&workspace).items.remove(0).rationale
    };
    assert_eq!(text(&["replace 2", "Two."]), "One.\nTwo.\nThree.");
    assert_eq!(text(&["remove 1"]), "Zwei 頸椎.\nThree.");
    assert_eq!(text(&["remove 3"]), "One.\nZwei 頸椎.");
    assert_eq!(text(&["remove 2", "undo"]), "One.\nZwei 頸椎.\nThree.");
    assert_eq!(text(&["remove 1", "remove 1", "remove 1"]), "");
    assert_eq!(text(&["replace 4", "remove x"]), "One.\nZwei 頸椎.\nThree.");
}

#[test]
fn what_is_no_word_is_told_with_a_remedy_and_changes_nothing() {
    let workspace = Workspace::sample();
    let before = files(&workspace);
    let text = said(
        &workspace,
        &[
            "opne",
            "open 99",
            "open CM99-0000001",
            "",
            "open CM15-0000001",
            "item 7",
            "why",
            "finding 99",
            "re",
            "finalise",
            "finalize",
            "record",
            "queue",
            "bogus",
        ],
    );
    for told in [
        "`opne` is no word here; did you mean `open`?; help lists them",
        "give the number of a row of the list, 1 to 13",
        "there is no case CM99-0000001 in the queue; list shows all",
        "there is no such item; items: 1",
        "give the number of a line of criteria, 1 to 15",
        "give the number of a finding, 1 to 14",
        "did you mean `finalize`?",
        "Attention: cannot be finalized yet: item 1: no outcome is chosen",
        "`bogus` is no word here",
    ] {
        assert!(text.contains(told), "{told}\nis not in\n{text}");
    }
    let after: Vec<_> =
        files(&workspace).into_iter().filter(|(p, _)| !p.contains(".imr/")).collect();
    assert_eq!(after, before.into_iter().collect::<Vec<_>>());
    assert!(
        !workspace.file(".imr/drafts").exists()
            || fs::read_dir(workspace.file(".imr/drafts")).unwrap().count() == 0
    );
}

#[test]
fn a_finding_of_ones_own_is_filled_in_field_by_field() {
    let by_lines = Workspace::sample();
    let begin = ["open CM26-0000104", "add", "concept reflex", "concept reflex loss"];
    let rest = ["value absent", "side left", "from exam", "document progress-note-2026-09-10"];
    let page = ["page 9", "words ankle reflexes 2+", "keep", "page 2", "keep", "q", "q"];
    let told = said(&by_lines, &[&begin[..], &rest, &page].concat());
    for shown in [
        "a finding of your own, own-1\n",
        "needed and empty: concept, from (said by), page, words (exact words)\n",
        "concept: reflex\n",
        "that fit: reflex loss",
        "words (exact words): ankle reflexes 2+\n",
        "Attention: not kept: one field is not right yet\nwrong, page: ",
        "reflex loss: kept as a finding of yours",
    ] {
        assert!(told.contains(shown), "{shown}\nis not in\n{told}");
    }
    let wrong = Workspace::sample();
    let long = format!("words {}", "w".repeat(20_000));
    let again =
        ["words ankle", &long, "side sinister", "fits side", "page 3", "keep", "keep", "again"];
    let told = said(&wrong, &[&begin[..], &["from exam", "fits from"], &again].concat());
    assert_eq!(told.matches("wrong, page: ").count(), 3, "each time:\n{told}");
    for shown in [
        "a field has room for 16 KB\n",
        "words (exact words): ankle\n",
        "that is none of its words; fits side tells them\n",
        "left\nright\n",
        "exam\n",
        "patient\n",
    ] {
        assert!(told.contains(shown), "{shown}\nis not in\n{told}");
    }
    let from_file = Workspace::sample();
    let finding = "concept: reflex loss\nvalue: absent\nside: left\nfrom: exam\n\
        source: {document: progress-note-2026-09-10, page: 2, words: ankle reflexes 2+}\nid: x\n";
    fs::write(from_file.file("finding.yaml"), finding).unwrap();
    imr_in(&from_file, &["finding", "add", "CM26-0000104", "finding.yaml"]).done();
    let own = |of: &Workspace| -> Draft {
        yaml::read(&of.read(".imr/drafts/CM26-0000104.yaml")).unwrap()
    };
    assert_eq!(own(&by_lines).revisions, own(&from_file).revisions);
}

#[test]
fn a_finding_that_is_left_is_there_when_it_is_gone_on_with() {
    let workspace = Workspace::sample();
    let begun = ["o CM26-0000104", "add", "concept", "fits from", "concept slump", "reason none"];
    let told = said(&workspace, &begun);
    for shown in ["concept: empty\n", "finding> \nexam\n", "`reason` belongs to a correction alone"]
    {
        assert!(told.contains(shown), "{shown}\nis not in\n{told}");
    }
    let told = said(&workspace, &["o CM26-0000104", "correct 1", "give-up", "correct 1", "again"]);
    assert!(told.contains("own-1 was begun before"), "{told}");
    assert!(told.contains("concept: slump\n"), "{told}");
    let keys =
        ["o CM26-0000105", "f a", "by b", "words a", "words", "b", "f a", "role x", "empty by"];
    let told_by_keys = said(&workspace, &keys);
    for shown in
        ["a finding of your own, own-1", "by (whose role): b\n", "by (whose role): empty\n"]
    {
        assert!(told_by_keys.contains(shown), "{shown}\nis not in\n{told_by_keys}");
    }
    assert_eq!(told_by_keys.matches("words (exact words): a\n").count(), 3, "{told_by_keys}");
    let given_up = told.find("the finding is given up").expect("given up");
    let corrected = told[given_up..].find("correct finding ").expect("then the other is corrected");
    let once_more = told[given_up + corrected + 1..].find("correct finding ");
    assert!(once_more.is_some(), "{told}");
    assert!(told.contains("needed and empty: reason (why)"), "{told}");
}

#[test]
fn help_lists_the_words_of_the_place() {
    let workspace = Workspace::sample();
    let text =
        said(&workspace, &["help", "o CM15-0000001", "help", "attest", "help", "no", "q", "q"]);
    for word in ["list, l [WORDS]:", "why, w N:", "overturned, ov:", "yes, y: do it", "quit, q:"] {
        assert!(text.contains(word), "{word}\nis not in\n{text}");
    }
}

#[test]
fn who_may_not_write_is_told_so_and_reads() {
    let workspace = Workspace::sample();
    let text = imr_fed(
        &workspace,
        &["--plain", "--restricted", SEED],
        b"a\nyes\nov\nwr\nAll.\n.\nfin\nyes\nov\nwr\nA\nq\nq\n",
    )
    .done();
    assert!(text.contains("is final (Overturn)"), "{text}");
    let text = said(&workspace, &["o CM15-0000001", "ov", "write", "ra", "q", "q"]);
    assert_eq!(
        text.matches("this case is final: it can be read, not changed").count(),
        3,
        "{text}"
    );
    assert!(text.contains("1. All."), "{text}");
}

#[test]
fn with_ascii_only_no_other_character_is_sent() {
    let workspace = Workspace::sample();
    let mut command = crate::run::imr(workspace.path());
    command.args(["--plain", SEED]).env("IMR_ASCII", "1");
    let text = crate::run::ran(&mut command).done();
    assert!(text.is_ascii() && text.contains("62 female"), "{text}");
}

#[test]
fn a_line_is_replaced_in_one_step_that_one_undo_takes_back() {
    let workspace = Workspace::sample();
    let begin = ["o CM15-0000001", "wr", "One.", "Two.", "."];
    let text = |more: &[&str]| {
        let _ = fs::remove_dir_all(workspace.file(".imr"));
        said(&workspace, &[&begin[..], more].concat());
        draft(&workspace).items.remove(0).rationale
    };
    assert_eq!(text(&["replace 1", "Changed as a whole.", "undo"]), "One.\nTwo.");
    assert_eq!(text(&["replace 1", "A.", "replace 2", "B.", "undo"]), "A.\nTwo.");
    assert_eq!(text(&["replace 1", "A.", "remove 2", "undo", "undo"]), "One.\nTwo.");
}

#[test]
fn a_number_is_that_of_the_list_that_was_last_told() {
    let workspace = Workspace::sample();
    let text = said(&workspace, &["list", "sort-number", "open 1"]);
    assert!(text.contains("\nCM26-0000102: "), "the first of what was told: {text}");
    let text = said(&workspace, &["list", "sort-number", "list", "open 1"]);
    assert!(text.contains("\nCM15-0000001: "), "told anew, it is another one: {text}");
}

#[test]
fn a_case_whose_number_is_digits_alone_is_opened_by_it() {
    let workspace = Workspace::sample();
    let case = workspace.read("cases/CM15-0000001.yaml");
    for number in ["4711", "2"] {
        let file = workspace.file(&format!("cases/{number}.yaml"));
        fs::write(file, case.replace("CM15-0000001", number)).unwrap();
    }
    for (line, number) in [("open 4711", "4711"), ("4711", "4711"), ("open 2", "2")] {
        let text = said(&workspace, &["list", line]);
        assert!(text.contains(&format!("\n{number}: clock")), "{line}: {text}");
    }
    let text = said(&workspace, &["list", "open 1"]);
    assert!(!text.contains("\n2: "), "another number is that of a row: {text}");
}

#[test]
fn next_goes_on_from_the_case_under_the_cursor() {
    let workspace = Workspace::sample();
    let broken = workspace.read("cases/CM26-0000104.yaml").replace("items:", "itemz:");
    fs::write(workspace.file("cases/CM26-0000104.yaml"), broken).unwrap();
    let listed = said(&workspace, &["sort-number"]);
    assert!(listed.contains("CM26-0000104, "), "{listed}");
    // The fourth row is the broken case: what comes after it is the next one, not the first of the list.
    let text = said(&workspace, &["sort-number", "first", "down", "down", "down", "down", "next"]);
    let opened: Vec<&str> = text.lines().filter(|line| line.starts_with("CM26-0000")).collect();
    assert!(opened.iter().any(|line| line.starts_with("CM26-0000105: ")), "{opened:?}");
}

#[test]
fn nothing_is_copied_and_no_escape_byte_is_sent() {
    let workspace = Workspace::sample();
    let text = said(&workspace, &["copy-number", "o CM26-0000104", "finding 2", "copy-citation"]);
    assert!(!text.contains('\u{1b}'), "{text:?}");
    assert_eq!(text.matches("the line mode has no clipboard").count(), 2, "{text}");
}

#[test]
fn the_record_is_read_and_a_finding_refused_restored_and_cited() {
    let workspace = Workspace::sample();
    let lines = [
        "open CM26-0000104",
        "page 2",
        "refuse 2",
        "page 2 says right",
        "findings refused",
        "restore 2",
        "source 2",
        "rationale",
        "quit",
    ];
    let said = said(&workspace, &lines);
    for shown in [
        "progress-note-2026-09-10, page 2 of 2",
        "cited: Lumbar flexion 50 degrees with leg pain",
        "why does finding slr-left not count?",
        "positive straight leg raise: refused",
        "finding slr-left: what you had made of it is taken back",
        "(progress note, interventional pain physician, 09/10/2026, page 2)",
    ] {
        assert!(said.contains(shown), "{shown}\n{said}");
    }
    let file = workspace.read(".imr/drafts/CM26-0000104.yaml");
    let kept: Draft = yaml::read(&file).unwrap();
    assert!(kept.revisions.is_empty());
    assert!(kept.items[0].rationale.ends_with("page 2)"));
}
