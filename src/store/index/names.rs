//! Names of very many files, packed.

use std::io;

use crate::store::walls::Folder;

#[derive(Debug, Default)]
pub struct Names {
    text: String,
    at: Vec<Name>,
}

#[derive(Debug, Clone, Copy)]
struct Name {
    from: u32,
    len: u32,
    key: u64,
}

impl Names {
    /// Names in a folder that end so, without that, sorted, each with a key. A folder that is missing has none.
    pub fn of(
        folder: io::Result<Folder>,
        ending: &str,
        key: impl Fn(&Folder, &str) -> u64,
    ) -> io::Result<Self> {
        let mut names = Self::default();
        let folder = match folder {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(names),
            folder => folder?,
        };
        folder.each_name(|name| {
            let stem = name.strip_suffix(ending).filter(|stem| !stem.starts_with('.'));
            if let Some(stem) = stem {
                names.put(stem, key(&folder, name));
            }
        })?;
        let text = &names.text;
        names.at.sort_unstable_by(|a, b| a.of(text).cmp(b.of(text)));
        Ok(names)
    }

    fn put(&mut self, name: &str, key: u64) {
        let from = u32::try_from(self.text.len());
        if let (Ok(from), Ok(len)) = (from, u32::try_from(name.len())) {
            self.text.push_str(name);
            self.at.push(Name { from, len, key });
        }
    }

    pub fn len(&self) -> usize {
        self.at.len()
    }

    pub fn get(&self, at: usize) -> &str {
        self.at[at].of(&self.text)
    }

    /// The key of a name, when it is there.
    pub fn key(&self, name: &str) -> Option<u64> {
        let at = self.at.binary_search_by(|n| n.of(&self.text).cmp(name)).ok()?;
        Some(self.at[at].key)
    }

    pub fn has(&self, name: &str) -> bool {
        self.key(name).is_some()
    }
}

impl Name {
    fn of(self, text: &str) -> &str {
        let from = self.from as usize;
        text.get(from..from + self.len as usize).unwrap_or_default()
    }
}
