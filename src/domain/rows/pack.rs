//! A pack of rows: a record each, their words one behind the other, and what fits into neither.

use std::{collections::BTreeMap, ops::Range};

use super::{
    caps::{self, Name},
    record::Record,
    terms::Terms,
};
use crate::domain::{case::CaseNumber, draft::Aside, hold::Holder, queue::CaseSummary};

/// Rows that were packed together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pack {
    pub(in crate::domain) records: Vec<Record>,
    /// Number and titles of each row, folded, a line each.
    pub(in crate::domain) text: Vec<u8>,
    caps: Vec<u8>,
    pub(in crate::domain) regions: Terms,
    pub(in crate::domain) services: Terms,
    /// What rows say that the columns do not hold.
    beyond: BTreeMap<u32, Beyond>,
    /// So many rows stand by number.
    sorted: u32,
    /// The others.
    loose: BTreeMap<Box<str>, Vec<u32>>,
}

/// What a row says beyond its columns. Of thousands that were set aside, each says but little.
#[derive(Debug, Clone, PartialEq)]
enum Beyond {
    Aside(Box<Aside>),
    Whole(Box<CaseSummary>),
}

/// A pack as it is written, without what the columns do not hold.
#[derive(Debug, Default)]
pub struct Parts {
    pub records: Vec<Record>,
    pub text: Vec<u8>,
    pub caps: Vec<u8>,
    pub regions: Terms,
    pub services: Terms,
}

impl Pack {
    /// A pack of rows that stand by number. `None` when its parts do not fit each other.
    pub fn of(parts: Parts) -> Option<Self> {
        let Parts { records, text, caps, regions, services } = parts;
        let (mut text_at, mut caps_at) = (0, 0);
        for record in &records {
            let (from, caps_from) = (record.text as usize, record.caps as usize);
            let fits = text_at <= from
                && caps_at <= caps_from
                && usize::from(record.number) <= Name::MOST
                && (record.regions as usize) < regions.lists().len()
                && (record.services as usize) < services.lists().len();
            if !fits {
                return None;
            }
            (text_at, caps_at) = (from, caps_from);
        }
        let sorted = u32::try_from(records.len()).ok()?;
        let fits = text_at <= text.len() && caps_at <= caps.len();
        let pack = Self { records, text, caps, regions, services, sorted, ..Self::default() };
        fits.then_some(pack)
    }

    /// Puts down what a row says beyond its columns, if it does.
    pub fn set_beyond(&mut self, mut says: CaseSummary, row: u32) {
        let columns = self.unpacked(row);
        if says == columns {
            return;
        }
        let aside = says.standing.aside.take();
        let beyond = match aside {
            Some(aside) if says == columns => Beyond::Aside(Box::new(aside)),
            aside => {
                says.standing.aside = aside;
                Beyond::Whole(Box::new(says))
            }
        };
        self.beyond.insert(row, beyond);
    }

    /// The same for a row that says beyond them only why it was set aside.
    pub fn set_aside(&mut self, aside: Aside, row: u32) {
        self.beyond.insert(row, Beyond::Aside(Box::new(aside)));
    }

    pub fn len(&self) -> u32 {
        u32::try_from(self.records.len()).unwrap_or(u32::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub fn record(&self, row: u32) -> &Record {
        &self.records[row as usize]
    }

    /// Where the words of a row end.
    pub fn text_end(&self, row: u32) -> usize {
        self.records.get(row as usize + 1).map_or(self.text.len(), |next| next.text as usize)
    }

    /// Which of these rows has the byte at this place.
    pub fn row_of_text(&self, at: usize, rows: Range<u32>) -> u32 {
        let starts_after = |row: u32| self.text_end(row) > at;
        // It is mostly one of the next.
        let (mut low, mut step) = (rows.start, 1);
        while low + step < rows.end && !starts_after(low + step - 1) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step).min(rows.end);
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if starts_after(middle - 1) { high = middle } else { low = middle }
        }
        low
    }

    pub fn text_of(&self, row: u32) -> &[u8] {
        let from = self.record(row).text as usize;
        self.text.get(from..self.text_end(row)).unwrap_or_default()
    }

    pub fn caps_of(&self, row: u32) -> &[u8] {
        let end = self.records.get(row as usize + 1).map_or(self.caps.len(), |n| n.caps as usize);
        self.caps.get(self.record(row).caps as usize..end).unwrap_or_default()
    }

    pub fn number(&self, row: u32) -> Name {
        let record = self.record(row);
        let from = record.text as usize;
        let folded = self.text.get(from..from + usize::from(record.number));
        Name::of(folded.unwrap_or_default(), self.caps_of(row))
    }

    /// Who holds the case of a row.
    pub fn held(&self, row: u32) -> Option<&Holder> {
        match self.beyond.get(&row)? {
            Beyond::Aside(_) => None,
            Beyond::Whole(says) => says.held.as_ref(),
        }
    }

    /// True when a row says more than the columns.
    pub fn says_more(&self, row: u32) -> bool {
        self.beyond.contains_key(&row)
    }

    pub fn get(&self, row: u32) -> CaseSummary {
        match self.beyond.get(&row) {
            None => self.unpacked(row),
            Some(Beyond::Whole(says)) => (**says).clone(),
            Some(Beyond::Aside(aside)) => {
                let mut says = self.unpacked(row);
                says.standing.aside = Some((**aside).clone());
                says
            }
        }
    }

    /// The row as the columns have it.
    pub fn unpacked(&self, row: u32) -> CaseSummary {
        let record = self.record(row);
        let mut words = self.text_of(row).to_vec();
        caps::raise(&mut words, self.caps_of(row));
        let words = String::from_utf8(words).unwrap_or_default();
        let mut lines = words.split('\n');
        let number = CaseNumber::packed(lines.next().unwrap_or_default());
        let mut row = CaseSummary::broken(number, Vec::new());
        record.fill(&mut row);
        row.regions = self.regions.get(record.regions).to_vec();
        row.services = self.services.get(record.services).to_vec();
        row.items = lines.take(usize::from(record.items)).map(str::to_owned).collect();
        row
    }

    /// Puts a row behind the others.
    pub fn push(&mut self, row: CaseSummary) {
        let at = self.len();
        let end = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let number = row.number.as_str();
        self.records.push(Record {
            text: end(&self.text),
            caps: end(&self.caps),
            number: u8::try_from(number.len()).unwrap_or(0),
            regions: self.regions.put(&row.regions),
            services: self.services.put(&row.services),
            ..Record::of(&row)
        });
        let lines = [number].into_iter().chain(row.items.iter().map(String::as_str));
        for line in lines.clone() {
            self.text.extend_from_slice(line.to_lowercase().as_bytes());
            self.text.push(b'\n');
        }
        caps::put(&mut self.caps, lines.flat_map(|line| line.bytes().chain([b'\n'])));
        self.find_by_number(at);
        self.set_beyond(row, at);
    }

    /// The last row can be found by its number.
    fn find_by_number(&mut self, at: u32) {
        let name = self.number(at);
        let follows = at == 0 || self.number(at - 1).as_str() < name.as_str();
        if self.sorted == at && follows {
            self.sorted += 1;
        } else {
            self.loose.entry(name.as_str().into()).or_default().push(at);
        }
    }

    /// The last row of a case that is live.
    pub fn find(&self, number: &str, live: impl Fn(u32) -> bool) -> Option<u32> {
        let loose = self.loose.get(number).into_iter().flatten().rev().copied();
        let (mut from, mut to) = (0, self.sorted);
        while from < to {
            let middle = from + (to - from) / 2;
            if self.number(middle).as_str() < number { from = middle + 1 } else { to = middle }
        }
        let is = from < self.sorted && self.number(from).as_str() == number;
        loose.chain(is.then_some(from)).find(|row| live(*row))
    }

    /// True when this row and those before it stand by number.
    pub fn stands_by_number(&self, row: u32) -> bool {
        row < self.sorted
    }
}
