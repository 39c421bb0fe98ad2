//! The eighteen hardest things that the criteria language must say, each as a small guideline held against small
//! cases. A test's name begins with the number of the point; its comment says whether it is computed, or asked of
//! the reviewer and why. `docs/criteria.md` shows the same language to authors, and its blocks are read here too.

#[path = "hard_examples/amounts.rs"]
mod amounts;
#[path = "hard_examples/bench.rs"]
mod bench;
#[path = "hard_examples/book.rs"]
mod book;
#[path = "hard_examples/course.rs"]
mod course;
#[path = "hard_examples/logic.rs"]
mod logic;
mod support;
