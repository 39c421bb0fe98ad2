//! Words that tell how a mention stands in its sentence.

/// A sentence with one of these before the words is a rule, not a fact.
pub(super) const GUIDELINE: &[&str] =
    &["guideline", "guidelines", "mtus", "acoem", "odg", "criteria", "literature"];
/// Somebody else than the patient.
pub(super) const OTHERS: &[&str] =
    &["mother", "father", "brother", "sister", "wife", "husband", "son", "daughter", "family"];
/// The patient.
pub(super) const SELF: &[&str] =
    &["patient", "claimant", "applicant", "worker", "she", "he", "employee"];

/// What denies.
pub(super) const NO: &[&str] = &[
    "no", "not", "denies", "denied", "deny", "denying", "never", "nor", "neither", "negative",
    "lacks", "lacked", "lacking", "lack", "absence", "free", "declined", "declines", "refused",
    "refuses", "cannot", "unable", "didnt", "doesnt", "hasnt", "isnt", "wasnt",
];
/// What a treatment leads to: `no relief with acupuncture` says that there was acupuncture.
pub(super) const OUTCOMES: &[&str] = &[
    "improvement",
    "relief",
    "benefit",
    "change",
    "changes",
    "response",
    "progress",
    "help",
    "better",
    "improved",
    "improve",
    "helped",
    "resolved",
    "relieved",
    "responded",
    "respond",
    "resolution",
    "success",
    "effect",
    "gain",
    "tolerated",
    "tolerate",
    "completed",
    "finished",
    "only",
    "longer",
    "just",
];
/// What joins an outcome to its treatment.
pub(super) const AFTER_OUTCOME: &[&str] = &[
    "with",
    "from",
    "despite",
    "after",
    "following",
    "to",
    "by",
    "on",
    "despite",
    "longer",
    "only",
    "just",
    "tolerated",
    "tolerate",
    "completed",
    "finished",
];
/// A new thought begins.
pub(super) const TURNS: &[&str] = &[
    "but", "however", "although", "though", "except", "yet", "which", "who", "because", "since",
    "despite", "while", "and/or",
];
/// Verbs with which something new is said.
pub(super) const VERBS: &[&str] = &[
    "reports",
    "reported",
    "has",
    "had",
    "have",
    "is",
    "are",
    "was",
    "were",
    "shows",
    "showed",
    "demonstrates",
    "reveals",
    "remains",
    "underwent",
    "completed",
    "received",
    "continues",
    "states",
    "stated",
    "complains",
    "admits",
    "notes",
    "with",
    "does",
];
/// What is not yet.
pub(super) const PLAN: &[&str] = &[
    "request",
    "requested",
    "requesting",
    "requests",
    "recommend",
    "recommended",
    "recommending",
    "recommends",
    "recommendation",
    "plan",
    "plans",
    "planned",
    "planning",
    "will",
    "would",
    "should",
    "consider",
    "considered",
    "considering",
    "consideration",
    "schedule",
    "scheduled",
    "proposed",
    "pending",
    "awaiting",
    "candidate",
    "authorization",
    "authorize",
    "refer",
    "referral",
    "referred",
    "order",
    "ordering",
    "if",
    "evaluate",
    "need",
    "needs",
    "future",
    "seeking",
    "wishes",
    "discussed",
    "option",
    "options",
];
/// The same, after the words.
pub(super) const PLAN_AFTER: &[&str] = &[
    "requested",
    "recommended",
    "planned",
    "proposed",
    "considered",
    "pending",
    "scheduled",
    "advised",
    "ordered",
    "discussed",
    "requires",
    "awaiting",
    "denied",
    "authorization",
];
/// What is not certain.
pub(super) const HEDGE: &[&str] = &[
    "possible",
    "possibly",
    "probable",
    "probably",
    "suspected",
    "suspect",
    "suspicious",
    "suspicion",
    "question",
    "questionable",
    "likely",
    "may",
    "might",
    "presumed",
    "equivocal",
];
/// What is over.
pub(super) const PAST: &[&str] =
    &["previously", "remote", "remotely", "former", "formerly", "resolved", "childhood"];
/// Words between a mention and what is said of it.
pub(super) const LINKS: &[&str] = &[
    "is",
    "was",
    "were",
    "are",
    "has",
    "have",
    "had",
    "been",
    "be",
    "to",
    "at",
    "this",
    "time",
    "sign",
    "signs",
    "test",
    "tests",
    "testing",
    "on",
    "the",
    "left",
    "right",
    "bilaterally",
    "exam",
    "examination",
    "both",
    "sides",
    "today",
    "also",
    "visits",
    "session",
    "sessions",
];
/// What denies, after the words.
pub(super) const NEGATIVE_AFTER: &[&str] =
    &["negative", "absent", "none", "denied", "unlikely", "excluded"];
