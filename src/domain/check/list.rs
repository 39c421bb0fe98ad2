//! The closed list of checks, a block for each family.

use super::{About, Severity};

/// Defines the checks: variant, id, severity, whether a reason takes it away, then what, rule and answer.
macro_rules! checks {
    ($($family:literal { $($variant:ident $id:literal $severity:ident $may:ident
        $what:literal $rule:literal $answer:literal;)+ })+) => {
        super::words! {
            /// A check, by its id: the number of its kind, and a word.
            CheckId, "a check" { $($($variant = $id),+),+ }
        }

        impl CheckId {
            /// All that is said of it.
            pub fn about(self) -> About {
                match self {
                    $($(Self::$variant => About {
                        family: $family,
                        id: $id,
                        severity: Severity::$severity,
                        dismissable: $may,
                        what: $what,
                        rule: $rule,
                        answer: $answer,
                    }),+),+
                }
            }
        }
    };
}

// The names that the rows use.
const MAY: bool = true;
const NEVER: bool = false;

checks! {
    "Decision and closing words" {
        Closing "L01-closing" Error MAY
            "the last deciding sentence says the opposite of the outcome"
            "LC 4610.6(e): the determination states whether the disputed service is medically necessary"
            "change the closing words or the outcome: they are one decision";
        NoClosing "L01-no-closing" Info MAY
            "no sentence says whether the service is medically necessary"
            "LC 4610.6(e): the determination states whether the disputed service is medically necessary"
            "close with the statutory words";
        ClosesOther "L01-other-item" Warning MAY
            "the closing sentence gives the title of another item"
            "LC 4610.6(e): each disputed service is decided by itself"
            "name this item in its closing sentence";
        Remainder "L01-remainder" Warning MAY
            "utilization review modified the request, and original, authorized or remaining part is not known"
            "LC 4610.5(a): after a modification only the remainder is in dispute"
            "have intake complete the item's `ur`";
        Dependent "L01-dependent" Warning MAY
            "an item is overturned although the one it depends on is upheld"
            "LC 4610.6(e): the decisions of a case agree with each other"
            "decide it with its parent, or say why it stands by itself";
        Sibling "L14-sibling" Warning MAY
            "the rationale is word for word that of an item of another body part or kind of service"
            "LC 4610.6(e): the reasons are those of this service and this worker"
            "say what holds of this item";
        Opioid "L13-opioid" Info MAY
            "an opioid is upheld and the text says nothing of tapering"
            "MTUS Opioids Treatment Guidelines: stopping at once is unsafe"
            "add your paragraph on tapering, for example as a snippet";
    }
    "Guidelines" {
        Region "L04-region" Warning MAY
            "the chapters that are cited are about other parts of the body than the item"
            "LC 4610.6(e): findings are tied to the standard that applies"
            "cite the chapter of this body part, or say why the other one applies";
        Uncited "L04-uncited" Warning MAY
            "a guideline is relied on in the text and not cited"
            "8 CCR 9792.21.1(d): what a decision relies on is cited"
            "cite it, or take it out of the text";
        Unnamed "L04-unnamed" Warning MAY
            "a guideline is cited and the text never names it"
            "8 CCR 9792.10.6(d): the evidence used is referred to"
            "say what it asks for, or cite it no more";
        PassedOver "L04-set-aside" Warning MAY
            "a chapter of the MTUS was evaluated to a result and is neither cited nor spoken of"
            "8 CCR 9792.21(c): the MTUS is the primary source"
            "cite it, or say why it does not decide";
        Misquoted "L05-quote" Warning MAY
            "words in quotation marks are nearly those of the guideline file, and not the same"
            "LC 4610.6(e): the standard is stated as it is"
            "quote it exactly, or without quotation marks";
        SilentSchedule "L08-silence" Error MAY
            "the only reason to uphold is that the MTUS does not address the treatment"
            "8 CCR 9792.21(d): treatment is not denied on that sole basis"
            "go on to the next step of 8 CCR 9792.21.1, and cite what it says";
        Step "L08-step" Warning MAY
            "what is cited stands below the MTUS, and no word or field says why"
            "8 CCR 9792.21(d): only where the MTUS does not address it or is rebutted"
            "record the step: not addressed, or rebutted and by what";
        Edition "L08-edition" Warning MAY
            "the edition that is cited was not in force on the day of the request, or of a service already given"
            "8 CCR 9792.20 and following: an update holds for services from its day on"
            "cite the edition of that day";
        Competing "L08-competing" Info MAY
            "both sides cite guidelines, and of different tiers"
            "8 CCR 9792.25.1: competing recommendations are compared by the evidence under them"
            "say which evidence is stronger, or that the two do not compete";
    }
    "Proof" {
        Names "L09-names" Info MAY
            "condition, document or finding is not named"
            "LC 4610.6(e): condition, relevant documents and relevant findings are cited"
            "name what is missing";
        SecondHand "L09-second-hand" Warning MAY
            "a sentence states as found what is known only through another report"
            "8 CCR 9792.10.6: the specific evidence is given as what it is"
            "name the report that tells it, or look for the original";
        ReviewOnly "L09-review-only" Error MAY
            "all evidence is utilization review's or the claims administrator's"
            "8 CCR 9792.10.6(b)(2): no determination rests solely on the utilization review determination"
            "rest it on what worker and physicians have sent, or say what was looked for and did not come";
        Contradicted "L06-contradicted" Warning MAY
            "a plain sentence states what a finding denies, or denies what a finding states"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the sentence, or the finding";
        Conflict "L06-conflict" Warning MAY
            "the record speaks against what the decision rests on, and no sentence says so"
            "LC 4610.6(b): all pertinent records are considered"
            "say why it does not change the result";
        Outcome "L10-outcome" Warning MAY
            "the computed criteria come to another result than the outcome, and no override or word says why"
            "LC 4610.6(e): findings are tied to the standard"
            "override the criterion with a reason, or say in the text what weighs more";
        Margin "L10-margin" Info MAY
            "the result rests on one source alone"
            "good practice: when that one source is wrong, the result is a plainly erroneous finding of fact (LC 4610.6(h)(5))"
            "look at that page once more";
        Unmentioned "L13-unmentioned" Info MAY
            "a criterion that bears on the result is mentioned by no sentence"
            "LC 4610.6(e): the relevant findings are cited and tied to the standard"
            "say what was found about it";
        Recited "L13-recited" Info MAY
            "a criterion is recited and the record leaves it open"
            "LC 4610.6(e): a rule without its fact proves nothing"
            "name the finding, say that there is none, or leave the rule out";
        Cap "L08-cap" Warning MAY
            "more than 24 visits of one therapy are found necessary, and no word is said of the cap"
            "LC 4604.5(c): 24 visits an injury, save after surgery or with the employer's word in writing"
            "say why the cap does not stand against it";
        Specialty "L15-specialty" Warning MAY
            "the reviewer's specialty does not cover this kind of service or part of the body"
            "LC 139.5(d)(4): the reviewer is knowledgeable in the treatment under review"
            "have the case assigned anew, or say why the specialty fits";
        Untouched "L16-documents" Info MAY
            "documents that no finding and no sentence comes from"
            "LC 4610.6(b): all pertinent records are considered"
            "open them; when nothing in them matters, dismiss";
    }

    "Sides, levels, dates, numbers" {
        SideOfRequest "L11-side-request" Error MAY
            "a sentence on the request names the other side of the part than the request does"
            "8 CCR 9792.10.6: the disputed treatment is stated; a wrong side is a plainly erroneous finding of fact (LC 4610.6(h)(5))"
            "correct the side, or dismiss when the sentence speaks of another request";
        LevelOfRequest "L11-level-request" Error MAY
            "a sentence on the request names another level of the spine than the request does"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the level, or dismiss when the sentence speaks of another request";
        StrengthOfRequest "L11-strength-request" Error MAY
            "a sentence on the request gives a drug another strength than the request does"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the strength";
        Side "L11-side" Warning MAY
            "a side that the record gives as the other, or nowhere"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the side, add the finding that bears it out, or dismiss with where it stands";
        Level "L11-level" Warning MAY
            "a level of the spine that stands nowhere in the record"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the level, add the finding that bears it out, or dismiss with where it stands";
        Strength "L11-strength" Warning MAY
            "a strength of a drug that the record gives otherwise, or nowhere"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the strength, or dismiss with where it stands";
        InjuryDate "L11-injury-date" Warning MAY
            "a date of the injury other than the header's"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the date here or in the case file";
        Date "L11-date" Warning MAY
            "a date that stands in no finding, document, summary or header"
            "LC 4610.6(e): the evidence is named; 18 of 64 dated rationales had one"
            "correct the date, add the finding or the document, or dismiss with where it stands";
        Age "L11-age" Warning MAY
            "an age of the worker that differs from the record's by more than a birthday"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the age";
        Count "L11-count" Warning MAY
            "a number of visits, tablets or the like that stands nowhere in the record, the request or the guideline"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the number, add the finding that bears it out, or dismiss with where it stands";
        Measured "L11-measured" Warning MAY
            "a percentage, an angle or a score that stands nowhere in the record, the request or the guideline"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "correct the number, add the finding that bears it out, or dismiss with where it stands";
        Unjudged "L11-unjudged" Info MAY
            "statements that nothing at hand can bear out, since the case holds no document, finding or record"
            "LC 4610.6(e): relevant documents and findings are cited; what nothing bears out can be held against none"
            "look them up by hand, or bring in the records";
    }

    "Quotations and sources" {
        QuoteAbsent "L02-absent" Error MAY
            "the words of a finding that counts do not stand in its document"
            "LC 4610.6(e): relevant documents and findings are cited, as they are"
            "correct the finding's words, or dismiss with where they stand";
        QuoteRepaired "L02-repaired" Info MAY
            "the words of a finding that counts stand in its document but for blanks, hyphens, ligatures or capitals"
            "good practice: who searches the document for the words finds them"
            "copy the words exactly";
        QuoteProse "L02-prose" Warning MAY
            "words quoted from the record stand in no text of it"
            "LC 4610.6(e): relevant documents and findings are cited, as they are"
            "quote exactly, or say it without quotation marks";
        QuotePage "L03-page" Warning MAY
            "the words of a finding that counts stand on another page, or its page is beyond the document's last"
            "8 CCR 9792.10.6(d): the evidence used is referred to, so that it can be found"
            "correct the page of the finding";
        QuoteSource "L03-source" Warning MAY
            "date or provider of a finding that counts do not fit its document"
            "8 CCR 9792.10.6(d): the evidence used is referred to, so that it can be found"
            "correct the finding, or mark it as quoted";
    }

    "The summary" {
        SummaryReview "L11-summary-review" Warning MAY
            "the summary dates utilization review otherwise than the header"
            "8 CCR 9792.10.6; 6 of 106 letters had it"
            "correct the summary or the header in the case file, or dismiss";
        SummaryInjury "L11-summary-injury" Warning MAY
            "the summary dates the injury otherwise than the header"
            "8 CCR 9792.10.6; 1 of 113 letters had it"
            "correct the summary or the header in the case file, or dismiss";
        SummarySides "L11-summary-sides" Warning MAY
            "the summary names one side of a part again and again and the other once"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "look at the record: which side is it?";
        ItemSide "L11-item-side" Warning MAY
            "a request is for one side and the summary speaks of the other only"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "look at the record: which side is it?";
    }

    "Reading" {
        WordTwice "L14-word-twice" Warning MAY
            "a word stands twice in a row"
            "good practice: a slip of dictation, and the letter is read by the worker and the court"
            "take one away";
        SentenceTwice "L14-sentence-twice" Info MAY
            "a sentence stands twice"
            "good practice: what is said twice reads as a slip of copying"
            "take one away";
        LongSentence "L14-long" Info MAY
            "a sentence of the reviewer's own of more than 60 words"
            "8 CCR 9792.10.6: plain language where possible"
            "divide it";
        Abbreviations "L14-abbreviations" Info MAY
            "abbreviations that are not spelled out where they stand first"
            "8 CCR 9792.10.6: plain language where possible"
            "write the words once, with the abbreviation in brackets";
    }

    "Absence" {
        AbsenceHit "L07-hit" Error NEVER
            "a sentence says that something is not in the record, and it stands there"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact; McAtee 2015, Gonzalez-Ornelas 2016"
            "open the search (`S`), read the hit, then change the sentence or set the hit aside with a reason";
        AbsenceUnsearched "L07-unsearched" Warning MAY
            "a sentence says that something is not in the record, and no search was kept"
            "LC 4610.6(h)(5); Bowen 2019: the whole file is to be considered"
            "open the search (`S`), look at the near misses, and keep it as the proof";
        AbsenceStale "L07-stale" Warning MAY
            "the search that was kept for a sentence finds something else now"
            "LC 4610.6(h)(5): a plainly erroneous finding of fact"
            "open the search (`S`) and keep it anew";
    }

    "Drafted sentences" {
        Stale "L06-stale" Warning MAY
            "a drafted sentence still stands, and what it was built on says something else now"
            "LC 4610.6(h)(5): a plainly wrong statement of fact is a ground of appeal"
            "d n goes there, d s shows what changed, d r drafts it anew; or rewrite it in your own words";
    }
}
