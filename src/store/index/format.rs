//! The index as a file: a head, then sections, each with its length and sum.

use std::{
    fs::File,
    io::{self, Write},
    os::unix::fs::FileExt,
};

use super::key::Key;
use crate::{
    domain::{library::Library, rows::Record},
    store::{walls::looking::length, workspace::digest},
};

pub const NAME: &str = "index";
pub const LOCK: &str = "index.lock";
/// Counts what rows may mean: it grows whenever the same files come to other rows, or to other bytes here.
pub const FORM: u32 = 4;
pub const MAGIC: [u8; 8] = *b"imrindex";
/// Sums are over so many bytes each, which are a whole number of entries of every section.
pub const BLOCK: usize = Record::SIZE * 32 * 1024;
/// Magic, form, ground, the two parts, sum of the head.
pub const HEAD: usize = 8 + 4 + 32 + 2 * Part::SIZE + 8;

pub const SECTIONS: usize = 7;
pub const RECORDS: usize = 0;
pub const TEXT: usize = 1;
pub const CAPS: usize = 2;
pub const TERMS: usize = 3;
pub const MORE: usize = 4;
pub const ORDER: usize = 5;
pub const KEYS: usize = 6;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub ground: [u8; 32],
    /// The rows that the queue opens with, once more and without keys: read alone, they are a first screen. Of a short queue
    /// there are none.
    pub first: Part,
    pub all: Part,
}

/// Rows as they are written: how many, and of each section the length and the sum.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    pub rows: u32,
    pub sections: [(u64, u64); SECTIONS],
    /// Where in the file it begins.
    begin: u64,
}

/// All that rows rest on beside their files.
pub fn ground(library: &Library) -> [u8; 32] {
    let (holidays, vocabulary) = (library.organization.holiday_dates(), &library.vocabulary);
    let version = env!("CARGO_PKG_VERSION");
    digest(format!("{version} {FORM} {holidays:?} {vocabulary:?}").as_bytes())
}

impl Head {
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORM.to_le_bytes());
        bytes.extend(self.ground);
        for part in [&self.first, &self.all] {
            bytes.extend(part.rows.to_le_bytes());
            for (length, sum) in part.sections {
                bytes.extend(length.to_le_bytes());
                bytes.extend(sum.to_le_bytes());
            }
        }
        bytes.extend(sum_of(&bytes).to_le_bytes());
        bytes
    }

    pub fn read(file: &File) -> Option<Self> {
        let mut bytes = [0; HEAD];
        file.read_exact_at(&mut bytes, 0).ok()?;
        let (ground, parts) = bytes[12..HEAD - 8].split_at(32);
        let (first, all) = parts.split_at(Part::SIZE);
        let first = Part::read(first, HEAD as u64)?;
        let all = Part::read(all, first.end()?)?;
        let end = all.end()?;
        let head = Self { ground: ground.try_into().ok()?, first, all };
        // Magic, form and sum are looked at together: the head is the one that would be written.
        let whole = head.bytes() == bytes;
        (whole && length(file).ok()? == end).then_some(head)
    }
}

impl Part {
    /// Rows, lengths and sums.
    const SIZE: usize = 4 + SECTIONS * 16;

    /// One that is still to be written.
    pub fn of(rows: u32) -> Self {
        Self { rows, ..Self::default() }
    }

    /// None when its lengths do not fit its rows.
    fn read(bytes: &[u8], begin: u64) -> Option<Self> {
        let (rows, lengths) = bytes.split_first_chunk()?;
        let long = |bytes: &[u8]| bytes.try_into().map(u64::from_le_bytes);
        let mut sections = [(0, 0); SECTIONS];
        for (both, section) in lengths.chunks_exact(16).zip(&mut sections) {
            *section = (long(&both[..8]).ok()?, long(&both[8..]).ok()?);
        }
        let rows = u32::from_le_bytes(*rows);
        let is = |section: usize, size: usize| sections[section].0 == u64::from(rows) * size as u64;
        let keys = is(KEYS, Key::SIZE) || sections[KEYS].0 == 0;
        let fits = is(RECORDS, Record::SIZE) && is(ORDER, 4) && keys;
        fits.then_some(Self { rows, sections, begin })
    }

    fn end(&self) -> Option<u64> {
        self.sections.iter().try_fold(self.begin, |end, section| end.checked_add(section.0))
    }

    fn begin_of(&self, section: usize) -> u64 {
        self.begin + self.sections[..section].iter().map(|s| s.0).sum::<u64>()
    }

    /// Reads a section piece by piece; refuses one whose sum is another.
    pub fn each(&self, file: &File, section: usize, mut each: impl FnMut(&[u8])) -> io::Result<()> {
        let (length, wanted) = self.sections[section];
        let (begin, mut at, mut sum) = (self.begin_of(section), 0, 0);
        let mut block = vec![0; BLOCK.min(usize::try_from(length).unwrap_or(BLOCK))];
        while at < length {
            let many = block.len().min(usize::try_from(length - at).unwrap_or(BLOCK));
            file.read_exact_at(&mut block[..many], begin + at)?;
            sum = together(sum, sum_of(&block[..many]));
            each(&block[..many]);
            at += many as u64;
        }
        if sum == wanted { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    pub fn section(&self, file: &File, section: usize) -> io::Result<Vec<u8>> {
        let length = usize::try_from(self.sections[section].0).unwrap_or(0);
        let mut bytes = vec![0; length];
        let (begin, mut sum) = (self.begin_of(section), 0);
        let mut at = begin;
        for block in bytes.chunks_mut(BLOCK) {
            file.read_exact_at(block, at)?;
            sum = together(sum, sum_of(block));
            at += block.len() as u64;
        }
        let fits = sum == self.sections[section].1;
        if fits { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
    }
}

/// A section that is being written.
pub struct Section<'a> {
    file: &'a mut File,
    block: Vec<u8>,
    length: u64,
    sum: u64,
}

impl<'a> Section<'a> {
    pub fn new(file: &'a mut File) -> Self {
        Self { file, block: Vec::with_capacity(BLOCK), length: 0, sum: 0 }
    }

    pub fn put(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let many = bytes.len().min(BLOCK - self.block.len());
            self.block.extend_from_slice(&bytes[..many]);
            bytes = &bytes[many..];
            if self.block.len() == BLOCK {
                self.pass()?;
            }
        }
        Ok(())
    }

    pub fn pass(&mut self) -> io::Result<()> {
        self.sum = together(self.sum, sum_of(&self.block));
        self.length += self.block.len() as u64;
        self.file.write_all(&self.block)?;
        self.block.clear();
        Ok(())
    }

    pub fn end(mut self) -> io::Result<(u64, u64)> {
        if !self.block.is_empty() {
            self.pass()?;
        }
        Ok((self.length, self.sum))
    }
}

/// Not against a forger, who could as well forge a case: against a disk and a half-written file.
pub fn sum_of(bytes: &[u8]) -> u64 {
    const MANY: u64 = 0x9FB2_1C65_1E98_DF25;
    let (words, rest) = bytes.as_chunks::<32>();
    let mut lanes = [1_u64, 2, 3, 4];
    for word in words {
        for (lane, part) in lanes.iter_mut().zip(word.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*part)).wrapping_mul(MANY).rotate_left(29);
        }
    }
    let mut sum = lanes.into_iter().fold(bytes.len() as u64, together);
    for byte in rest {
        sum = together(sum, u64::from(*byte));
    }
    sum
}

/// One number of two, such that any bit of them tells in all of it.
pub fn together(sum: u64, part: u64) -> u64 {
    let mixed = (sum.rotate_left(31) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}
