//! All that can happen at the bench: every act has a name here, and a key or a palette name in `keymap`.

use crate::domain::words::words;

words! {
    /// An act of the reviewer. The word is its name in the palette and in `imr.yaml`.
    Action, "an action" {
        // moving
        Down = "down",
        Up = "up",
        First = "first",
        Last = "last",
        HalfDown = "half-page-down",
        HalfUp = "half-page-up",
        PageDown = "page-down",
        PageUp = "page-up",
        NextPane = "next-pane",
        PreviousPane = "previous-pane",
        ItemsPane = "items-pane",
        FindingsPane = "findings-pane",
        CriteriaPane = "criteria-pane",
        RationalePane = "rationale-pane",
        NextItem = "next-item",
        PreviousItem = "previous-item",
        NextCase = "next-case",
        PreviousCase = "previous-case",
        Open = "open",
        Back = "back",
        Close = "close",
        Zoom = "zoom",
        // finding
        Search = "search",
        SearchNext = "search-next",
        SearchPrevious = "search-previous",
        Filter = "filter",
        NextView = "next-view",
        PreviousView = "previous-view",
        View1 = "view-1",
        View2 = "view-2",
        View3 = "view-3",
        View4 = "view-4",
        View5 = "view-5",
        View6 = "view-6",
        View7 = "view-7",
        View8 = "view-8",
        View9 = "view-9",
        SortDue = "sort-due",
        SortNumber = "sort-number",
        SortKind = "sort-kind",
        SortState = "sort-state",
        SortRegion = "sort-region",
        SortItems = "sort-items",
        SortTurn = "sort-turn",
        // triage
        Mark = "mark",
        MarkRange = "mark-range",
        InvertMarks = "invert-marks",
        SetAside = "set-aside",
        TakeUp = "take-up",
        // deciding
        Overturn = "overturned",
        Uphold = "upheld",
        ClearOutcome = "clear-outcome",
        DecideDependents = "decide-dependents",
        Cite = "cite",
        CiteWork = "cite-work",
        ForgetWork = "forget-work",
        StepDown = "step-down",
        MailingDay = "mailing-day",
        Attest = "attest",
        Unattest = "withdraw-attestation",
        Amend = "amend",
        StateMet = "state-met",
        StateNotMet = "state-not-met",
        ClearStated = "clear-stated",
        // the record
        Record = "record",
        SearchRecord = "search-record",
        NextDocument = "next-document",
        PreviousDocument = "previous-document",
        NextPage = "next-page",
        PreviousPage = "previous-page",
        Select = "select",
        AddFinding = "add-finding",
        CorrectFinding = "correct-finding",
        RefuseFinding = "refuse-finding",
        RestoreFinding = "restore-finding",
        GiveUp = "give-up",
        InsertCitation = "insert-citation",
        Copy = "copy",
        CopyNumber = "copy-number",
        CopyRationale = "copy-rationale",
        CopyCitation = "copy-citation",
        // writing
        Edit = "edit",
        Undo = "undo",
        Redo = "redo",
        Left = "left",
        Right = "right",
        WordLeft = "word-left",
        WordRight = "word-right",
        RowStart = "row-start",
        RowEnd = "row-end",
        LineStart = "line-start",
        LineEnd = "line-end",
        TextStart = "text-start",
        TextEnd = "text-end",
        NewLine = "new-line",
        DeleteBack = "delete-back",
        DeleteForward = "delete-forward",
        DeleteWord = "delete-word",
        DeleteToLineEnd = "delete-to-line-end",
        DeleteToLineStart = "delete-to-line-start",
        EditOutside = "edit-outside",
        Snippets = "snippets",
        NextBlank = "next-blank",
        PreviousBlank = "previous-blank",
        // drafting
        DraftRationale = "draft-rationale",
        DraftCriterion = "draft-criterion",
        DraftSafety = "draft-safety",
        NextStale = "next-stale",
        ShowStale = "show-stale",
        Redraft = "redraft",
        // finishing
        Save = "save",
        Finalize = "finalize",
        Confirm = "confirm",
        OtherFile = "other-file",
        // keeping
        ShowDraft = "draft",
        DiscardDraft = "discard-draft",
        TakeOver = "take-over",
        TakeTheirs = "take-theirs",
        // around
        Summary = "summary",
        Readings = "readings",
        Help = "help",
        Messages = "messages",
        Palette = "palette",
        Submit = "submit",
        Complete = "complete",
        Reload = "reload",
        Redraw = "redraw",
        Suspend = "suspend",
        Quit = "quit",
        QuitAnyway = "quit-without-saving",
    }
}

/// Short palette names that fingers know from elsewhere.
pub const SHORT_NAMES: [(&str, Action); 4] =
    [("w", Action::Save), ("q", Action::Quit), ("q!", Action::QuitAnyway), ("wq", Action::Quit)];

/// Headings of the help: each begins with this act and goes on to the next.
const GROUPS: [(Action, &str); 10] = [
    (Action::Down, "MOVING"),
    (Action::Search, "FINDING"),
    (Action::Mark, "TRIAGE"),
    (Action::Overturn, "DECIDING"),
    (Action::Record, "THE RECORD"),
    (Action::Edit, "WRITING"),
    (Action::DraftRationale, "DRAFTING"),
    (Action::Save, "FINISHING"),
    (Action::ShowDraft, "KEEPING"),
    (Action::Summary, "AROUND"),
];

impl Action {
    /// The heading under which the help lists it.
    pub fn group(self) -> &'static str {
        GROUPS.iter().rev().find(|(first, _)| *first <= self).map_or("AROUND", |(_, name)| name)
    }
}
