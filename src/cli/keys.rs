//! `imr keys`: what every key does here, the settings laid over the table.

use std::io::Write;

use serde::Serialize;

use super::{Desk, Failure, settings::Effective};
use crate::{
    app::{
        Keymap, Scope,
        bindings::{Line, written},
    },
    domain::visible::visible,
    keymap::standard,
    ui::{Ground, Theme, styles::in_words, theme::Slot},
};

/// Whose file a template is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum TemplateFor {
    /// The block `bench` of imr.yaml
    Workspace,
    /// A file of the reviewer's own
    Own,
}

/// One act of one place, for scripts.
#[derive(Serialize)]
struct Row<'a> {
    scope: Scope,
    act: &'a str,
    keys: Vec<String>,
    does: &'a str,
    /// The settings changed its keys.
    rebound: bool,
}

pub fn keys(desk: &mut Desk<'_>, scope: Option<Scope>, json: bool) -> Result<(), Failure> {
    let effective = Effective::of(&desk.workspace, &desk.library, desk.args)?;
    let keymap = &effective.keymap;
    let lines = keymap.all().iter().filter(|line| scope.is_none_or(|s| s == line.scope));
    if json {
        let rows: Vec<Row> = lines.map(row).collect();
        super::json::print(desk.out, &rows)?;
    } else {
        let scopes = Scope::ALL.iter().filter(|s| scope.is_none_or(|only| only == **s));
        for (nth, scope) in scopes.enumerate() {
            if nth > 0 {
                writeln!(desk.out)?;
            }
            table(desk.out, keymap, *scope)?;
        }
    }
    if effective.problems.is_empty() {
        return Ok(());
    }
    let said: Vec<String> =
        effective.problems.iter().map(|p| visible(&p.to_string()).into_owned()).collect();
    Err(Failure::refused(said.join("\n")))
}

fn row(line: &Line) -> Row<'_> {
    Row {
        scope: line.scope,
        act: line.action.word(),
        keys: line.keys.iter().map(|keys| written(keys)).collect(),
        does: line.does,
        rebound: line.rebound,
    }
}

/// The lines of a place; `*` marks what the settings changed.
fn table(out: &mut dyn Write, keymap: &Keymap, scope: Scope) -> Result<(), Failure> {
    writeln!(out, "{scope}")?;
    let rows: Vec<(String, &Line)> = keymap.of(scope).map(|line| (line.written(), line)).collect();
    let keys = rows.iter().map(|(keys, _)| keys.chars().count()).max().unwrap_or(0);
    let names = rows.iter().map(|(_, line)| line.action.word().len()).max().unwrap_or(0);
    for (written, line) in rows {
        let mark = if line.rebound { '*' } else { ' ' };
        let written = if written.is_empty() { "-".to_owned() } else { written };
        writeln!(out, "{mark} {written:<keys$}  {:<names$}  {}", line.action, line.does)?;
    }
    Ok(())
}

/// All defaults as settings, to be copied and changed.
pub fn template(whose: TemplateFor, out: &mut dyn Write) -> Result<(), Failure> {
    let indent = match whose {
        TemplateFor::Workspace => "  ",
        TemplateFor::Own => "",
    };
    writeln!(out, "# Everything as it is without settings: keep the lines that you change.")?;
    match whose {
        TemplateFor::Workspace => writeln!(out, "# For imr.yaml.\nbench:")?,
        TemplateFor::Own => writeln!(out, "# For ~/.config/imr/config.yaml, or --config FILE.")?,
    }
    writeln!(
        out,
        "{indent}# Keys pressed one after the other have a blank between them; `none` takes a key away."
    )?;
    writeln!(out, "{indent}keys:")?;
    for scope in Scope::ALL {
        writeln!(out, "{indent}  {scope}:")?;
        let keymap = standard();
        for line in keymap.of(*scope) {
            for keys in &line.keys {
                let keys = serde_json::to_string(&written(keys))?;
                writeln!(out, "{indent}    {keys}: {}  # {}", line.action, line.does)?;
            }
            if line.keys.is_empty() {
                writeln!(out, "{indent}    # by its name alone: {}  # {}", line.action, line.does)?;
            }
        }
    }
    writeln!(
        out,
        "{indent}# Styles: bold, dim, italic, underline, reverse; black, red, green, yellow, blue, magenta, cyan, white,"
    )?;
    writeln!(
        out,
        "{indent}# each also with `bright-`; default, a number to 255, '#rrggbb'; `on` before the colour of the ground."
    )?;
    writeln!(out, "{indent}# These are the ones of a dark ground; a light one has others.")?;
    writeln!(out, "{indent}#theme:")?;
    for slot in Slot::ALL {
        let style = Theme::new(true, false, Ground::Dark).style(*slot);
        writeln!(out, "{indent}#  {slot}: {}", in_words(style))?;
    }
    Ok(())
}
