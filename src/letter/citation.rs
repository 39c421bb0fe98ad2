//! The guideline lines of an item, in the closed set of sentences that determinations use.

use crate::domain::{determination::Cited, words::Tier};

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
/// that rests on nothing of the MTUS says so before it names what it rests on.
pub fn reviewer(cites: &[Cited]) -> String {
    let (mtus, other): (Vec<&Cited>, Vec<&Cited>) =
        cites.iter().partition(|c| c.tier == Tier::Mtus);
    let mut sentences = Vec::new();
    if cites.is_empty() {
        sentences.push(
            "The Expert Reviewer did not cite any medical evidence for its decision.".to_owned(),
        );
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
        sentences.push(based_on("Non-MTUS Citation", &other));
    }
    sentences.join(" ")
}

fn based_on(family: &str, cites: &[&Cited]) -> String {
    let cites: Vec<String> = cites.iter().map(|c| one(family, c)).collect();
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

    fn cited(title: &str, tier: Tier, pages: &str) -> Cited {
        Cited { guideline: "g".to_owned(), title: title.to_owned(), tier, pages: pages.to_owned() }
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
