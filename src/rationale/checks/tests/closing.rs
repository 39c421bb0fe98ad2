use crate::{
    domain::{
        check::CheckId,
        words::Outcome::{self, Overturned, Upheld},
    },
    rationale::checks::testing::Desk,
};

fn fires(outcome: Outcome, text: &str) -> bool {
    !Desk::new(outcome, text).says(CheckId::Closing).is_empty()
}

#[test]
fn closing_words_against_the_outcome_are_an_error() {
    for text in [
        "The films are not medically necessary.",
        "The request is not-medically necessary.",
        "Gym visits are not seen as medically necessary.",
        "A second bed is not a medical necessity.",
        "Medical necessity has not been established.",
        "The request is therefore non-certified.",
        "Therapy is medically necessary in general. Sixty visits are not medically necessary.",
    ] {
        assert!(fires(Overturned, text), "{text}");
        assert!(!fires(Upheld, text), "{text}");
    }
    for text in [
        "Another brace would not be appropriate. The request is medically necessary.",
        "Therefore the request is medically necessary and appropriate.",
        "The medical necessity of the study has been established.",
    ] {
        assert!(fires(Upheld, text), "{text}");
        assert!(!fires(Overturned, text), "{text}");
    }
}
