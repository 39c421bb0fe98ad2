//! JSON on a terminal: the one way by which data is printed.

use std::{borrow::Cow, io::Write};

use serde::Serialize;

use super::Failure;
use crate::domain::visible::is_hidden;

/// Prints a value, readable, with nothing in it that a terminal would act on.
///
/// # Errors
/// When nobody reads on.
pub fn print<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> Result<(), Failure> {
    writeln!(out, "{}", escaped(&serde_json::to_string_pretty(value)?))?;
    Ok(())
}

/// JSON whose strings name what a terminal would act on. Such characters stand nowhere but in strings, and an
/// escape is the same text to who reads the data.
fn escaped(json: &str) -> Cow<'_, str> {
    if !json.contains(is_hidden) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}
