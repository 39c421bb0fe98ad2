//! The table of hostile strings, `strings.txt`, and what must never leave the program in any of its outputs.

/// A string that does harm, and what it would do.
pub struct Hostile {
    pub text: String,
    pub does: String,
}

/// The table.
pub fn table() -> Vec<Hostile> {
    let lines = include_str!("strings.txt").lines();
    let entries = lines.filter(|line| !line.is_empty() && !line.starts_with("# "));
    let entry = |line: &str| {
        let (text, does) = line.rsplit_once(" | ").unwrap_or_else(|| panic!("no ` | ` in {line}"));
        Hostile { text: unescaped(text), does: does.to_owned() }
    };
    entries.map(entry).collect()
}

fn unescaped(text: &str) -> String {
    let mut rest = text.chars();
    let mut found = String::new();
    while let Some(c) = rest.next() {
        if c != '\\' {
            found.push(c);
            continue;
        }
        match rest.next() {
            Some('\\') => found.push('\\'),
            Some('n') => found.push('\n'),
            Some('r') => found.push('\r'),
            Some('t') => found.push('\t'),
            Some('u') => {
                let digits: String = rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                let number = u32::from_str_radix(&digits, 16);
                let named = number.ok().and_then(char::from_u32);
                found.push(named.unwrap_or_else(|| panic!("no character {digits} in {text}")));
            }
            other => panic!("no escape {other:?} in {text}"),
        }
    }
    found
}

/// A character that hides, reorders or commands: written down here from Unicode's tables (`Cc`, `Zl`, `Zp`,
/// `Bidi_Control`, `Default_Ignorable_Code_Point`), so that a hole in `domain::visible` is no hole here.
pub fn is_harmful(c: char) -> bool {
    matches!(c,
        '\0'..='\u{9}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}
