//! What is promised of a message, whatever the input: short, on one line, nothing hidden in it, and at a place
//! that the text has.

use imr_workbench::domain::{
    problem::{Position, Problem},
    visible::is_hidden,
};

/// A message that is longer buries what it says.
const LONGEST: usize = 1500;

/// The first promise that is broken.
pub fn broken(problems: &[Problem], text: &str) -> Option<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    problems.iter().find_map(|problem| of_one(problem, &lines))
}

fn of_one(problem: &Problem, lines: &[usize]) -> Option<String> {
    let said = problem.to_string();
    let length = said.chars().count();
    if length > LONGEST {
        return Some(format!("a message is {length} characters long: {said}"));
    }
    if said.trim().is_empty() || problem.what.trim().is_empty() {
        return Some(format!("a message says nothing: {said:?}"));
    }
    if let Some(hidden) = said.chars().find(|c| *c == '\n' || is_hidden(*c)) {
        return Some(format!("{hidden:?} stands hidden in a message: {said:?}"));
    }
    let Some(Position { line, column }) = problem.at else {
        return Some(format!("a message has no place: {said}"));
    };
    let Some(length) = line.checked_sub(1).and_then(|line| lines.get(line)) else {
        return Some(format!("line {line} is none of {}: {said}", lines.len()));
    };
    if !(1..=length + 1).contains(&column) {
        return Some(format!("column {column} lies outside a line of {length} characters: {said}"));
    }
    None
}

/// What kind of answer this is: the messages without what they quote and count. An input that gets an answer of
/// a new kind has come somewhere new.
pub fn shape(problems: &[Problem]) -> String {
    let mut shape = format!("{} ", problems.len().min(3));
    for problem in problems.iter().take(3) {
        let said = problem.what.split('`').step_by(2).collect::<String>();
        shape.extend(said.chars().filter(|c| !c.is_ascii_digit()));
        shape.push('|');
    }
    shape
}
