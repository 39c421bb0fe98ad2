//! Findings against criteria, in small examples: each fires, and its opposite does not.

mod guideline;
mod leaves;
mod reasons;
mod windows;
