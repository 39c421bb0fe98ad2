//! A leaf of a guideline in words.

use std::fmt;

use super::guideline::{ByRule, Leaf, LevelRule, Measure, RegionRule, SideRule, Silence, Since};

/// The leaf as a reader would say it: `neurologic deficit, from exam, within 6 weeks before request`.
impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.concept)?;
        either(f, ", as ", &self.standing)?;
        either(f, ", result ", &self.result)?;
        either(f, ", outcome ", &self.outcome)?;
        either(f, ", from ", &self.from)?;
        match &self.value {
            Some(Measure::Bound(bound)) => write!(f, ", {}", bound.text)?,
            Some(change @ Measure::Change { .. }) => write!(f, ", {}", change.text())?,
            None => {}
        }
        if let Some(bound) = &self.lasting {
            write!(f, ", lasting {}", bound.text)?;
        }
        if let Some(bound) = &self.count {
            write!(f, ", count {}", bound.text)?;
        }
        if let Some(window) = &self.within {
            write!(f, ", within {}", window.text)?;
        }
        match &self.since {
            Some(Since::Date(date)) => write!(f, ", since {date}")?,
            Some(Since::Concept(concept)) => write!(f, ", since {concept}")?,
            None => {}
        }
        self.place(f)?;
        match &self.by {
            Some(ByRule::FirstHand) => f.write_str(", first-hand")?,
            Some(ByRule::Roles(roles)) => either(f, ", by ", roles)?,
            None => {}
        }
        match self.silent {
            Some(Silence::Absent) => f.write_str(", silence means absent"),
            Some(Silence::Present) => f.write_str(", silence means present"),
            None => Ok(()),
        }
    }
}

impl Leaf {
    fn place(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.region {
            Some(RegionRule::Is(region)) => write!(f, ", in {region}")?,
            Some(RegionRule::Any) => f.write_str(", any region")?,
            None => {}
        }
        match &self.side {
            Some(SideRule::Is(side)) => write!(f, ", {side} side")?,
            Some(SideRule::Same) => f.write_str(", same side")?,
            Some(SideRule::Any) => f.write_str(", any side")?,
            None => {}
        }
        match &self.level {
            Some(LevelRule::Is(level)) => write!(f, ", at {level}"),
            Some(LevelRule::Same) => f.write_str(", same level"),
            Some(LevelRule::Any) => f.write_str(", any level"),
            None => Ok(()),
        }
    }
}

/// `lead one or other`; nothing for an empty list.
fn either<T: fmt::Display>(f: &mut fmt::Formatter<'_>, lead: &str, words: &[T]) -> fmt::Result {
    for (i, word) in words.iter().enumerate() {
        f.write_str(if i == 0 { lead } else { " or " })?;
        word.fmt(f)?;
    }
    Ok(())
}
