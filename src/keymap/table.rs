//! The one table of bindings: the source of the keymap and of the documents.

use crate::app::{
    Action, Scope,
    key::{Code, Key},
};

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    pub scopes: &'static [Scope],
    /// Key sequences that do it, the first is the one shown: `g g`. None: the palette alone runs it, by its name.
    pub keys: &'static [&'static str],
    pub action: Action,
    /// What it does, for the help.
    pub does: &'static str,
    /// Place among the footer's hints, 1 first; 0 is not hinted. The words shown are the second part.
    pub hint: (u8, &'static str),
}

use Action as A;
use Scope::{Bench, Editor, Form, Preview, Prompt, Question, Queue, Reading, Record, Silence};

const LISTS: &[Scope] = &[Queue, Bench, Reading, Preview, Question, Record, Silence];
const ALL: &[Scope] = Scope::ALL;
/// Texts that lie over the screen.
const TEXTS: &[Scope] = &[Reading, Preview, Question];
const MAIN: &[Scope] = &[Queue, Bench];
const SEARCHED: &[Scope] = &[Queue, Bench, Record];
/// Where a line of text is written.
const WRITING: &[Scope] = &[Editor, Form];

const fn bind(
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    action: Action,
    does: &'static str,
) -> Binding {
    Binding { scopes, keys, action, does, hint: (0, "") }
}

const fn hinted(
    scopes: &'static [Scope],
    keys: &'static [&'static str],
    action: Action,
    does: &'static str,
    hint: (u8, &'static str),
) -> Binding {
    Binding { scopes, keys, action, does, hint }
}

/// Every binding.
pub const BINDINGS: &[Binding] = &[
    bind(LISTS, &["j", "Down"], A::Down, "one row down"),
    bind(LISTS, &["k", "Up"], A::Up, "one row up"),
    bind(LISTS, &["g g", "Home"], A::First, "first row"),
    bind(LISTS, &["G", "End"], A::Last, "last row"),
    bind(LISTS, &["Ctrl-d"], A::HalfDown, "half a page down"),
    bind(LISTS, &["Ctrl-u"], A::HalfUp, "half a page up"),
    bind(&[Queue], &["Ctrl-f", "PageDown"], A::PageDown, "a page down"),
    bind(&[Bench], &["Ctrl-f", "PageDown", "Space"], A::PageDown, "a page down"),
    hinted(
        &[Reading, Preview, Question, Record, Silence],
        &["Space", "Ctrl-f", "PageDown"],
        A::PageDown,
        "a page down",
        (4, "page down"),
    ),
    bind(LISTS, &["Ctrl-b", "PageUp"], A::PageUp, "a page up"),
    hinted(&[Queue], &["Enter"], A::Open, "open the case", (1, "open")),
    hinted(
        &[Bench],
        &["Enter"],
        A::Open,
        "on to the next pane; in the rationale, edit",
        (9, "go on"),
    ),
    hinted(&[Bench], &["Tab"], A::NextPane, "next pane", (6, "pane")),
    bind(&[Bench], &["S-Tab"], A::PreviousPane, "previous pane"),
    bind(&[Bench], &["1"], A::ItemsPane, "to the items"),
    bind(&[Bench], &["2"], A::FindingsPane, "to the findings"),
    bind(&[Bench], &["3"], A::CriteriaPane, "to the criteria"),
    bind(&[Bench], &["4"], A::RationalePane, "to the rationale"),
    bind(&[Bench], &["J"], A::NextItem, "next item, from any pane"),
    bind(&[Bench], &["K"], A::PreviousItem, "previous item, from any pane"),
    hinted(&[Queue], &["]"], A::NextCase, "next open case", (4, "next open")),
    bind(&[Queue], &["["], A::PreviousCase, "previous open case"),
    hinted(&[Bench], &["]"], A::NextCase, "next open case", (8, "next case")),
    bind(&[Bench], &["["], A::PreviousCase, "previous open case"),
    bind(&[Bench], &["z"], A::Zoom, "the focused pane alone, and back"),
    hinted(&[Bench], &["o o"], A::Overturn, "item overturned: medically necessary", (2, "outcome")),
    bind(&[Bench], &["o u"], A::Uphold, "item upheld: the denial stands"),
    bind(&[Bench], &["o c"], A::ClearOutcome, "item undecided again"),
    bind(
        &[Bench],
        &["o d"],
        A::DecideDependents,
        "decide the items that depend on this one with it, where they are undecided",
    ),
    bind(&[Bench], &["m m"], A::StateMet, "state the criterion met, with a reason"),
    bind(&[Bench], &["m n"], A::StateNotMet, "state the criterion not met, with a reason"),
    bind(&[Bench], &["m c"], A::ClearStated, "let the computed value count again"),
    bind(&[Bench], &["t"], A::Cite, "cite this guideline in the letter, or no more"),
    bind(
        &[Bench],
        &["W"],
        A::CiteWork,
        "cite a study or guideline that is no file here, part by part",
    ),
    bind(
        &[Bench],
        &["T"],
        A::StepDown,
        "say why something below the MTUS is cited, or why nothing is",
    ),
    hinted(&[Bench], &["e"], A::Edit, "edit the rationale", (1, "edit")),
    bind(&[Bench], &["E"], A::EditOutside, "edit the rationale in $VISUAL or $EDITOR"),
    hinted(
        &[Bench],
        &["F"],
        A::Finalize,
        "preview what will be written, and finalize",
        (3, "finalize"),
    ),
    hinted(&[Bench], &["s"], A::Summary, "summary, diagnoses and documents", (5, "summary")),
    bind(&[Bench], &["a"], A::Attest, "attest that nothing stands against your deciding this case"),
    bind(&[Bench], &["A"], A::Amend, "amend a final case: a new version, with a reason"),
    bind(&[Bench], &["D"], A::ShowDraft, "what your draft holds, and what changed under it"),
    bind(&[Bench], &["w"], A::Readings, "two readings: the claims administrator's and yours"),
    hinted(&[Bench], &["p"], A::Record, "the page of the record where it stands", (7, "page")),
    bind(&[Bench], &["S"], A::SearchRecord, "search the record for what is said not to be in it"),
    bind(&[Bench], &["f a"], A::AddFinding, "add a finding of your own"),
    bind(&[Bench], &["f c"], A::CorrectFinding, "correct the chosen finding, with a reason"),
    bind(&[Bench], &["f x"], A::RefuseFinding, "refuse the chosen finding, with a reason"),
    bind(&[Bench], &["f u"], A::RestoreFinding, "take back what you made of the chosen finding"),
    bind(&[Bench], &["d d"], A::DraftRationale, "draft the rationale beside your words"),
    bind(&[Bench], &["d c"], A::DraftCriterion, "draft the sentences on the chosen criterion"),
    bind(&[Bench], &["d o"], A::DraftSafety, "put in the safety paragraph of a refused opioid"),
    bind(&[Bench], &["d n"], A::NextStale, "to the next drafted sentence that is out of date"),
    bind(&[Bench], &["d s"], A::ShowStale, "what is out of date, why, and how it would read now"),
    bind(&[Bench], &["d r"], A::Redraft, "draft the sentence at the caret anew"),
    bind(&[Bench], &["i"], A::InsertCitation, "put the source of it into the rationale"),
    bind(&[Bench], &["y y"], A::Copy, "copy what the cursor stands on"),
    bind(&[Bench], &["y c"], A::CopyCitation, "copy its source"),
    bind(&[Bench], &["y r"], A::CopyRationale, "copy the rationale"),
    bind(&[Bench], &["y n"], A::CopyNumber, "copy the case's number"),
    bind(&[Bench], &["Ctrl-s"], A::Save, "keep the draft now (it is kept at every pause too)"),
    hinted(SEARCHED, &["/"], A::Search, "search in this list", (5, "search")),
    bind(SEARCHED, &["n"], A::SearchNext, "next match"),
    bind(SEARCHED, &["N"], A::SearchPrevious, "previous match"),
    hinted(
        &[Queue],
        &["\\"],
        A::Filter,
        "show only the cases that a filter lets through",
        (2, "filter"),
    ),
    hinted(
        &[Queue],
        &["Space"],
        A::Mark,
        "mark the case, or take the mark away; on to the next",
        (3, "mark"),
    ),
    bind(&[Queue], &["v"], A::MarkRange, "begin a range of marks; end it"),
    bind(
        &[Queue],
        &["V", "*"],
        A::InvertMarks,
        "mark what is shown and not marked, and the other way round",
    ),
    hinted(
        &[Queue],
        &["x"],
        A::SetAside,
        "set the marked cases aside, with a reason",
        (11, "set aside"),
    ),
    bind(&[Queue], &["X"], A::TakeUp, "take the marked cases up again"),
    bind(&[Queue], &["y"], A::CopyNumber, "copy the numbers of the marked cases"),
    bind(&[Queue], &["u"], A::Undo, "undo what was last done in the queue"),
    bind(&[Queue], &["Ctrl-r"], A::Redo, "do it again"),
    hinted(&[Queue], &["Tab"], A::NextView, "next view", (8, "view")),
    bind(&[Queue], &["S-Tab"], A::PreviousView, "previous view"),
    bind(&[Queue], &["1"], A::View1, "the first view"),
    bind(&[Queue], &["2"], A::View2, "the second view"),
    bind(&[Queue], &["3"], A::View3, "the third view"),
    bind(&[Queue], &["4"], A::View4, "the fourth view"),
    bind(&[Queue], &["5"], A::View5, "the fifth view"),
    bind(&[Queue], &["6"], A::View6, "the sixth view"),
    bind(&[Queue], &["7"], A::View7, "the seventh view"),
    bind(&[Queue], &["8"], A::View8, "the eighth view"),
    bind(&[Queue], &["9"], A::View9, "the ninth view"),
    hinted(&[Queue], &["s d"], A::SortDue, "sort by due moment, then priority", (10, "sort")),
    bind(&[Queue], &["s n"], A::SortNumber, "sort by case number"),
    bind(&[Queue], &["s k"], A::SortKind, "sort by priority and kind"),
    bind(&[Queue], &["s s"], A::SortState, "sort by state"),
    bind(&[Queue], &["s r"], A::SortRegion, "sort by region"),
    bind(&[Queue], &["s i"], A::SortItems, "sort by how many items"),
    bind(&[Queue], &["s -"], A::SortTurn, "the other way round"),
    bind(&[Queue], &["A"], A::Amend, "how a final case is amended"),
    bind(MAIN, &["r"], A::Reload, "read from disk again"),
    bind(SEARCHED, &[":"], A::Palette, "any act by its name"),
    hinted(SEARCHED, &["?"], A::Help, "this help", (7, "help")),
    bind(&[Queue], &["Esc"], A::Back, "clear the range, then the marks, then the filter"),
    bind(&[Bench], &["Esc"], A::Back, "one step back"),
    hinted(&[Queue], &["q"], A::Close, "quit; the draft is kept first", (9, "quit")),
    hinted(&[Bench], &["q"], A::Close, "back to the queue; the draft is kept first", (4, "queue")),
    // the editor
    hinted(
        &[Editor],
        &["Esc"],
        A::Back,
        "put out the light of a search; then leave the editor; the text stays",
        (1, "done"),
    ),
    hinted(&[Editor], &["Ctrl-s"], A::Save, "keep the draft now", (2, "keep")),
    hinted(&[Editor], &["Ctrl-u"], A::Undo, "undo", (3, "undo")),
    hinted(&[Editor], &["Ctrl-r"], A::Redo, "redo", (5, "redo")),
    bind(&[Editor], &["Enter"], A::NewLine, "new line"),
    bind(WRITING, &["Left"], A::Left, "one character left"),
    bind(WRITING, &["Right"], A::Right, "one character right"),
    bind(&[Editor], &["Up"], A::Up, "one row up"),
    bind(&[Editor], &["Down"], A::Down, "one row down"),
    bind(WRITING, &["Ctrl-b"], A::WordLeft, "one word left"),
    bind(WRITING, &["Ctrl-f"], A::WordRight, "one word right"),
    bind(&[Editor], &["Home"], A::RowStart, "start of the row; again, of the line"),
    bind(&[Editor], &["End"], A::RowEnd, "end of the row; again, of the line"),
    bind(&[Editor], &["Ctrl-a"], A::LineStart, "start of the line"),
    bind(&[Editor], &["Ctrl-e"], A::LineEnd, "end of the line"),
    bind(&[Form], &["Home", "Ctrl-a"], A::LineStart, "start of the line"),
    bind(&[Form], &["End", "Ctrl-e"], A::LineEnd, "end of the line"),
    bind(&[Editor], &["Ctrl-t"], A::TextStart, "start of the text"),
    bind(&[Editor], &["Ctrl-x i"], A::InsertCitation, "put the source of what you came from here"),
    bind(&[Editor], &["Ctrl-g"], A::TextEnd, "end of the text"),
    bind(&[Editor], &["PageUp"], A::PageUp, "a page up"),
    bind(&[Editor], &["PageDown"], A::PageDown, "a page down"),
    bind(WRITING, &["Backspace", "Ctrl-h"], A::DeleteBack, "delete the character before"),
    bind(WRITING, &["Delete", "Ctrl-d"], A::DeleteForward, "delete the character after"),
    bind(WRITING, &["Ctrl-w"], A::DeleteWord, "delete the word before"),
    bind(WRITING, &["Ctrl-k"], A::DeleteToLineEnd, "delete to the end of the line"),
    hinted(&[Editor], &["Ctrl-x /"], A::Search, "search in the text", (4, "more")),
    bind(&[Editor], &["Ctrl-n"], A::SearchNext, "next match"),
    bind(&[Editor], &["Ctrl-p"], A::SearchPrevious, "previous match"),
    bind(&[Editor], &["Ctrl-x e", "Ctrl-o"], A::EditOutside, "go on in $VISUAL or $EDITOR"),
    bind(&[Editor], &["Ctrl-x d"], A::DraftRationale, "draft the rationale beside your words"),
    bind(
        &[Editor],
        &["Ctrl-x n"],
        A::NextStale,
        "to the next drafted sentence that is out of date",
    ),
    bind(&[Editor], &["Ctrl-x r"], A::Redraft, "draft the sentence at the caret anew"),
    bind(
        &[Editor],
        &["Ctrl-x S"],
        A::SearchRecord,
        "search the record for what the sentence says is not in it",
    ),
    bind(&[Editor], &["Ctrl-x s"], A::Snippets, "insert a text of your own, with blanks"),
    bind(&[Editor], &["Tab"], A::NextBlank, "to the next {blank}; what is typed fills it"),
    bind(&[Editor], &["S-Tab"], A::PreviousBlank, "to the {blank} before"),
    // prompts
    hinted(&[Prompt], &["Enter"], A::Submit, "carry it out", (1, "go")),
    hinted(&[Prompt], &["Esc"], A::Back, "give up", (2, "give up")),
    bind(&[Prompt], &["Backspace", "Ctrl-h"], A::DeleteBack, "delete the character before"),
    bind(&[Prompt], &["Ctrl-w"], A::DeleteWord, "delete the word before"),
    hinted(
        &[Prompt],
        &["Tab"],
        A::Complete,
        "complete the name, then on to the next",
        (3, "complete"),
    ),
    hinted(
        &[Prompt],
        &["Up", "S-Tab"],
        A::Up,
        "in the list, one up; else the line typed before",
        (4, "before"),
    ),
    bind(&[Prompt], &["Down"], A::Down, "in the list, one down; else back towards this line"),
    bind(&[Prompt], &["Left"], A::Left, "one character left"),
    bind(&[Prompt], &["Right"], A::Right, "one character right"),
    bind(&[Prompt], &["Home", "Ctrl-a"], A::LineStart, "start of the line"),
    bind(&[Prompt], &["End", "Ctrl-e"], A::LineEnd, "end of the line"),
    bind(&[Prompt], &["Delete", "Ctrl-d"], A::DeleteForward, "delete the character after"),
    bind(&[Prompt], &["Ctrl-u"], A::DeleteToLineStart, "delete to the start of the line"),
    bind(&[Prompt], &["Ctrl-k"], A::DeleteToLineEnd, "delete to the end of the line"),
    // preview and help
    hinted(
        &[Preview],
        &["y"],
        A::Confirm,
        "write both files and make the case final",
        (1, "write it"),
    ),
    hinted(&[Preview], &["Tab"], A::OtherFile, "the letter, or the YAML", (2, "letter or YAML")),
    hinted(&[Preview], &["Esc", "q"], A::Back, "close; nothing is written", (3, "close")),
    hinted(&[Reading], &["Esc", "q"], A::Back, "close", (1, "close")),
    hinted(TEXTS, &["/"], A::Search, "search in this text", (5, "search")),
    bind(TEXTS, &["n"], A::SearchNext, "next match"),
    bind(TEXTS, &["N"], A::SearchPrevious, "previous match"),
    // the text of a document
    hinted(&[Record], &["l", "Right"], A::NextPage, "next page of the document", (3, "page")),
    bind(&[Record], &["h", "Left"], A::PreviousPage, "previous page of the document"),
    hinted(&[Record], &["Tab"], A::NextDocument, "next document of the case", (6, "document")),
    bind(&[Record], &["S-Tab"], A::PreviousDocument, "previous document of the case"),
    hinted(&[Record], &["v"], A::Select, "begin or end choosing lines", (2, "choose lines")),
    hinted(
        &[Record],
        &["f"],
        A::AddFinding,
        "a finding of your own from these lines",
        (1, "finding"),
    ),
    hinted(&[Record], &["i"], A::InsertCitation, "cite this page in the rationale", (4, "cite")),
    bind(&[Record], &["y"], A::Copy, "copy these lines"),
    hinted(&[Record], &["Esc", "q"], A::Back, "end choosing; close", (8, "close")),
    // a search for what is said not to be there
    hinted(&[Silence], &["Enter", "p"], A::Open, "open the text where it stands", (1, "open")),
    hinted(&[Silence], &["Ctrl-s"], A::Save, "keep the search with the item", (2, "keep")),
    hinted(
        &[Silence],
        &["x"],
        A::SetAside,
        "set the hit aside, with a reason; again, it counts",
        (3, "set aside"),
    ),
    bind(&[Silence], &["Tab"], A::NextPane, "from the hits to the near misses, and back"),
    bind(&[Silence], &[":"], A::Palette, "any act by its name"),
    hinted(&[Silence], &["?"], A::Help, "this help", (7, "help")),
    hinted(&[Silence], &["Esc", "q"], A::Back, "close", (8, "close")),
    // a finding being filled in
    hinted(&[Form], &["Ctrl-s"], A::Save, "keep the finding", (1, "keep")),
    hinted(&[Form], &["Tab"], A::Complete, "the next of the words that fit", (2, "fitting words")),
    hinted(
        &[Form],
        &["Enter"],
        A::Submit,
        "next field; on the last, keep the finding",
        (3, "next"),
    ),
    bind(&[Form], &["Ctrl-u"], A::DeleteToLineStart, "empty the field"),
    bind(&[Form], &["Down"], A::Down, "next field"),
    bind(&[Form], &["Up", "S-Tab"], A::Up, "field before"),
    hinted(&[Form], &["Esc"], A::Back, "leave it; what is typed stays", (4, "leave")),
    hinted(&[Form], &["Ctrl-x x"], A::GiveUp, "give the finding up", (5, "give up")),
    // questions
    hinted(&[Question], &["y"], A::Confirm, "yes", (1, "yes")),
    hinted(
        &[Question],
        &["t"],
        A::TakeTheirs,
        "of two drafts, take the one on the disk",
        (2, "take the other"),
    ),
    hinted(&[Question], &["Esc", "q"], A::Back, "no; nothing is changed", (3, "no")),
    // everywhere
    bind(ALL, &["Ctrl-l"], A::Redraw, "draw the screen anew"),
    bind(ALL, &["Ctrl-z"], A::Suspend, "back to the shell; fg comes back here"),
    // by name alone
    bind(MAIN, &[], A::Quit, "quit from anywhere; the draft is kept first"),
    bind(
        &[Bench],
        &[],
        A::ForgetWork,
        "cite the last cited study or guideline of this item no more",
    ),
    bind(
        &[Bench],
        &[],
        A::MailingDay,
        "say when the determination is mailed: its last days run from then",
    ),
    bind(&[Bench], &[], A::Unattest, "take the attestation of this case back"),
    bind(&[Bench], &[], A::DiscardDraft, "take the draft off the desk; it lies in .imr/trash"),
    bind(&[Bench], &[], A::TakeOver, "take the case from who holds it; their words are put aside"),
    bind(MAIN, &[], A::Messages, "what was said so far, with its time"),
    bind(MAIN, &[], A::QuitAnyway, "quit at once; what is not yet on disk is lost"),
];

impl Binding {
    /// Its sequences, parsed.
    pub fn sequences(&self) -> impl Iterator<Item = Vec<Key>> + '_ {
        self.keys.iter().map(|keys| sequence(keys))
    }
}

/// Parses `g g`. A spelling that is no key becomes a key that no terminal sends; a test keeps the table free of such.
pub fn sequence(keys: &str) -> Vec<Key> {
    let never = Key { code: Code::Char('\0'), ctrl: true };
    keys.split(' ').map(|k| k.parse().unwrap_or(never)).collect()
}
