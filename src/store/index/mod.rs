//! The index: what the queue shows of every case, kept in `.imr/index` so that a million of them open at once.
//!
//! It is a cache and nothing else. Opening a case reads its file; nothing is decided, checked or written from here. A file
//! that does not fit (another version or ground, a length, a sum) is thrown away, and the scan makes a new one.
//!
//! - **The file** (`format`): a head with lengths and sums, then rows in two parts. The second part is all rows: records of
//!   fixed size by number, their words, the lists they share, what some say beyond that, the order in which the queue opens,
//!   and the key of each. The first part is the 1,024 rows with which a longer queue opens, once more, by themselves.
//!   Rows are unpacked one by one as they are drawn. It is written beside, synced and renamed: never torn. Who writes holds
//!   `index.lock`; another process that would write meanwhile does not, and what it knows is in its next one.
//! - **Opening** ([`Ahead`]): a thread reads the first part and then the second, while the library is read. When all is there by
//!   then, that is shown; of a long queue the first frame is made of the first part. It has no counts, and it takes no key: what
//!   is typed waits until all rows are there. Each section is believed when its sum fits, so a fault in the second part may
//!   come out after the first frame: then all is as without an index.
//! - **The ground**: a digest of the program's version, the vocabulary and the holidays. Rows rest on these, so another
//!   ground is another index.
//! - **The key** ([`key`]) of a row: size, times and inode of the case file, and of its draft and determinations. A file
//!   that was written within two seconds of being looked at may change again without its times telling: of such a one the
//!   key is its content, and it is read again at the next scan. Holds are never kept: they are read at each start.
//! - **The scan** ([`scan`]): lists the folders and asks for the state of every file, on all cores, behind the first frame;
//!   only what differs is read. It stands still while keys come. What it finds comes in batches, and the index is written at its
//!   end, when more than one row in a thousand differed. Rows that cannot be read are read again each time.
//! - **At a glance** ([`glance`]): without an index, rows are first made of the parts of files that they need, so that the
//!   whole list is there soon; then every file is read whole.
//! - **A command** that needs all rows ([`Workspace::table_now`](super::Workspace::table_now)) takes the same way and waits for
//!   its end: nothing is read at a glance. What it found is left to the next one, or not.
//! - **The watch** ([`watch`]): names the cases whose files stir while the bench is open.

mod format;
mod glance;
mod key;
mod more;
mod names;
mod one;
mod read;
mod scan;
mod table;
mod watch;
mod write;

pub use self::{
    names::GiveWay,
    read::{Ahead, First, Loaded},
    scan::Told,
    table::Table,
    watch::{Stirred, Watch},
};
