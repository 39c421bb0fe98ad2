//! A proof laid out as the lines that a reader walks through: the deciding criterion first, its parts below it.

use super::{
    proof::{ClauseProof, CriterionProof, Proof, Shape, Weight},
    value::Value,
};

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Index of the proof it belongs to.
    pub proof: usize,
    pub depth: usize,
    pub what: What,
    pub value: Value,
    /// Findings that bear on it, by id.
    pub findings: Vec<(String, Weight)>,
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A guideline's title line with its overall value.
    Guideline,
    /// A criterion, by name.
    Criterion(String),
    /// An exclusion: its index in `unless`.
    Exclusion(usize),
    /// A soft prerequisite: its index in `expected`.
    Expected(usize),
}

/// The lines of several proofs, one after the other.
pub fn outline(proofs: &[Proof]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, proof) in proofs.iter().enumerate() {
        lines.push(Line {
            proof: index,
            depth: 0,
            what: What::Guideline,
            value: proof.value,
            findings: Vec::new(),
        });
        let mut walk = Walk { proof, index, seen: Vec::new(), lines: &mut lines };
        walk.criterion(&proof.decide, 1);
        for (i, exclusion) in proof.unless.iter().enumerate() {
            walk.beside(What::Exclusion(i), exclusion);
        }
        for (i, expected) in proof.expected.iter().enumerate() {
            walk.beside(What::Expected(i), expected);
        }
        // What the deciding criterion does not name is shown beside it, never hidden.
        for criterion in &proof.criteria {
            walk.criterion(&criterion.name, 1);
        }
    }
    lines
}

struct Walk<'a> {
    proof: &'a Proof,
    index: usize,
    seen: Vec<String>,
    lines: &'a mut Vec<Line>,
}

impl Walk<'_> {
    fn criterion(&mut self, name: &str, depth: usize) {
        if self.seen.iter().any(|s| s == name) {
            return;
        }
        let Some(criterion) = self.proof.criterion(name) else { return };
        self.seen.push(name.to_owned());
        self.push(depth, What::Criterion(name.to_owned()), criterion.value, &criterion.clause);
        self.parts(criterion, depth);
    }

    /// An exclusion or a soft prerequisite; a criterion that it names stands in its line and not again below.
    fn beside(&mut self, what: What, clause: &ClauseProof) {
        self.push(1, what, clause.value, clause);
        if let Shape::Named(name) = &clause.shape
            && !self.seen.contains(name)
            && let Some(criterion) = self.proof.criterion(name)
        {
            self.seen.push(name.clone());
            self.parts(criterion, 1);
        }
    }

    fn parts(&mut self, criterion: &CriterionProof, depth: usize) {
        let mut open = vec![&criterion.clause];
        let mut names = Vec::new();
        while let Some(clause) = open.pop() {
            match &clause.shape {
                Shape::Named(name) => names.push(name.clone()),
                _ => open.extend(clause.parts().into_iter().rev()),
            }
        }
        for name in names {
            self.criterion(&name, depth + 1);
        }
    }

    fn push(&mut self, depth: usize, what: What, value: Value, clause: &ClauseProof) {
        let findings =
            self.proof.findings_of(clause).into_iter().map(|(id, w)| (id.to_owned(), w)).collect();
        self.lines.push(Line { proof: self.index, depth, what, value, findings });
    }
}
