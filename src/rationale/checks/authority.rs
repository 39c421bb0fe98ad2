//! Authorities by the names that letters give them, and what an item cites.

use std::ops::Range;

use super::{Subject, phrase::Words};
use crate::{
    domain::{
        evidence::{Work, WorkKind},
        guideline::Guideline,
        words::Tier,
    },
    rationale::evidence::{self, cited_ids, proven},
};

/// An issuer of guidelines, and how it is called.
pub(super) struct Authority {
    pub name: &'static str,
    names: &'static [&'static str],
}

/// The schedule itself: the first step of 8 CCR 9792.21.1.
pub(super) const MTUS: &str = "MTUS";
const ACOEM: &str = "ACOEM";

pub(super) const AUTHORITIES: &[Authority] = &[
    Authority { name: MTUS, names: &["mtus", "medical treatment utilization schedule"] },
    Authority {
        name: ACOEM,
        names: &["acoem", "american college of occupational ?and ?environmental ?medicine"],
    },
    Authority { name: "ODG", names: &["odg", "official disability guidelines|guideline"] },
    Authority { name: "CDC", names: &["cdc", "centers for disease control"] },
    Authority {
        name: "Medicare",
        names: &[
            "medicare coverage|lcd|ncd|policy|guideline|guidelines|criteria",
            "lcd",
            "ncd",
            "national|local coverage determination",
        ],
    },
    Authority {
        name: "VA/DoD",
        names: &["va dod", "department of veterans affairs", "department of defense"],
    },
    Authority { name: "Colorado", names: &["colorado .. guideline|guidelines", "colorado dowc"] },
    Authority {
        name: "Washington",
        names: &["washington l i", "washington state .. guideline|guidelines"],
    },
    Authority { name: "ACR", names: &["acr", "american college of radiology"] },
    Authority { name: "AASM", names: &["aasm", "american academy of sleep medicine"] },
    Authority { name: "AAOS", names: &["aaos", "american academy of orthopaedic|orthopedic"] },
    Authority { name: "UpToDate", names: &["uptodate", "up to date .. topic|review|accessed"] },
    Authority { name: "Cochrane", names: &["cochrane"] },
];

/// Names of authorities that a text holds, with their places.
pub(super) fn named(words: &Words) -> Vec<(&'static str, Range<usize>)> {
    let of = |a: &'static Authority| words.find(a.names).into_iter().map(|at| (a.name, at));
    let mut found: Vec<_> = AUTHORITIES.iter().flat_map(of).collect();
    found.sort_by_key(|(_, at)| at.start);
    found
}

/// One thing that the letter will cite.
pub(super) struct Cited<'a> {
    pub title: &'a str,
    pub tier: Tier,
    /// The words of its title, sections and issuer.
    pub words: Words,
    /// Its file, when the workspace has one.
    pub guideline: Option<&'a Guideline>,
    pub work: Option<&'a Work>,
}

impl Cited<'_> {
    /// The authorities that citing it covers. A chapter of the MTUS is one of the ACOEM as well.
    pub fn covers(&self) -> Vec<&'static str> {
        let mut covers: Vec<_> = named(&self.words).into_iter().map(|(name, _)| name).collect();
        if self.tier == Tier::Mtus {
            covers.extend([MTUS, ACOEM]);
        }
        covers
    }
}

/// What is cited: guidelines, then works.
pub(super) fn cited<'a>(subject: &'a Subject<'a>) -> Vec<Cited<'a>> {
    let guidelines = subject.whole.sources.guidelines;
    let ids = cited_ids(Some(subject.drafted), proven(subject.proofs));
    let files = evidence::cited(guidelines, &ids).into_iter().map(|g| Cited {
        title: &g.title,
        tier: g.tier,
        words: Words::of(&g.title),
        guideline: Some(g),
        work: None,
    });
    let works = subject.drafted.works.iter().map(|work| {
        let words =
            Words::of(&format!("{} {} {} {}", work.by, work.title, work.journal, work.pages));
        let low = named(&words).iter().any(|(name, _)| matches!(*name, ACOEM | "ODG"));
        let tier = match work.kind {
            WorkKind::Mtus => Tier::Mtus,
            WorkKind::Guideline if low => Tier::AcoemOrOdg,
            WorkKind::Guideline => Tier::National,
            WorkKind::Study => Tier::Study,
        };
        Cited { title: &work.title, tier, words, guideline: None, work: Some(work) }
    });
    files.chain(works).collect()
}
