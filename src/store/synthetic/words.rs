//! What made-up cases are made of. The words are this file's own: no record and no letter was their model.

use crate::domain::words::ServiceKind::{self, *};

/// A part of the body, and what is told of it and asked for it.
pub struct Part {
    /// A region of the vocabulary.
    pub region: &'static str,
    pub body: &'static str,
    /// There are two of it.
    pub sided: bool,
    pub mechanisms: &'static [&'static str],
    pub diagnoses: &'static [&'static str],
    pub complaints: &'static [&'static str],
    pub requests: &'static [Request],
}

/// A service that may be in dispute.
pub struct Request {
    pub service: &'static str,
    pub kind: ServiceKind,
    /// `#` stands for a number, `@` for a side.
    pub titles: &'static [&'static str],
    pub code: Option<&'static str>,
    /// Id of the guideline that speaks of it.
    pub guideline: &'static str,
    /// Its criterion that decides.
    pub criterion: &'static str,
}

const fn request(
    service: &'static str,
    kind: ServiceKind,
    titles: &'static [&'static str],
    code: Option<&'static str>,
    (guideline, criterion): (&'static str, &'static str),
) -> Request {
    Request { service, kind, titles, code, guideline, criterion }
}

const THERAPY: Request = request(
    "physical therapy",
    Therapy,
    &["Physical therapy, # visits", "Physical therapy twice a week, # visits in all"],
    Some("97110"),
    ("lc-4604-5-physical-therapy", "therapy supported"),
);
const NEEDLES: Request = request(
    "acupuncture",
    Therapy,
    &["Acupuncture, # sessions", "Acupuncture, # treatments over six weeks"],
    Some("97810"),
    ("mtus-acupuncture", "acupuncture supported"),
);
const CREAM: Request = request(
    "topical analgesic",
    Drug,
    &["Diclofenac gel 1 percent, # g", "Topical analgesic cream, # g"],
    None,
    ("mtus-2009-topical-analgesics", "topical supported"),
);
const TABLETS: Request = request(
    "opioid",
    Drug,
    &["Tramadol 50 mg, # tablets", "Hydrocodone/acetaminophen 5/325 mg, # tablets"],
    None,
    ("cdc-2022-opioids", "opioid supported"),
);
/// Asked for in one case of a thousand, for a word that is seldom found.
pub const SELDOM: Request = request(
    "weight loss program",
    Program,
    &["Weight loss program, # weeks"],
    None,
    ("weight-loss", "program supported"),
);

pub const PARTS: &[Part] = &[
    Part {
        region: "low back",
        body: "lower back",
        sided: false,
        mechanisms: &[
            "lifting a pallet",
            "a fall from a ladder",
            "unloading a truck",
            "a long drive",
        ],
        diagnoses: &["lumbar strain", "lumbar disc displacement", "lumbar radiculopathy"],
        complaints: &[
            "an ache across the belt line",
            "stabbing pain on bending",
            "pain into one leg",
        ],
        requests: &[
            request(
                "lumbar mri",
                DiagnosticTest,
                &["MRI of the lumbar spine without contrast", "Lumbar MRI, repeat study"],
                Some("72148"),
                ("acr-low-back-imaging", "mri usually appropriate"),
            ),
            THERAPY,
            request(
                "lumbar epidural steroid injection",
                Injection,
                &[
                    "Epidural steroid injection, lumbar, one level",
                    "Lumbar epidural injection, L5-S1",
                ],
                Some("62323"),
                ("co-2014-epidural-steroid", "injection considered"),
            ),
            TABLETS,
            CREAM,
        ],
    },
    Part {
        region: "neck",
        body: "neck",
        sided: false,
        mechanisms: &["a rear-end collision", "overhead work", "a box that fell", "desk work"],
        diagnoses: &["cervical strain", "cervical disc disease", "cervical radiculitis"],
        complaints: &[
            "stiffness on turning",
            "pain between neck and shoulder",
            "pain down one arm",
        ],
        requests: &[
            request(
                "cervical mri",
                DiagnosticTest,
                &["MRI of the cervical spine", "Cervical MRI without contrast"],
                Some("72141"),
                ("acr-chronic-neck-pain-imaging", "mri usually appropriate"),
            ),
            NEEDLES,
            THERAPY,
            CREAM,
        ],
    },
    Part {
        region: "knee",
        body: "knee",
        sided: true,
        mechanisms: &["a twist on wet floor", "kneeling on tile", "a step down from a cab"],
        diagnoses: &["medial meniscus tear", "knee osteoarthritis", "knee sprain"],
        complaints: &[
            "catching on stairs",
            "pain along the inner joint line",
            "swelling after work",
        ],
        requests: &[
            request(
                "knee mri",
                DiagnosticTest,
                &["MRI of the @ knee", "MRI of the @ knee without contrast"],
                Some("73721"),
                ("acr-knee-trauma-imaging", "mri usually appropriate"),
            ),
            request(
                "knee arthroscopy",
                Surgery,
                &["Arthroscopy of the @ knee with partial meniscectomy", "@ knee arthroscopy"],
                Some("29881"),
                ("ncd-150-9-knee-arthroscopy", "arthroscopy may be covered"),
            ),
            THERAPY,
        ],
    },
    Part {
        region: "shoulder",
        body: "shoulder",
        sided: true,
        mechanisms: &[
            "a pull on a rope",
            "stocking high shelves",
            "a fall on the outstretched arm",
        ],
        diagnoses: &["rotator cuff tear", "shoulder impingement", "shoulder sprain"],
        complaints: &["pain at night", "weakness on reaching up", "a painful arc"],
        requests: &[
            request(
                "shoulder mri",
                DiagnosticTest,
                &["MRI of the @ shoulder", "@ shoulder MRI without contrast"],
                Some("73221"),
                ("acr-shoulder-trauma-imaging", "mri usually appropriate"),
            ),
            request(
                "rotator cuff repair",
                Surgery,
                &["Rotator cuff repair, @ shoulder", "Arthroscopic cuff repair, @"],
                Some("29827"),
                ("wa-lni-2013-rotator-cuff-repair", "repair supported"),
            ),
            THERAPY,
            NEEDLES,
        ],
    },
    Part {
        region: "wrist and hand",
        body: "wrist",
        sided: true,
        mechanisms: &["years at a keyboard", "work with a vibrating tool", "sorting parcels"],
        diagnoses: &["carpal tunnel syndrome", "wrist tendinitis"],
        complaints: &["numb fingers at night", "a weak grip", "tingling when holding a phone"],
        requests: &[
            request(
                "carpal tunnel release",
                Surgery,
                &["Carpal tunnel release, @", "@ carpal tunnel release, open"],
                Some("64721"),
                ("wa-lni-2014-carpal-tunnel-release", "release supported"),
            ),
            request(
                "nerve conduction study",
                DiagnosticTest,
                &["Nerve conduction study, @ arm", "Nerve conduction study of the @ upper limb"],
                Some("95909"),
                ("wa-lni-2014-carpal-tunnel-testing", "nerve test supported"),
            ),
            THERAPY,
        ],
    },
];

pub const JOBS: &[&str] = &[
    "warehouse worker",
    "nurse's aide",
    "roofer",
    "bus driver",
    "line cook",
    "machinist",
    "teacher",
    "electrician",
    "farm hand",
    "mail carrier",
    "cashier",
    "welder",
    "gardener",
    "baker",
    "surveyor",
];

pub const PROVIDERS: &[&str] =
    &["primary treating physician", "orthopedic surgeon", "pain physician", "physiatrist"];

pub const REASONS: &[&str] = &[
    "the report of the last visit is to come",
    "a question to the claims administrator is open",
    "the images are to come",
];

/// What was tried: a concept of the vocabulary, then words of the record and what they say it led to.
pub const TRIED: &[(&str, &[(&str, &str)])] = &[
    (
        "physical therapy",
        &[
            ("attended therapy with little change", "failed"),
            ("therapy helped for a while only", "partial"),
        ],
    ),
    (
        "nsaid trial",
        &[
            ("takes naproxen with some relief", "partial"),
            ("ibuprofen upset the stomach", "not tolerated"),
        ],
    ),
    (
        "home exercise program",
        &[
            ("does the exercises at home each day", "ongoing"),
            ("exercises at home when able", "ongoing"),
        ],
    ),
];

/// What was found on examination: a concept, whether it is there, words. Of four in a row none contradicts another.
pub const EXAMINED: &[(&str, bool, &[&str])] = &[
    ("tenderness", true, &["tender to palpation over the area", "marked tenderness is noted"]),
    ("motor weakness", false, &["strength is full throughout", "no weakness on manual testing"]),
    (
        "sensory deficit",
        false,
        &["sensation is intact to light touch", "no sensory deficit is found"],
    ),
    ("reflex loss", false, &["reflexes are equal on both sides", "reflexes are brisk and equal"]),
    ("muscle spasm", true, &["spasm is felt on both sides", "guarding and spasm are present"]),
    ("motor weakness", true, &["strength is 4/5 against resistance", "mild weakness is noted"]),
    ("fracture", false, &["no fracture is seen", "films show no break"]),
    ("infection", false, &["there is no sign of infection", "no fever and no sign of infection"]),
];
