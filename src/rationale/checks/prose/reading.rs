//! A rationale as statements: what each names, in whose sentence, quoted or not.

use std::ops::Range;

use super::facts::is_of_request;
use crate::records::text::{
    Mention, What, of_tokens,
    tokens::{Token, tokens},
    voice::{Voice, quotations, voices},
};

/// A text taken apart once, for all checks of its statements.
pub struct Reading<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token<'a>>,
    pub told: Vec<Told>,
    pub sentences: Vec<Range<usize>>,
    /// Of each sentence.
    pub voices: Vec<Voice>,
    /// What stands between quotation marks.
    pub quoted: Vec<Range<usize>>,
}

/// One statement with what surrounds it.
#[derive(Debug)]
pub struct Told {
    pub what: What,
    pub at: Range<usize>,
    pub voice: Voice,
    /// It stands between quotation marks.
    pub quoted: bool,
    /// Its sentence speaks of the request that is decided.
    pub of_request: bool,
    /// Tokens of its sentence.
    pub sentence: Range<usize>,
    /// The first of its own tokens.
    pub token: usize,
}

impl<'a> Reading<'a> {
    pub fn of(text: &'a str, sentences: Vec<Range<usize>>) -> Self {
        let tokens = tokens(text);
        let quoted = quotations(text);
        let voices = voices(text, &sentences);
        let token_at = |byte: usize| tokens.partition_point(|t| t.start < byte);
        let spans: Vec<(Range<usize>, bool)> = sentences
            .iter()
            .map(|s| {
                let span = token_at(s.start)..token_at(s.end);
                let asks = is_of_request(tokens.get(span.clone()).unwrap_or_default());
                (span, asks)
            })
            .collect();
        let mut told = Vec::new();
        for Mention { at, what } in of_tokens(&tokens) {
            let number = sentences.partition_point(|s| s.end <= at.start);
            let Some(((sentence, of_request), voice)) = spans.get(number).zip(voices.get(number))
            else {
                continue;
            };
            let inside = quoted.iter().any(|q| q.start <= at.start && at.end <= q.end);
            let (sentence, of_request, voice) = (sentence.clone(), *of_request, *voice);
            let token = token_at(at.start);
            told.push(Told { what, at, voice, quoted: inside, of_request, sentence, token });
        }
        Self { text, tokens, told, sentences, voices, quoted }
    }

    /// Statements on this worker: of a sentence that speaks of the record, also when it names a guideline too.
    pub fn of_worker(&self) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(|told| {
            // `The request for "MRI right knee" is not necessary`: the quotation is of the request.
            let quoted = told.quoted && !(told.of_request && told.voice == Voice::Record);
            told.voice != Voice::Guideline && !quoted
        })
    }

    /// Statements of a sentence that names no guideline.
    pub fn of_record(&self) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(|told| told.voice == Voice::Record && !told.quoted)
    }

    /// Statements on what a guideline says.
    pub fn of_guideline(&self) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(|told| told.voice != Voice::Record || told.quoted)
    }

    /// True when one of these words stands among the `reach` tokens before the statement, in its sentence.
    pub fn follows(&self, told: &Told, reach: usize, words: &[&str]) -> bool {
        let from = told.token.saturating_sub(reach).max(told.sentence.start);
        self.tokens
            .get(from..told.token)
            .is_some_and(|before| before.iter().any(|t| t.is_one_of(words)))
    }

    pub fn words(&self, told: &Told) -> &'a str {
        self.text.get(told.at.clone()).unwrap_or_default()
    }
}
