//! The set-up that `docs/ssh.md` tells an administrator to make, with the names of a test put in.

use std::path::Path;

use crate::support::book;

/// Names of the document, each with the one that stands for it in a test.
pub struct Names<'a> {
    pub account: &'a str,
    pub program: &'a Path,
    pub workspace: &'a Path,
    pub keys: &'a Path,
}

impl Names<'_> {
    /// The blocks of the document marked so, filled in.
    pub fn block(&self, mark: &str) -> String {
        let text = block(&book::file("docs/ssh.md"), mark);
        assert!(!text.is_empty(), "docs/ssh.md has no block marked `{mark}`");
        self.fill(&text)
    }

    fn fill(&self, text: &str) -> String {
        let (workspace, keys) = (self.workspace.display(), self.keys.display());
        text.replace("/etc/ssh/imr_authorized_keys", &keys.to_string())
            .replace("/usr/local/bin/imr", &self.program.display().to_string())
            .replace("/srv/imr", &workspace.to_string())
            .replace("User imr\n", &format!("User {}\n", self.account))
            .replace("user=imr,", &format!("user={},", self.account))
            .replace("-user imr ", &format!("-user {} ", self.account))
            .replace("chown -R imr: ", &format!("chown -R {}: ", self.account))
    }
}

/// The lines between a fence with this mark and the next one.
fn block(document: &str, mark: &str) -> String {
    let (mut text, mut inside) = (String::new(), false);
    for line in document.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            inside = fence == mark;
        } else if inside {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// One line, with a part of it replaced that must be there.
#[track_caller]
pub fn put(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "docs/ssh.md no longer says {from:?}:\n{text}");
    text.replace(from, to)
}

#[test]
fn no_name_of_the_document_is_left_in_what_a_test_sets_up() {
    let names = Names {
        account: "who",
        program: Path::new("/t/program"),
        workspace: Path::new("/t/folder"),
        keys: Path::new("/t/keys"),
    };
    for mark in ["sshd_config", "authorized_keys", "workspace", "check"] {
        let mark =
            if matches!(mark, "workspace" | "check") { format!("sh {mark}") } else { mark.into() };
        let text = names.block(&mark);
        for left in ["/etc/", "/srv/", "/usr/", "imr"] {
            assert!(!text.contains(left), "{mark}: {left} is left in\n{text}");
        }
    }
}
