//! `imr verify`: nothing was changed behind the program.

use super::{Desk, Failure};
use crate::domain::{visible::visible, words::counted};

pub fn verify(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let found = desk.workspace.verify(&desk.library)?;
    for problem in &found.faults {
        writeln!(desk.out, "{}", visible(&problem.to_string()))?;
    }
    for note in &found.notes {
        writeln!(desk.out, "note: {}", visible(&note.to_string()))?;
    }
    let determinations = counted(found.determinations, "determination");
    let looked = format!("{determinations}, {} of the audit", counted(found.lines, "line"));
    if found.faults.is_empty() {
        writeln!(desk.out, "{looked}: everything fits")?;
        return Ok(());
    }
    let n = found.faults.len();
    let fit = if n == 1 { "does not fit" } else { "do not fit" };
    Err(Failure::refused(format!("{looked}: {n} {fit}")))
}
