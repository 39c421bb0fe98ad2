//! Sentences drafted from the proof of an item.
