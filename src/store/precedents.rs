//! Past determinations that are like an item. There is no index yet: every latest version is read.

use std::collections::BTreeMap;

use super::{StoreError, Workspace, verify::of_stem};
use crate::{
    domain::{
        case::{CaseNumber, Item},
        determination::version_stem,
        library::Library,
        precedent::Precedents,
        problem::Problem,
    },
    rationale::precedents::Comparing,
};

impl Workspace {
    /// Past determinations on what `item` of `case` asks for, by their latest versions. A file that cannot be read is
    /// told, and hides no other. `None` as soon as `goes_on` says that nobody waits for it any more.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn precedents(
        &self,
        case: &CaseNumber,
        item: &Item,
        library: &Library,
        reviewer: Option<&str>,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Option<Precedents>, StoreError> {
        let mut comparing = Comparing::new(case, item, &library.vocabulary, reviewer);
        if !comparing.so_far.sought.is_known() {
            return Ok(Some(comparing.so_far));
        }
        let mut latest: BTreeMap<CaseNumber, u32> = BTreeMap::new();
        for stem in self.stems("determinations")? {
            match of_stem(&stem) {
                Some((number, _)) if number == *case => {}
                Some((number, version)) => {
                    let known = latest.entry(number).or_insert(version);
                    *known = version.max(*known);
                }
                None => {
                    let problem = Problem::new("no determination has such a name");
                    let file = format!("determinations/{stem}.yaml");
                    comparing.so_far.unread.push(problem.in_file(file));
                }
            }
        }
        for (number, version) in latest {
            if !goes_on() {
                return Ok(None);
            }
            match self.version(&number, version) {
                Ok(decided) => comparing.take(decided),
                Err(error) => {
                    let file = format!("determinations/{}.yaml", version_stem(&number, version));
                    // One line a file is enough here; `imr verify` tells the rest.
                    let first = error.into_problems(&file).into_iter().next();
                    comparing.so_far.unread.extend(first);
                }
            }
        }
        comparing.so_far.order();
        Ok(Some(comparing.so_far))
    }
}
