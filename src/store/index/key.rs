//! By what a row is known to be as its files are.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::{FileType, Stat};

use super::format::together;
use crate::store::workspace::digest;

/// Times of files are trusted when they are older than this: the clocks of some file systems tick every two seconds.
const YOUNG: Duration = Duration::from_secs(2);

/// Of the case file, and of what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Key {
    pub file: u64,
    pub beside: u64,
}

/// Known by nothing: it is read again.
pub const UNKNOWN: u64 = 0;
/// There is nothing beside the case file.
pub const NOTHING: u64 = 2;

impl Key {
    pub const SIZE: usize = 16;

    pub fn bytes(self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        bytes[..8].copy_from_slice(&self.file.to_le_bytes());
        bytes[8..].copy_from_slice(&self.beside.to_le_bytes());
        bytes
    }

    pub fn read(bytes: &[u8]) -> Self {
        let long = |at: usize| {
            let part = bytes.get(at..at + 8).and_then(|b| b.try_into().ok());
            u64::from_le_bytes(part.unwrap_or_default())
        };
        Self { file: long(0), beside: long(8) }
    }

    /// What is known by its content, not by its times.
    pub fn is_young(self) -> bool {
        self.file % 2 == 1
    }
}

/// When a scan begins.
#[derive(Debug, Clone, Copy)]
pub struct Moment(i128);

impl Moment {
    pub fn now() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(i128::try_from(now.as_nanos()).unwrap_or(i128::MAX))
    }

    fn is_young(self, stat: &Stat) -> bool {
        let at = |seconds: i64, nanos: u64| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
        let latest =
            at(stat.st_mtime, stat.st_mtime_nsec).max(at(stat.st_ctime, stat.st_ctime_nsec));
        let margin = i128::try_from(YOUNG.as_nanos()).unwrap_or(0);
        latest > self.0 - margin
    }

    /// The key of a file by its size, times and inode; none when its times are too young to be trusted, or it is none.
    pub fn key(self, stat: &Stat) -> Option<u64> {
        // What a link leads to may change without the link.
        let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
        (is_file && !self.is_young(stat)).then(|| by_times(stat))
    }
}

/// Even, and neither of the two above.
fn by_times(stat: &Stat) -> u64 {
    let parts = [
        stat.st_size.cast_unsigned(),
        stat.st_mtime.cast_unsigned(),
        stat.st_mtime_nsec,
        stat.st_ctime.cast_unsigned(),
        stat.st_ctime_nsec,
        stat.st_ino,
    ];
    parts.into_iter().fold(1, together) << 2 | 4
}

/// The key of a file by its content: odd.
pub fn by_content(bytes: &[u8]) -> u64 {
    let digest = digest(bytes);
    u64::from_le_bytes(digest[..8].try_into().unwrap_or_default()) | 1
}
