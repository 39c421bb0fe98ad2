//! The workspace's own `imr.yaml` and `reviewers.yaml`: they read, and attest what the law asks for.

use imr_workbench::{
    domain::organization::{Organization, Reviewers},
    store::yaml,
};

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    yaml::read(text).unwrap_or_else(|problem| panic!("{problem}"))
}

#[test]
fn the_organization_reads_and_attests() {
    let organization: Organization = read(include_str!("../imr.yaml"));
    let how_made = &organization.paragraphs.how_made;
    for attested in [
        "not affiliated",
        "employer",
        "employee",
        "providers",
        "claims administrator",
        "more than five years",
        "24 hours",
        "experience, education and expertise",
        "same specialty",
        "similar",
        "laws and regulations",
        "strength of medical evidence",
    ] {
        assert!(how_made.contains(attested), "{attested}");
    }
    let days = organization.holiday_dates();
    assert!(days.is_sorted());
    for year in [2026, 2027] {
        assert_eq!(days.iter().filter(|d| d.year() == year).count(), 11, "{year}");
    }
}

#[test]
fn the_reviewer_of_the_bench_is_known_and_the_name_stays_here() {
    let organization: Organization = read(include_str!("../imr.yaml"));
    let reviewers: Reviewers = read(include_str!("../reviewers.yaml"));
    let sits = organization.reviewer.unwrap_or_default();
    assert!(reviewers.reviewers.iter().any(|r| r.id == sits));
    for reviewer in &reviewers.reviewers {
        let said = format!("{reviewer:?}{:?}", reviewer.credentials());
        assert!(!said.contains("Not Printed"), "{said}");
    }
}
