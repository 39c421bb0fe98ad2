//! `cite`, and what `decide` says of citations: the same fields as the screen asks for.

use clap::Args as ClapArgs;

use super::{
    Desk, Failure,
    decide::item_of,
    work::{look, open},
};
use crate::{
    domain::{
        evidence::{Rank, StepDown, StepReason, Work, WorkKind},
        visible::visible,
    },
    letter::cited_work,
};

/// Arguments of `imr cite`.
#[derive(Debug, ClapArgs)]
pub struct Citing {
    /// Its number
    pub case: String,
    /// Number of the disputed item
    #[arg(long, value_name = "N")]
    pub item: u32,
    /// `study`, `other guideline` or `MTUS` (a chapter that has no file here); without it, what is cited so is listed
    #[arg(long)]
    pub kind: Option<WorkKind>,
    /// The organization; of a study the first author, with initial
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub by: String,
    /// Title of the chapter or article
    #[arg(long, default_value = "", hide_default_value = true)]
    pub title: String,
    /// Journal of a study
    #[arg(long, default_value = "", hide_default_value = true)]
    pub journal: String,
    /// Year of effect or publication
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    pub year: u16,
    /// Volume and issue of a study: `31(2)`
    #[arg(long, default_value = "", hide_default_value = true)]
    pub volume: String,
    /// Pages, or sections by name
    #[arg(long, default_value = "", hide_default_value = true)]
    pub pages: String,
    /// Rank of the evidence in LC 4610.5(c)(2), A to F
    #[arg(long)]
    pub rank: Option<Rank>,
    /// Cite the work with this number of the list no more
    #[arg(long, value_name = "N", conflicts_with = "kind")]
    pub remove: Option<usize>,
    /// Why something below the MTUS is cited: `not addressed` or `rebutted`
    #[arg(long, value_name = "REASON")]
    pub step_down: Option<StepReason>,
    /// What was looked for in the MTUS, or what rebuts it
    #[arg(
        long,
        value_name = "WORDS",
        requires = "step_down",
        default_value = "",
        hide_default_value = true
    )]
    pub because: String,
    /// Cite nothing at all, for this reason
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["kind", "remove", "step_down"])]
    pub nothing: Option<String>,
}

pub fn cite(desk: &mut Desk<'_>, citing: &Citing) -> Result<(), Failure> {
    let seen = look(desk, &citing.case)?;
    let mut draft = seen.draft_or_new();
    let works = item_of(&mut draft, &seen, citing.item)?.works.clone();
    let added = citing.kind.map(|kind| work(citing, kind)).transpose()?;
    let step = citing.step_down.map(|reason| {
        let words = citing.because.trim().to_owned();
        StepDown { reason, words }.checked().map_err(Failure::usage)
    });
    let step = step.transpose()?;
    if let Some(n) = citing.remove.filter(|n| !(1..=works.len()).contains(n)) {
        return Err(Failure::usage(format!("item {} cites no work {n}", citing.item)));
    }
    if citing.nothing.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Failure::usage("citing nothing needs a reason"));
    }
    if added.is_none() && step.is_none() && citing.remove.is_none() && citing.nothing.is_none() {
        for (work, n) in works.iter().zip(1..) {
            writeln!(desk.out, "{n}  {}", visible(&cited_work(work)))?;
        }
        return Ok(());
    }
    let mut work = open(desk, &citing.case)?;
    let item = item_of(&mut work.draft, &work.open, citing.item)?;
    if let Some(n) = citing.remove {
        remove(&mut item.works, &works, n)?;
    }
    item.works.extend(added);
    if step.is_some() {
        item.step_down = step;
    }
    if let Some(reason) = &citing.nothing {
        item.works.clear();
        item.cites = Some(Vec::new());
        item.uncited = Some(reason.trim().to_owned());
    }
    work.save(desk)
}

/// Takes off a work by its number in the list that was looked at before the case was held: another may have changed it
/// since.
fn remove(works: &mut Vec<Work>, seen: &[Work], n: usize) -> Result<(), Failure> {
    let at = n.saturating_sub(1);
    if works.get(at).is_none_or(|work| seen.get(at) != Some(work)) {
        let what = format!("work {n} is another one now");
        return Err(Failure::refused(format!("{what}; list what is cited and try again")));
    }
    works.remove(at);
    Ok(())
}

fn work(citing: &Citing, kind: WorkKind) -> Result<Work, Failure> {
    let text = |text: &str| text.trim().to_owned();
    let work = Work {
        kind,
        by: text(&citing.by),
        title: text(&citing.title),
        journal: text(&citing.journal),
        year: citing.year,
        volume: text(&citing.volume),
        pages: text(&citing.pages),
        rank: citing.rank,
    };
    let lacks = work.lacks();
    if lacks.is_empty() {
        return Ok(work);
    }
    let lacks = lacks.join(", ");
    Err(Failure::usage(format!(
        "a citation of kind `{kind}` names {lacks} too (8 CCR 9792.21.1(d))"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_work_that_was_looked_at_goes() {
        let work = |title: &str| Work {
            kind: WorkKind::Mtus,
            by: String::new(),
            title: title.to_owned(),
            journal: String::new(),
            year: 2019,
            volume: String::new(),
            pages: String::new(),
            rank: None,
        };
        let seen = [work("One"), work("Two")];
        let mut held = vec![work("Two")];
        assert!(remove(&mut held, &seen, 1).is_err() && remove(&mut held, &seen, 2).is_err());
        assert_eq!(held, [work("Two")]);
        let mut held = seen.to_vec();
        assert!(remove(&mut held, &seen, 2).is_ok());
        assert_eq!(held, [work("One")]);
    }
}
