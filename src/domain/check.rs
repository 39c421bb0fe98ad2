//! Checks of a rationale: what they are, what they say, and what a reviewer answered.
//!
//! A check holds the words of a rationale against the record, the criteria and the law. It never says which outcome
//! is right. The list is closed: [`CheckId::ALL`], told in `docs/checks.md`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::words::words;

mod list;

pub use list::CheckId;

words! {
    /// What an alarm does: an error stands against finalizing, a warning is shown before it, an info is shown.
    Severity, "a severity" { Error = "error", Warning = "warning", Info = "info" }
}

impl Severity {
    /// The word on the screen, which is that of the counts: `1 warning, 2 notes`.
    pub fn said(self) -> &'static str {
        if self == Self::Info { "note" } else { self.word() }
    }
}

/// What is said of a check, in `docs/checks.md` and beside an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Heading of its section in the document.
    pub family: &'static str,
    pub id: &'static str,
    /// The gravest that it raises.
    pub severity: Severity,
    /// False for an error that no reason takes away.
    pub dismissable: bool,
    /// What it looks for, in one line.
    pub what: &'static str,
    /// Where it is written that this matters.
    pub rule: &'static str,
    /// How to answer an alarm.
    pub answer: &'static str,
}

/// One thing that a check says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alarm {
    pub check: CheckId,
    pub severity: Severity,
    /// Number of the item; none when it is of the whole case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    /// Bytes of that item's rationale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Range<usize>>,
    /// The words that it is about: those of the span, or the name of what is missing.
    pub words: String,
    /// The sentence in which the span begins, each run of blanks as one; empty without a span. A wrong `left` that was
    /// let stand in one sentence is still wrong in the next.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// Why, in one line.
    pub reason: String,
}

/// An alarm that the reviewer has looked at and let stand, and why. It is not raised again while its words and their
/// sentence are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissal {
    pub check: CheckId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    #[serde(default)]
    pub words: String,
    /// As [`Alarm::sentence`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// Never empty.
    pub reason: String,
}

impl Alarm {
    /// The answer to this alarm, for these reasons.
    pub fn dismissed(&self, reason: &str) -> Dismissal {
        Dismissal {
            check: self.check,
            item: self.item,
            words: self.words.clone(),
            sentence: self.sentence.clone(),
            reason: reason.to_owned(),
        }
    }

    /// True when the reviewer has let it stand.
    pub fn is_dismissed(&self, by: &[Dismissal]) -> bool {
        self.answer(by).is_some()
    }

    /// What the reviewer has answered to it. To what may not be dismissed nothing is an answer.
    pub fn answer<'a>(&self, by: &'a [Dismissal]) -> Option<&'a Dismissal> {
        let answers = |d: &&Dismissal| {
            (d.check, d.item) == (self.check, self.item)
                && (&d.words, &d.sentence) == (&self.words, &self.sentence)
                && !d.reason.trim().is_empty()
        };
        by.iter().find(answers).filter(|_| self.check.about().dismissable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alarm_is_dismissed_with_a_reason_and_while_its_words_are_the_same() {
        let dismissable = CheckId::Closing;
        let alarm = Alarm {
            check: dismissable,
            severity: dismissable.about().severity,
            item: Some(1),
            span: None,
            words: "not necessary".into(),
            sentence: "It is not necessary.".into(),
            reason: "why".into(),
        };
        assert!(!alarm.is_dismissed(&[]));
        assert!(alarm.is_dismissed(&[alarm.dismissed("seen")]));
        assert!(!alarm.is_dismissed(&[alarm.dismissed(" ")]));
        let other = Alarm { words: "necessary".into(), ..alarm.clone() };
        assert!(!other.is_dismissed(&[alarm.dismissed("seen")]));
        let elsewhere = Alarm { sentence: "Thus it is not necessary.".into(), ..alarm.clone() };
        assert!(!elsewhere.is_dismissed(&[alarm.dismissed("seen")]));
    }

    #[test]
    fn no_reason_takes_away_what_is_not_dismissable() {
        let alarm = Alarm {
            check: CheckId::AbsenceHit,
            severity: Severity::Error,
            item: Some(1),
            span: None,
            words: "physical therapy".into(),
            sentence: String::new(),
            reason: "why".into(),
        };
        assert!(!alarm.is_dismissed(&[alarm.dismissed("seen")]));
    }

    #[test]
    fn ids_are_words_of_files_and_only_errors_are_beyond_dismissal() {
        for check in CheckId::ALL {
            let about = check.about();
            let fine = |c: char| c.is_ascii_alphanumeric() || c == '-';
            assert!(about.id.starts_with('L') && about.id.chars().all(fine), "{}", about.id);
            assert!(about.dismissable || about.severity == Severity::Error, "{}", about.id);
            assert_eq!(about.id.parse(), Ok(*check));
            for text in [about.what, about.rule, about.answer] {
                assert!(!text.is_empty() && !text.contains(['\n', '|']), "{}", about.id);
            }
        }
        assert!("L99".parse::<CheckId>().is_err());
    }
}
