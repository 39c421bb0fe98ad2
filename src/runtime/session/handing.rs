//! The hand-off to the reviewer's editor: the draft on the disk first, then the terminal, then the words back.

use std::{io, sync::Arc};

use super::{PATIENCE, Session};
use crate::{
    app::{Event, outside::given},
    domain::case::CaseNumber,
    runtime::{outside::taken_in, screen, surroundings},
    store::Lent,
};

impl Session {
    /// Hands the text over and takes it back. What it is lent in is removed only when the words are elsewhere.
    pub(super) fn edit_outside(
        &mut self,
        number: CaseNumber,
        item: u32,
        text: &str,
    ) -> io::Result<()> {
        let (lent, result) = match self.lend(item, text) {
            Err(why) => (None, Err(why)),
            Ok((command, lent)) => {
                let result = self.run_outside(&command, &lent, text)?;
                (Some(lent), result)
            }
        };
        let refused = result.is_err();
        self.happen(Event::EditedOutside(number, item, result))?;
        let Some(lent) = lent else { return Ok(()) };
        let kept = self.hands.journal.flush(PATIENCE).is_ok();
        // Words that could not be taken in lie elsewhere already, or have to stay where they are.
        let elsewhere = if refused { lent.holds_nothing_new() } else { kept };
        if elsewhere {
            // One that cannot be removed holds nothing new, and is removed when the case is opened again.
            let _ = lent.remove();
        }
        self.outside.settled();
        Ok(())
    }

    fn lend(&self, item: u32, text: &str) -> Result<(Vec<String>, Arc<Lent>), String> {
        if self.hands.restricted {
            return Err("this session is restricted: it starts no program".to_owned());
        }
        let command = surroundings::editor()?;
        let journal = &self.hands.journal;
        let not_kept = |why| format!("the draft is not on disk: {why}; no editor was opened");
        journal.flush(PATIENCE).map_err(not_kept)?;
        let hold = journal.hold().ok_or("this session does not hold the case; press r")?;
        let lent = self.hands.workspace.lend(&hold, item, &given(text));
        Ok((command, Arc::new(lent.map_err(|e| e.to_string())?)))
    }

    fn run_outside(
        &mut self,
        command: &[String],
        lent: &Arc<Lent>,
        text: &str,
    ) -> io::Result<Result<Option<String>, String>> {
        screen::give_back();
        let ended = self.outside.run(command, lent);
        let taken = self.come_back();
        // What was typed between the key and the editor was meant for the editor: here it would be commands.
        self.ahead.retain(|(heard, _)| !heard.is_typed());
        self.ears.forget_typed();
        taken?;
        let program = command.first().map_or("", String::as_str);
        Ok(ended.and_then(|status| taken_in(program, &status, lent, text)))
    }
}
