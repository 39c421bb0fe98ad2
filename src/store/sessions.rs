//! Where each reviewer left the queue: `.imr/sessions/<who>.yaml`.

use super::{StoreError, Workspace, workspace::sha256_hex, yaml};
use crate::domain::{hold::Holder, session::Session};

const FOLDER: &str = ".imr/sessions";

impl Workspace {
    /// Where this reviewer left the queue, as far as it can be read.
    pub fn session(&self, who: &Holder) -> Option<Session> {
        let text = self.text_if_there(&format!("{FOLDER}/{}", file_name(who))).ok()??;
        yaml::read(&text).ok()
    }

    /// Keeps where this reviewer leaves the queue.
    ///
    /// # Errors
    /// When the disk refuses; what was kept before is then still there.
    pub fn keep_session(&self, who: &Holder, session: &Session) -> Result<(), StoreError> {
        let _lock = self.lock()?;
        let name = file_name(who);
        let text = yaml::write(session).map_err(|p| StoreError::Faulty(vec![p]))?;
        let kept = self.made_folder(FOLDER);
        let kept = kept.and_then(|folder| folder.replace(&name, text.as_bytes(), "session"));
        kept.map_err(|e| StoreError::io("save", &self.path(&format!("{FOLDER}/{name}")), e))
    }
}

/// The reviewer, or the account. A name that is no plain file name stands by its digest.
fn file_name(who: &Holder) -> String {
    let (kind, name) = match &who.reviewer {
        Some(id) => ("reviewer", id),
        None => ("user", &who.user),
    };
    let plain = (1..=40).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let digest = sha256_hex(name.as_bytes());
    format!("{kind}-{}.yaml", if plain { name } else { &digest })
}
