//! Guidelines in the text against guidelines in the citation: named and not cited, cited and not named, passed over,
//! and the step below the MTUS.

use std::ops::Range;

use super::{
    Subject,
    authority::{Cited, MTUS, cited, named},
    phrase::Words,
    speech::holds,
};
use crate::{
    criteria::Value,
    domain::{
        blanks::blanks,
        check::{Alarm, CheckId},
        evidence::steps_down,
        words::{Outcome, Tier},
    },
    records::text::voice::quotations,
};

/// Words by which a text says that it speaks of the guideline without its name.
const SOME_GUIDELINE: &[&str] = &["guideline|guidelines|criteria|evidence"];

/// What is told of a guideline that is not applied, and the second step of 8 CCR 9792.21.1 by its name.
const SET_ASIDE: &[&str] =
    &["mtus|acoem|odg|schedule .. is|are rebutted", "acoem|odg or|and|nor acoem|odg"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let cited = cited(subject);
    let mut alarms = uncited(subject, &cited);
    // A dependent item follows the one it hangs on, and may cite nothing.
    if !subject.is_dependent() {
        alarms.extend(unnamed(subject, &cited));
        alarms.extend(passed_over(subject, &cited));
        alarms.extend(steps(subject, &cited));
        alarms.extend(competing(subject, &cited));
    }
    alarms.extend(silent_schedule(subject, &cited));
    alarms.extend(misquoted(subject, &cited));
    alarms
}

/// Relied on in the text, and absent from the citation: once for each authority. Not relied on is what is set aside, a
/// step of the search sequence by its name, and what stands in a blank that is still to be filled.
fn uncited(subject: &Subject<'_>, cited: &[Cited<'_>]) -> Vec<Alarm> {
    let mut told: Vec<&str> = cited.iter().flat_map(Cited::covers).collect();
    let mut aside = subject.words.find(SET_ASIDE);
    aside.extend(blanks(subject.text));
    let mut alarms = Vec::new();
    for (name, at) in named(&subject.words) {
        let sentence = subject.sentence_of(&at);
        let relied = sentence.is_some_and(|s| !s.not_addressed && !s.administrator)
            && !aside.iter().any(|stretch| holds(stretch, &at));
        if relied && !told.contains(&name) {
            told.push(name);
            let reason = format!("{name} is named here and not cited");
            alarms.push(subject.at(CheckId::Uncited, at, reason));
        }
    }
    alarms
}

/// Cited, and the text never speaks of it: not by its issuer, not by a word of its title.
fn unnamed(subject: &Subject<'_>, cited: &[Cited<'_>]) -> Vec<Alarm> {
    let names: Vec<&str> = named(&subject.words).into_iter().map(|(name, _)| name).collect();
    let some = subject.words.has(SOME_GUIDELINE);
    let unnamed = cited.iter().filter(|one| {
        let covers = one.covers();
        // With one citation alone, `the guidelines` are those.
        let the_only = cited.len() == 1 && some;
        let by_title = subject.words.has(&[&first_words(one.title)]);
        !the_only && !by_title && !covers.is_empty() && !covers.iter().any(|c| names.contains(c))
    });
    let alarm = |one: &Cited<'_>| {
        let reason = format!("`{}` is cited, and the rationale never names it", one.title);
        subject.of(CheckId::Unnamed, one.title, reason)
    };
    unnamed.map(alarm).collect()
}

/// The first two words of a title, by which a text may name it.
fn first_words(title: &str) -> String {
    let words = super::phrase::Words::of(title);
    let two: Vec<&str> = words.within(&(0..title.len())).take(2).collect();
    two.join(" ")
}

/// A chapter of the MTUS that was evaluated to a result, and is neither cited nor spoken of.
fn passed_over(subject: &Subject<'_>, cited: &[Cited<'_>]) -> Vec<Alarm> {
    let names: Vec<&str> = named(&subject.words).into_iter().map(|(name, _)| name).collect();
    let over = subject.proofs.iter().filter(|proof| {
        let settled = !matches!(proof.value, Value::Undetermined(_));
        let is_cited = cited.iter().any(|c| {
            c.guideline.is_some_and(|g| g.id == proof.guideline) || c.title == proof.title
        });
        proof.tier == Tier::Mtus
            && proof.in_force != Some(false)
            && settled
            && !is_cited
            && !names.contains(&MTUS)
    });
    let alarm = |proof: &crate::criteria::Proof| {
        let reason = format!(
            "`{}` was evaluated ({}) and is neither cited nor set aside in words",
            proof.title,
            proof.value.word()
        );
        subject.of(CheckId::PassedOver, &proof.title, reason)
    };
    over.map(alarm).collect()
}

/// Something below the MTUS is relied on, and nothing says why.
fn steps(subject: &Subject<'_>, cited: &[Cited<'_>]) -> Option<Alarm> {
    let lower = cited.iter().find(|one| one.tier != Tier::Mtus)?;
    let tiers = cited.iter().filter(|c| c.work.is_none()).map(|c| c.tier);
    let recorded = subject.drafted.step_down.is_some()
        || subject.speech.iter().any(|s| s.not_addressed)
        || rebuts(subject);
    if recorded || !steps_down(tiers, &subject.drafted.works) {
        return None;
    }
    let reason = format!(
        "`{}` stands below the MTUS, and nothing says that the MTUS does not address it or is rebutted",
        lower.title
    );
    Some(subject.of(CheckId::Step, lower.title, reason))
}

/// True when the text speaks of a rebuttal, and not only in a blank that is still to be filled.
fn rebuts(subject: &Subject<'_>) -> bool {
    let open = blanks(subject.text);
    let said = subject.words.find(&["rebut|rebuts|rebutted|rebuttal"]);
    said.iter().any(|at| !open.iter().any(|blank| holds(blank, at)))
}

/// The silence of the MTUS is all that an upheld denial rests on.
fn silent_schedule(subject: &Subject<'_>, cited: &[Cited<'_>]) -> Option<Alarm> {
    if subject.drafted.outcome != Some(Outcome::Upheld) {
        return None;
    }
    let silent = subject.speech.iter().find(|s| s.not_addressed)?;
    if cited.iter().any(|one| one.tier != Tier::Mtus) {
        return None;
    }
    // Something else is relied on: another authority, or a fact of this worker.
    let relied = named(&subject.words).iter().any(|(name, at)| {
        *name != MTUS && !subject.sentence_of(at).is_some_and(|s| s.not_addressed)
    });
    let facts = subject.said.iter().any(|said| {
        subject.sentence_of(&said.at).is_some_and(|s| !s.guideline && !s.not_addressed)
    });
    let evidence = subject.words.has(&[
        "study|studies|trial|trials|literature|peer reviewed|evidence",
        "does|do|did not meet|support",
        "documentation|documented",
        "records|record|report|note|examination",
    ]);
    if relied || facts || evidence {
        return None;
    }
    let reason = "that the MTUS does not address it is no reason to deny it".to_owned();
    Some(subject.at(CheckId::SilentSchedule, trimmed(subject, &silent.at), reason))
}

fn trimmed(subject: &Subject<'_>, at: &Range<usize>) -> Range<usize> {
    let text = subject.text.get(at.clone()).unwrap_or_default();
    at.start..at.start + text.trim_end().len()
}

/// Both sides cite guidelines, and no issuer is common to them.
fn competing(subject: &Subject<'_>, cited: &[Cited<'_>]) -> Option<Alarm> {
    let guidelines = subject.whole.sources.guidelines;
    let of_id = |id: &String| guidelines.iter().find(|g| g.id == *id);
    let theirs: Vec<_> = subject.item.claims_cites.iter().filter_map(of_id).collect();
    let apart = |g: &&crate::domain::guideline::Guideline| {
        !cited.iter().any(|c| c.tier == g.tier || c.guideline.is_some_and(|own| own.id == g.id))
    };
    let other = theirs.iter().find(|g| apart(g))?;
    let explained = subject.speech.iter().any(|s| s.administrator)
        || subject.words.has(&[
            "9792 25 1",
            "strength of evidence",
            "quality of .. evidence|studies",
        ]);
    let agrees = theirs.iter().any(|g| !apart(g));
    if cited.is_empty() || explained || agrees {
        return None;
    }
    let reason = format!(
        "the claims administrator cites `{}`; if its recommendation competes with yours, say which evidence is stronger",
        other.title
    );
    Some(subject.of(CheckId::Competing, &other.title, reason))
}

/// Words in quotation marks that are nearly, but not quite, those of the guideline file.
fn misquoted(subject: &Subject<'_>, cited: &[Cited<'_>]) -> Vec<Alarm> {
    let long = |at: &Range<usize>| Words::folded(&subject.text[at.clone()]).len() >= 4;
    let quotations: Vec<_> = quotations(subject.text).into_iter().filter(long).collect();
    if quotations.is_empty() {
        return Vec::new();
    }
    let files = cited.iter().filter_map(|c| c.guideline);
    let says = files.flat_map(|g| g.criteria.iter().filter_map(|c| c.says.as_deref()));
    let says: Vec<(&str, Vec<String>)> = says.map(|says| (says, Words::folded(says))).collect();
    let mut alarms = Vec::new();
    for at in quotations {
        let text = &subject.text[at.clone()];
        let quoted = Words::folded(text);
        // Of two criteria that differ in a number alone, one may be quoted word for word.
        let exact = says.iter().any(|(_, own)| own.windows(quoted.len()).any(|w| w == quoted));
        let near = says.iter().find(|(_, own)| {
            let shared = quoted.iter().filter(|w| own.contains(w)).count();
            shared * 4 >= quoted.len() * 3
        });
        if let Some((says, _)) = near.filter(|_| !exact && !subject.whole.known.is_name(text)) {
            let reason = format!("quoted, and the guideline file has it otherwise: {says}");
            alarms.push(subject.at(CheckId::Misquoted, at, reason));
        }
    }
    alarms
}
