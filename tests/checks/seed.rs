//! What the checks say of the seed's case, decided as it was published and in words of our own: each thing that the
//! research names of it, by check and place.

use std::{path::Path, sync::Arc};

use imr_workbench::{
    domain::{
        check::{Alarm, CheckId},
        words::Outcome,
    },
    rationale::checks::{Known, Record, Sources, every},
    store::Workspace,
};

/// The published rationale, retold: rule, facts, application, and its conclusion twice.
const RATIONALE: &str = "The MTUS addresses plain films. ACOEM, 2nd edition, lists as reasons to order imaging: a red flag, \
    signs of tissue insult or neurologic dysfunction, failure of strengthening meant to spare an operation, and clarifying \
    the anatomy before an invasive procedure. If symptoms last four to six weeks a study may be appropriate when surgery is \
    considered for a specific anatomic defect, or for serious pathology such as a tumor. The appeal report dated 3/3/15 \
    documented that a spine surgeon, on 1/14/15, noted diminished sensation of the left arm and a positive Spurling's sign. \
    Physical examination demonstrated neurologic deficits. Surgery was put before her. To look further into serious \
    pathology, a study may be appropriate. The records show neurologic deficits. Therefore, the request is supported by \
    ACOEM. Therefore, the request is medically necessary.";

fn alarms() -> Vec<Alarm> {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let library = workspace.library().unwrap();
    let open = workspace.open_case(&"CM15-0000001".parse().unwrap(), &library).unwrap();
    let mut draft = open.draft_or_new();
    draft.items[0].outcome = Some(Outcome::Overturned);
    RATIONALE.clone_into(&mut draft.items[0].rationale);
    let sources = Sources {
        guidelines: &library.guidelines,
        vocabulary: &library.vocabulary,
        reviewer: None,
    };
    let known = Known::of(&open.case, &draft, sources, Arc::<Record>::default());
    every(&known, sources, &draft)
}

#[test]
fn the_checks_say_of_the_seed_what_was_found_wrong_with_it() {
    let alarms = alarms();
    let of =
        |check: CheckId| -> Vec<&Alarm> { alarms.iter().filter(|a| a.check == check).collect() };
    // Neurologic deficits are known only through the appeal report; the sentence states them as found.
    let [relayed] = of(CheckId::SecondHand)[..] else { panic!("{alarms:?}") };
    let place = relayed.span.clone().unwrap();
    assert!(RATIONALE[..place.start].ends_with("examination demonstrated "), "{relayed:?}");
    assert!(relayed.reason.contains("appeal-2015-03-03"));
    // The progress note speaks against it.
    let conflicts: Vec<&str> = of(CheckId::Conflict).iter().map(|a| a.words.as_str()).collect();
    assert_eq!(conflicts, ["gait-normal", "no-myelopathy"]);
    // Surgery and serious pathology are recited, and the record leaves them open.
    let recited: Vec<&str> = of(CheckId::Recited).iter().map(|a| a.reason.as_str()).collect();
    for criterion in ["`surgery for a specific defect`", "`serious pathology`"] {
        assert!(recited.iter().any(|r| r.contains(criterion)), "{criterion}: {recited:?}");
    }
    // How long it has lasted is a criterion that holds, and nothing says so.
    let unsaid: Vec<&str> = of(CheckId::Unmentioned).iter().map(|a| a.words.as_str()).collect();
    assert!(unsaid.contains(&"limitation has persisted"), "{unsaid:?}");
    // One source carries all.
    let [margin] = of(CheckId::Margin)[..] else { panic!("{alarms:?}") };
    assert_eq!(margin.words, "sensation-left-arm, spurling");
    // It closes as it was decided.
    assert!(of(CheckId::Closing).is_empty() && of(CheckId::Outcome).is_empty(), "{alarms:?}");
}
