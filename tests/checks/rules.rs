//! Each check against rule and proof: a phrase on which it speaks, and three on which it does not. The sentences are
//! written after those of real letters; vocabulary and guidelines are the sample's.

use std::{path::Path, sync::Arc};

use imr_workbench::{
    domain::{case::Case, check::CheckId, draft::Draft, library::Library, organization::Reviewer},
    rationale::checks::{Known, Record, Sources, every},
    store::Workspace,
};
use serde_json::{Value, json};

fn library() -> Library {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    workspace.library().unwrap()
}

/// A knee MRI, upheld or overturned, with this rationale; `change` adds what the check looks at.
struct Desk {
    library: Library,
    case: Value,
    items: Vec<Value>,
    reviewer: Option<Reviewer>,
}

fn desk(outcome: &str, rationale: &str) -> Desk {
    let case = json!({
        "case": "CM26-0000999",
        "dates": {"injury": "2014-02-03", "request": "2015-03-02"},
        "summary": "The worker has knee pain.",
        "items": [{"item": 1, "title": "MRI of the left knee", "kind": "diagnostic test",
            "service": "knee mri", "region": "knee", "side": "left"}],
    });
    let items = vec![json!({"item": 1, "outcome": outcome, "rationale": rationale, "cites": []})];
    Desk { library: library(), case, items, reviewer: None }
}

impl Desk {
    fn case(mut self, key: &str, value: Value) -> Self {
        self.case[key] = value;
        self
    }
    fn item(mut self, key: &str, value: Value) -> Self {
        self.case["items"][0][key] = value;
        self
    }
    fn draft(mut self, key: &str, value: Value) -> Self {
        self.items[0][key] = value;
        self
    }
    /// A second item with what is decided of it.
    fn beside(mut self, item: Value, drafted: Value) -> Self {
        self.case["items"].as_array_mut().unwrap().push(item);
        self.items.push(drafted);
        self
    }
    fn finding(mut self, id: &str, finding: Value) -> Self {
        let mut finding = finding;
        finding["id"] = json!(id);
        let findings = &mut self.case["findings"];
        if findings.is_null() {
            *findings = json!([]);
        }
        findings.as_array_mut().unwrap().push(finding);
        self
    }
    fn specialties(mut self, of: &[&str]) -> Self {
        let mut reviewer = self.library.reviewers[0].clone();
        reviewer.specialties = of.iter().map(|s| (*s).to_owned()).collect();
        self.reviewer = Some(reviewer);
        self
    }
    /// True when the check speaks.
    fn says(&self, check: CheckId) -> bool {
        let case: Case = serde_json::from_value(self.case.clone()).expect("a case");
        let draft: Draft = serde_json::from_value(json!({
            "case": "CM26-0000999", "case_digest": "digest", "items": self.items,
        }))
        .expect("a draft");
        let sources = Sources {
            guidelines: &self.library.guidelines,
            vocabulary: &self.library.vocabulary,
            reviewer: self.reviewer.as_ref(),
        };
        let known = Known::of(&case, &draft, sources, Arc::<Record>::default());
        every(&known, sources, &draft).iter().any(|alarm| alarm.check == check)
    }
}

/// The first speaks, the others do not.
fn held(check: CheckId, desks: [Desk; 4]) {
    for (n, desk) in desks.into_iter().enumerate() {
        assert_eq!(desk.says(check), n == 0, "{check} on {n}: {:?}", desk.items);
    }
}

fn upheld(text: &str) -> Desk {
    desk("upheld", text)
}

fn overturned(text: &str) -> Desk {
    desk("overturned", text)
}

fn odg(title: &str) -> Value {
    json!([{"kind": "other guideline", "by": "ODG", "title": title, "year": 2016}])
}

fn chapter(title: &str, year: u16) -> Value {
    json!([{"kind": "MTUS", "title": title, "year": year}])
}

#[test]
fn closing_words() {
    held(
        CheckId::Closing,
        [
            overturned("The exam is normal. The study is therefore not-medically necessary."),
            upheld(
                "A brace would not be appropriate either. The study is not seen as medically necessary.",
            ),
            overturned("A CT would not be appropriate. The MRI is medically necessary."),
            upheld(
                "Therefore the request for a home aide while she works, is not a medical necessity.",
            ),
        ],
    );
    held(
        CheckId::NoClosing,
        [
            upheld("The knee was stable on the day of the visit."),
            upheld("Medical necessity has not been established."),
            upheld("The request is non-certified."),
            overturned("The study is deemed to be medically necessary."),
        ],
    );
    let second = json!({"item": 2, "title": "Cold therapy unit", "kind": "equipment"});
    let other = |text: &str| upheld(text).beside(second.clone(), json!({"item": 2}));
    held(
        CheckId::ClosesOther,
        [
            other("So the cold therapy unit is not medically necessary."),
            other("So the MRI of the left knee is not medically necessary."),
            other("A cold therapy unit was tried. The request is not medically necessary."),
            other("Neither the MRI of the left knee nor the cold therapy unit is certified."),
        ],
    );
    let modified = |ur: Value| upheld("Not medically necessary.").item("ur", ur);
    held(
        CheckId::Remainder,
        [
            modified(json!({"action": "modified", "original": "#90"})),
            modified(json!({"action": "denied"})),
            modified(
                json!({"action": "modified", "original": "#90", "authorized": "#63", "remaining": "#27"}),
            ),
            upheld("Not medically necessary."),
        ],
    );
}

#[test]
fn items_beside_each_other() {
    let second = json!({"item": 2, "title": "Knee brace", "kind": "equipment", "depends_on": 1});
    let with = |first: &str, outcome: &str| {
        let drafted = json!({"item": 2, "outcome": outcome, "rationale": "It follows the first."});
        desk(first, "Reviewed.").beside(second.clone(), drafted)
    };
    held(
        CheckId::Dependent,
        [
            with("upheld", "overturned"),
            with("upheld", "upheld"),
            with("overturned", "upheld"),
            with("overturned", "overturned"),
        ],
    );
    let text = "The exam of the knee was normal. The request is not medically necessary.";
    let twin = |region: &str, kind: &str, rationale: &str| {
        let item = json!({"item": 2, "title": "Another", "kind": kind, "region": region});
        upheld(text).beside(item, json!({"item": 2, "outcome": "upheld", "rationale": rationale}))
    };
    held(
        CheckId::Sibling,
        [
            twin("shoulder", "diagnostic test", text),
            twin("knee", "diagnostic test", text),
            twin("shoulder", "diagnostic test", "The exam of the shoulder was normal."),
            twin("knee", "equipment", "No brace was tried."),
        ],
    );
    let drug = |outcome: &str, text: &str| {
        desk(outcome, text)
            .item("title", json!("Norco 10/325mg #60"))
            .item("kind", json!("drug"))
            .item("service", json!("opioid"))
    };
    held(
        CheckId::Opioid,
        [
            drug("upheld", "No gain in function is shown. It is not medically necessary."),
            drug("upheld", "It is not medically necessary; weaning is up to the physician."),
            drug("upheld", "This is no advice to stop abruptly."),
            drug("overturned", "It is medically necessary."),
        ],
    );
}

#[test]
fn chapters_and_citations() {
    let cites = |title: &str| {
        upheld("The guidelines ask for a red flag.").draft("works", chapter(title, 2004))
    };
    held(
        CheckId::Region,
        [
            cites("Low Back Complaints"),
            cites("Knee Complaints"),
            cites("General Approaches"),
            cites("Low Back Complaints").item("title", json!("Pre-operative EKG")),
        ],
    );
    held(
        CheckId::Uncited,
        [
            upheld("ODG asks for a trial of six visits.")
                .draft("works", chapter("Knee Complaints", 2004)),
            upheld("ODG asks for a trial.").draft("works", odg("Knee")),
            upheld("The ODG does not address this study.")
                .draft("works", chapter("Knee Complaints", 2004)),
            upheld("ACOEM asks for a red flag.").draft("works", chapter("Knee Complaints", 2004)),
        ],
    );
    // A blank, what is set aside, and the step of the search sequence by its name.
    let odg_alone = |text: &str| upheld(text).draft("works", odg("Knee"));
    held(
        CheckId::Uncited,
        [
            odg_alone("The MTUS asks for a red flag {or what else}."),
            odg_alone("{why the MTUS alone does not decide}; the ODG is consulted."),
            odg_alone("What the MTUS says on this is rebutted."),
            odg_alone("A guideline of ACOEM or ODG is therefore consulted."),
        ],
    );
    let both = json!([
        {"kind": "MTUS", "title": "Knee Complaints", "year": 2004},
        {"kind": "other guideline", "by": "ODG", "title": "Knee and Leg", "year": 2016},
    ]);
    held(
        CheckId::Unnamed,
        [
            upheld("The MTUS asks for a red flag.").draft("works", both.clone()),
            upheld("The MTUS and the ODG ask for a red flag.").draft("works", both.clone()),
            upheld("The guidelines ask for a red flag.").draft("works", odg("Knee and Leg")),
            upheld("Knee Complaints asks for a red flag, the ODG for more.").draft("works", both),
        ],
    );
    held(
        CheckId::Step,
        [
            upheld("ODG asks for a trial.").draft("works", odg("Knee")),
            upheld("The MTUS does not address it. ODG asks for a trial.")
                .draft("works", odg("Knee")),
            upheld("ODG asks for a trial.")
                .draft("works", odg("Knee"))
                .draft("step_down", json!({"reason": "not addressed"})),
            upheld("The MTUS asks for a red flag.")
                .draft("works", chapter("Knee Complaints", 2004)),
        ],
    );
    held(
        CheckId::SilentSchedule,
        [
            upheld("The MTUS does not address this. It is therefore not medically necessary."),
            upheld("The MTUS does not address this. ODG asks for a trial. It is not medically necessary.").draft("works", odg("Knee")),
            upheld("The MTUS does not address this. The notes show no instability. It is not medically necessary."),
            overturned("The MTUS does not address this. It is medically necessary."),
        ],
    );
    let on = |day: &str, title: &str, year: u16| {
        upheld("The guidelines ask for it.")
            .draft("works", chapter(title, year))
            .case("dates", json!({"request": day}))
    };
    held(
        CheckId::Edition,
        [
            on("2026-03-02", "Knee Complaints", 2004),
            on("2015-03-02", "Knee Complaints", 2004),
            on("2017-01-20", "Chronic Pain Medical Treatment", 2016),
            on("2026-03-02", "Knee Disorders", 2020),
        ],
    );
    let neck = |text: &str, cite: &str| {
        upheld(text)
            .item("claims_cites", json!(["acoem-2004-knee-meniscectomy"]))
            .draft("cites", json!([cite]))
    };
    held(
        CheckId::Competing,
        [
            neck("ACR rates it low.", "acr-knee-trauma-imaging"),
            neck("The chapter asks for more.", "acoem-2004-knee-meniscectomy"),
            neck(
                "ACR rates it low; utilization review cites the MTUS, with weaker studies.",
                "acr-knee-trauma-imaging",
            ),
            upheld("ACR rates it low.").draft("cites", json!(["acr-knee-trauma-imaging"])),
        ],
    );
}

fn exam(concept: &str, more: Value) -> Value {
    let mut finding = json!({"concept": concept, "from": "exam", "region": "neck", "date": "2015-02-20",
        "source": {"document": "note", "page": 1}});
    let Value::Object(more) = more else { panic!("what is more is an object") };
    for (key, value) in more {
        finding[key] = value;
    }
    finding
}

/// A neck film with the chapter that speaks of it.
fn neck(outcome: &str, text: &str) -> Desk {
    desk(outcome, text)
        .item("title", json!("Cervical spine x-ray"))
        .item("service", json!("cervical x-ray"))
        .item("region", json!("neck"))
        .item("side", Value::Null)
        .case("documents", json!([{"id": "note", "type": "progress note", "date": "2015-02-20"}]))
        .draft("cites", json!(["acoem-2004-neck-imaging"]))
}

#[test]
fn evidence() {
    held(
        CheckId::Names,
        [
            upheld("Because."),
            upheld("The progress note tells of knee pain with a stable exam."),
            upheld("On 3/2/2015 she had a torn meniscus."),
            upheld("The patient's records show no instability of the injured knee."),
        ],
    );
    let relayed = json!({"quoted": true});
    let told = |text: &str, quoted: bool| {
        neck("overturned", text).finding(
            "f1",
            exam("sensory deficit", if quoted { relayed.clone() } else { json!({}) }),
        )
    };
    held(
        CheckId::SecondHand,
        [
            told("Examination showed a sensory deficit.", true),
            told("The appeal letter states that there was a sensory deficit.", true),
            told("Examination showed a sensory deficit.", false),
            told("The guidelines recommend films for a sensory deficit.", true),
        ],
    );
    let from = |documents: Value, origin: &str| {
        neck("overturned", "A sensory deficit was found.")
            .case("documents", documents)
            .finding("f1", exam("sensory deficit", json!({"from": origin})))
    };
    let review = json!({"id": "note", "type": "utilization review determination"});
    held(
        CheckId::ReviewOnly,
        [
            from(json!([review]), "exam"),
            from(json!([{"id": "note", "type": "progress note"}]), "exam"),
            from(json!([review, {"id": "d2", "type": "progress note"}]), "exam")
                .finding("f2", exam("nerve root sign", json!({"source": {"document": "d2"}}))),
            neck("overturned", "A sensory deficit was found."),
        ],
    );
    held(
        CheckId::Untouched,
        [
            neck("upheld", "The worker has pain."),
            neck("upheld", "The note of 2/20/2015 tells of pain."),
            neck("upheld", "The worker has pain.")
                .finding("f1", exam("sensory deficit", json!({}))),
            neck("upheld", ""),
        ],
    );
}

/// What a draft has of its own: blanks, which state nothing, and denials told by their name.
#[test]
fn a_blank_records_no_step_and_a_denial_is_no_finding() {
    let step = |blank: &str| {
        upheld(&format!("{blank}; ODG asks for a trial.")).draft("works", odg("Knee"))
    };
    assert!(step("{the MTUS does not address this, or is rebutted}").says(CheckId::Step));
    assert!(!step("The MTUS does not address this").says(CheckId::Step));
    assert!(!step("What the MTUS says is rebutted").says(CheckId::Step));
    let told = |text: &str| {
        neck("overturned", text)
            .finding("f1", exam("sensory deficit", json!({"quoted": true})))
            .says(CheckId::SecondHand)
    };
    assert!(told("Examination showed a sensory deficit."));
    assert!(!told("No criterion turns on the denial of sensory deficit."));
    assert!(!told("Examination was without sensory deficit."));
}

#[test]
fn the_record_against_the_text() {
    let denies = |text: &str| {
        neck("overturned", text).finding("f1", exam("gait abnormality", json!({"value": "absent"})))
    };
    held(
        CheckId::Contradicted,
        [
            denies("She has a gait abnormality."),
            denies("She has no gait abnormality."),
            denies("Films are considered to evaluate a possible gait abnormality."),
            denies("She has a gait abnormality.")
                .finding("f2", exam("gait abnormality", json!({}))),
        ],
    );
    held(
        CheckId::Conflict,
        [
            neck("overturned", "A deficit was found.")
                .finding("f1", exam("sensory deficit", json!({"quoted": true})))
                .finding("f2", exam("gait abnormality", json!({"value": "absent"}))),
            neck(
                "overturned",
                "A deficit was found; that the gait is normal does not speak against it.",
            )
            .finding("f1", exam("sensory deficit", json!({"quoted": true})))
            .finding("f2", exam("gait abnormality", json!({"value": "absent"}))),
            neck("overturned", "A deficit was found.")
                .finding("f1", exam("sensory deficit", json!({})))
                .finding("f2", exam("gait abnormality", json!({"value": "absent"}))),
            neck("overturned", "A deficit was found.")
                .finding("f1", exam("sensory deficit", json!({"quoted": true})))
                .finding(
                    "f2",
                    exam("gait abnormality", json!({"value": "absent", "region": "knee"})),
                ),
        ],
    );
}

#[test]
fn the_outcome_against_the_criteria() {
    let met = |outcome: &str, text: &str| {
        neck(outcome, text).finding("f1", exam("sensory deficit", json!({})))
    };
    held(
        CheckId::Outcome,
        [
            met("upheld", "The arm was numb. It is not medically necessary."),
            met("overturned", "The arm was numb. It is medically necessary."),
            met("upheld", "Although the arm was numb, films were made last week."),
            neck("upheld", "Nothing was found. It is not medically necessary."),
        ],
    );
    held(
        CheckId::Margin,
        [
            met("overturned", "A sensory deficit was found."),
            met("overturned", "Two notes agree.")
                .finding("f2", exam("nerve root sign", json!({"source": {"document": "d2"}}))),
            neck("overturned", "Nothing was found."),
            met("overturned", "Not cited.").draft("cites", json!([])),
        ],
    );
    held(
        CheckId::Unmentioned,
        [
            met("overturned", "The films are necessary."),
            met("overturned", "A sensory deficit was found."),
            met("overturned", "Diminished sensation was found."),
            neck("overturned", "The films are necessary."),
        ],
    );
    held(
        CheckId::Recited,
        [
            neck("overturned", "It is ordered for a possibly serious pathology."),
            neck("overturned", "There is no serious pathology."),
            neck("overturned", "The films are necessary."),
            neck("overturned", "No red flag was found."),
        ],
    );
    // Said to be open elsewhere, beside the document that tells of it, and pointed to.
    held(
        CheckId::Recited,
        [
            neck("overturned", "The record leads to serious pathology."),
            neck("overturned", "It looks for serious pathology. Serious pathology is not told."),
            neck("overturned", "The note of 1/14/15 looks for serious pathology."),
            neck("overturned", "On serious pathology, what is told above counts as well."),
        ],
    );
    let visits = |n: u32, text: &str| {
        overturned(text)
            .item("title", json!("Physical therapy for the knee"))
            .item("kind", json!("therapy"))
            .item("service", json!("physical therapy"))
            .item("quantity", json!(format!("{n} visits")))
    };
    held(
        CheckId::Cap,
        [
            visits(30, "It is medically necessary."),
            visits(12, "It is medically necessary."),
            visits(30, "The cap does not stand against it."),
            visits(30, "This is therapy after surgery."),
        ],
    );
    held(
        CheckId::Specialty,
        [
            upheld("x").item("kind", json!("surgery")).specialties(&["Chiropractic"]),
            upheld("x").item("kind", json!("therapy")).specialties(&["Chiropractic"]),
            upheld("x")
                .item("kind", json!("surgery"))
                .specialties(&["Chiropractic", "Orthopedic Surgery"]),
            upheld("x").item("kind", json!("surgery")).specialties(&["Internal Medicine"]),
        ],
    );
}

#[test]
fn guidelines_passed_over_and_quoted_otherwise() {
    let met =
        |text: &str| neck("overturned", text).finding("f1", exam("sensory deficit", json!({})));
    let other = json!(["acr-chronic-neck-pain-imaging"]);
    held(
        CheckId::PassedOver,
        [
            met("ACR rates films high.").draft("cites", other.clone()),
            met("The chapter asks for a deficit."),
            met("The MTUS asks for a deficit; ACR says the same.").draft("cites", other.clone()),
            neck("overturned", "ACR rates films high.").draft("cites", other),
        ],
    );
    held(
        CheckId::Misquoted,
        [
            neck(
                "overturned",
                "It says \"any one of these causes is enough to order an imaging study\".",
            ),
            neck(
                "overturned",
                "It says \"any one of these reasons is enough to order an imaging study\".",
            ),
            neck("overturned", "She says \"the pain is much worse at night\"."),
            neck("overturned", "It says that any one of these causes is enough to order a study."),
        ],
    );
    // Another sentence of the same file, which nearly has these words too, does not make them wrong.
    let exact = neck("overturned", "The database comes \"no less than every three months\".")
        .draft("cites", json!(["cdc-2022-opioids"]));
    assert!(!exact.says(CheckId::Misquoted));
}
