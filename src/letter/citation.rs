//! The guideline lines of an item, in the closed set of sentences that determinations use.

use crate::domain::{
    determination::{Cited, ItemDetermination},
    evidence::{StepDown, StepReason, Work, WorkKind},
    words::Tier,
};

/// What the claims administrator cited, verbatim, or the sentence that says it cited nothing.
pub fn administrator(cited: Option<&str>) -> &str {
    match cited.map(str::trim) {
        None | Some("") => {
            "The Claims Administrator did not cite any medical evidence for its decision."
        }
        Some(text) => text,
    }
}

/// What the reviewer cited. MTUS stands first, as the search sequence of 8 CCR 9792.21.1 does; a decision
/// that rests on nothing of the MTUS says so before it names what it rests on, and says why after it. One that
/// cites nothing says so, with the reason where there is one.
pub fn reviewer(decided: &ItemDetermination) -> String {
    let mtus = decided.cites.iter().filter(|c| c.tier == Tier::Mtus).map(|c| one("MTUS", c));
    let mtus: Vec<String> = mtus.chain(works(decided, true)).collect();
    let other = decided.cites.iter().filter(|c| c.tier != Tier::Mtus);
    let other: Vec<String> = other.map(|c| one(NON_MTUS, c)).chain(works(decided, false)).collect();
    let mut sentences = Vec::new();
    if mtus.is_empty() && other.is_empty() {
        let none = "The Expert Reviewer did not cite any medical evidence for its decision.";
        sentences.push(none.to_owned());
        sentences.extend(decided.uncited.as_deref().map(str::trim).and_then(reason_for_none));
    }
    if !mtus.is_empty() {
        sentences.push(based_on("MTUS", &mtus));
    }
    if mtus.is_empty() && !other.is_empty() {
        sentences.push(
            "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS \
             Guidelines."
                .to_owned(),
        );
    }
    if !other.is_empty() {
        sentences.push(based_on(NON_MTUS, &other));
        sentences.extend(decided.step_down.as_ref().map(step));
    }
    sentences.join(" ")
}

const NON_MTUS: &str = "Non-MTUS Citation";

fn reason_for_none(reason: &str) -> Option<String> {
    let reason = reason.trim_end_matches('.');
    (!reason.is_empty()).then(|| format!("Reason: {reason}."))
}

/// The step that 8 CCR 9792.21(d) asks for before anything below the MTUS counts.
fn step(step: &StepDown) -> String {
    let what = match step.reason {
        StepReason::NotAddressed => "The MTUS does not address this treatment or condition",
        StepReason::Rebutted => "The presumption that the MTUS is correct is rebutted here",
    };
    match step.words.trim().trim_end_matches('.') {
        "" => format!("{what}."),
        words => format!("{what}: {words}."),
    }
}

fn works(decided: &ItemDetermination, mtus: bool) -> impl Iterator<Item = String> + '_ {
    decided.works.iter().filter(move |work| work.is_mtus() == mtus).map(work)
}

/// A work as 8 CCR 9792.21.1(d) asks to cite its kind.
pub fn work(work: &Work) -> String {
    let trimmed = |text: &str| text.trim().trim_end_matches('.').to_owned();
    let (by, title, journal) = (trimmed(&work.by), trimmed(&work.title), trimmed(&work.journal));
    let (volume, pages) = (trimmed(&work.volume), trimmed(&work.pages));
    let place = |text: String| match pages.as_str() {
        "" => text,
        pages => format!("{text}, {}: {pages}", pages_word(pages)),
    };
    let text = match work.kind {
        WorkKind::Mtus => {
            let title = title.strip_prefix("MTUS").map_or(title.as_str(), str::trim_start);
            place(format!("{title} {}", work.year))
        }
        WorkKind::Guideline => place(format!("{by}, {}, {title}", work.year)),
        WorkKind::Study => {
            let volume = if volume.is_empty() { volume } else { format!("; {volume}") };
            let pages = if pages.is_empty() { pages } else { format!(": {pages}") };
            format!("{by}. {title}. {journal} {}{volume}{pages}", work.year)
        }
    };
    match work.rank {
        Some(rank) => format!("{text} (rank {rank} of Labor Code 4610.5(c)(2))"),
        None => text,
    }
}

fn based_on(family: &str, cites: &[String]) -> String {
    format!("Decision based on {family} {}.", cites.join(", and "))
}

/// One guideline with its pages. A title that already begins with its family does not say it twice.
fn one(family: &str, cited: &Cited) -> String {
    let title = cited.title.trim();
    let title = title.strip_prefix(family).map_or(title, str::trim_start).trim_end_matches('.');
    let pages = cited.pages.trim().trim_end_matches('.');
    if pages.is_empty() {
        return title.to_owned();
    }
    format!("{title}, {}: {pages}", pages_word(pages))
}

/// What stands before page numbers (`177-179, 181`), and before the name of a section, by which editions since 2016 are
/// cited instead.
pub fn pages_word(text: &str) -> &'static str {
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let pages = first.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if pages { "Page(s)" } else { "Section(s)" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::Rank;

    fn cited(title: &str, tier: Tier, pages: &str) -> Cited {
        Cited { guideline: "g".to_owned(), title: title.to_owned(), tier, pages: pages.to_owned() }
    }

    fn citing(cites: &[Cited]) -> ItemDetermination {
        let mut determination = crate::letter::testing::sample_determination();
        let decided = determination.items.remove(0);
        ItemDetermination { cites: cites.to_vec(), ..decided }
    }

    fn reviewer(cites: &[Cited]) -> String {
        super::reviewer(&citing(cites))
    }

    fn study() -> Work {
        Work {
            kind: WorkKind::Study,
            by: "Sample A".to_owned(),
            title: "Early imaging of the neck.".to_owned(),
            journal: "Journal of Samples".to_owned(),
            year: 2012,
            volume: "31(2)".to_owned(),
            pages: "12-19".to_owned(),
            rank: None,
        }
    }

    #[test]
    fn works_are_cited_as_their_kind_asks() {
        assert_eq!(
            work(&study()),
            "Sample A. Early imaging of the neck. Journal of Samples 2012; 31(2): 12-19"
        );
        let bare = Work { volume: String::new(), pages: String::new(), ..study() };
        assert_eq!(work(&bare), "Sample A. Early imaging of the neck. Journal of Samples 2012");
        let guideline = Work {
            kind: WorkKind::Guideline,
            pages: "Variant 2".to_owned(),
            rank: Some(Rank::C),
            ..study()
        };
        assert_eq!(
            work(&guideline),
            "Sample A, 2012, Early imaging of the neck, Section(s): Variant 2 \
             (rank C of Labor Code 4610.5(c)(2))"
        );
        let chapter = Work { kind: WorkKind::Mtus, title: "MTUS Neck Chapter".into(), ..study() };
        assert_eq!(work(&chapter), "Neck Chapter 2012, Page(s): 12-19");
    }

    #[test]
    fn a_step_below_the_mtus_is_said_after_what_is_cited() {
        let step = |reason, words: &str| StepDown { reason, words: words.to_owned() };
        let mut item = citing(&[]);
        item.works = vec![study()];
        item.step_down = Some(step(StepReason::NotAddressed, ""));
        assert_eq!(
            super::reviewer(&item),
            "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS \
             Guidelines. Decision based on Non-MTUS Citation Sample A. Early imaging of the neck. \
             Journal of Samples 2012; 31(2): 12-19. The MTUS does not address this treatment or \
             condition."
        );
        item.step_down = Some(step(StepReason::Rebutted, "two later trials."));
        let text = super::reviewer(&item);
        let said = "The presumption that the MTUS is correct is rebutted here: two later trials.";
        assert!(text.ends_with(said), "{text}");
        item.works = vec![Work { kind: WorkKind::Mtus, ..study() }];
        assert!(!super::reviewer(&item).contains("rebutted"), "nothing below the MTUS is cited");
    }

    #[test]
    fn why_nothing_is_cited_follows_the_sentence() {
        let mut item = citing(&[]);
        item.uncited = Some("The device is in no guideline.".to_owned());
        assert!(
            super::reviewer(&item).ends_with("decision. Reason: The device is in no guideline.")
        );
        item.uncited = Some(" ".to_owned());
        assert!(super::reviewer(&item).ends_with("for its decision."));
    }

    #[test]
    fn none_cited_is_said() {
        assert_eq!(
            reviewer(&[]),
            "The Expert Reviewer did not cite any medical evidence for its decision."
        );
        for nothing in [None, Some(" \n")] {
            assert_eq!(
                administrator(nothing),
                "The Claims Administrator did not cite any medical evidence for its decision."
            );
        }
        assert_eq!(administrator(Some("As written.")), "As written.");
    }

    #[test]
    fn mtus_with_pages_or_sections() {
        let neck = cited("Neck Chapter 2004", Tier::Mtus, "177-179, 181-183");
        assert_eq!(
            reviewer(std::slice::from_ref(&neck)),
            "Decision based on MTUS Neck Chapter 2004, Page(s): 177-179, 181-183."
        );
        let wrist = cited("MTUS Wrist Chapter 2004.", Tier::Mtus, "Special Studies");
        assert_eq!(
            reviewer(&[neck, wrist]),
            "Decision based on MTUS Neck Chapter 2004, Page(s): 177-179, 181-183, \
             and Wrist Chapter 2004, Section(s): Special Studies."
        );
    }

    #[test]
    fn tiers_keep_to_the_search_sequence() {
        let study = cited("A study", Tier::Study, "");
        let odg = cited("ODG Neck", Tier::AcoemOrOdg, "3.1 Imaging");
        assert_eq!(
            reviewer(&[study.clone(), cited("Neck 2004", Tier::Mtus, ""), odg.clone()]),
            "Decision based on MTUS Neck 2004. Decision based on Non-MTUS Citation A study, \
             and ODG Neck, Section(s): 3.1 Imaging."
        );
        assert_eq!(
            reviewer(&[odg]),
            "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS \
             Guidelines. Decision based on Non-MTUS Citation ODG Neck, Section(s): 3.1 Imaging."
        );
    }
}
