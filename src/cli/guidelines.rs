//! `imr guidelines`: the files' own tests, and what a changed file would change.

use std::path::{Path, PathBuf};

use super::{Desk, Failure, examples};
use crate::{
    criteria::{Context, Proof, evaluate, spoken::leaf_values, trial},
    domain::{
        guideline::Guideline,
        guideline_reader::read_guideline,
        library::OpenCase,
        queue::{CaseState, Sort},
        visible::one_line,
        words::counted,
    },
    store::yaml,
};

/// Acts on guideline files.
#[derive(Debug, clap::Subcommand)]
pub enum GuidelinesAct {
    /// Validate every file, run its tests, and refuse criteria that no test makes met and not met
    #[command(after_help = examples::GUIDELINES_CHECK)]
    Check,
    /// Compare values over all cases
    #[command(after_help = examples::GUIDELINES_TEST)]
    Test {
        /// A changed guideline file: names the cases whose values it would change, and by which leaf
        #[arg(long, value_name = "FILE")]
        diff: PathBuf,
    },
}

/// Validates every guideline file and runs its tests.
pub fn check(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut problems = desk.library.problems.clone();
    for guideline in &desk.library.guidelines {
        let file = format!("guidelines/{}.yaml", guideline.id);
        let faults = trial::faults(guideline, &desk.library.vocabulary);
        problems.extend(faults.into_iter().map(|p| p.in_file(&file)));
    }
    for problem in &problems {
        writeln!(desk.out, "{}", one_line(&problem.to_string()))?;
    }
    if !problems.is_empty() {
        return Err(Failure::refused(counted(problems.len(), "fault")));
    }
    let guidelines = &desk.library.guidelines;
    let tests: usize = guidelines.iter().map(|g| g.tests.len()).sum();
    let criteria: usize = guidelines.iter().map(|g| g.criteria.len()).sum();
    writeln!(
        desk.out,
        "{} guidelines, {criteria} criteria each met and not met by {tests} tests, no faults",
        guidelines.len()
    )?;
    Ok(())
}

/// Replays a changed guideline over every case and names those whose value changes, and by which leaves.
pub fn replay(desk: &mut Desk<'_>, file: &Path) -> Result<(), Failure> {
    let changed = read(desk, file)?;
    let Some(now) = desk.library.guidelines.iter().find(|g| g.id == changed.id).cloned() else {
        let what = format!(
            "there is no guideline `{}` to compare with; give the file its name",
            changed.id
        );
        return Err(Failure::usage(what));
    };
    let rows = desk.workspace.table_now(&desk.library)?.rows;
    let (mut looked, mut changes) = (0, 0);
    for place in rows.sorted(Sort::default()).iter() {
        if rows.record(*place).state() == CaseState::Broken {
            continue;
        }
        let open = desk.workspace.open_case(&rows.number(*place), &desk.library)?;
        for line in compare(desk, &open, &now, &changed, &mut looked) {
            changes += 1;
            writeln!(desk.out, "{}", one_line(&line))?;
        }
    }
    writeln!(desk.out, "{changes} of {looked} results would change")?;
    Ok(())
}

fn read(desk: &Desk<'_>, file: &Path) -> Result<Guideline, Failure> {
    let shown = file.display().to_string();
    let text = super::decide::read_file(desk.args, file, yaml::MAX_BYTES, "guideline")?;
    let id = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let root = yaml::tree(&text).map_err(|p| Failure::refused(p.in_file(&shown)))?;
    read_guideline(&id, &root, &desk.library.vocabulary).map_err(|problems| {
        let lines: Vec<String> =
            problems.into_iter().map(|p| p.in_file(&shown).to_string()).collect();
        Failure::refused(lines.join("\n"))
    })
}

/// One line for each item whose value under the guideline changes.
fn compare(
    desk: &Desk<'_>,
    open: &OpenCase,
    now: &Guideline,
    changed: &Guideline,
    looked: &mut usize,
) -> Vec<String> {
    let vocabulary = &desk.library.vocabulary;
    let mut lines = Vec::new();
    for item in &open.case.items {
        let both = [now, changed].map(|guideline| {
            let cx = Context::new(&open.case, item, vocabulary, &[]);
            let speaks =
                crate::criteria::applicable(std::slice::from_ref(guideline), item, vocabulary);
            (!speaks.is_empty()).then(|| evaluate(guideline, &cx))
        });
        let [before, after] = both;
        if before.is_none() && after.is_none() {
            continue;
        }
        *looked += 1;
        let word = |p: &Option<Proof>| p.as_ref().map_or("does not apply", |p| p.value.word());
        if word(&before) != word(&after) {
            let by = parted(before.as_ref(), after.as_ref());
            lines.push(format!(
                "{} item {}: {} -> {}{by}",
                open.case.case,
                item.item,
                word(&before),
                word(&after)
            ));
        }
    }
    lines
}

/// The leaves where two proofs part.
fn parted(before: Option<&Proof>, after: Option<&Proof>) -> String {
    let (Some(before), Some(after)) = (before, after) else { return String::new() };
    let (was, is) = (leaf_values(before), leaf_values(after));
    let gone = was.iter().filter(|l| !is.contains(l)).map(|(c, l, v)| format!("- {c}: {l} {v}"));
    let come = is.iter().filter(|l| !was.contains(l)).map(|(c, l, v)| format!("+ {c}: {l} {v}"));
    let parts: Vec<String> = gone.chain(come).collect();
    if parts.is_empty() {
        "; by the connectives".to_owned()
    } else {
        format!("; by {}", parts.join(", "))
    }
}
