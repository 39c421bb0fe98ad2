//! `/`, `n` and `N` in each list.

use crate::support::desk::Desk;

fn search(desk: &mut Desk, words: &str) {
    desk.press("/");
    desk.type_text(words);
    desk.press("Enter");
}

#[test]
fn in_the_queue() {
    let mut desk = Desk::sample();
    search(&mut desk, "Urine");
    assert_eq!(desk.selected(), "CM26-0000102", "its second item");
    search(&mut desk, "l5 left");
    let first = desk.selected().to_owned();
    desk.press("n");
    let second = desk.selected().to_owned();
    assert_ne!(first, second);
    desk.press("N");
    assert_eq!(desk.selected(), first);
    desk.press("N");
    assert_eq!(desk.selected(), second, "two rows have it: back round the start");
}

#[test]
fn in_the_items() {
    let mut desk = Desk::with_case("CM26-0000105");
    search(&mut desk, "service");
    assert_eq!(desk.bench().item, 1);
    desk.press("n n n");
    assert_eq!(desk.bench().item, 4);
    desk.press("n");
    assert_eq!(desk.bench().item, 1, "round the end, past the one without it");
    desk.press("N");
    assert_eq!(desk.bench().item, 4);
}

#[test]
fn in_the_findings_by_the_words_of_the_record_too() {
    let mut desk = Desk::with_case("CM15-0000001");
    desk.press("2");
    search(&mut desk, "flector");
    assert_eq!(desk.bench().current_finding().expect("a finding").finding.id, "flector-patch");
    search(&mut desk, "spondylosis");
    let found = desk.bench().finding;
    desk.press("n");
    assert_ne!(desk.bench().finding, found);
    desk.press("N");
    assert_eq!(desk.bench().finding, found);
    assert_eq!(desk.bench().item, 0);
}

#[test]
fn in_the_criteria_by_name_and_by_value() {
    let mut desk = Desk::with_case("CM15-0000001");
    desk.press("3");
    search(&mut desk, "red flag");
    let red_flag = desk.bench().current_criterion().expect("a criterion").1;
    assert_eq!(red_flag, "red flag");
    search(&mut desk, "unclear");
    let value = |desk: &Desk| desk.bench().current_line().expect("a line").value.word();
    assert_eq!(value(&desk), "unclear");
    let at = desk.bench().line;
    desk.press("n");
    assert_eq!(value(&desk), "unclear");
    assert_ne!(desk.bench().line, at);
    desk.press("N");
    assert_eq!(desk.bench().line, at);
}

#[test]
fn what_is_not_there_is_said_and_nothing_moves() {
    let mut desk = Desk::with_case("CM15-0000001");
    desk.press("n");
    assert_eq!(desk.notice(), "nothing was searched yet; press / first");
    desk.press("2 j j");
    search(&mut desk, "xyzzy");
    assert_eq!(desk.notice(), "`xyzzy` is not in this list");
    assert_eq!(desk.bench().finding, 2);
}
