//! Whose words a sentence is: the guideline's, the claims administrator's, or the reviewer's of this worker.

use std::ops::Range;

use super::phrase::Words;

/// How a sentence speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speech {
    pub at: Range<usize>,
    /// It says what a guideline says, or what may be so in general.
    pub guideline: bool,
    /// It says that a guideline does not speak of the matter.
    pub not_addressed: bool,
    /// It says what the claims administrator or utilization review said.
    pub administrator: bool,
    /// It says that it tells what another report said.
    pub relayed: bool,
}

const GUIDELINE: &[&str] = &[
    "guideline|guidelines|mtus|acoem|odg|criteria|schedule|chapter|table .. gives|lists|names|asks|calls|state|states|recommend|recommends|recommended|indicate|indicates|note|notes|allow|allows|require|requires|address|addresses|suggest|suggests|advise|support|supports|include|includes|are|note",
    "per|under|according .. mtus|acoem|odg|guidelines|guideline|criteria",
    "is|are ?not recommended",
    "may|should|can|could|might be ?not ?considered|recommended|appropriate|indicated|warranted|used|ordered|continued|prescribed",
    "when|if ?a|the|there patients|patient|is|are|has|have",
    "in patients",
    "table",
    "to warrant",
    "if|when symptoms|red|conservative",
    "for patients with",
];
/// Words of this worker's case: a sentence that has them applies a rule, and states more than the rule.
const THIS_CASE: &[&str] = &[
    "here",
    "in this case|instance",
    "in the case of",
    "this patient|worker|applicant|claimant|individual|employee",
];
const NOT_ADDRESSED: &[&str] = &[
    "mtus|acoem|odg|guideline|guidelines|schedule .. not|nor .. address|discuss|mention|cover|comment|apply|speak|contain|provide|include",
    "mtus|acoem|odg|guideline|guidelines|schedule .. silent",
    "not|nor ?specifically|directly|explicitly addressed|discussed|mentioned|covered .. mtus|acoem|odg|guidelines",
    "not|nor .. mention|reference|recommendation|guideline|guidance in|within|from ?the ?ca|california mtus|acoem",
    "no .. mtus|acoem .. guideline|guidelines|recommendation|recommendations|guidance|section",
    "not in ?the mtus",
];
const ADMINISTRATOR: &[&str] = &[
    "claims administrator",
    "utilization review|reviewer",
    "ur|insurance|prior reviewer|physician|denial|decision|determination",
    "previous|original|prior denial|reviewer|determination",
];
const RELAYED: &[&str] = &[
    "report|letter|note|appeal|record|records|physician|provider .. documented|noted|states|stated|quotes|quoted|tells|recounts|relates|describes|cites|reported that|how|a|an|the|of",
    "according to|as|per ?the|an|his|her .. report|letter|appeal|note",
    "second hand|secondhand",
    "as quoted|recounted|related|reported|told",
    "own|original report .. not",
];

/// The speech of each sentence.
///
/// `blanks`: places of the text that are still to be filled; they state nothing.
pub(super) fn speech(
    sentences: &[Range<usize>],
    words: &Words,
    blanks: &[Range<usize>],
) -> Vec<Speech> {
    let places = |patterns| words.find(patterns);
    let (guideline, mut not_addressed) = (places(GUIDELINE), places(NOT_ADDRESSED));
    not_addressed.retain(|at| !blanks.iter().any(|b| at.start < b.end && b.start < at.end));
    let this_case = places(THIS_CASE);
    let (administrator, relayed) = (places(ADMINISTRATOR), places(RELAYED));
    let of = |at: &Range<usize>| {
        let has = |found: &[Range<usize>]| found.iter().any(|f| holds(at, f));
        Speech {
            at: at.clone(),
            guideline: has(&guideline) && !has(&this_case),
            not_addressed: has(&not_addressed),
            administrator: has(&administrator),
            relayed: has(&relayed),
        }
    };
    sentences.iter().map(of).collect()
}

/// True when the place lies in the stretch.
pub(super) fn holds(stretch: &Range<usize>, place: &Range<usize>) -> bool {
    stretch.start <= place.start && place.end <= stretch.end
}
