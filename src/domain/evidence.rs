//! What a decision cites beside the guidelines of the workspace, and why it went below the MTUS.

use serde::{Deserialize, Serialize};

use super::words::{Tier, words};

words! {
    /// What kind of thing is cited (8 CCR 9792.21.1(d)).
    WorkKind, "a kind of work" {
        /// A chapter of the MTUS that the workspace holds no file of.
        Mtus = "MTUS",
        Guideline = "other guideline",
        Study = "study",
    }
}

words! {
    /// Rank of the evidence in LC 4610.5(c)(2).
    Rank, "a rank of LC 4610.5(c)(2)" {
        /// The MTUS, its drug formulary included.
        A = "A",
        /// Peer-reviewed scientific and medical evidence.
        B = "B",
        /// Nationally recognized professional standards.
        C = "C",
        /// Expert opinion.
        D = "D",
        /// Generally accepted standards of practice.
        E = "E",
        /// Treatment likely to benefit where others fail.
        F = "F",
    }
}

words! {
    /// The two ways below the MTUS that 8 CCR 9792.21(d) leaves.
    StepReason, "a reason to go below the MTUS" {
        NotAddressed = "not addressed",
        Rebutted = "rebutted",
    }
}

/// Why something below the MTUS is relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDown {
    pub reason: StepReason,
    /// What was looked for in the MTUS, or what rebuts it. A rebuttal is never without words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl StepDown {
    /// What was typed as one line: the reason, then words after it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_line(line: &str) -> Result<Self, String> {
        let line = line.trim();
        let mut found = None;
        for reason in StepReason::ALL {
            let rest = line.strip_prefix(reason.word());
            // A word that only begins so is another.
            if let Some(rest) = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
                found = Some((*reason, rest));
            }
        }
        let Some((reason, rest)) = found else {
            return Err("begin with `not addressed` or `rebutted`, then a colon and why".to_owned());
        };
        let words = rest.trim_start_matches([':', ',', ';']).trim().to_owned();
        Self { reason, words }.checked()
    }

    /// # Errors
    /// When the MTUS is said to be rebutted and nothing says by what.
    pub fn checked(self) -> Result<Self, String> {
        if self.reason == StepReason::Rebutted && self.words.trim().is_empty() {
            return Err("that the MTUS is rebutted needs words: by what evidence".to_owned());
        }
        Ok(self)
    }
}

impl std::fmt::Display for StepDown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.words.as_str() {
            "" => write!(f, "{}", self.reason),
            words => write!(f, "{}: {words}", self.reason),
        }
    }
}

/// A work that is cited and is no guideline file of the workspace, with what 8 CCR 9792.21.1(d) asks to name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    pub kind: WorkKind,
    /// The organization, or a study's first author with initial. The MTUS needs none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Title of the chapter or of the article.
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub journal: String,
    /// Year of effect, or of publication.
    pub year: u16,
    /// Volume and issue: `31(2)`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub volume: String,
    /// Pages, or sections by their names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pages: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
}

/// Years that a work can be of.
pub const YEARS: std::ops::RangeInclusive<u16> = 1800..=2199;

impl Work {
    /// What a citation of this kind must name and this one does not; empty when it is whole.
    pub fn lacks(&self) -> Vec<&'static str> {
        let empty = |text: &str| text.trim().is_empty();
        let study = self.kind == WorkKind::Study;
        let by = if study { "the first author" } else { "the organization" };
        let parts = [
            (self.kind != WorkKind::Mtus && empty(&self.by), by),
            (empty(&self.title), "the title"),
            (study && empty(&self.journal), "the journal"),
            (!YEARS.contains(&self.year), "the year, in four digits"),
        ];
        parts.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
    }

    /// True when it stands first in the search sequence: whatever its rank, all else is below.
    pub fn is_mtus(&self) -> bool {
        self.kind == WorkKind::Mtus
    }
}

/// True when something below the MTUS is relied on and nothing of the MTUS is: then 8 CCR 9792.21(d) asks why.
pub fn steps_down(tiers: impl IntoIterator<Item = Tier>, works: &[Work]) -> bool {
    let (mut lower, mut mtus) = (false, false);
    let works = works.iter().map(Work::is_mtus);
    for is_mtus in tiers.into_iter().map(|tier| tier == Tier::Mtus).chain(works) {
        if is_mtus {
            mtus = true;
        } else {
            lower = true;
        }
    }
    lower && !mtus
}

#[cfg(test)]
mod tests {
    use super::*;

    fn study() -> Work {
        Work {
            kind: WorkKind::Study,
            by: "Sample A".to_owned(),
            title: "A title".to_owned(),
            journal: "A journal".to_owned(),
            year: 2019,
            volume: String::new(),
            pages: String::new(),
            rank: None,
        }
    }

    #[test]
    fn each_kind_names_what_the_regulation_asks_for() {
        assert_eq!(study().lacks(), [] as [&str; 0]);
        let bare = Work { by: " ".into(), journal: String::new(), year: 0, ..study() };
        assert_eq!(bare.lacks(), ["the first author", "the journal", "the year, in four digits"]);
        let guideline = Work { kind: WorkKind::Guideline, ..bare };
        assert_eq!(guideline.lacks(), ["the organization", "the year, in four digits"]);
        let chapter = Work { kind: WorkKind::Mtus, year: 2004, ..guideline };
        assert_eq!(chapter.lacks(), [] as [&str; 0]);
        assert_eq!(Work { title: String::new(), ..chapter }.lacks(), ["the title"]);
    }

    #[test]
    fn a_step_down_is_what_stands_without_the_mtus() {
        use Tier::{Mtus, National};
        let mtus = Work { kind: WorkKind::Mtus, ..study() };
        assert!(!steps_down([], &[]) && !steps_down([Mtus], &[]));
        assert!(steps_down([National], &[]) && steps_down([], &[study()]));
        assert!(!steps_down([National, Mtus], &[study()]));
        assert!(!steps_down([National], &[mtus]));
    }

    #[test]
    fn a_line_says_the_reason_and_the_words() {
        let read = |line| StepDown::from_line(line).map(|s| s.to_string());
        assert_eq!(read(" not addressed "), Ok("not addressed".to_owned()));
        assert_eq!(read("not addressed: cold units"), Ok("not addressed: cold units".to_owned()));
        assert_eq!(read("rebutted, two trials"), Ok("rebutted: two trials".to_owned()));
        assert!(read("rebutted").unwrap_err().contains("by what evidence"));
        assert!(read("because").unwrap_err().contains("begin with"));
        assert!(read("rebuttedfoo").unwrap_err().contains("begin with"));
        assert!(read("not addressed2: x").is_err() && read("rebutted - trials").is_ok());
    }
}
