use crate::{
    domain::{
        check::CheckId,
        words::Outcome::{self, Overturned, Upheld},
    },
    rationale::checks::{deciding, testing::Desk},
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

#[test]
fn what_utilization_review_said_closes_nothing() {
    let said = "Utilization review found the request not medically necessary.";
    assert!(!fires(Overturned, said));
    assert_eq!(Desk::new(Upheld, said).says(CheckId::NoClosing).len(), 1);
}

#[test]
fn a_dismissal_answers_one_sentence_and_not_the_next() {
    let first = "The second film is not medically necessary.";
    let mut desk = Desk::new(Overturned, first);
    let closing = |desk: &Desk| {
        let alarms = desk.alarms().into_iter().filter(|a| a.check == CheckId::Closing);
        let open = alarms.filter(|a| !a.is_dismissed(&desk.draft.dismissed));
        open.collect::<Vec<_>>()
    };
    let told = closing(&desk).remove(0);
    assert_eq!(told.sentence, first);
    desk.draft.dismissed.push(told.dismissed("the second film only"));
    assert!(closing(&desk).is_empty());
    desk.draft.items[0].rationale = format!("{first} No film is\n not medically necessary.");
    let told = closing(&desk);
    assert_eq!((told.len(), told[0].sentence.as_str()), (1, "No film is not medically necessary."));
    // Folding a line anew changes no word of it.
    desk.draft.items[0].rationale = first.replace("film is", "film\n  is");
    assert!(closing(&desk).is_empty());
}

/// The text without the sentences that tell how it ends.
fn kept(text: &str) -> String {
    let deciding = deciding(text);
    let mut left = text.to_owned();
    for at in deciding.into_iter().rev() {
        left.replace_range(at, "");
    }
    left.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn sentences_that_tell_the_outcome_are_found_and_the_last_one_always() {
    for (text, left) in [
        ("The knee is stable. A brace is not medically necessary.", "The knee is stable."),
        (
            "A brace is medically necessary. The knee gives way. MRI of 3/4/15 shows a tear.",
            "The knee gives way.",
        ),
        ("The knee is stable. No sign asks for it.", "The knee is stable."),
        ("The knee is stable. The denial is upheld. See above.", "The knee is stable."),
        ("It is recommended for certification. The end.", ""),
        ("He can walk 2.5 miles. The request is non-certified.\n\n", "He can walk 2.5 miles."),
        ("One sentence", ""),
        (" \n ", ""),
        ("", ""),
    ] {
        assert_eq!(kept(text), left, "{text}");
    }
}
