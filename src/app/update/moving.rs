//! Moving in a list: the same keys mean the same in every pane and popup.

use crate::app::action::Action;

/// More lines than any text that is read here has.
pub const MANY: usize = 1_000_000;

/// Where the cursor goes from `at` in a list of `len`, `page` rows high; `None` when `action` does not move.
pub fn moved(action: Action, at: usize, len: usize, page: usize) -> Option<usize> {
    let last = len.saturating_sub(1);
    let page = page.max(1);
    let half = (page / 2).max(1);
    Some(match action {
        Action::Down => (at + 1).min(last),
        Action::Up => at.saturating_sub(1),
        Action::First => 0,
        Action::Last => last,
        Action::HalfDown => (at + half).min(last),
        Action::HalfUp => at.saturating_sub(half),
        Action::PageDown => (at + page).min(last),
        Action::PageUp => at.saturating_sub(page),
        _ => return None,
    })
}

/// The next place after `at`, round the end, whose text holds every word of `words` (case folded).
pub fn found(words: &str, texts: &[String], at: usize, back: bool) -> Option<usize> {
    let words: Vec<String> = words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let n = texts.len();
    if n == 0 || words.is_empty() {
        return None;
    }
    (1..=n).map(|i| if back { (at + n - i % n) % n } else { (at + i) % n }).find(|i| {
        let text = texts[*i].to_lowercase();
        words.iter().all(|w| text.contains(w))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_move_stays_inside_and_the_empty_list_is_safe() {
        for action in Action::ALL {
            for len in 0..5 {
                for at in 0..5usize {
                    if let Some(to) = moved(*action, at.min(len), len, 3) {
                        assert!(to < len.max(1), "{action} {at} {len}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_search_goes_round_both_ways() {
        let texts: Vec<String> =
            ["left arm", "gait", "Arm pain"].iter().map(ToString::to_string).collect();
        assert_eq!(found("ARM", &texts, 0, false), Some(2));
        assert_eq!(found("arm", &texts, 2, false), Some(0));
        assert_eq!(found("arm", &texts, 0, true), Some(2));
        assert_eq!(found("knee", &texts, 0, false), None);
        assert_eq!(found("gait", &texts, 1, false), Some(1));
    }
}
