//! Carries out effects on the workspace; each answers with an event.

use std::sync::Arc;

use super::clock;
use crate::{
    app::{Effect, Event},
    domain::library::Library,
    store::{Workspace, prepare},
};

/// What the session may touch.
pub struct Hands {
    pub workspace: Workspace,
    pub library: Arc<Library>,
    /// Id of the reviewer, when not the one that `imr.yaml` names.
    pub reviewer: Option<String>,
}

impl Hands {
    /// Does it; `None` for the effects that the session itself carries out.
    pub fn carry_out(&self, effect: Effect) -> Option<Event> {
        let store = &self.workspace;
        Some(match effect {
            Effect::ReadQueue => {
                Event::QueueRead(store.queue(&self.library).map_err(|e| e.to_string()))
            }
            Effect::OpenCase(number) => {
                let open = store.open_case(&number, &self.library);
                Event::CaseOpened(open.map(Box::new).map_err(|e| e.to_string()))
            }
            Effect::SaveDraft(draft, changes) => {
                let saved = store.save_draft(&draft).map_err(|e| e.to_string());
                Event::DraftSaved(draft.case, changes, saved)
            }
            Effect::Prepare(open, draft) => {
                let reviewer = self.reviewer.as_deref();
                let prepared = prepare(&self.library, &open, &draft, reviewer, &clock::stamp());
                Event::Prepared(prepared.map(Box::new).map_err(|e| e.to_string()))
            }
            Effect::Finalize(prepared) => {
                let written = store.finalize(&prepared).map_err(|e| e.to_string());
                Event::Finalized(prepared.determination.case, written)
            }
            Effect::Redraw | Effect::Quit => return None,
        })
    }
}
