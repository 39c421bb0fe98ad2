//! The words of the work: case, item, finding, guideline, determination. Plain values and their rules;
//! this room knows nothing but itself: no file, no clock, no screen.

pub mod attestation;
pub mod blanks;
pub mod case;
pub mod case_faults;
pub mod check;
pub mod date;
pub mod deadline;
pub mod dependents;
pub mod determination;
pub mod draft;
pub mod drafted;
pub mod evidence;
pub mod filter;
pub mod finding;
pub mod guideline;
mod guideline_order;
pub mod guideline_reader;
pub mod hold;
pub mod letter_words;
pub mod level;
pub mod library;
pub mod node;
pub mod organization;
pub mod problem;
pub mod quantity;
pub mod queue;
pub mod revision;
pub mod session;
pub mod settings;
pub mod silence;
#[cfg(test)]
pub mod testing;
pub mod views;
pub mod visible;
pub mod vocabulary;
pub mod words;
