//! The checks on real prose: the rationales of published letters.

mod checks {
    pub mod prose;
}
