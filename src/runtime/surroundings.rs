//! What the process is told by its surroundings: who runs it and where, and what its terminal can show.

use super::clock;
use crate::{
    domain::hold::Holder,
    ui::{Ground, Theme, styles::Styles},
};

/// Colours and marks that this terminal should get. `NO_COLOR` beats the settings, and a colour of 16 million is for a
/// terminal that says it has them.
pub fn theme(styles: Styles) -> Theme {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        .map(|v| v.to_uppercase().replace('-', ""));
    let ascii = set("IMR_ASCII") || locale.is_some_and(|l| !l.contains("UTF8"));
    let said = |name: &str| std::env::var(name).unwrap_or_default();
    let ground = ground(&said("IMR_BACKGROUND"), &said("COLORFGBG"));
    let rich = ["truecolor", "24bit"].contains(&said("COLORTERM").as_str());
    let styles = if rich { styles } else { styles.without_true_colour() };
    Theme { styles, ..Theme::new(!set("NO_COLOR"), ascii, ground) }
}

/// What the terminal writes on: what the reviewer says, else what some terminals say of themselves (`15;0`: white on
/// black). It is not asked: over a slow line the answer would come after the first frame, and some never give one.
fn ground(said: &str, colours: &str) -> Ground {
    match (said, colours.rsplit_once(';').and_then(|(_, ground)| ground.parse().ok())) {
        ("dark", _) => Ground::Dark,
        ("light", _) => Ground::Light,
        (_, Some(0..=6 | 8_u8)) => Ground::Dark,
        (_, Some(7 | 9..=15)) => Ground::Light,
        _ => Ground::Unknown,
    }
}

/// Whether the terminal can only write line after line, as far as it says.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// Whether frames stand in the brackets of mode 2026. Terminals that do not know them ignore them; `IMR_SYNC=off` is
/// for one that does not.
pub fn synchronized() -> bool {
    std::env::var_os("IMR_SYNC").is_none_or(|set| set != "off")
}

/// The command of the editor that the reviewer has chosen, in words; no shell reads it.
///
/// # Errors
/// What to set.
pub fn editor() -> Result<Vec<String>, String> {
    let set = |name| std::env::var(name).ok().filter(|v: &String| !v.trim().is_empty());
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| Some((name, set(name)?)));
    let Some((name, command)) = named else {
        return Err("no editor is named: set VISUAL or EDITOR, for example EDITOR=nano".to_owned());
    };
    match shell_words::split(&command) {
        Ok(words) if words.first().is_some_and(|w| !w.is_empty()) => Ok(words),
        Ok(_) => Err(format!("{name} names no program")),
        Err(_) => Err(format!("{name} has a quotation mark that is not closed")),
    }
}

/// What the terminal is, as far as the environment says: it is not asked.
#[derive(Debug)]
pub struct Terminal {
    /// Columns and rows; none where there is no terminal.
    pub size: (u16, u16),
    pub term: String,
    pub dumb: bool,
    pub colorterm: String,
    pub colour: bool,
    pub ascii: bool,
    /// What it writes on, in words.
    pub ground: &'static str,
    pub tmux: bool,
    pub screen: bool,
    pub ssh: bool,
}

pub fn terminal() -> Terminal {
    let said = |name: &str| std::env::var(name).unwrap_or_default();
    let Theme { colour, ascii, ground, .. } = theme(Styles::default());
    Terminal {
        size: size(),
        term: said("TERM"),
        dumb: is_dumb(),
        colorterm: said("COLORTERM"),
        colour,
        ascii,
        ground: match ground {
            Ground::Dark => "dark",
            Ground::Light => "light",
            Ground::Unknown => {
                "not said: only colours that are read on both; IMR_BACKGROUND says it"
            }
        },
        tmux: !said("TMUX").is_empty(),
        screen: !said("STY").is_empty(),
        ssh: !said("SSH_CONNECTION").is_empty(),
    }
}

/// Columns and rows of the terminal; none where there is no terminal.
pub fn size() -> (u16, u16) {
    rustix::termios::tcgetwinsize(std::io::stdout())
        .map_or((0, 0), |size| (size.ws_col, size.ws_row))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_what_is_said_of_it() {
        for (said, colours, wanted) in [
            ("", "", Ground::Unknown),
            ("", "15;0", Ground::Dark),
            ("", "0;default;15", Ground::Light),
            ("", "7;8", Ground::Dark),
            ("", "default;default", Ground::Unknown),
            ("", "15;231", Ground::Unknown),
            ("", "15", Ground::Unknown),
            ("light", "15;0", Ground::Light),
            ("dark", "0;15", Ground::Dark),
            ("grey", "0;15", Ground::Light),
        ] {
            assert_eq!(ground(said, colours), wanted, "{said:?} {colours:?}");
        }
    }
}
