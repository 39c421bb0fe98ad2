//! Shell completions and the manual page, from the same definition as `--help`.
//!
//! The page is one for all commands: one file to install, and one search finds an option wherever it belongs.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::{
    Man,
    roff::{Roff, roman},
};

use super::{Args, Failure};

pub fn completions(shell: Shell, out: &mut dyn Write) -> Result<(), Failure> {
    // The generator panics when its writer fails, as a closed pipe does.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "imr", &mut script);
    Ok(out.write_all(&script)?)
}

pub fn page(out: &mut dyn Write) -> Result<(), Failure> {
    let program = Args::command();
    let man = Man::new(program.clone()).manual("imr manual");
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    let mut roff = Roff::default();
    roff.control("SH", ["COMMANDS"]);
    roff.to_writer(out)?;
    for command in program.get_subcommands() {
        write_command("imr", command, out)?;
    }
    write_after(&program, "SH", out)?;
    Ok(())
}

/// One command and those below it: what it is for, how it is called, its own options, its examples.
fn write_command(before: &str, command: &Command, out: &mut dyn Write) -> io::Result<()> {
    let name = format!("{before} {}", command.get_name());
    let mut roff = Roff::default();
    roff.control("SS", [name.as_str()]);
    roff.to_writer(out)?;
    // Not a part of the program here: so the options that every command takes are not told again for each.
    let man = Man::new(command.clone().bin_name(&name).disable_help_flag(true));
    section(out, |out| man.render_description_section(out))?;
    writeln!(out, ".PP")?;
    section(out, |out| man.render_synopsis_section(out))?;
    section(out, |out| man.render_options_section(out))?;
    write_after(command, "", out)?;
    command.get_subcommands().try_for_each(|below| write_command(&name, below, out))
}

/// A section of a page without its heading.
fn section(
    out: &mut dyn Write,
    render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut text = Vec::new();
    render(&mut text)?;
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    lines.filter(|line| !line.starts_with(b".SH")).try_for_each(|line| out.write_all(line))
}

/// What stands after the help: blocks with a heading and lines that are columns, which stay lines.
fn write_after(command: &Command, heading: &str, out: &mut dyn Write) -> io::Result<()> {
    let Some(text) = command.get_after_help() else { return Ok(()) };
    let mut roff = Roff::default();
    for block in text.to_string().split("\n\n") {
        let (title, lines) = match block.split_once('\n') {
            Some((title, lines)) if title.ends_with(':') => (title.trim_end_matches(':'), lines),
            _ => ("", block),
        };
        match (heading, title) {
            ("", _) | (_, "") => roff.control("PP", []),
            (heading, title) => roff.control(heading, [title.to_uppercase().as_str()]),
        };
        if lines.starts_with(' ') {
            roff.control("nf", []);
            for line in lines.lines() {
                roff.text([roman(line)]);
            }
            roff.control("fi", []);
        } else {
            roff.text([roman(lines)]);
        }
    }
    roff.to_writer(out)
}
