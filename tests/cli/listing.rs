//! `imr list` and the index: what is listed is what the files say now, whatever the index says, and whether or not there can
//! be one.

use std::fs;

use crate::{
    run::{Ran, imr, imr_in, ran},
    support::workspace::Workspace,
};

const INDEX: &str = ".imr/index";
const CASE: &str = "cases/CM26-0000101.yaml";

/// A workspace in which somebody has worked, with one case of each fault.
fn used() -> Workspace {
    let workspace = Workspace::sample();
    let put = |name: &str, text: &str| {
        let path = workspace.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("cases/BAD-1.yaml", "case: [\n");
    put("cases/BAD 2.yaml", "case: X-1\n");
    put("cases/BAD-3.yaml", &workspace.read(CASE));
    put(".imr/drafts/CM26-0000102.yaml", "nothing: of it\n");
    put("determinations/CM26-0000103.yaml", "case: [\n");
    workspace
}

/// Both forms of the list, with a filter and an order in one of them.
fn listed(workspace: &Workspace) -> [Ran; 2] {
    let filter = ["list", "--json", "--filter", "knee or has:problems", "--sort=-number"];
    [imr_in(workspace, &["list"]), imr_in(workspace, &filter)]
}

/// The same of the files alone: the index is taken away before each.
fn plainly(workspace: &Workspace) -> [Ran; 2] {
    let all = [(); 2].map(|()| {
        let _ = fs::remove_file(workspace.file(INDEX));
        listed(workspace)
    });
    let [[list, _], [_, json]] = all;
    [list, json]
}

#[test]
fn every_faulty_file_is_a_row_and_hides_none_of_the_others() {
    let workspace = used();
    for which in ["without an index", "with one"] {
        let [list, json] = listed(&workspace);
        let text = list.done();
        assert_eq!(text.lines().count(), 13 + 3, "{which}: {text}");
        for said in [
            "cases/BAD-1.yaml:1:7: ",
            "`BAD 2` is not a case number",
            "the file is named BAD-3 but says case CM26-0000101",
            ".imr/drafts/CM26-0000102.yaml:1:1: ",
            "determinations/CM26-0000103.yaml:1:7: ",
        ] {
            assert!(text.contains(said), "{which}: {said}\n{text}");
        }
        let rows = json.json();
        let broken = rows.as_array().unwrap().iter().filter(|row| row["state"] == "broken");
        assert_eq!(broken.count(), 5, "{which}");
        assert!(workspace.file(INDEX).exists());
    }
}

#[test]
fn what_has_changed_since_is_listed_as_it_is_now() {
    let workspace = used();
    listed(&workspace);
    let changes: [&dyn Fn(); 6] = [
        &|| {
            let text = workspace.read(CASE).replace("without contrast", "with no contrast");
            fs::write(workspace.file(CASE), text).unwrap();
        },
        &|| fs::write(workspace.file("cases/BAD-1.yaml"), "case: BAD-1\n").unwrap(),
        &|| fs::remove_file(workspace.file("cases/BAD 2.yaml")).unwrap(),
        &|| fs::remove_file(workspace.file(".imr/drafts/CM26-0000102.yaml")).unwrap(),
        &|| drop(imr_in(&workspace, &["aside", "CM26-0000104", "--reason", "films"]).done()),
        &|| fs::rename(workspace.file(CASE), workspace.file("cases/NEW-1.yaml")).unwrap(),
    ];
    for (n, change) in changes.into_iter().enumerate() {
        let before = listed(&workspace);
        change();
        let after = listed(&workspace);
        assert_ne!(after[0], before[0], "change {n} is seen");
        assert_eq!(after, plainly(&workspace), "change {n}");
    }
}

#[test]
fn an_index_that_is_torn_or_of_another_form_is_none() {
    let workspace = used();
    let plain = plainly(&workspace);
    let whole = fs::read(workspace.file(INDEX)).unwrap();
    let mut other_form = whole.clone();
    other_form[8] ^= 0x40;
    let mut other_byte = whole.clone();
    let last = whole.len() - 1;
    other_byte[last] ^= 1;
    let half = whole[..whole.len() / 2].to_vec();
    for bytes in [Vec::new(), half, other_form, other_byte, vec![0xFF; whole.len()]] {
        fs::write(workspace.file(INDEX), &bytes).unwrap();
        assert_eq!(listed(&workspace), plain);
        assert_ne!(fs::read(workspace.file(INDEX)).unwrap(), bytes, "it is made anew");
    }
}

/// Times of files that have lain for a while are believed; a change that puts them back is seen by the inode's own.
#[test]
fn a_change_of_the_same_length_with_its_time_put_back_is_listed() {
    let workspace = used();
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let before = listed(&workspace)[0].out.clone();
    assert!(workspace.file(INDEX).exists());
    let (path, text) = (workspace.file(CASE), workspace.read(CASE));
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let other = text.replacen("MRI of the lumbar", "XYZ of the lumbar", 1);
    assert_ne!(other, text);
    fs::write(&path, other).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    let after = listed(&workspace)[0].out.clone();
    assert_eq!(after.replace("XYZ of", "MRI of"), before);
    assert_ne!(after, before);
}

/// Who looks into the workspace of another leaves no file of his own there.
#[test]
fn a_list_leaves_no_index_in_the_folder_of_another() {
    let workspace = used();
    if std::os::unix::fs::chown(workspace.file(".imr"), Some(65_534), None).is_err() {
        // Only root may give a folder away.
        return;
    }
    assert_eq!(imr_in(&workspace, &["list"]).code, 0);
    assert!(!workspace.file(INDEX).exists() && !workspace.file(".imr/index.lock").exists());
}

/// Nothing is told of it: the list is as it is with one.
#[test]
fn where_no_index_can_be_written_the_list_is_the_same() {
    let workspace = used();
    let plain = plainly(&workspace)[0].out.clone();
    fs::remove_file(workspace.file(INDEX)).unwrap();
    for step in ["index.open", "index.write", "index.sync", "index.rename"] {
        for errno in ["EACCES", "EIO", "ENOSPC"] {
            let mut list = imr(workspace.path());
            let said = ran(list.env("IMR_FAIL", format!("{step}:1:{errno}*")).arg("list"));
            assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, plain.as_str(), ""));
            assert!(!workspace.file(INDEX).exists(), "{step} {errno}");
        }
    }
    fs::create_dir(workspace.file(INDEX)).unwrap();
    assert_eq!(imr_in(&workspace, &["list"]).done(), plain);
}

/// Who works here first is to own the folder, not who first looks.
#[test]
fn where_nobody_has_worked_a_list_leaves_nothing_behind() {
    let workspace = Workspace::sample();
    assert_eq!(imr_in(&workspace, &["list"]).done().lines().count(), 13);
    assert!(!workspace.file(".imr").exists());
}

#[test]
fn a_check_and_a_diagnosis_write_no_index() {
    let workspace = used();
    for args in [&["check"][..], &["doctor"]] {
        imr_in(&workspace, args);
        assert!(!workspace.file(INDEX).exists(), "{args:?}");
    }
}

/// A folder that cannot be listed is told of by each case that may need it.
#[test]
fn a_file_in_place_of_the_determinations_makes_rows_that_say_so() {
    let workspace = Workspace::sample();
    fs::write(workspace.file("determinations"), "in the way").unwrap();
    let text = imr_in(&workspace, &["list"]).done();
    assert_eq!(text.lines().count(), 13);
    assert_eq!(text.matches("determinations").count(), 13, "{text}");
}
