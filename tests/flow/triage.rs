//! A morning with thirty cases, by keys alone; and each lesson of the queue by itself.

use std::fs;

use jiff::ToSpan;

use imr_workbench::{app::Event, domain::queue::CaseState};

use crate::support::desk::{Desk, other_session};
use crate::support::workspace::Workspace;

/// Thirty cases made of one: complete day by day, each third at the knee, each tenth expedited, two that wait.
fn thirty() -> Desk {
    let workspace = Workspace::sample();
    let text = workspace.read("cases/CM26-0000103.yaml");
    fs::remove_dir_all(workspace.file("cases")).expect("the sample's cases");
    fs::create_dir(workspace.file("cases")).expect("a folder");
    for n in 1..=30 {
        let number = format!("CM26-00002{n:02}");
        let mut text = text.replace("CM26-0000103", &number);
        let complete = format!("records_complete: 2026-11-{:02}", 1 + n % 20);
        text = text.replace("records_complete: 2026-11-03", &complete);
        if n % 3 == 0 {
            text = text.replace("    region: low back\n", "    region: knee\n");
            text = text.replace("visits, lumbar spine", "visits, knee");
        }
        if n % 10 == 0 {
            text = text.replace("priority: standard", "priority: expedited");
        }
        if n > 28 {
            text = text.replace("records: complete", "records: incomplete");
            text = text.replace(&format!("  {complete}\n"), "");
        }
        fs::write(workspace.file(&format!("cases/{number}.yaml")), text).expect("a case");
    }
    Desk::on(workspace)
}

fn number(n: u32) -> String {
    format!("CM26-00002{n:02}")
}

fn aside(desk: &Desk, number: &str) -> Option<String> {
    let row = desk.state.queue.rows().iter().find(|r| r.number.as_str() == number);
    row.expect("a case").standing.aside.as_ref().map(|a| a.reason.clone())
}

fn head(desk: &mut Desk) -> String {
    desk.text().lines().next().expect("a line").to_owned()
}

#[test]
fn a_morning_with_thirty_cases() {
    let mut desk = thirty();
    // What there is: the expedited ones are late, their 72 hours are over.
    assert!(head(&mut desk).contains("30 of 30 cases · 2 late · 2 waiting"), "{}", desk.text());
    assert_eq!(desk.selected(), number(20), "of two late ones, the one that was due first");
    // The view of what is soon due, then all knees of the open ones, sorted by number.
    desk.press("3");
    assert!(desk.text().contains("[3 due soon "), "{}", desk.text());
    let soon = desk.shown().len();
    assert!(soon < 10, "{soon}");
    desk.press("1 \\");
    desk.type_text("region:knee -priority:expedited state:open");
    desk.press("Enter s n");
    let knees: Vec<String> = (1..=27).filter(|n| n % 3 == 0).map(number).collect();
    assert_eq!(desk.shown(), knees);
    assert!(desk.text().contains("CASE ▲"), "{}", desk.text());
    // Two marks, then a range of three: five cases, set aside with one reason.
    desk.press("g g Space Space j v j j");
    assert!(head(&mut desk).contains("5 marked"), "{}", desk.text());
    desk.press("v x");
    assert!(desk.text().contains("set 5 cases aside; why?"), "{}", desk.text());
    desk.type_text("films are to come");
    desk.press("Enter");
    assert_eq!(desk.notice(), "5 cases set aside; u takes it back");
    let set: Vec<&String> =
        knees.iter().filter(|n| aside(&desk, n).as_deref() == Some("films are to come")).collect();
    assert_eq!(set, [&knees[0], &knees[1], &knees[3], &knees[4], &knees[5]]);
    assert!(!head(&mut desk).contains("marked"), "what is done is marked no more");
    // One of them was none of it: taken up again, then all of it taken back, then done again.
    desk.press("g g X");
    assert_eq!(desk.notice(), "1 case taken up again; u takes it back");
    desk.press("u");
    assert_eq!(aside(&desk, &knees[0]).as_deref(), Some("films are to come"));
    desk.press("u");
    assert!(knees.iter().all(|n| aside(&desk, n).is_none()));
    assert!(head(&mut desk).contains("5 marked"), "the marks are back too");
    desk.press("Ctrl-r");
    assert_eq!(knees.iter().filter(|n| aside(&desk, n).is_some()).count(), 5);
    // Esc goes one step at a time: the filter, and no further.
    desk.press("Esc");
    assert_eq!(desk.shown().len(), 30);
    desk.press("2");
    assert_eq!(desk.shown().len(), 23, "what is set aside is open no more");
    // The next open case passes over what was set aside; it is decided, and the one after it comes.
    desk.press("s d g g Enter");
    assert_eq!(desk.open_case(), number(20));
    desk.press("o u e");
    desk.type_text("No functional gain was documented.");
    desk.press("Esc F y y");
    assert!(desk.notice().contains("is final"), "{}", desk.notice());
    assert_eq!(desk.selected(), number(10), "the next one that is open");
    desk.press("]");
    let next = desk.selected().to_owned();
    assert_eq!(aside(&desk, &next), None, "{next} was not set aside");
    assert!(head(&mut desk).contains("1 late · 1 final"), "{}", desk.text());
    // Tomorrow it begins here.
    let mut desk = desk.restart();
    assert_eq!(desk.selected(), next);
    assert!(desk.text().contains("[2 open "), "{}", desk.text());
    assert_eq!(knees.iter().filter(|n| aside(&desk, n).is_some()).count(), 5, "on the disk");
}

#[test]
fn marks_and_cursor_follow_their_cases() {
    let mut desk = thirty();
    desk.press("j Space s n");
    let marked = |desk: &Desk| -> Vec<String> {
        desk.state.queue.marked().map(|r| r.number.to_string()).collect()
    };
    let (first, under) = (marked(&desk), desk.selected().to_owned());
    assert_eq!(first.len(), 1);
    desk.press("s n r");
    assert_eq!((marked(&desk), desk.selected()), (first.clone(), under.as_str()));
    // An act goes to no case that is hidden.
    desk.press("\\");
    desk.type_text(&format!("-number:{}", &first[0][10..]));
    desk.press("Enter");
    assert!(marked(&desk).is_empty());
    desk.press("Esc");
    assert!(desk.state.queue.filter().is_empty() || marked(&desk).is_empty());
    let left = desk.state.queue.rows().len();
    fs::remove_file(desk.workspace.file(&format!("cases/{under}.yaml"))).expect("a case to take");
    desk.press("r");
    assert_eq!(desk.state.queue.rows().len(), left - 1, "and the cursor is on an open case");
    assert!(desk.state.queue.current().is_some_and(|row| row.is_open()));
}

#[test]
fn esc_takes_back_range_then_marks_then_filter() {
    let mut desk = thirty();
    desk.press("\\");
    desk.type_text("knee");
    desk.press("Enter Space v j");
    assert_eq!(desk.state.queue.marked().count(), 3);
    desk.press("Esc");
    assert_eq!(desk.state.queue.marked().count(), 1, "the range is gone");
    desk.press("Esc");
    assert_eq!(desk.state.queue.marked().count(), 0);
    assert_eq!(desk.shown().len(), 10, "the filter is still there");
    desk.press("Esc");
    assert_eq!(desk.shown().len(), 30);
    desk.press("Esc");
    assert!(!desk.quit && desk.open_case().is_empty(), "and never further");
    desk.press("* *");
    assert_eq!(desk.state.queue.marked().count(), 0, "inverted twice");
}

#[test]
fn who_is_held_or_final_is_left_out_and_named() {
    let mut desk = Desk::sample();
    let theirs = other_session(desk.workspace.path(), "CM26-0000107", "second", false);
    // The queue does not know it yet.
    desk.press("v j x");
    desk.type_text("calls the surgeon");
    desk.press("Enter");
    assert!(desk.is_grave());
    assert!(
        desk.notice().starts_with(
            "1 case set aside; left out: CM26-0000107 (case CM26-0000107 is held by r2"
        ),
        "{}",
        desk.notice()
    );
    assert_eq!(aside(&desk, "CM26-0000102").as_deref(), Some("calls the surgeon"));
    assert_eq!(aside(&desk, "CM26-0000107"), None);
    desk.press("u");
    assert_eq!(aside(&desk, "CM26-0000102"), None, "what was done is taken back, no more");
    drop(theirs);
    desk.press("x Enter");
    assert_eq!(desk.notice(), "setting aside needs a reason; nothing was changed");
}

#[test]
fn auto_advance_goes_past_cases_that_others_hold() {
    let workspace = Workspace::sample();
    fs::create_dir_all(workspace.file(".imr/holds")).expect("a folder");
    let holder =
        r#"{"user":"imr","host":"elsewhere","pid":4711,"since":"2026-11-22T08:40:00+00:00"}"#;
    fs::write(workspace.file(".imr/holds/CM26-0000107.json"), holder).expect("a hold");
    let mut desk = Desk::on(workspace);
    desk.press("g g ]");
    assert_eq!(desk.selected(), "CM26-0000111");
}

#[test]
fn a_case_that_is_set_aside_opens_as_any_other_and_stays_aside() {
    let mut desk = Desk::sample();
    desk.press("x");
    desk.type_text("films");
    desk.press("Enter");
    let row = desk.state.queue.rows().iter().find(|r| r.number.as_str() == "CM26-0000102");
    assert_eq!(row.expect("a row").state, CaseState::New, "it is not in work for that");
    desk.open("CM26-0000102");
    assert!(desk.notice().contains("set aside 2026-11-22 09:00: films"), "{}", desk.notice());
    desk.press("o o e");
    desk.type_text("Words.");
    desk.press("Esc q");
    assert_eq!(aside(&desk, "CM26-0000102").as_deref(), Some("films"), "a save clears nothing");
    let draft = desk.workspace.read(".imr/drafts/CM26-0000102.yaml");
    assert!(draft.contains("Words.") && draft.contains("reason: films"), "{draft}");
    desk.go_to("CM26-0000102");
    desk.press("X");
    let draft = desk.workspace.read(".imr/drafts/CM26-0000102.yaml");
    assert!(draft.contains("Words.") && !draft.contains("films"), "{draft}");
}

#[test]
fn undo_of_the_editor_and_of_the_queue_never_mix() {
    let mut desk = Desk::sample();
    desk.press("Space");
    desk.open("CM15-0000001");
    desk.press("e");
    desk.type_text("One.");
    desk.press("Ctrl-u Ctrl-u Ctrl-u Ctrl-u Ctrl-u Ctrl-u");
    assert_eq!(desk.written(), "");
    assert_eq!(desk.state.queue.marked().count(), 1, "the mark of the queue stands");
    desk.press("Ctrl-r Ctrl-r Ctrl-r Ctrl-r Esc q");
    let kept = desk.workspace.read(".imr/drafts/CM15-0000001.yaml");
    desk.press("u u u u");
    assert_eq!(desk.state.queue.marked().count(), 0);
    assert_eq!(desk.workspace.read(".imr/drafts/CM15-0000001.yaml"), kept, "the words stand");
}

#[test]
fn a_filter_that_cannot_be_read_leaves_the_last_good_one_counting() {
    let mut desk = Desk::sample();
    desk.go_to("CM26-0000112");
    desk.press("\\");
    desk.type_text("knee or state:fi");
    assert!(desk.text().contains("^ final"), "{}", desk.text());
    assert!(desk.state.queue.fault.as_ref().expect("a beginning").unfinished);
    desk.type_text("nl");
    assert_eq!(desk.shown(), ["CM26-0000112"], "`knee` counts");
    let text = desk.text();
    let typed = text.lines().nth(22).expect("the line");
    let under = text.lines().nth(23).expect("the line under it");
    assert_eq!(typed.find("finl"), under.find('^'), "{text}");
    assert!(under.contains("`finl` is no value of `state`; did you mean `final`?"), "{text}");
    desk.press("Enter");
    assert!(desk.state.prompt.is_some(), "it does not end with a fault");
    desk.press("Esc");
    assert_eq!(desk.shown().len(), 13, "what counted before");
    assert_eq!(desk.selected(), "CM26-0000112");
    desk.press("\\");
    desk.type_text("sta");
    desk.press("Tab");
    desk.type_text("w");
    desk.press("Tab Enter");
    assert_eq!(desk.shown(), ["CM26-0000110"]);
}

#[test]
fn a_view_that_does_not_exist_and_a_final_case_say_what_to_do() {
    let mut desk = Desk::sample();
    desk.press("9");
    assert!(desk.notice().contains("there is no view 9"), "{}", desk.notice());
    desk.press("S-Tab");
    assert!(desk.text().contains("[6 final 0]"), "{}", desk.text());
    assert!(desk.text().contains("no case in the view `final`"), "{}", desk.text());
    desk.press("A");
    assert_eq!(desk.notice(), "only a final case is amended; this one is open");
    desk.press("Tab");
    desk.open("CM15-0000001");
    desk.press("o o e");
    desk.type_text("Words.");
    desk.press("Esc F y y");
    desk.go_to("CM15-0000001");
    desk.press("A");
    assert_eq!(desk.notice(), "CM15-0000001 is final, version 1: Enter opens it, A then amends it");
}

#[test]
fn views_come_from_the_workspace_and_numbers_are_copied() {
    let workspace = Workspace::sample();
    let text = workspace.read("imr.yaml").replace(
        "bench:\n",
        "bench:\n  views:\n    - {name: knees, filter: \"region:knee\", sort: -number}\n    - {name: bad, filter: \"stat:x\"}\n    - {name: rest}\n",
    );
    fs::write(workspace.file("imr.yaml"), text).expect("settings");
    let mut desk = Desk::on(workspace);
    assert!(desk.text().contains("[1 knees 1] 2 rest 13"), "{}", desk.text());
    desk.press("2 g g Space Space y");
    assert_eq!(desk.copied.as_deref(), Some("CM26-0000102\nCM26-0000107"));
}

/// Keys wait for the disk two seconds and no longer: what is pressed then must not reach another act than it means.
#[test]
fn while_the_disk_has_not_answered_no_second_act_begins() {
    let mut desk = thirty();
    desk.press("s n g g x");
    desk.type_text("first");
    desk.press("Enter g g j");
    desk.slow = true;
    desk.press("x");
    desk.type_text("second");
    desk.press("Enter g g");
    for key in ["x", "X", "u", "Ctrl-r", "Space", "v", "*"] {
        desk.press(key);
        assert!(desk.notice().contains("has not yet answered"), "{key}: {}", desk.notice());
        assert!(desk.state.prompt.is_none(), "{key}");
    }
    desk.answer();
    assert_eq!(aside(&desk, &number(1)).as_deref(), Some("first"), "u took back no older act");
    assert_eq!(aside(&desk, &number(2)).as_deref(), Some("second"));
    desk.press("u");
    assert_eq!(aside(&desk, &number(1)).as_deref(), Some("first"));
    assert_eq!(aside(&desk, &number(2)), None);
}

#[test]
fn undo_leaves_a_reason_that_another_has_given_since_and_names_the_case() {
    let mut desk = Desk::sample();
    desk.press("v j x");
    desk.type_text("mine");
    desk.press("Enter");
    let mut theirs = Desk::on_same(&desk);
    theirs.go_to("CM26-0000107");
    theirs.press("X x");
    theirs.type_text("theirs");
    theirs.press("Enter");
    desk.press("u");
    assert!(desk.is_grave());
    let said = desk.notice();
    assert!(said.contains("left out: CM26-0000107 (meanwhile"), "{said}");
    assert!(said.contains("another reason: theirs; press r"), "{said}");
    let kept = |number| desk.draft_on_disk(number).and_then(|d| d.aside).map(|a| a.reason);
    assert_eq!(kept("CM26-0000107").as_deref(), Some("theirs"));
    assert_eq!(kept("CM26-0000102"), None, "what is still mine is taken back");
}

#[test]
fn to_set_aside_what_another_writes_leaves_it_theirs() {
    let workspace = Workspace::sample();
    let mut desk = Desk::on(workspace);
    desk.open("CM26-0000102");
    desk.press("o o e");
    desk.type_text("Words.");
    desk.press("Esc q");
    let mut before = desk.draft_on_disk("CM26-0000102").expect("a draft");
    before.by = Some("r2".to_owned());
    before.saved = Some("2026-11-20T08:00:00+00:00".to_owned());
    let text = imr_workbench::store::yaml::write(&before).expect("a draft as a file");
    fs::write(desk.workspace.file(".imr/drafts/CM26-0000102.yaml"), text).expect("a draft");
    desk.press("r");
    desk.go_to("CM26-0000102");
    desk.press("x");
    desk.type_text("films");
    desk.press("Enter");
    let after = desk.draft_on_disk("CM26-0000102").expect("a draft");
    assert_eq!(after.aside.as_ref().map(|a| a.reason.as_str()), Some("films"));
    assert_eq!((after.by, after.saved), (before.by, before.saved));
}

#[test]
fn the_cursor_keeps_its_place_when_its_case_leaves_what_is_shown() {
    let mut desk = thirty();
    desk.press("\\");
    desk.type_text("-has:aside");
    desk.press("Enter s n g g j j");
    assert_eq!(desk.selected(), number(3));
    desk.press("x");
    assert!(desk.text().contains(&format!("set {} aside; why?", number(3))), "{}", desk.text());
    desk.type_text("films");
    desk.press("Enter");
    assert_eq!(desk.selected(), number(4), "the next one that is still shown");
    desk.press("G");
    let last = desk.selected().to_owned();
    let above = desk.shown()[desk.shown().len() - 2].to_owned();
    desk.press("x");
    desk.type_text("films");
    desk.press("Enter");
    assert_eq!((desk.selected(), aside(&desk, &last).is_some()), (above.as_str(), true));
}

#[test]
fn time_that_hides_the_case_does_not_throw_the_cursor_to_the_top() {
    let mut desk = thirty();
    desk.press("\\");
    desk.type_text("-due:late");
    desk.press("Enter s n");
    desk.go_to(&number(22));
    let row = desk.state.queue.current().expect("a case");
    let due = row.due.expect("a clock").at;
    desk.happen(Event::Clock(due.checked_add(1.minute()).expect("a moment")));
    assert_eq!(desk.shown()[0], number(3), "others are hidden too");
    assert_eq!(desk.selected(), number(23));
}

#[test]
fn when_no_case_is_open_any_more_filter_and_order_stay() {
    let mut desk = Desk::sample();
    desk.press("\\");
    desk.type_text("neck");
    desk.press("Enter s n G");
    let last = desk.state.queue.selected().cloned().expect("a case");
    let shown: Vec<String> = desk.shown().into_iter().map(str::to_owned).collect();
    let all: Vec<_> = desk.state.queue.rows().iter().map(|row| row.number).collect();
    desk.state.queue.change_rows(&all, |row| row.state = CaseState::Final);
    assert_eq!(desk.state.queue.open_after(&last), None);
    assert_eq!(desk.state.queue.filter().text(), "neck");
    assert_eq!(desk.shown(), shown);
    assert_eq!(desk.selected(), last.as_str());
}

#[test]
fn many_cases_are_set_aside_in_one_go() {
    let mut desk = Desk::sample();
    let row = desk.state.queue.rows().iter().next().expect("a row");
    let many = (0..4000)
        .map(|n| {
            let mut row = row.clone();
            row.number = format!("C-{n}").parse().expect("a number");
            row
        })
        .collect();
    desk.state.queue.take(many, None);
    desk.state.queue.invert_marks();
    desk.slow = true;
    desk.press("x");
    desk.type_text("films");
    desk.press("Enter");
    let numbers = desk.state.queue.rows().iter().map(|r| (r.number.clone(), Ok(None))).collect();
    desk.happen(Event::AsideSet(numbers));
    assert_eq!(desk.notice(), "4000 cases set aside; u takes it back");
}
