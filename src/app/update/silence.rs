//! `S`: the record is searched for what the rationale, a criterion or the reviewer says is not there.

use std::{collections::BTreeMap, sync::Arc};

use super::{bench::changeable, keeping::keep, moving::moved, prompt, record};
use crate::{
    app::{
        action::Action,
        bench::Bench,
        event::{Effect, When},
        silence::Silence,
        state::{Overlay, Pane, PromptKind, State},
    },
    criteria::{ClauseProof, Proof, Shape, outline::What},
    domain::{
        finding::Source,
        library::Library,
        silence::{Discounted, Found, SilenceProof},
    },
    records::search::{Around, Corpus, Lexicon, Shelves, absences, folded, sought},
};

/// What is searched for: the claim as it is said, and the things that it names.
struct Wanted {
    claim: String,
    sought: Vec<String>,
}

/// Searches for the sentence under the caret, for the chosen criterion, or asks for words.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    bench.take_text();
    let wanted = match bench.focus {
        Pane::Rationale => of_sentence(bench),
        Pane::Criteria => of_criterion(bench),
        Pane::Items | Pane::Findings => None,
    };
    match wanted {
        Some(wanted) => search(state, wanted),
        None => prompt::open(state, PromptKind::Absent),
    }
    Vec::new()
}

/// The claim of absence in which the caret stands.
fn of_sentence(bench: &Bench) -> Option<Wanted> {
    let text = bench.editor.text();
    let caret = bench.editor.caret_byte();
    let mut found = absences(&text).into_iter();
    let claim = found.find(|claim| claim.span.start <= caret && caret <= claim.span.end)?;
    let words = text.get(claim.span.clone()).unwrap_or_default();
    Some(Wanted { claim: folded(words), sought: claim.sought })
}

/// The concepts that the chosen criterion asks for.
fn of_criterion(bench: &Bench) -> Option<Wanted> {
    let line = bench.current_line()?;
    let proof = bench.proofs.get(line.proof)?;
    let What::Criterion(name) = &line.what else { return None };
    let mut sought = Vec::new();
    concepts(proof, name, &mut Vec::new(), &mut sought);
    (!sought.is_empty()).then(|| Wanted { claim: format!("criterion: {name}"), sought })
}

fn concepts<'a>(proof: &'a Proof, name: &'a str, seen: &mut Vec<&'a str>, found: &mut Vec<String>) {
    if seen.contains(&name) {
        return;
    }
    seen.push(name);
    if let Some(criterion) = proof.criterion(name) {
        of_clause(proof, &criterion.clause, seen, found);
    }
}

fn of_clause<'a>(
    proof: &'a Proof,
    clause: &'a ClauseProof,
    seen: &mut Vec<&'a str>,
    found: &mut Vec<String>,
) {
    match &clause.shape {
        Shape::All(parts)
        | Shape::Any(parts)
        | Shape::AtLeast(_, parts)
        | Shape::InOrder { parts, .. } => {
            parts.iter().for_each(|part| of_clause(proof, part, seen, found));
        }
        Shape::If(parts) => parts.iter().for_each(|part| of_clause(proof, part, seen, found)),
        Shape::EveryPart(parts) | Shape::AnyPart(parts) => {
            for part in parts.iter().flat_map(|part| &part.clauses) {
                of_clause(proof, part, seen, found);
            }
        }
        Shape::Named(name) => concepts(proof, name, seen, found),
        Shape::Leaf(leaf) if !found.contains(&leaf.concept) => found.push(leaf.concept.clone()),
        Shape::Leaf(_) | Shape::Ask(_) => {}
    }
}

/// Words were typed.
pub(super) fn typed(state: &mut State, words: &str) {
    search(state, Wanted { claim: folded(words), sought: sought(words) });
}

fn search(state: &mut State, wanted: Wanted) {
    let library = Arc::clone(&state.library);
    let Some(bench) = &mut state.bench else { return };
    let Some(item) = bench.current_item().map(|item| item.item) else { return };
    let Some(found) = hunt(bench, &library, &wanted.sought) else {
        state.warn("these words name nothing that a record could hold");
        return;
    };
    let proofs = bench.current_draft().map(|d| d.silences.as_slice()).unwrap_or_default();
    let known = proofs.iter().rev().find(|proof| proof.claim == wanted.claim);
    let silence = Silence {
        item,
        claim: wanted.claim,
        kept: known.map(|proof| proof.is_fresh(&found)),
        discounted: known.map(|proof| proof.discounted.clone()).unwrap_or_default(),
        found,
        at: 0,
        reading: false,
    };
    bench.desk.silence = Some(Box::new(silence));
    state.overlay = Some(Overlay::Silence);
    state.lit = false;
}

/// Looks through the texts at hand and the findings as the reviewer reads them, for the current item.
fn hunt(bench: &Bench, library: &Library, sought: &[String]) -> Option<Found> {
    let texts: BTreeMap<String, Arc<str>> = bench
        .desk
        .texts
        .iter()
        .filter_map(|(id, text)| Some((id.clone(), text.clone()?)))
        .collect();
    let shelves = Shelves::new(&Corpus::of(&texts), &bench.read);
    let vocabulary = &library.vocabulary;
    let lexicon = Lexicon::new(vocabulary);
    shelves.search(sought, &Around { vocabulary, lexicon: &lexicon, item: bench.current_item() })
}

/// Back from a text: a finding may have been added there, and then the same search finds more.
pub(super) fn again(state: &mut State) {
    let library = Arc::clone(&state.library);
    if state.overlay != Some(Overlay::Silence) {
        return;
    }
    let Some(bench) = &mut state.bench else { return };
    let Some(mut silence) = bench.desk.silence.take() else { return };
    if let Some(found) = hunt(bench, &library, &silence.found.sought)
        && found != silence.found
    {
        silence.found = found;
        silence.kept = silence.kept.map(|_| false);
        silence.at = silence.at.min(silence.len().saturating_sub(1));
    }
    bench.desk.silence = Some(silence);
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = usize::from(state.size.1 / 4);
    let Some(silence) = state.bench.as_mut().and_then(|b| b.desk.silence.as_mut()) else {
        state.overlay = None;
        return Vec::new();
    };
    if let Some(to) = moved(action, silence.at, silence.len(), page) {
        silence.at = to;
        return Vec::new();
    }
    match action {
        Action::Back | Action::Close => state.overlay = None,
        Action::NextPane => {
            let hits = silence.found.hits.len();
            silence.at = if silence.at < hits { hits } else { 0 };
        }
        Action::Open | Action::Record => return open(state),
        Action::SetAside => set_aside(state),
        Action::Save => return keep_search(state),
        Action::Help => return super::help(state),
        Action::Palette => prompt::open(state, PromptKind::Palette),
        other => state.warn(format!("`{other}` does nothing on a search; ? lists what does")),
    }
    Vec::new()
}

/// Opens the text where the chosen mention stands.
fn open(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let Some(silence) = &mut bench.desk.silence else { return Vec::new() };
    let Some((mention, _)) = silence.mention(silence.at) else { return Vec::new() };
    let of_finding = mention.finding.as_ref().and_then(|id| bench.read.finding(id));
    let source = match (of_finding, &mention.document) {
        (Some(finding), _) => finding.source.clone(),
        (None, Some(document)) => {
            Source { document: document.clone(), page: mention.page, words: None }
        }
        (None, None) => {
            state.overlay = Some(Overlay::Summary { top: 0 });
            return Vec::new();
        }
    };
    let line = mention.line;
    silence.reading = true;
    let effects = record::show(state, source.document.clone(), Some(source));
    if let Some(record) = state.bench.as_mut().and_then(|b| b.desk.record.as_mut())
        && let Some(line) = line
    {
        let at = record.at + usize::try_from(line).unwrap_or(1).saturating_sub(1);
        record.go(at.min(record.lines.len().saturating_sub(1)));
        record.cited = Some((record.at, record.at));
    }
    effects
}

/// A hit is set aside with a reason, or counts again.
fn set_aside(state: &mut State) {
    let Some(bench) = changeable(state) else { return };
    let Some(silence) = &mut bench.desk.silence else { return };
    let Some((mention, None)) = silence.mention(silence.at) else { return };
    let mention = mention.clone();
    if silence.set_aside(&mention).is_some() {
        silence.discounted.retain(|d| d.at != mention);
        silence.kept = None;
        state.say("the hit counts again");
        return;
    }
    prompt::open(state, PromptKind::Discount);
}

pub(super) fn discount(state: &mut State, reason: String) {
    let Some(bench) = changeable(state) else { return };
    let Some(silence) = &mut bench.desk.silence else { return };
    if let Some((mention, None)) = silence.mention(silence.at) {
        let at = mention.clone();
        silence.discounted.push(Discounted { at, reason });
        silence.kept = None;
        state.say("the hit is set aside; Ctrl-s keeps the search with it");
    }
}

/// Keeps the search with the item, in the place of an earlier one of the same claim.
fn keep_search(state: &mut State) -> Vec<Effect> {
    let now = state.now.strftime("%Y-%m-%dT%H:%M").to_string();
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(silence) = &mut bench.desk.silence else { return Vec::new() };
    let proof = SilenceProof {
        claim: silence.claim.clone(),
        at: now,
        found: silence.found.clone(),
        discounted: silence.discounted.clone(),
    };
    silence.kept = Some(true);
    let counted = proof.standing().count();
    if let Some(draft) = bench.draft.item_mut(silence.item) {
        draft.silences.retain(|kept| kept.claim != proof.claim);
        draft.silences.push(proof);
        bench.keeping.changes += 1;
    }
    if counted == 0 {
        state.say("the search is kept with the item");
    } else {
        state.warn(
            "the search is kept; its hits speak against the sentence until they are set aside",
        );
    }
    keep(state, When::Now)
}
