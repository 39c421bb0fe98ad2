//! Published determinations read back: the real ones that stand beside the project, odd ones of our own, and made ones in
//! shapes that nobody has seen.

#[path = "letters/back.rs"]
mod back;
#[path = "letters/golden.rs"]
mod golden;
#[path = "letters/made.rs"]
mod made;
#[path = "letters/odd.rs"]
mod odd;
#[path = "letters/real.rs"]
mod real;
#[path = "letters/shape.rs"]
mod shape;
mod support;
