//! Keys of the checks: on the bench, in the editor and in their list.

use super::binding::{Binding, bind, hinted};
use crate::app::{
    Action as A,
    Scope::{Bench, Checks, Editor, Preview},
};

pub(super) const CHECKS: &[Binding] = &[
    hinted(&[Bench], &["c"], A::Checks, "what the checks say of the rationales", (10, "checks")),
    hinted(
        &[Preview],
        &["c"],
        A::Checks,
        "back to the case, to what the checks say",
        (4, "checks"),
    ),
    bind(&[Editor], &["Ctrl-x c"], A::Checks, "what the checks say of the rationales"),
    bind(&[Bench], &["}"], A::NextAlarm, "to the next place that a check speaks of"),
    bind(&[Bench], &["{"], A::PreviousAlarm, "to the place before that a check speaks of"),
    bind(
        &[Editor],
        &["Ctrl-y"],
        A::NextAlarm,
        "to the next place of this text that a check speaks of",
    ),
    bind(
        &[Editor],
        &["Ctrl-x p"],
        A::PreviousAlarm,
        "to the place before in this text that a check speaks of",
    ),
    hinted(&[Checks], &["Enter"], A::Open, "go to the place", (1, "go there")),
    bind(&[Checks], &["e"], A::Edit, "go to the place and edit the rationale there"),
    hinted(&[Checks], &["x"], A::Dismiss, "let it stand, with a reason", (2, "let it stand")),
    hinted(
        &[Checks],
        &["d"],
        A::ShowDismissed,
        "show what you let stand, or not",
        (3, "what stands"),
    ),
    hinted(
        &[Checks],
        &["u"],
        A::TakeBack,
        "take your reason back: it is raised again",
        (5, "take back"),
    ),
    hinted(&[Checks], &["Esc", "q", "c"], A::Back, "close", (6, "close")),
];
