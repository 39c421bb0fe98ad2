//! The settings that count: those of the workspace with the reviewer's own over them, and every mistake in either.

use super::{Args, Failure};
use crate::{
    app::Keymap,
    domain::{
        filter::Names,
        library::Library,
        problem::{Fault, Problem},
        settings::Settings,
        views,
    },
    keymap::{rebind::rebind, standard},
    runtime::places::{Config, places},
    store::{Workspace, yaml},
    ui::styles::Styles,
};

/// What the bench goes by.
#[derive(Debug, Default)]
pub struct Effective {
    pub settings: Settings,
    pub keymap: Keymap,
    pub styles: Styles,
    /// What is wrong in the files, and counts as not written.
    pub problems: Vec<Problem>,
}

impl Effective {
    /// Reads the reviewer's own file and lays it over the workspace's settings. What is wrong in it never keeps the
    /// bench from opening.
    ///
    /// # Errors
    /// When `imr.yaml` cannot be read again to name the place of a mistake.
    pub fn of(workspace: &Workspace, library: &Library, args: &Args) -> Result<Self, Failure> {
        let shared = library.organization.bench.clone();
        let names = Names::of(&library.vocabulary);
        let (keymap, styles, faults) = laid(&standard(), Styles::NONE, &shared, &names);
        let mut problems = workspace.placed_in_bench(faults)?;
        let own = places(args.config.as_deref(), args.restricted).config;
        let Some(config) = own.filter(|_| !args.is_demo) else {
            return Ok(Self { settings: shared, keymap, styles, problems });
        };
        let (own, text) = read_own(&config).unwrap_or_else(|problem| {
            problems.push(named(problem, &config));
            Default::default()
        });
        let (keymap, styles, faults) = laid(&keymap, styles, &own, &names);
        let placed = yaml::place(&text, faults).into_iter();
        problems.extend(placed.map(|problem| named(problem, &config)));
        Ok(Self { settings: own.over(shared), keymap, styles, problems })
    }
}

fn laid(
    base: &Keymap,
    styles: Styles,
    settings: &Settings,
    names: &Names,
) -> (Keymap, Styles, Vec<Fault>) {
    let (keymap, mut faults) = rebind(base, &settings.keys);
    let (styles, more) = styles.with(&settings.theme);
    faults.extend(more);
    faults.extend(views::faults(settings, names));
    (keymap, styles, faults)
}

fn named(problem: Problem, config: &Config) -> Problem {
    problem.in_file(config.path.display().to_string())
}

/// The settings and the text of the file; both are empty when there is none.
fn read_own(config: &Config) -> Result<(Settings, String), Problem> {
    let refused = |e: std::io::Error| Problem::new(e.to_string());
    let text = config.read().map_err(refused)?.unwrap_or_default();
    // A file of remarks alone says nothing, and that is no mistake.
    let says = text.lines().map(str::trim).any(|line| !line.is_empty() && !line.starts_with('#'));
    let settings = if says { yaml::read(&text)? } else { Settings::default() };
    Ok((settings, text))
}
