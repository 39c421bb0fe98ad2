//! What the process is told by its surroundings: who runs it and where, and what its terminal can show.

use super::clock;
use crate::{domain::hold::Holder, ui::Theme};

/// Colours and marks that this terminal should get.
pub fn theme() -> Theme {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        .map(|v| v.to_uppercase().replace('-', ""));
    let ascii = set("IMR_ASCII") || locale.is_some_and(|l| !l.contains("UTF8"));
    Theme { colour: !set("NO_COLOR"), ascii }
}

/// Whether frames stand in the brackets of mode 2026. Terminals that do not know them ignore them; `IMR_SYNC=off` is
/// for one that does not.
pub fn synchronized() -> bool {
    std::env::var_os("IMR_SYNC").is_none_or(|set| set != "off")
}

/// Who this process is, for others that want the same case.
pub fn holder(reviewer: Option<String>) -> Holder {
    let named = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let number = || format!("uid {}", rustix::process::getuid().as_raw());
    Holder {
        reviewer,
        user: named("USER").or_else(|| named("LOGNAME")).unwrap_or_else(number),
        host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        pid: std::process::id(),
        since: clock::stamp(),
    }
}
