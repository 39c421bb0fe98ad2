use super::*;
use crate::{
    domain::{determination::Imported, testing::sample_organization},
    letter::testing::{full_determination, sample_determination},
};

/// What becomes of a text, and what was taken out of it.
fn without(text: &str) -> (String, Vec<(String, Telltale)>) {
    cleaned(text, Told::default(), Kind::Prose)
}

#[test]
fn each_kind_of_telltale_goes_and_leaves_a_marker() {
    use Telltale::{Address, BirthDate, Email, FileNumber, Name, Phone, Place, SocialSecurity};
    let cases = [
        ("seen by Dr. Roe today", "Dr. Roe", Name),
        ("seen by Dr. J. van der Roe-Poe on", "Dr. J. van der Roe-Poe", Name),
        ("Mrs. O'Brien reports", "Mrs. O'Brien", Name),
        ("as Dr. ROESEN wrote", "Dr. ROESEN", Name),
        ("signed Jane Q. Roe, M.D., for", "Jane Q. Roe, M.D", Name),
        ("by John Roe MD in", "John Roe MD", Name),
        ("by Roe, DC, in", "Roe, DC", Name),
        ("write to a.roe@example.org now", "a.roe@example.org", Email),
        ("call (555) 010-0199 now", "(555) 010-0199", Phone),
        ("call 555-010-0199 now", "555-010-0199", Phone),
        ("number 000-12-3456 is", "000-12-3456", SocialSecurity),
        ("claim number 4A-12345 of", "4A-12345", FileNumber),
        ("MRN: 0012345 is", "0012345", FileNumber),
        ("chart #7712 says", "#7712", FileNumber),
        ("born on June 3, 1955 in", "June 3, 1955", BirthDate),
        ("DOB: 6/3/55, seen", "6/3/55", BirthDate),
        ("lives at 12 North Main Street in", "12 North Main Street", Address),
        ("in town, CA 90001 since", "CA 90001", Address),
        ("P.O. Box 77 is", "P.O. Box 77", Address),
        ("taken to Mercy Hospital by", "Mercy Hospital", Place),
        ("at Green Valley Medical Center in", "Green Valley Medical Center", Place),
    ];
    for (text, words, what) in cases {
        let (clean, found) = without(text);
        assert_eq!(found, [(words.to_owned(), what)], "{text}");
        assert_eq!(clean, text.replace(words, MARKER), "{text}");
    }
}

#[test]
fn what_public_letters_keep_stays() {
    for text in [
        "The 62-year-old worker was hurt on June 23, 2012 (10-18-2016 in one report).",
        "Physical therapy, 12 visits; C5-6, L4-L5; 10/325 mg #27; 177-179, 181-183.",
        "The Doctor's First Report of 08/19/2026 and MD notes. The treating MD wrote it.",
        "Dr. is not named. An orthopedic surgeon, a chiropractor and a PT saw the worker.",
        "CPT 72148; 8 CCR 9792.21.1(d); Labor Code 4610.6(m). DO NOT stop. He was born abroad.",
        "Tender over 3 Lumbar levels. Hospital stay of 2 days. Place the unit at home.",
    ] {
        let (clean, found) = without(text);
        assert_eq!((clean.as_str(), found), (text, Vec::new()));
    }
}

#[test]
fn named_words_go_everywhere_and_kept_words_stay() {
    let hide = ["Acme Tiles".to_owned(), " ".to_owned()];
    let keep = ["Mercy Hospital".to_owned()];
    let text = "At ACME TILES, not Acme Tileset, near Mercy Hospital.";
    let (clean, found) = cleaned(text, Told { hide: &hide, keep: &keep }, Kind::Prose);
    assert_eq!(clean, "At [removed], not Acme Tileset, near Mercy Hospital.");
    assert_eq!(found, [("ACME TILES".to_owned(), Telltale::Hidden)]);
}

#[test]
fn what_may_be_a_name_is_told_and_stays() {
    let suspects = |text| patterns::suspects(text, &[]);
    assert_eq!(suspects("seen with Maria Poe in May"), ["Maria Poe"]);
    assert_eq!(suspects("was employed by Tilers when hurt"), ["Tilers"]);
    assert_eq!(suspects("under 00123456789 since"), ["00123456789"]);
    let none = "Official Disability Guidelines, Low Back; Labor Code; 10-18-2016; [removed] and on";
    assert_eq!(suspects(none), [""; 0]);
    assert_eq!(patterns::suspects("with Maria Poe", &["Maria Poe".to_owned()]), [""; 0]);
}

#[test]
fn the_public_copy_has_the_public_sections_and_names_each_place() {
    let mut determination = full_determination();
    determination.summary = "Dr. Roe saw the worker.".to_owned();
    determination.items[0].rationale = "As Dr. Roe wrote with Maria Poe.".to_owned();
    let before = determination.clone();
    let published = publish(&determination, &sample_organization(), Told::default());
    assert_eq!(determination, before);
    let text = &published.text;
    assert!(text.contains("CLINICAL CASE SUMMARY") && text.contains("Date Assigned:"), "{text}");
    for gone in ["DOCUMENTS REVIEWED", "LAST DAYS", "LEGAL NOTICES", "OUTCOME", "Roe"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    let places: Vec<&str> = published.removed.iter().map(|t| t.place.as_str()).collect();
    assert_eq!(places, ["summary", "item 1, rationale"]);
    assert_eq!(published.suspects[0].words, "Maria Poe");
    let again = publish(&determination, &sample_organization(), Told::default());
    assert_eq!(again, published, "same input, same bytes");
    let plain = publish(&sample_determination(), &sample_organization(), Told::default());
    assert!(plain.removed.is_empty() && plain.suspects.is_empty(), "{plain:?}");
}

#[test]
fn words_go_however_the_file_folds_them() {
    let hide = ["José Núñez".to_owned(), "Acme".to_owned()];
    let told = Told { hide: &hide, keep: &[] };
    let mut determination = full_determination();
    determination.summary = "JOSÉ\nNÚÑEZ and José  Núñez, at Mercy\nHospital,\n\nsaw Maria\nPoe. \
                             By Dr.\nRoe."
        .to_owned();
    determination.items[0].request.title = "Unit of José\n\n Núñez".to_owned();
    determination.items[0].cites[0].title = "Chapter of Acme and Dr. Roe".to_owned();
    let published = publish(&determination, &sample_organization(), told);
    let text = &published.text;
    let said = "[removed] and [removed], at [removed],\n\nsaw Maria Poe. By [removed].\n";
    assert!(text.contains(said), "{text}");
    assert!(text.contains("Unit of [removed]: "), "{text}");
    assert!(text.contains("Chapter of [removed] and Dr. Roe"), "authors are no secret: {text}");
    assert_eq!(published.suspects[0].words, "Maria Poe");
}

#[test]
fn standing_words_of_an_imported_letter_are_cleaned_and_others_are_told() {
    let hide = ["Maria Poe".to_owned()];
    let told = Told { hide: &hide, keep: &[] };
    let mut determination = sample_determination();
    determination.letter = None;
    let mut organization = sample_organization();
    organization.paragraphs.issues = "Chosen by Maria\n\nPoe.".to_owned();
    let published = publish(&determination, &organization, told);
    let [left] = published.suspects.as_slice() else { panic!("{published:?}") };
    assert_eq!((left.place.as_str(), left.words.as_str()), ("standing words", "Maria Poe"));
    let keep = publish(&determination, &organization, Told { keep: &hide, ..told });
    assert_eq!(keep.suspects, []);
    let issues = Some("Chosen by Maria\nPoe and Dr. Roe.".to_owned());
    determination.imported = Some(Imported {
        from: "letter.txt".to_owned(),
        digest: String::new(),
        label: None,
        paragraphs: ImportedParagraphs { issues, ..ImportedParagraphs::default() },
    });
    let published = publish(&determination, &organization, told);
    assert!(published.text.contains("Chosen by [removed] and [removed]."), "{}", published.text);
    assert_eq!(published.suspects, []);
}

proptest::proptest! {
    #[test]
    fn any_text_is_taken(
        text in "(\\PC|Dr\\. |[A-Z][a-z]{1,6} |, MD|[0-9]{1,4}[-.]|born |#|@|CA |ADJ|\n){0,60}",
    ) {
        let hide = ["e".to_owned()];
        let (clean, found) = cleaned(&text, Told { hide: &hide, keep: &[] }, Kind::Prose);
        let _ = patterns::suspects(&clean, &[]);
        proptest::prop_assert_eq!(found.is_empty(), clean == text);
    }
}
