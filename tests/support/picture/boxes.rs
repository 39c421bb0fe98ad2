//! Borders as lines from edge to edge of their cells. As letters they would leave gaps, since rows
//! of a picture stand further apart than a font's own lines.

/// Which edges the lines of a character reach: up, right, down, left.
fn arms(character: char) -> Option<[bool; 4]> {
    let arms = match character {
        '─' | '━' => 0b0101,
        '│' | '┃' => 0b1010,
        '┌' | '╭' | '┏' => 0b0110,
        '┐' | '╮' | '┓' => 0b0011,
        '└' | '╰' | '┗' => 0b1100,
        '┘' | '╯' | '┛' => 0b1001,
        '├' | '┣' => 0b1110,
        '┤' | '┫' => 0b1011,
        '┬' | '┳' => 0b0111,
        '┴' | '┻' => 0b1101,
        '┼' | '╋' => 0b1111,
        '╵' => 0b1000,
        '╶' => 0b0100,
        '╷' => 0b0010,
        '╴' => 0b0001,
        _ => return None,
    };
    Some([arms & 8 != 0, arms & 4 != 0, arms & 2 != 0, arms & 1 != 0])
}

/// The lines of a box drawing character in the cell at `x`, `y`, or of a row of `─` that begins
/// there; `None` for all other text.
pub fn path(text: &str, x: u32, y: u32, (width, height): (u32, u32)) -> Option<String> {
    let count = u32::try_from(text.chars().count()).ok()?;
    if count > 1 {
        let (centre, end) = (y + height / 2, x + count * width);
        return text.chars().all(|c| c == '─').then(|| format!("M{x} {centre}H{end}"));
    }
    let arms = arms(text.chars().next()?)?;
    let (middle, centre) = (x + width / 2, y + height / 2);
    let ends = [(middle, y), (x + width, centre), (middle, y + height), (x, centre)];
    let lines = ends.iter().zip(arms).filter(|(_, drawn)| *drawn);
    Some(lines.map(|((to_x, to_y), _)| format!("M{middle} {centre}L{to_x} {to_y}")).collect())
}
