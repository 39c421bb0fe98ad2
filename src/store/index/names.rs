//! Names of very many files. Those of which a row is known need no memory of their own.

use std::io;

use super::{format::sum_of, table::Table};
use crate::{domain::rows::Bits, store::walls::Folder};

/// So many names are sorted before they are looked up: neighbours lie side by side.
const TOGETHER: usize = 4 * 1024;
/// Between so many files it is asked whether somebody else has the way.
pub const STEP: usize = 256;

/// Waits while somebody else has the way.
pub type GiveWay<'a> = &'a (dyn Fn() + Sync);

/// Names without their ending, packed.
#[derive(Debug, Default)]
pub struct Names {
    text: String,
    at: Vec<(u32, u32)>,
}

impl Names {
    fn put(&mut self, name: &str) {
        let from = u32::try_from(self.text.len());
        if let (Ok(from), Ok(len)) = (from, u32::try_from(name.len())) {
            self.text.push_str(name);
            self.at.push((from, len));
        }
    }

    fn sort(&mut self) {
        let text = &self.text;
        self.at.sort_unstable_by(|a, b| of(text, *a).cmp(of(text, *b)));
    }

    fn clear(&mut self) {
        self.text.clear();
        self.at.clear();
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.at.iter().map(|at| of(&self.text, *at))
    }
}

fn of(text: &str, (from, len): (u32, u32)) -> &str {
    text.get(from as usize..(from + len) as usize).unwrap_or_default()
}

/// The stem of a file that counts.
fn stem<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    name.strip_suffix(ending).filter(|stem| !stem.starts_with('.'))
}

/// The case files of a folder.
#[derive(Debug, Default)]
pub struct Listed {
    /// Places of the rows that the table has of them.
    known: Bits,
    /// The others.
    new: Names,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub enum Named<'a> {
    Known(u32),
    New(&'a str),
}

impl Listed {
    pub fn of(folder: &Folder, table: &Table, give_way: GiveWay<'_>) -> io::Result<Self> {
        let mut listed = Self { known: Bits::none(table.rows.end()), new: Names::default() };
        let mut some = Names::default();
        folder.each_name(|name| {
            if let Some(stem) = stem(name, ".yaml") {
                some.put(stem);
            }
            if some.at.len() % STEP == 0 {
                give_way();
            }
            if some.at.len() == TOGETHER {
                listed.look_up(&mut some, table);
            }
        })?;
        listed.look_up(&mut some, table);
        listed.new.sort();
        Ok(listed)
    }

    fn look_up(&mut self, names: &mut Names, table: &Table) {
        names.sort();
        for name in names.iter() {
            match name.parse().ok().and_then(|number| table.rows.find(&number)) {
                Some(place) => self.known.set(place),
                None => self.new.put(name),
            }
        }
        names.clear();
    }

    pub fn len(&self) -> usize {
        self.known.count() + self.new.at.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = Named<'_>> {
        self.known.ones().map(Named::Known).chain(self.new.iter().map(Named::New))
    }
}

/// Files of a folder, by 64 bits of each name, with the keys of their states: of a million names, two are taken for one
/// another once in thirty million workspaces.
#[derive(Debug, Default)]
pub struct Marks(Vec<(u64, u64)>);

fn mark(name: &str) -> u64 {
    sum_of(name.as_bytes())
}

impl Marks {
    /// A folder that is missing has none.
    pub fn of(
        folder: io::Result<Folder>,
        ending: &str,
        give_way: GiveWay<'_>,
        key: impl Fn(&Folder, &str) -> u64,
    ) -> io::Result<Self> {
        let folder = match folder {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            folder => folder?,
        };
        let mut marks = Vec::new();
        folder.each_name(|name| {
            if let Some(stem) = stem(name, ending) {
                if marks.len() % STEP == 0 {
                    give_way();
                }
                marks.push((mark(stem), key(&folder, name)));
            }
        })?;
        marks.sort_unstable();
        Ok(Self(marks))
    }

    /// The key of a file, when it is there.
    pub fn key(&self, name: &str) -> Option<u64> {
        let at = self.0.binary_search_by_key(&mark(name), |(mark, _)| *mark).ok()?;
        Some(self.0[at].1)
    }

    pub fn has(&self, name: &str) -> bool {
        self.key(name).is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use super::*;
    use crate::domain::queue::CaseSummary;

    #[test]
    fn each_file_is_listed_once_by_its_row_or_its_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["B-2.yaml", "A-1.yaml", "C (copy).yaml", ".D-1.yaml", "notes.txt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let row = |number: &str| CaseSummary::broken(number.parse().unwrap(), Vec::new());
        let mut table = Table::default();
        table.rows.push(row("Z-9"));
        table.rows.push(row("B-2"));
        let listed = Listed::of(&Folder::root(folder.path()).unwrap(), &table, &|| {}).unwrap();
        let all: Vec<String> = listed.iter().map(|named| format!("{named:?}")).collect();
        assert_eq!(all, ["Known(1)", "New(\"A-1\")", "New(\"C (copy)\")"]);
        assert_eq!(listed.len(), 3);
    }

    #[test]
    fn names_that_differ_in_little_have_marks_of_their_own() {
        let names = (0..50_000).flat_map(|n| {
            [format!("CM26-{n:07}"), format!("CM26-{n:07}.v2"), format!("CM26-{n:07}.v12")]
        });
        let marks: BTreeSet<u64> = names.map(|name| mark(&name)).collect();
        assert_eq!(marks.len(), 150_000);
    }
}
