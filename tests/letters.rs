//! Published determinations read back: the real ones that stand beside the project, odd ones of our own, and made ones in
//! shapes that nobody has seen.

#[path = "letters/real.rs"]
mod real;
mod support;
