//! A work being cited, asked for part by part on the prompt line: only what its kind has.

use crate::domain::evidence::{Work, WorkKind};

/// A part of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    By,
    Title,
    Journal,
    Year,
    Volume,
    Pages,
    Rank,
}

use Part::{By, Journal, Pages, Rank, Title, Volume, Year};

const STUDY: &[(Part, &str)] = &[
    (By, "first author, with initial"),
    (Title, "title of the article"),
    (Journal, "journal"),
    (Year, "year"),
    (Volume, "volume and issue, such as 31(2); may stay empty"),
    (Pages, "pages; may stay empty"),
    (Rank, RANK),
];
const GUIDELINE: &[(Part, &str)] = &[
    (By, "organization"),
    (Title, "title of the guideline, and its chapter"),
    (Year, "year"),
    (Pages, "sections or pages; may stay empty"),
    (Rank, RANK),
];
const CHAPTER: &[(Part, &str)] = &[
    (Title, "title of the MTUS chapter"),
    (Year, "year from which it holds"),
    (Pages, "sections or pages; may stay empty"),
];
const RANK: &str = "rank in LC 4610.5(c)(2), A to F; may stay empty";

/// What has been answered so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkAsked {
    kind: Option<WorkKind>,
    given: Vec<String>,
}

impl WorkAsked {
    fn parts(&self) -> &'static [(Part, &'static str)] {
        match self.kind {
            None => &[],
            Some(WorkKind::Study) => STUDY,
            Some(WorkKind::Guideline) => GUIDELINE,
            Some(WorkKind::Mtus) => CHAPTER,
        }
    }

    /// What is asked next.
    pub fn question(&self) -> &'static str {
        match self.kind {
            None => "cite a work: study, guideline or mtus?",
            Some(_) => self.parts().get(self.given.len()).map_or("", |(_, question)| question),
        }
    }

    /// Takes an answer; the work once it is whole.
    ///
    /// # Errors
    /// What is wrong with the answer: the question stands.
    pub fn answer(&mut self, text: &str) -> Result<Option<Work>, String> {
        let text = text.trim();
        if self.kind.is_none() {
            self.kind = Some(kind(text)?);
            return Ok(None);
        }
        let Some((part, _)) = self.parts().get(self.given.len()) else { return Ok(None) };
        against(*part, text).map_or(Ok(()), Err)?;
        self.given.push(text.to_owned());
        if self.given.len() < self.parts().len() {
            return Ok(None);
        }
        Ok(self.work())
    }

    /// One question back; false when there is none before.
    pub fn back(&mut self) -> Option<String> {
        match self.given.pop() {
            None => self.kind.take().map(|kind| kind.word().to_owned()),
            some => some,
        }
    }

    fn part(&self, part: Part) -> String {
        let at = self.parts().iter().position(|(p, _)| *p == part);
        at.and_then(|at| self.given.get(at)).cloned().unwrap_or_default()
    }

    fn work(&self) -> Option<Work> {
        Some(Work {
            kind: self.kind?,
            by: self.part(By),
            title: self.part(Title),
            journal: self.part(Journal),
            year: self.part(Year).parse().ok()?,
            volume: self.part(Volume),
            pages: self.part(Pages),
            rank: self.part(Rank).to_uppercase().parse().ok(),
        })
    }
}

fn kind(text: &str) -> Result<WorkKind, String> {
    match text.to_lowercase().as_str() {
        "s" | "study" => Ok(WorkKind::Study),
        "g" | "guideline" | "other guideline" => Ok(WorkKind::Guideline),
        "m" | "mtus" => Ok(WorkKind::Mtus),
        _ => Err("type study, guideline or mtus, or its first letter".to_owned()),
    }
}

/// What is wrong with an answer.
fn against(part: Part, text: &str) -> Option<String> {
    let year = || text.parse().is_ok_and(|y| crate::domain::evidence::YEARS.contains(&y));
    let rank = || text.to_uppercase().parse::<crate::domain::evidence::Rank>().is_ok();
    let why = match part {
        By | Title | Journal if text.is_empty() => "a citation of this kind names it",
        Year if !year() => "write the year in four digits",
        Rank if !text.is_empty() && !rank() => "a rank is one letter, A to F",
        _ => return None,
    };
    Some(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence;

    #[test]
    fn each_kind_is_asked_for_what_it_has() {
        let mut asked = WorkAsked::default();
        assert!(asked.answer("book").is_err());
        assert_eq!(asked.answer("s"), Ok(None));
        for text in ["Sample A", "A title", "A journal"] {
            assert!(asked.answer(" ").is_err(), "{} is needed", asked.question());
            assert_eq!(asked.answer(text), Ok(None));
        }
        assert!(asked.answer("19").is_err());
        for text in ["2019", "", "12-19"] {
            assert_eq!(asked.answer(text), Ok(None));
        }
        assert!(asked.answer("G").is_err());
        let work = asked.answer("b").unwrap().unwrap();
        assert_eq!(
            (work.kind, work.year, work.rank),
            (WorkKind::Study, 2019, Some(evidence::Rank::B))
        );
        assert_eq!((work.journal.as_str(), work.pages.as_str()), ("A journal", "12-19"));
        assert_eq!(work.lacks(), [] as [&str; 0]);
    }

    #[test]
    fn a_chapter_of_the_mtus_needs_little_and_one_can_go_back() {
        let mut asked = WorkAsked::default();
        for text in ["m", "Eye Chapter", "2017"] {
            assert_eq!(asked.answer(text), Ok(None));
        }
        assert_eq!(asked.back().as_deref(), Some("2017"));
        assert_eq!(asked.question(), "year from which it holds");
        assert_eq!(asked.answer("2018"), Ok(None));
        let work = asked.answer("").unwrap().unwrap();
        assert_eq!((work.title.as_str(), work.year), ("Eye Chapter", 2018));
        assert_eq!(WorkAsked::default().back(), None);
    }
}
