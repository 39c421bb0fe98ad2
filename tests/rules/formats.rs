//! `docs/files.md` is written from the types that files are read into: their fields, what the sources say of each, and
//! the words that are allowed; guidelines from their schema. `IMR_WRITE_DOCS=1 cargo test --test rules` writes it anew.

use std::{collections::BTreeMap, env, fs, process::Command};

use serde_json::Value;

use super::{none, read, root, sources};

const DOCUMENT: &str = "docs/files.md";

/// Kinds of files, what each is, and the type that it is read into.
const KINDS: [(&str, &str, &str); 6] = [
    ("cases/CASE.yaml", "What intake knows. A review never writes here.", "Case"),
    (
        "guidelines/vocabulary.yaml",
        "The words that cases and guidelines share, each with what records call it.",
        "Vocabulary",
    ),
    ("imr.yaml", "The organization: its sentences, its holidays, its bench.", "Organization"),
    (
        "reviewers.yaml",
        "What the organization has verified of each reviewer. No name leaves this file.",
        "Reviewers",
    ),
    (
        ".imr/drafts/CASE.yaml",
        "Work that is not final, as `imr` writes it. It may be read; what edits it by hand while the case is open, \
         edits in vain.",
        "Draft",
    ),
    (
        "determinations/CASE.yaml",
        "What was decided, complete in itself, with digests of what it was decided on. Never written over.",
        "Determination",
    ),
];

const UNKNOWN: &str = "no word in tests/rules/formats.rs for the type ";

/// A type of the sources.
#[derive(Debug, Default)]
struct Known {
    says: String,
    fields: Vec<Field>,
    /// The words of a closed list.
    words: Vec<String>,
}

#[derive(Debug, Default, PartialEq)]
struct Field {
    name: String,
    kind: String,
    required: bool,
    says: String,
}

/// What stands in double quotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Types of a source that is formatted as all sources here are: a field a line, its attributes and comments above.
fn types(source: &str, found: &mut BTreeMap<String, Known>) {
    let mut lines = source.lines();
    let (mut says, mut attributes) = (String::new(), String::new());
    while let Some(line) = lines.next() {
        let begun = line.trim();
        if let Some(comment) = begun.strip_prefix("///") {
            says += comment;
        } else if begun.starts_with("#[") {
            attributes += begun;
        } else if let Some(name) =
            line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {"))
        {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "}").collect();
            if attributes.contains("Deserialize") && !attributes.contains("try_from") {
                let known = Known { says: told(&says), fields: fields(&body), words: Vec::new() };
                found.insert(name.to_owned(), known);
            }
            (says, attributes) = Default::default();
        } else if begun == "words! {" {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "}").collect();
            let (docs, rest): (Vec<&str>, Vec<&str>) =
                body.iter().map(|line| line.trim()).partition(|line| line.starts_with("///"));
            let rest = rest.join(" ");
            let name = rest.split(',').next().unwrap_or_default().to_owned();
            let words = rest.split_once('{').map_or(Vec::new(), |(_, list)| quoted(list));
            let says = docs.first().map_or("", |line| &line[3..]);
            found.insert(name, Known { says: told(says), fields: Vec::new(), words });
            attributes.clear();
        } else {
            (says, attributes) = Default::default();
        }
    }
}

/// A comment as a sentence of a table.
fn told(says: &str) -> String {
    says.trim().replace('|', "or").replace("[`", "`").replace("`]", "`")
}

fn fields(body: &[&str]) -> Vec<Field> {
    let mut found = Vec::new();
    let (mut says, mut attributes) = (String::new(), String::new());
    for line in body.iter().map(|line| line.trim()) {
        if let Some(comment) = line.strip_prefix("///") {
            says += comment;
        } else if line.starts_with("#[") {
            attributes += line;
        } else if let Some((name, kind)) =
            line.strip_prefix("pub ").and_then(|rest| rest.split_once(": "))
        {
            let kind = kind.trim_end_matches(',').to_owned();
            let renamed =
                attributes.split_once("rename = \"").map(|(_, rest)| rest.split('"').next());
            let name = renamed.flatten().unwrap_or(name).to_owned();
            let required = !attributes.contains("default") && !kind.starts_with("Option<");
            found.push(Field { name, kind, required, says: told(&says) });
            (says, attributes) = Default::default();
        }
    }
    found
}

/// What is inside `Vec<…>` and its like.
fn inner(kind: &str) -> (&str, &str) {
    for (outer, word) in [("Option<", ""), ("Vec<", "list of "), ("BTreeMap<String, ", "map of ")] {
        if let Some(inside) = kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>')) {
            return (inside, word);
        }
    }
    (kind, "")
}

/// What a type is called in a table, and the types of ours in it.
fn shown(kind: &str, known: &BTreeMap<String, Known>, next: &mut Vec<String>) -> String {
    let (inside, word) = inner(kind);
    if inside != kind {
        return format!("{word}{}", shown(inside, known, next));
    }
    let name = kind.rsplit("::").next().unwrap_or(kind);
    match (known.get(name), name) {
        (Some(found), _) if !found.words.is_empty() => {
            let words: Vec<String> = found.words.iter().map(|word| format!("`{word}`")).collect();
            words.join(", ")
        }
        (Some(_), _) => {
            next.push(name.to_owned());
            name.to_owned()
        }
        (None, "String") => "text".to_owned(),
        (None, "bool") => "`true`, `false`".to_owned(),
        (None, "u8" | "u16" | "u32" | "u64" | "usize") => "number".to_owned(),
        (None, "(usize, usize)") => "two numbers".to_owned(),
        (None, "PartialDate") => "date".to_owned(),
        (None, "Moment") => "`2026-05-21` or `2026-05-21T14:30`".to_owned(),
        (None, "Holiday" | "Date") => "day".to_owned(),
        (None, "CaseNumber") => "up to 40 letters, digits and dashes".to_owned(),
        (None, "Quantity") => "amount with its unit: `6 months`, `4 to 6 weeks`".to_owned(),
        (None, "Value") => "`present`, `absent`, or an amount with its unit".to_owned(),
        (None, "Multiplier") => "decimal number".to_owned(),
        (None, "CheckId") => "id of a [check](checks.md)".to_owned(),
        // Named by the test, as a field without a word for its type.
        (None, other) => format!("{UNKNOWN}{other}"),
    }
}

/// What is said of the type that a field has: for a field that has no words of its own.
fn of_type<'a>(kind: &str, known: &'a BTreeMap<String, Known>) -> &'a str {
    match inner(kind) {
        (inside, _) if inside != kind => of_type(inside, known),
        _ => known.get(kind.rsplit("::").next().unwrap_or(kind)).map_or("", |found| &found.says),
    }
}

/// The section of a kind of file: a table for it, and one for each type in it that has not had one.
///
/// Of what only `imr` writes, two types deep is enough.
fn section(root_type: &str, known: &BTreeMap<String, Known>, told: &mut Vec<String>) -> String {
    let written = ["Draft", "Determination"].contains(&root_type);
    let mut text = String::new();
    let mut waiting = vec![root_type.to_owned()];
    while !waiting.is_empty() {
        let name = waiting.remove(0);
        if told.contains(&name)
            || written && !name.ends_with(root_type) && !name.starts_with("Item")
        {
            continue;
        }
        let found = &known[&name];
        if name != root_type {
            text += &format!("### {name}\n\n{}\n\n", found.says);
        }
        text += "| field | | what | meaning |\n| --- | --- | --- | --- |\n";
        for field in &found.fields {
            let what = shown(&field.kind, known, &mut waiting);
            let required = if field.required { "required" } else { "" };
            let says =
                if field.says.is_empty() { of_type(&field.kind, known) } else { &field.says };
            text += &format!("| `{}` | {required} | {what} | {says} |\n", field.name);
        }
        text.push('\n');
        told.push(name);
    }
    text
}

/// The types of all sources that files are read into.
fn known() -> BTreeMap<String, Known> {
    let mut found = BTreeMap::new();
    for (_, source) in sources("src/domain") {
        types(&source, &mut found);
    }
    found
}

/// A guideline file is read by hand, so that faults have places: its tables come from its schema.
fn guideline() -> String {
    let printed = Command::new(env!("CARGO_BIN_EXE_imr")).args(["schema", "guideline"]).output();
    let schema: Value =
        serde_json::from_slice(&printed.expect("the program").stdout).expect("JSON");
    let mut text = "## guidelines/NAME.yaml\n\nCriteria in plain words; by example in [criteria.md](criteria.md). \
                    `imr schema guideline` prints this as JSON Schema.\n\n"
        .to_owned();
    let criterion = &schema["properties"]["criteria"]["additionalProperties"];
    let test = &schema["properties"]["tests"]["items"];
    let leaf =
        schema["$defs"]["leaf"]["anyOf"].as_array().and_then(|ways| ways.last()).expect("a leaf");
    for (heading, object) in
        [("", &schema), ("A criterion", criterion), ("A leaf", leaf), ("A test", test)]
    {
        if !heading.is_empty() {
            text += &format!("### {heading}\n\n");
        }
        text += "| field | | what | meaning |\n| --- | --- | --- | --- |\n";
        for (name, field) in object["properties"].as_object().expect("fields") {
            let required =
                object["required"].as_array().is_some_and(|all| all.iter().any(|n| n == name));
            let required = if required { "required" } else { "" };
            let says = field["description"].as_str().unwrap_or_default();
            text += &format!("| `{name}` | {required} | {} | {says} |\n", allowed(field));
        }
        text.push('\n');
    }
    text
}

/// What a field of a schema may be.
fn allowed(field: &Value) -> String {
    if let Some(words) = field["enum"].as_array() {
        let words: Vec<String> =
            words.iter().filter_map(|w| Some(format!("`{}`", w.as_str()?))).collect();
        return words.join(", ");
    }
    if let Some(ways) = field["anyOf"].as_array() {
        return format!("{}, or a list of such", allowed(&ways[0]));
    }
    match (field["type"].as_str(), field["$ref"].as_str()) {
        (Some("array"), _) => "list".to_owned(),
        (Some("object"), _) => "map".to_owned(),
        (None, Some(_)) => "a criterion or a leaf".to_owned(),
        _ => "text".to_owned(),
    }
}

fn document() -> String {
    let known = known();
    let mut text = "# Files\n\nWritten from the types that files are read into, and from the schema of guidelines, by \
         `IMR_WRITE_DOCS=1 cargo test --test rules`; a test compares the two.\n\nYAML, UTF-8. A field that is not named \
         here is refused with its line and the nearest name; `imr check` says all faults of all files. A date is a day, a month, a year or a range: `2026-11-22`, `2026-11`, `2026`, `2026-03..2026-05`. Where they lie: \
         [README.md](../README.md); limits of size and depth: [safety.md](safety.md).\n\n"
        .to_owned();
    let mut told = Vec::new();
    for (nth, (file, says, root_type)) in KINDS.iter().enumerate() {
        text += &format!("## {file}\n\n{says}\n\n{}", section(root_type, &known, &mut told));
        if nth == 0 {
            text += &guideline();
        }
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn the_document_of_files_is_what_the_types_say() {
    let document = document();
    if env::var_os("IMR_WRITE_DOCS").is_some_and(|set| set == "1") {
        fs::write(root().join(DOCUMENT), &document).expect(DOCUMENT);
    }
    let silent: Vec<String> = document
        .lines()
        .filter(|line| {
            line.starts_with("| `") && (line.ends_with("|  |") || line.contains(UNKNOWN))
        })
        .map(str::to_owned)
        .collect();
    none("fields whose meaning or type nothing explains", &silent);
    let old = read(DOCUMENT) != document;
    assert!(!old, "{DOCUMENT} is old; IMR_WRITE_DOCS=1 cargo test --test rules writes it");
}

#[test]
fn fields_and_words_are_read_from_sources() {
    let mut found = BTreeMap::new();
    let source = "/// A thing.\n#[derive(Serialize, Deserialize)]\npub struct Thing {\n    /// Its name,\n    /// in full.\n    \
                  #[serde(rename = \"as\")]\n    pub name: Option<Word>,\n    pub many: Vec<u32>,\n}\n\
                  words! {\n    /// One word.\n    Word, \"a word\" { One = \"one\", Two = \"two words\" }\n}\n\
                  #[derive(Debug)]\npub struct Other {\n    pub a: u8,\n}\n";
    types(source, &mut found);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["Thing", "Word"]);
    let thing = &found["Thing"];
    assert_eq!(thing.says, "A thing.");
    let name = Field {
        name: "as".into(),
        kind: "Option<Word>".into(),
        required: false,
        says: "Its name, in full.".into(),
    };
    let many =
        Field { name: "many".into(), kind: "Vec<u32>".into(), required: true, says: String::new() };
    assert_eq!(thing.fields, [name, many]);
    let mut next = Vec::new();
    assert_eq!(shown("Option<Word>", &found, &mut next), "`one`, `two words`");
    assert_eq!(shown("Vec<Thing>", &found, &mut next), "list of Thing");
    assert_eq!(next, ["Thing"]);
}
