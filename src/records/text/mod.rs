//! Reading clinical prose: where a sentence ends, and what it states that can be held against another text.
//!
//! All of it is total: any text gives some answer, in one pass, with byte ranges that lie on character borders.

pub mod abbreviations;
pub mod amounts;
pub mod dates;
pub mod levels;
mod mentions;
mod sentences;
pub mod sides;
pub mod tokens;
pub mod voice;

pub use mentions::{Mention, What, mentions, of_tokens};
pub use sentences::sentences;

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::{voice::quotations, *};
    use crate::records::quote::Folded;

    /// Pieces that the rules look at, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            ".", "..", ". ", "?", "\n", "\n\n", "\u{c}", "1", "12", "2015", "/", "-", "–", " ",
            "(", ")", "\"", "“", "”", "[3]", "C", "L4", "-5", "S1", "left", "right", "knee",
            "on the", "mg", "x", "#", "of 10", "out", "January", "Dr", "p.m", "to", "six",
            "twenty", "year", "old", "age", "é", "ﬁ", "°", "%", "mtus", "patient",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn in_order(text: &str, ranges: &[Range<usize>]) -> bool {
        ranges.iter().all(|r| r.start < r.end && text.get(r.clone()).is_some())
            && ranges.windows(2).all(|two| two[0].end <= two[1].start)
    }

    proptest! {
        #[test]
        fn any_text_gives_ranges_in_order(text in prop_oneof![pieces(), any::<String>()]) {
            let sentences = sentences(&text);
            prop_assert!(in_order(&text, &sentences));
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let kept: String = sentences.iter().map(|s| &text[s.clone()]).collect();
            prop_assert_eq!(solid(&kept), solid(&text));
            let mentions: Vec<_> = mentions(&text).into_iter().map(|m| m.at).collect();
            prop_assert!(in_order(&text, &mentions));
            prop_assert_eq!(voice::voices(&text, &sentences).len(), sentences.len());
            prop_assert!(quotations(&text).iter().all(|q| text.get(q.clone()).is_some()));
            let folded = Folded::of(&text);
            prop_assert!(folded.is_empty() || folded.has(&folded));
        }
    }

    /// Two hundred thousand bytes of what each rule looks ahead or back for: a rule that walks on without an end would take minutes.
    #[test]
    fn long_texts_take_time_by_their_length() {
        let began = std::time::Instant::now();
        for piece in [
            ".", ". ", ".(", "\n ", "left ", "left-", "\"", "1.", "1/", "C5-", "a.", "12 x ",
            "six ",
        ] {
            let text = piece.repeat(200_000 / piece.len());
            let sentences = sentences(&text);
            mentions(&text);
            voice::voices(&text, &sentences);
            quotations(&text);
        }
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }
}
