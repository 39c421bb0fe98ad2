//! Findings against criteria, in small examples: each fires, and its opposite does not.

mod changes;
mod guideline;
mod leaves;
mod reasons;
mod windows;
