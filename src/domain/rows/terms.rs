//! Lists of words that many rows share, each kept once.

use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    lists: Vec<Vec<String>>,
    places: HashMap<Vec<String>, u32>,
}

impl Default for Terms {
    /// The empty list is the first.
    fn default() -> Self {
        Self { lists: vec![Vec::new()], places: HashMap::from([(Vec::new(), 0)]) }
    }
}

impl Terms {
    /// Lists as they were written; the first is the empty one.
    pub fn of(lists: Vec<Vec<String>>) -> Self {
        let places = (0..).zip(&lists).map(|(place, list)| (list.clone(), place)).collect();
        Self { lists, places }
    }

    pub fn put(&mut self, list: &[String]) -> u32 {
        if let Some(place) = self.places.get(list) {
            return *place;
        }
        let place = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        self.lists.push(list.to_vec());
        self.places.insert(list.to_vec(), place);
        place
    }

    pub fn get(&self, place: u32) -> &[String] {
        self.lists.get(place as usize).map_or(&[], Vec::as_slice)
    }

    pub fn lists(&self) -> &[Vec<String>] {
        &self.lists
    }
}
