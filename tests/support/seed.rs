//! The seed's case for tests of the store: its files, somebody who holds it, a draft in which all is decided.

use imr_workbench::domain::attestation::Attestation;
use imr_workbench::domain::draft::Draft;
use imr_workbench::domain::hold::Holder;
use imr_workbench::domain::library::OpenCase;
use imr_workbench::domain::words::Outcome;

pub const SEED: &str = "CM15-0000001";
pub const DRAFT: &str = ".imr/drafts/CM15-0000001.yaml";
pub const YAML: &str = "determinations/CM15-0000001.yaml";
pub const LETTER: &str = "determinations/CM15-0000001.txt";
pub const STAMP: &str = "2026-11-22T09:00:00+00:00";

/// Somebody at this host.
pub fn holder(user: &str) -> Holder {
    Holder {
        reviewer: Some("r1".to_owned()),
        user: user.to_owned(),
        host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        pid: std::process::id(),
        since: STAMP.to_owned(),
    }
}

pub fn attestation() -> Attestation {
    Attestation { reviewer: "r1".to_owned(), at: STAMP.to_owned(), statement: "No tie.".to_owned() }
}

/// A draft of a case of one item that lacks nothing.
pub fn decided(open: &OpenCase, rationale: &str) -> Draft {
    let mut draft = Draft::new(&open.case, &open.digest);
    draft.items[0].outcome = Some(Outcome::Overturned);
    draft.items[0].rationale.push_str(rationale);
    draft.attested = Some(attestation());
    draft
}
