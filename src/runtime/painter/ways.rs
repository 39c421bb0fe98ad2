//! Ways from one cell to another, as short as every VT knows them. Places are columns and rows from 0.

/// The cell's address, first row and column left out.
pub fn address(bytes: &mut Vec<u8>, (x, y): (u16, u16)) {
    bytes.extend_from_slice(b"\x1b[");
    if y > 0 {
        number(bytes, y + 1);
    }
    if x > 0 {
        bytes.push(b';');
        number(bytes, x + 1);
    }
    bytes.push(b'H');
}

/// Rows, then columns.
pub fn steps(bytes: &mut Vec<u8>, from: (u16, u16), to: (u16, u16)) {
    rows(bytes, from.1, to.1);
    columns(bytes, from.0, to.0);
}

/// The same from the left edge.
pub fn from_the_left(bytes: &mut Vec<u8>, from: (u16, u16), to: (u16, u16)) {
    bytes.push(b'\r');
    rows(bytes, from.1, to.1);
    columns(bytes, 0, to.0);
}

/// A line down at a time. The carriage return makes it the same whether or not the line adds one of its own.
pub fn lines_down(bytes: &mut Vec<u8>, from: (u16, u16), to: (u16, u16)) {
    bytes.push(b'\r');
    bytes.extend((from.1..to.1).map(|_| b'\n'));
    columns(bytes, 0, to.0);
}

fn columns(bytes: &mut Vec<u8>, from: u16, to: u16) {
    if from > to && from - to < 4 {
        bytes.extend((to..from).map(|_| b'\x08'));
    } else {
        way(bytes, from, to, (b'C', b'D'));
    }
}

fn rows(bytes: &mut Vec<u8>, from: u16, to: u16) {
    way(bytes, from, to, (b'B', b'A'));
}

/// So many steps forth or back; short ways that every VT knows.
fn way(bytes: &mut Vec<u8>, from: u16, to: u16, (forth, back): (u8, u8)) {
    if from == to {
        return;
    }
    bytes.extend_from_slice(b"\x1b[");
    if from.abs_diff(to) > 1 {
        number(bytes, from.abs_diff(to));
    }
    bytes.push(if from < to { forth } else { back });
}

/// A control sequence: its parameters and its final byte.
pub fn sequence(bytes: &mut Vec<u8>, parameters: &[u16], end: u8) {
    bytes.extend_from_slice(b"\x1b[");
    for (i, parameter) in parameters.iter().enumerate() {
        if i > 0 {
            bytes.push(b';');
        }
        number(bytes, *parameter);
    }
    bytes.push(end);
}

/// Takes other words instead of those that begin there, when they are fewer.
pub fn if_shorter(bytes: &mut Vec<u8>, begin: usize, say: impl FnOnce(&mut Vec<u8>)) {
    let end = bytes.len();
    say(bytes);
    let other = bytes.len() - end;
    if other < end - begin {
        bytes.copy_within(end.., begin);
        bytes.truncate(begin + other);
    } else {
        bytes.truncate(end);
    }
}

/// In decimals.
pub fn number(bytes: &mut Vec<u8>, n: u16) {
    let mut unit = [10_000, 1_000, 100, 10].into_iter().find(|unit| *unit <= n).unwrap_or(1);
    while unit > 0 {
        bytes.extend(u8::try_from(n / unit % 10).map(|digit| b'0' + digit));
        unit /= 10;
    }
}
