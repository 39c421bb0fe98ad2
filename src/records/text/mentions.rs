//! What a text states that can be held against another: dates, sides, levels, ages, amounts.

use std::ops::Range;

use super::{
    amounts::{Amount, amount},
    dates::{Written, date},
    levels::level,
    sides::{Sided, side},
    tokens::{Token, span, tokens},
};

/// One statement, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub at: Range<usize>,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Date(Written),
    Side(Sided),
    /// A level of the spine as `domain::level` spells it: `L4-L5`.
    Level(String),
    /// Years of life.
    Age(u8),
    Amount(Amount),
}

/// Every mention, in the order of the text; none overlaps another.
pub fn mentions(text: &str) -> Vec<Mention> {
    of_tokens(&tokens(text))
}

/// The same of a text that was taken apart already.
pub fn of_tokens(tokens: &[Token<'_>]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match one(tokens, at) {
            Some((used, what)) => {
                let used = used.max(1);
                found.push(Mention { at: span(&tokens[at..(at + used).min(tokens.len())]), what });
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

fn one(all: &[Token<'_>], at: usize) -> Option<(usize, What)> {
    let before = at.checked_sub(1).and_then(|b| all.get(b));
    let tokens = all.get(at..)?;
    let of_date = date(before, tokens).map(|(used, date)| (used, What::Date(date)));
    of_date
        .or_else(|| level(before, tokens).map(|(used, level)| (used, What::Level(level))))
        .or_else(|| age(tokens).map(|(used, age)| (used, What::Age(age))))
        .or_else(|| amount(before, tokens).map(|(used, amount)| (used, What::Amount(amount))))
        .or_else(|| side(all, at).map(|(used, side)| (used, What::Side(side))))
}

/// `62-year-old`, `62 y/o`, `62 yo`, `age 62`, `aged 62`, `age of 62`.
fn age(tokens: &[Token<'_>]) -> Option<(usize, u8)> {
    let first = tokens.first()?;
    let years = |t: &Token<'_>| u8::try_from(t.whole(3)?).ok().filter(|n| (1..120).contains(n));
    if first.is_one_of(&["age", "aged"]) {
        let skip = 1 + usize::from(tokens.get(1).is_some_and(|t| t.is_one_of(&["of", "is", ":"])));
        let found = years(tokens.get(skip)?)?;
        // `ages 40-50`, `age 62 to 65`: a group, not a person.
        let group = tokens
            .get(skip + 1)
            .is_some_and(|t| t.is_one_of(&["-", "to", "and"]) && t.text != "and");
        return (!group).then_some((skip + 1, found));
    }
    let found = years(first)?;
    let dash = |at: usize| usize::from(tokens.get(at).is_some_and(|t| t.is("-")));
    let unit = 1 + dash(1);
    let word = tokens.get(unit)?;
    if word.is("yo") {
        return Some((unit + 1, found));
    }
    if word.is("y") {
        let slash = tokens.get(unit + 1).is_some_and(|t| t.is_one_of(&["/", "."]));
        let old = tokens.get(unit + 2).is_some_and(|t| t.is("o"));
        return (slash && old).then_some((unit + 3, found));
    }
    if !word.is_one_of(&["year", "years", "yr", "yrs"]) {
        return None;
    }
    let old = unit + 1 + dash(unit + 1);
    tokens.get(old).filter(|t| t.is("old"))?;
    Some((old + 1, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each mention as `kind: value`, with the words that it stands in.
    fn read(text: &str) -> Vec<(String, &str)> {
        let say = |what: &What| match what {
            What::Date(date) => format!("date {date}"),
            What::Side(sided) => format!("side {} {}", sided.side, sided.part.unwrap_or("-")),
            What::Level(level) => format!("level {level}"),
            What::Age(age) => format!("age {age}"),
            What::Amount(amount) => format!("{:?} {amount}", amount.measure).to_lowercase(),
        };
        mentions(text).into_iter().map(|m| (say(&m.what), &text[m.at])).collect()
    }

    fn values(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(value, _)| value).collect()
    }

    #[test]
    fn dates_in_every_notation() {
        for (text, value) in [
            ("seen 10-18-2016.", "date 10/18/2016"),
            ("seen 11-3-16,", "date 11/03/2016"),
            ("seen 11/16/2016 for", "date 11/16/2016"),
            ("on 10-\n18-2016 he", "date 10/18/2016"),
            ("on January 26, 2015 she", "date 01/26/2015"),
            ("on January\n26, 2015 she", "date 01/26/2015"),
            ("on Jan. 26th, 2015", "date 01/26/2015"),
            ("on 26 January 2015", "date 01/26/2015"),
            ("on 2015-01-26 at", "date 01/26/2015"),
            ("in January 2015 and", "date 01/2015"),
            ("a 12/2016 note", "date 12/2016"),
            ("on January 14 she", "date 01/14"),
            ("hurt in 1998.", "date 1998"),
            ("since 3/3/98", "date 03/03/1998"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in ["C5-6-15", "v1/2/15", "1/2/15/3", "13-45-16", "may 10 mg"] {
            assert!(
                !values(text).iter().any(|v| v.starts_with("date")),
                "{text}: {:?}",
                values(text)
            );
        }
    }

    #[test]
    fn levels_of_the_spine() {
        for (text, value) in [
            ("at C5-6 and", "level C5-C6"),
            ("at L4-L5.", "level L4-L5"),
            ("at L4/5", "level L4-L5"),
            ("at L5-S1", "level L5-S1"),
            ("the C6 root", "level C6"),
            ("from L3 through S1", "level L3-S1"),
            ("at L4-L5-S1", "level L4-S1"),
            ("at l4-5", "level L4-L5"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
        for text in ["T2-weighted images", "code L0631", "Table C3", "vitamin B12", "C9", "free T4"]
        {
            assert!(!values(text).iter().any(|v| v.starts_with("level")), "{text}");
        }
        assert_eq!(values("C4-5, C5-6 and C6-7"), ["level C4-C5", "level C5-C6", "level C6-C7"]);
    }

    #[test]
    fn ages() {
        for text in [
            "a 62-year-old woman",
            "62 year old",
            "62 y/o",
            "62 yo",
            "age 62",
            "aged 62",
            "62 years old",
        ] {
            assert_eq!(values(text), ["age 62"], "{text}");
        }
        for text in ["62 years ago", "ages 40-50", "a 3-year history"] {
            assert!(!values(text).iter().any(|v| v.starts_with("age")), "{text}");
        }
    }

    #[test]
    fn amounts_with_their_units() {
        for (text, value) in [
            ("Norco 10/325mg", "strength 10/325 mg"),
            ("Norco 10/325", "strength 10/325 mg"),
            ("12.5 mg", "strength 12.5 mg"),
            ("1,000 mg", "strength 1000 mg"),
            ("#60", "count 60 tablet"),
            ("60 tablets", "count 60 tablet"),
            ("six (6) sessions", "visits 6 visit"),
            ("12 physical therapy visits", "visits 12 visit"),
            ("two to three (2-3) weeks", "time 2 to 3 week"),
            ("a 4-week course", "time 4 week"),
            ("4-6 weeks", "time 4 to 6 week"),
            ("50%", "percent 50 percent"),
            ("flexion 90 degrees", "degrees 90 degree"),
            ("pain of 7/10", "score 7/10"),
            ("pain of 7-8/10", "score 7 to 8/10"),
            ("strength 4/5", "score 4/5"),
            ("pain is 8 out of 10", "score 8/10"),
            ("strength five of five", "score 5/5"),
            ("twenty-four visits", "visits 24 visit"),
            ("120 MED", "opioid 120 med"),
            ("x12", "bare 12"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
        assert_eq!(values("one of two"), Vec::<String>::new());
        assert_eq!(values("$500 A1c CM16"), Vec::<String>::new());
        assert_eq!(values("3 times a week for 4 weeks"), ["pertime 3 time", "time 4 week"]);
    }

    #[test]
    fn sides_stand_with_their_part() {
        for (text, value) in [
            ("the left knee", "side left knee"),
            ("left-sided low back pain", "side left back"),
            ("right lower extremity", "side right leg"),
            ("right upper\nextremity", "side right arm"),
            ("both knees", "side bilateral knee"),
            ("knee, left", "side left knee"),
            ("knee (right)", "side right knee"),
            ("knee on the left", "side left knee"),
            ("left rotator cuff", "side left shoulder"),
            ("pain on the left side", "side left -"),
            ("numb on the right side", "side right -"),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
        for text in [
            "she left the room on her knee",
            "right-hand dominant",
            "right handed man",
            "the right to appeal",
            "was left with weakness",
            "both were denied",
            "right now",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(values("left and right knees"), ["side left knee", "side right knee"]);
    }

    #[test]
    fn ranges_are_the_words_themselves() {
        let text = "The left knee was injected on 3/3/15 (40 mg at L4-5) é.";
        let words: Vec<&str> = read(text).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["left", "3/3/15", "40 mg", "L4-5"]);
    }
}
