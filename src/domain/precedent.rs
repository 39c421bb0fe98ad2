//! Past determinations on what an item asks for. They are shown to be read: nothing counts their outcomes, and an
//! outcome is told only of the one that the reviewer asks about.

use std::ops::Range;

use serde::Serialize;

use super::{
    case::CaseNumber,
    determination::Determination,
    problem::Problem,
    words::{Outcome, ServiceKind, counted, words},
};

/// Most past determinations that are shown for an item.
pub const MOST: usize = 200;

/// Stands in a rationale where a sentence decides.
pub const MARK: &str = "[a sentence that decides]";

/// What an item asks for, as far as past items are held against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sought {
    pub item: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ServiceKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Words of the vocabulary's `services`: the item's own, else those that its title names.
    pub services: Vec<String>,
}

impl Sought {
    /// True when something can be like it.
    pub fn is_known(&self) -> bool {
        self.is_placed() || !self.services.is_empty()
    }

    /// True when it says both of what past items are held against.
    pub fn is_placed(&self) -> bool {
        self.kind.is_some() && self.region.is_some()
    }

    /// True when a past item asks for the same kind of service on the same region. Where one of the two does not say,
    /// the services must be the same, and what both say must not differ.
    pub fn fits(&self, past: &Self) -> bool {
        let same_kind = self.kind == past.kind;
        let same_region = self.region == past.region;
        if self.is_placed() && past.is_placed() {
            return same_kind && same_region;
        }
        let may_be = (same_kind || self.kind.is_none() || past.kind.is_none())
            && (same_region || self.region.is_none() || past.region.is_none());
        may_be && self.services.iter().any(|service| past.services.contains(service))
    }

    /// What is looked for, and what the item lacks.
    pub fn told(&self) -> String {
        let services = self.services.join(", ");
        if let (Some(kind), Some(region)) = (self.kind, &self.region) {
            return format!("{kind}, {region}");
        }
        let lacks = match (self.kind, &self.region) {
            (None, None) => "no kind and no region",
            (None, _) => "no kind",
            _ => "no region",
        };
        if services.is_empty() {
            return format!("the item has {lacks}, and names no service of the vocabulary");
        }
        format!("the item has {lacks}; the same service: {services}")
    }
}

words! {
    /// Whose a past determination is.
    Whose, "a decider" { Own = "yours", Other = "another reviewer's", Imported = "imported" }
}

/// One past item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedent {
    pub case: CaseNumber,
    pub version: u32,
    pub item: u32,
    pub title: String,
    /// When it was made final; of an imported letter its day.
    pub finalized: String,
    pub whose: Whose,
    pub outcome: Outcome,
    pub rationale: String,
    /// Sentences of the rationale that tell the outcome, or may, in bytes and in their order.
    pub deciding: Vec<Range<usize>>,
}

impl Precedent {
    /// The day on which it was made final.
    pub fn day(&self) -> &str {
        self.finalized.get(..10).unwrap_or(&self.finalized)
    }

    /// The rationale with a mark in the place of each sentence that decides.
    pub fn concealed(&self) -> String {
        let (mut text, mut from) = (String::new(), 0);
        for sentence in &self.deciding {
            text += self.rationale.get(from..sentence.start).unwrap_or_default();
            text += MARK;
            from = sentence.end;
        }
        text + self.rationale.get(from..).unwrap_or_default()
    }
}

/// What was found for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedents {
    pub sought: Sought,
    /// The reviewer's own first; of each the latest first.
    pub found: Vec<Precedent>,
    /// Older ones that are like it too, and are not here.
    pub more: usize,
    /// Files that could not be read. They hide no other.
    pub unread: Vec<Problem>,
}

impl Precedents {
    pub fn none(sought: Sought) -> Self {
        Self { sought, found: Vec::new(), more: 0, unread: Vec::new() }
    }

    /// Takes one in. Of very many only the latest are kept.
    pub fn take(&mut self, precedent: Precedent) {
        self.found.push(precedent);
        if self.found.len() > 2 * MOST {
            self.keep_latest();
        }
    }

    /// Puts them in order, once all are taken in.
    pub fn order(&mut self) {
        self.keep_latest();
        self.found.sort_by_key(|p| p.whose != Whose::Own);
    }

    fn keep_latest(&mut self) {
        self.found.sort_by(|a, b| {
            let order = b.finalized.cmp(&a.finalized);
            order.then_with(|| a.case.cmp(&b.case)).then(a.item.cmp(&b.item))
        });
        self.more += self.found.len().saturating_sub(MOST);
        self.found.truncate(MOST);
    }

    /// What a reader is told beside the list.
    pub fn remarks(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.more > 0 {
            said.push(format!("the latest {MOST}; {} older are not shown", self.more));
        }
        if let Some(first) = self.unread.first() {
            let files = counted(self.unread.len(), "file");
            said.push(format!("{files} not read: {first}"));
        }
        said
    }
}

/// Whose a determination is, for this reviewer.
pub fn whose(decided: &Determination, reviewer: Option<&str>) -> Whose {
    match (&decided.imported, &decided.reviewer.reviewer) {
        (Some(_), _) => Whose::Imported,
        (None, Some(id)) if Some(id.as_str()) == reviewer => Whose::Own,
        _ => Whose::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(kind: Option<ServiceKind>, region: Option<&str>, services: &[&str]) -> Sought {
        let services = services.iter().map(ToString::to_string).collect();
        Sought { item: 1, kind, region: region.map(str::to_owned), services }
    }

    fn precedent(case: &str, finalized: &str, whose: Whose) -> Precedent {
        Precedent {
            case: case.parse().expect("a number"),
            version: 1,
            item: 1,
            title: "A knee brace".to_owned(),
            finalized: finalized.to_owned(),
            whose,
            outcome: Outcome::Upheld,
            rationale: "The knee is stable. It is not medically necessary. So it is.".to_owned(),
            deciding: vec![20..50, 51..60],
        }
    }

    #[test]
    fn kind_and_region_are_equal_or_the_service_is_and_nothing_differs() {
        let (drug, therapy) = (Some(ServiceKind::Drug), Some(ServiceKind::Therapy));
        let one = sought(therapy, Some("knee"), &["physical therapy"]);
        assert!(one.fits(&sought(therapy, Some("knee"), &["acupuncture"])));
        assert!(!one.fits(&sought(therapy, Some("hip"), &["physical therapy"])));
        assert!(!one.fits(&sought(drug, Some("knee"), &["physical therapy"])));
        assert!(one.fits(&sought(None, None, &["physical therapy"])), "an imported one");
        assert!(!one.fits(&sought(None, None, &["acupuncture"])));
        assert!(!one.fits(&sought(None, Some("hip"), &["physical therapy"])), "they differ");
        assert!(!one.fits(&sought(drug, None, &["physical therapy"])), "they differ");
        assert!(!sought(None, None, &[]).fits(&sought(None, None, &[])), "nothing is like it");
        assert!(sought(None, Some("knee"), &["x"]).fits(&sought(therapy, Some("knee"), &["x"])));
    }

    #[test]
    fn what_the_item_lacks_is_said() {
        let drug = Some(ServiceKind::Drug);
        assert_eq!(sought(drug, Some("knee"), &["x"]).told(), "drug, knee");
        assert_eq!(
            sought(drug, None, &["opioid"]).told(),
            "the item has no region; the same service: opioid"
        );
        let none = sought(None, None, &[]);
        assert!(none.told().contains("no kind and no region, and names no service"));
        assert!(!none.is_known() && sought(None, None, &["x"]).is_known());
    }

    #[test]
    fn sentences_that_decide_are_not_in_the_concealed_text() {
        let one = precedent("A-1", "2026-01-02", Whose::Own);
        assert_eq!(one.concealed(), format!("The knee is stable. {MARK} {MARK}"));
        let odd = Precedent { deciding: vec![3..8, 20..999], ..one };
        assert_eq!(odd.concealed(), format!("The{MARK} is stable. {MARK}"));
    }

    #[test]
    fn the_latest_are_kept_and_the_reviewers_own_stand_first() {
        let mut all = Precedents::none(sought(None, None, &["x"]));
        for n in 0..3 * MOST {
            let day = format!("2026-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28);
            let whose = if n == 5 { Whose::Own } else { Whose::Other };
            all.take(precedent(&format!("A-{n}"), &format!("{}{day}", n / 336), whose));
        }
        all.take(precedent("MINE-1", "9", Whose::Own));
        all.take(precedent("MINE-2", "8", Whose::Own));
        all.order();
        assert_eq!((all.found.len(), all.more), (MOST, 2 * MOST + 2));
        let first: Vec<&str> = all.found.iter().take(2).map(|p| p.case.as_str()).collect();
        assert_eq!(first, ["MINE-1", "MINE-2"]);
        let rest = &all.found[2..];
        assert!(rest.windows(2).all(|pair| pair[0].finalized >= pair[1].finalized));
        assert!(rest.iter().all(|p| p.case.as_str() != "A-5"), "an old one of one's own is old");
        assert!(all.remarks()[0].contains("402 older"), "{:?}", all.remarks());
    }
}
