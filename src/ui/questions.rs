//! Texts that ask: what it is about, what each answer does, and below it what to decide on.

use crate::{
    app::{Action, State, bench::Bench, differences, state::Question},
    criteria::spoken::finding_line,
    domain::{hold::Holder, library::OpenCase},
};

/// Title and paragraphs of a question; the view wraps them.
pub fn question(question: &Question, state: &State) -> (String, Vec<String>) {
    let Some(bench) = &state.bench else { return (String::new(), Vec::new()) };
    let (title, head, rest) = match question {
        Question::Attest { finalize } => attest(*finalize, state, bench),
        Question::CaseChanged(open) => case_changed(open, bench),
        Question::OtherDraft { theirs, .. } => (
            "Two drafts",
            vec![
                match theirs {
                    Some(_) => "Another program has changed this draft on the disk.",
                    None => "Another program has removed this draft, or made it unreadable.",
                },
                "y keeps the one on this screen; the other then lies in .imr/trash.",
                "t takes the one on the disk; yours then lies in .imr/trash.",
                "Esc leaves both; what you write lies in .imr/trash until you choose.",
                "Below: - is only on the disk, + is only on this screen.",
            ],
            theirs.as_ref().map_or_else(Vec::new, |t| differences::between(t, &bench.draft)),
        ),
        Question::RemoveFinding(id) => (
            "Take this finding away?",
            vec!["y takes it away for good; the criteria follow at once. Esc keeps it."],
            bench
                .draft
                .revisions
                .added
                .iter()
                .filter(|finding| finding.id == *id)
                .map(|finding| {
                    let words = finding.source.words.as_deref().unwrap_or_default();
                    format!("{id}: {} \"{words}\"", finding_line(finding))
                })
                .collect(),
        ),
        Question::Discard => (
            "Discard this draft?",
            vec![
                "y takes it off the desk: it lies in .imr/trash from then on. Esc keeps it.",
                "Below: what it holds.",
            ],
            differences::of_draft(bench),
        ),
        Question::TakeOver(holder) => (
            "Take this case over?",
            vec![
                "y takes it. The other session is told at its next change; what it has not kept by then is put aside \
                 in .imr/trash, never lost. The audit keeps who took it. Esc leaves it where it is.",
            ],
            held_by(holder, state),
        ),
    };
    let mut lines: Vec<String> = head.into_iter().map(str::to_owned).collect();
    lines.push(String::new());
    lines.extend(rest);
    (title.to_owned(), lines)
}

fn held_by(holder: &Holder, state: &State) -> Vec<String> {
    let mut lines = vec![format!("Held by {holder}.")];
    if holder.reviewer.is_some() && holder.reviewer == state.reviewer {
        let own = "It is another session of yours, and its process still runs: perhaps in another window, perhaps \
                   left behind by a line that dropped.";
        lines.push(own.to_owned());
    }
    lines
}

type Parts = (&'static str, Vec<&'static str>, Vec<String>);

fn attest(finalize: bool, state: &State, bench: &Bench) -> Parts {
    let mut rest = vec![state.library.organization.paragraphs.attestation.clone()];
    if let Some(reviewer) = &state.reviewer {
        rest.push(String::new());
        rest.push(format!("You are {reviewer} of reviewers.yaml."));
    }
    if let Some(given) = &bench.draft.attested {
        rest.push(String::new());
        rest.push(format!("Already attested by {} at {}.", given.reviewer, given.at));
    }
    let head = if finalize {
        "Before this case can be final: y attests what stands below, and goes on to the letter. Esc does not."
    } else {
        "y attests what stands below, for this case. Esc does not."
    };
    ("Your attestation", vec![head], rest)
}

fn case_changed(open: &OpenCase, bench: &Bench) -> Parts {
    let changed = open.changed.as_ref().or(bench.open.changed.as_ref());
    (
        "The case file has changed",
        vec![
            "The case file was edited after your draft was begun. Your draft is kept.",
            "y goes on with the case as it is now, your draft laid over it. Esc leaves both; nothing can be final \
             before you have chosen.",
            "Below: - was in the file, + is in it now.",
        ],
        changed.map(differences::of_case).unwrap_or_default(),
    )
}

/// What the draft of the open case holds, and what changed under it.
pub fn draft(bench: &Bench) -> Vec<String> {
    let mut lines = vec!["What your draft holds: + is new, - is gone.".to_owned(), String::new()];
    if let Some(amends) = &bench.draft.amends {
        lines.insert(0, format!("Amends version {}: {}", amends.version, amends.reason));
    }
    lines.extend(differences::of_draft(bench));
    if let Some(changed) = &bench.open.changed {
        lines.push("What changed in the case file since it was begun:".to_owned());
        lines.extend(differences::of_case(changed));
    }
    lines
}

/// What an answer does, for the hints: `y` is not the same everywhere.
pub fn answer(question: &Question, action: Action) -> Option<&'static str> {
    Some(match (question, action) {
        (Question::Attest { .. }, Action::Confirm) => "attest",
        (Question::CaseChanged(_), Action::Confirm) => "go on with the new file",
        (Question::OtherDraft { .. }, Action::Confirm) => "keep mine",
        (Question::OtherDraft { theirs: Some(_), .. }, Action::TakeTheirs) => "take the other",
        (Question::Discard, Action::Confirm) => "discard",
        (Question::TakeOver(_), Action::Confirm) => "take over",
        (Question::CaseChanged(_) | Question::OtherDraft { .. }, Action::Back) => "later",
        (Question::TakeOver(_), Action::Back) => "read only",
        (_, Action::Back) => "back",
        (_, Action::PageDown) => "page down",
        _ => return None,
    })
}
