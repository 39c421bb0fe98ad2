//! Stories that read like the job, told in keys: no terminal, but the real keymap, `update`, store
//! and view.

mod support;

mod flow {
    mod checks;
    mod deciding;
    mod drafting;
    mod finishing;
    mod imported;
    mod keeping;
    mod keys;
    mod outside;
    mod palette;
    mod pointing;
    mod precedents;
    mod queue;
    mod record;
    mod refusing;
    mod searching;
    mod sharing;
    mod silence;
    mod snippets;
    mod stretches;
    mod tour;
    mod triage;
    mod undoing;
    mod writing;
}
