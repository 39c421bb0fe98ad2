//! What the reviewer makes of the record beside intake: findings added, corrected and refused.
//!
//! A case file is evidence and is never written by a review. What the reviewer reads otherwise is kept here, in the
//! draft and then in the determination, and laid over the case whenever criteria are evaluated.

use serde::{Deserialize, Serialize};

use super::{
    case::Case,
    finding::Finding,
    problem::{Fault, twice},
};
use crate::path;

/// What ids of the reviewer's own findings begin with; no finding of intake may.
pub const OWN: &str = "own-";

/// Findings added, corrected and refused by the reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revisions {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Finding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Refused>,
}

/// A finding of intake that the record says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// As the reviewer reads it; the id stays.
    pub finding: Finding,
    /// As intake had it.
    pub was: Finding,
    /// Never empty.
    pub reason: String,
}

/// A finding of intake that the record does not bear out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// As intake had it.
    pub was: Finding,
    /// Never empty.
    pub reason: String,
}

/// A finding as the reviewer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub finding: Finding,
    pub mark: Mark,
}

/// What the reviewer has made of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// It stands as intake has it.
    Intake,
    /// The reviewer's own.
    Added,
    Corrected {
        reason: String,
    },
    /// It counts no more.
    Refused {
        reason: String,
    },
    /// The reviewer had corrected or refused it, and intake has changed it since: it stands as intake has it now.
    Changed {
        reason: String,
    },
    /// The reviewer had corrected or refused it, and intake has removed it since.
    Gone {
        reason: String,
    },
}

impl Mark {
    /// The word for it: none while the finding stands as intake has it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Intake => "",
            Self::Added => "yours",
            Self::Corrected { .. } => "corrected",
            Self::Refused { .. } => "refused",
            Self::Changed { .. } => "look again",
            Self::Gone { .. } => "gone",
        }
    }

    /// The word before a finding, where no cut takes it: `refused: `.
    pub fn lead(&self) -> String {
        if self.word().is_empty() { String::new() } else { format!("{}: ", self.word()) }
    }

    /// True when criteria see the finding.
    pub fn counts(&self) -> bool {
        !matches!(self, Self::Refused { .. } | Self::Gone { .. })
    }
}

impl Revisions {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// An id that neither the case nor another finding here has, and none of `others`.
    pub fn next_id<'a>(&self, case: &Case, others: impl Iterator<Item = &'a str>) -> String {
        let others: Vec<&str> = others.collect();
        let taken = |id: &String| {
            case.finding(id).is_some()
                || self.added.iter().any(|finding| finding.id == *id)
                || others.contains(&id.as_str())
        };
        let mut ids = (1u32..).map(|n| format!("{OWN}{n}"));
        ids.find(|id| !taken(id)).unwrap_or_else(|| OWN.to_owned())
    }

    /// Adds a finding of the reviewer's own, or puts it in the place of the one with its id.
    pub fn add(&mut self, finding: Finding) {
        match self.added.iter_mut().find(|own| own.id == finding.id) {
            Some(own) => *own = finding,
            None => self.added.push(finding),
        }
    }

    /// Corrects a finding of intake. What was said of it before no longer counts.
    pub fn correct(&mut self, was: Finding, finding: Finding, reason: String) {
        self.restore(&was.id);
        self.corrected.push(Corrected {
            finding: Finding { id: was.id.clone(), ..finding },
            was,
            reason,
        });
    }

    /// Refuses a finding of intake. What was said of it before no longer counts.
    pub fn refuse(&mut self, was: Finding, reason: String) {
        self.restore(&was.id);
        self.refused.push(Refused { was, reason });
    }

    /// Takes back what was made of the finding with this id: an own one goes, one of intake stands again. True when
    /// there was something.
    pub fn restore(&mut self, id: &str) -> bool {
        let before = (self.added.len(), self.corrected.len(), self.refused.len());
        self.added.retain(|finding| finding.id != id);
        self.corrected.retain(|c| c.was.id != id);
        self.refused.retain(|r| r.was.id != id);
        before != (self.added.len(), self.corrected.len(), self.refused.len())
    }

    /// Every finding with its mark: those of intake in the file's order, those that it has removed, then the
    /// reviewer's own.
    pub fn listed(&self, case: &Case) -> Vec<Listed> {
        let own = self.added.iter().map(|f| Listed { finding: f.clone(), mark: Mark::Added });
        let marked = case.findings.iter().map(|finding| self.marked(finding));
        let gone = self.of_intake().filter(|(was, _)| case.finding(&was.id).is_none());
        let gone = gone.map(|(was, reason)| Listed {
            finding: was.clone(),
            mark: Mark::Gone { reason: reason.to_owned() },
        });
        marked.chain(gone).chain(own).collect()
    }

    /// Findings of intake that were corrected or refused, as they were then, with the reason.
    fn of_intake(&self) -> impl Iterator<Item = (&Finding, &str)> {
        let corrected = self.corrected.iter().map(|c| (&c.was, c.reason.as_str()));
        corrected.chain(self.refused.iter().map(|r| (&r.was, r.reason.as_str())))
    }

    fn marked(&self, finding: &Finding) -> Listed {
        if let Some(Corrected { finding: now, was, reason }) =
            self.corrected.iter().find(|c| c.was.id == finding.id)
        {
            let reason = reason.clone();
            return if was == finding {
                Listed { finding: now.clone(), mark: Mark::Corrected { reason } }
            } else {
                Listed { finding: finding.clone(), mark: Mark::Changed { reason } }
            };
        }
        let mark = match self.refused.iter().find(|r| r.was.id == finding.id) {
            None => Mark::Intake,
            Some(r) if r.was == *finding => Mark::Refused { reason: r.reason.clone() },
            Some(r) => Mark::Changed { reason: r.reason.clone() },
        };
        Listed { finding: finding.clone(), mark }
    }

    /// The case as the reviewer reads it: criteria see this one.
    pub fn applied_to(&self, case: &Case) -> Case {
        let mut read = case.clone();
        let counting = self.listed(case).into_iter().filter(|listed| listed.mark.counts());
        read.findings = counting.map(|listed| listed.finding).collect();
        read
    }

    /// Ids of findings that intake has changed, or removed, since the reviewer corrected or refused them.
    pub fn stale(&self, case: &Case) -> Vec<&str> {
        let changed = self.of_intake().filter(|(was, _)| case.finding(&was.id) != Some(was));
        changed.map(|(was, _)| was.id.as_str()).collect()
    }

    /// Ids that stand twice: only the first would ever count.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = twice("added", "id", self.added.iter().map(|f| f.id.clone()));
        faults.extend(twice("corrected", "id", self.corrected.iter().map(|c| c.was.id.clone())));
        faults.extend(twice("refused", "id", self.refused.iter().map(|r| r.was.id.clone())));
        for (i, finding) in self.added.iter().enumerate() {
            if !finding.id.starts_with(OWN) {
                let what = format!("`{}` is no id of a reviewer's own finding", finding.id);
                faults.push(
                    Fault::new(path!["added", i, "id"], what)
                        .remedy(format!("let it begin with `{OWN}`")),
                );
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{empty_case, finding};

    fn case() -> Case {
        let mut case = empty_case();
        case.findings = vec![finding("f1", "gait abnormality"), finding("f2", "weakness")];
        case
    }

    fn ids(case: &Case) -> Vec<&str> {
        case.findings.iter().map(|f| f.id.as_str()).collect()
    }

    #[test]
    fn what_the_reviewer_reads_otherwise_counts_and_can_be_taken_back() {
        let case = case();
        let mut own = Revisions::default();
        assert_eq!(own.applied_to(&case), case);
        own.refuse(case.findings[0].clone(), "page 3 says none".into());
        let now = Finding { level: Some("C6".into()), ..case.findings[1].clone() };
        own.correct(case.findings[1].clone(), Finding { id: "x".into(), ..now }, "C6".into());
        let id = own.next_id(&case, [].into_iter());
        own.add(finding(&id, "atrophy"));
        let read = own.applied_to(&case);
        assert_eq!(ids(&read), ["f2", "own-1"], "the id of a corrected finding stays");
        assert_eq!(read.findings[0].level.as_deref(), Some("C6"));
        assert_eq!(own.next_id(&case, [].into_iter()), "own-2");
        assert_eq!(own.next_id(&case, ["own-2"].into_iter()), "own-3");
        assert_eq!(own.listed(&case).len(), 3, "a refused finding is still seen");
        for id in ["f1", "f2", "own-1"] {
            assert!(own.restore(id));
            assert!(!own.restore(id));
        }
        assert!(own.is_empty());
    }

    #[test]
    fn a_later_word_stands_in_the_place_of_an_earlier_one() {
        let case = case();
        let mut own = Revisions::default();
        own.refuse(case.findings[0].clone(), "one".into());
        own.correct(case.findings[0].clone(), case.findings[0].clone(), "two".into());
        assert!(own.refused.is_empty());
        own.refuse(case.findings[0].clone(), "three".into());
        assert!(own.corrected.is_empty());
        assert_eq!(ids(&own.applied_to(&case)), ["f2"]);
    }

    #[test]
    fn what_intake_has_changed_since_is_to_be_looked_at_again() {
        let mut case = case();
        let mut own = Revisions::default();
        own.refuse(case.findings[0].clone(), "page 3 says none".into());
        assert!(own.stale(&case).is_empty());
        case.findings[0].source.page = Some(4);
        assert_eq!(own.stale(&case), ["f1"]);
        assert_eq!(own.applied_to(&case), case, "the word of intake stands meanwhile");
        assert!(matches!(own.listed(&case)[0].mark, Mark::Changed { .. }));
        case.findings.remove(0);
        assert_eq!(own.stale(&case), ["f1"]);
        let listed = own.listed(&case);
        assert!(matches!(listed[1].mark, Mark::Gone { .. }), "it can still be taken back");
        assert!(!listed[1].mark.counts());
        assert!(own.restore("f1"));
    }

    #[test]
    fn ids_are_held_apart() {
        let own = Revisions {
            added: vec![finding("own-1", "a"), finding("own-1", "b"), finding("f1", "c")],
            ..Revisions::default()
        };
        assert_eq!(own.faults().len(), 2);
    }
}
