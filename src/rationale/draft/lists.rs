//! Lists of words by which concepts become English.

/// Words that stand in capitals, or begin with one, wherever a vocabulary or a record type writes them small.
pub const CASED: &str = "\
    MRI CT MR EMG TENS NSAID NSAIDs PHQ-9 Spurling Tinel Phalen Durkan McMurray Oswestry Epworth Segond \
    MME ACOEM ODG MTUS UR";

/// Abbreviations, and what they stand for: each begins with a consonant when it is spoken in words.
pub const SPELLED: [(&str, &str); 2] =
    [("NSAID", "nonsteroidal anti-inflammatory drug"), ("MME", "morphine milligram equivalents")];

/// Concepts whose names are no nouns, as a sentence has them.
pub const REWORDED: [(&str, &str); 3] = [
    ("changed since last study", "change since the last study"),
    ("diagnosis uncertain", "uncertain diagnosis"),
    ("same study", "earlier study of the same kind"),
];

/// Ends of words that take no article: what is not counted.
pub const UNCOUNTED: &str = "\
    pain weakness loss care therapy trauma use supply guidance relief bility compression stenosis \
    tenderness spasm crepitus atrophy fever osis itis pathy algia pnea ness ism ing function disease \
    surgery limitation retention tone reflux sedation anesthesia paresthesia depression anxiety insomnia \
    hypertension syndrome claudication destruction improvement dependence status motion diabetes \
    pregnancy dyspepsia degeneration immunosuppression modification abstinence massage onset apnea suppression \
    codeine hydrocodone hydromorphone methadone morphine oxycodone oxymorphone tapentadol tramadol \
    buprenorphine baclofen gabapentin profen benzaprine lidocaine capsaicin ketamine triptyline menthol";

/// Words by which a concept is a statement and no thing: `injection change explained`.
pub const STATED: &str = "\
    agrees explained intact excluded addressed exhausted improved reduced offered uncertain maximized \
    declined tested given listed stated plateaued reached repairable documented asked progress treated \
    tied reviewed outweigh restricted";

/// Result words that stand before what they are said of.
pub const ADJECTIVES: &str = "\
    normal abnormal equivocal positive negative inconclusive inadequate consistent inconsistent low \
    moderate high";

/// Words with which the titles of requests begin and that are no names.
pub const STARTS: &str = "\
    one two three four five six seven eight nine ten eleven twelve left right bilateral associated repeat \
    retrospective urine outpatient inpatient additional continued";
