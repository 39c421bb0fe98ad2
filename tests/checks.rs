//! The checks on real prose: the rationales of published letters, and those of the seed's case.

mod checks {
    pub mod drafts;
    pub mod letters;
    pub mod prose;
    pub mod rules;
    pub mod seed;
}
