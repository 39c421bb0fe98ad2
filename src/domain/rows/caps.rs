//! Words are kept folded, for every filter and search reads them so; beside them stands which letters are capitals.

use std::str;

/// Puts down which letters of a text are capitals, as distances; a distance of 255 goes on with the next byte.
pub fn put(caps: &mut Vec<u8>, text: impl Iterator<Item = u8>) {
    let mut since = 0_u8;
    for byte in text {
        if byte.is_ascii_uppercase() {
            caps.push(since);
            since = 0;
        } else if since == 254 {
            caps.push(255);
            since = 0;
        } else {
            since += 1;
        }
    }
}

/// The text as it was.
pub fn raise(folded: &mut [u8], caps: &[u8]) {
    let mut at = 0;
    for distance in caps {
        at += usize::from(*distance);
        if *distance == 255 {
            continue;
        }
        if let Some(byte) = folded.get_mut(at) {
            byte.make_ascii_uppercase();
        }
        at += 1;
    }
}

/// A case number, without asking for memory.
#[derive(Clone, Copy)]
pub struct Name {
    bytes: [u8; Self::MOST],
    len: usize,
}

impl Name {
    /// As long as a case number may be.
    pub const MOST: usize = 40;

    pub fn of(folded: &[u8], caps: &[u8]) -> Self {
        let len = folded.len().min(Self::MOST);
        let mut bytes = [0; Self::MOST];
        bytes[..len].copy_from_slice(&folded[..len]);
        raise(&mut bytes[..len], caps);
        Self { bytes, len }
    }

    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_come_back_where_they_were() {
        let far = format!("a{}B{}C", "x".repeat(300), "y".repeat(254));
        let edge = format!("{}Z", "q".repeat(255));
        for text in ["", "CM26-0000112", "lumbar ESI at L4-L5", &far, &edge] {
            let (mut caps, mut folded) = (Vec::new(), text.to_ascii_lowercase().into_bytes());
            put(&mut caps, text.bytes());
            raise(&mut folded, &caps);
            assert_eq!(str::from_utf8(&folded), Ok(text));
        }
    }
}
