//! A reviewer's way over every screen of a hostile workspace.

use std::fs;

use imr_workbench::{
    app::{Action, Event, state::Overlay},
    ui::{Theme, View},
};

use crate::{
    folder::{NUMBER, holder},
    support::{
        desk::Desk,
        glass,
        own::{foreign, own_words},
        wire::Wire,
        workspace::Workspace,
    },
    watch::Watch,
};

/// What was seen: texts by where.
pub type Seen = Vec<(String, String)>;

/// A reviewer's way over every screen.
pub struct Tour<'a, 'b> {
    desk: Desk,
    wire: Wire,
    size: (u16, u16),
    theme: Theme,
    watch: &'a mut Watch<'b>,
    /// Kept only when someone asks what is shown: drawing twice is slow.
    pub seen: Option<Seen>,
}

impl<'a, 'b> Tour<'a, 'b> {
    pub fn new(
        workspace: Workspace,
        size: (u16, u16),
        theme: Theme,
        watch: &'a mut Watch<'b>,
        keep: bool,
    ) -> Self {
        let mut desk = Desk::on(workspace);
        desk.happen(Event::Resize(size.0, size.1));
        let wire = Wire::new(size.0, size.1, theme);
        Self { desk, wire, size, theme, watch, seen: keep.then(Vec::new) }
    }

    /// Presses keys and watches what is sent for the screen after each.
    fn go(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.desk.press(key);
            self.look(key);
        }
    }

    fn look(&mut self, what: &str) {
        let what = format!("the screen after `{what}`");
        let frame = self.wire.frame(&self.desk.state);
        self.watch.frame(&what, &frame, self.size);
        if let Some(seen) = &mut self.seen {
            let mut view = View::new(self.theme);
            let drawn = glass::draw(&mut view, &self.desk.state, self.size.0, self.size.1);
            let blanked =
                glass::draw_blanked(&mut view, &self.desk.state, self.size.0, self.size.1);
            let foreign = foreign(&glass::text(&blanked), &own_words());
            if !foreign.is_empty() {
                self.watch.fault(format!("a blanked recording of {what} says {foreign:?}"));
            }
            seen.push((what, glass::text(&drawn)));
        }
    }

    /// The reviewer pastes what a web page put on the clipboard, and types it.
    fn paste(&mut self, text: &str) {
        self.desk.paste(text);
        self.look("a paste");
        self.desk.type_text(&text.replace('\n', ""));
        self.look("typing");
    }

    /// Answers the prompt, where one is open.
    fn answer(&mut self, payload: &str) {
        if self.desk.state.prompt.is_some() {
            self.paste(payload);
            self.go("Enter");
        }
    }

    /// Nothing lies over the bench any more.
    fn uncover(&mut self) {
        for _ in 0..5 {
            if self.desk.state.is_covered() {
                self.go("Esc");
            }
        }
        assert!(!self.desk.state.is_covered() && !self.desk.open_case().is_empty());
    }

    /// Refuses the first finding that intake made: one of the reviewer's own cannot be refused.
    fn refuse(&mut self, payload: &str) {
        for _ in 0..20 {
            self.go("f x");
            if self.desk.state.prompt.is_some() {
                self.paste(payload);
                return self.go("Enter");
            }
            self.go("j");
        }
        panic!("no finding can be refused: {}", self.desk.notice());
    }

    /// What is asked for beside the words: searches, past determinations, drafts, a work, a step, dependents. What was
    /// put into the rationale is taken out again, so that the letter has the words of before.
    fn beside(&mut self, payload: &str) {
        let own = self.desk.written();
        for pane in ["2", "3", "4"] {
            self.go(pane);
            self.go("S");
            self.answer(payload);
            if self.desk.state.overlay == Some(Overlay::Silence) {
                self.go("Tab G g g x");
                self.answer(payload);
                self.go("Ctrl-s Enter");
            }
            self.uncover();
        }
        self.go("P G Tab j o");
        self.uncover();
        self.go("4 d d");
        if self.desk.written() != own {
            assert!(self.desk.written().len() > own.len(), "{}", self.desk.written());
            self.go("e Ctrl-u Esc");
        }
        assert_eq!(self.desk.written(), own, "drafting takes no word away");
        self.go("d n d s G");
        self.uncover();
        // A step down the sequence asks for words, a work first for its kind.
        for keys in ["T", "W s Enter"] {
            self.go(keys);
            for _ in 0..8 {
                self.answer(payload);
            }
            self.uncover();
        }
        self.go("o d");
    }

    /// All of it; gives back the workspace, its case final.
    pub fn whole(mut self, payload: &str) -> (Workspace, Seen) {
        self.look("start");
        // Each row once when someone looks; else a page at a time: a list shows many rows at once.
        for _ in 0..self.desk.state.queue.rows().len() {
            if self.seen.is_some() || self.desk.state.queue.position().is_multiple_of(24) {
                self.go("j");
            } else {
                self.desk.press("j");
            }
        }
        for prompt in ["\\", "/", ":"] {
            self.go(prompt);
            self.paste(payload);
            self.go("Enter Esc");
        }
        self.desk.press("Esc");
        // The text of a document, as somebody's scanner wrote it.
        let note = self.desk.workspace.file(&format!("records/{NUMBER}/note.txt"));
        let text = fs::read_to_string(&note).expect("a record");
        fs::write(&note, format!("{payload}\n{text}\n{payload}\u{c}{payload}")).expect("a record");
        self.desk.open(NUMBER);
        self.look("open");
        assert_eq!(self.desk.open_case(), NUMBER, "{}", self.desk.notice());
        // The draft was begun on another case file than this one.
        self.go("G y D G Esc a G y");
        self.go("1 J K z z 2 j j z z 3 j j j j j j j j j z z 4 z z s G Esc w G Esc ? G Esc o");
        self.go("Esc 3 g g j j m m");
        self.paste(payload);
        self.go("Enter j m n");
        self.paste(payload);
        self.go("Enter 2 G g g p g g v j j y Esc l h Tab / ");
        self.paste(payload);
        self.go("Enter n f");
        for _ in 0..4 {
            self.paste(payload);
            self.go("Tab Down");
        }
        self.go("Ctrl-s Esc i Esc f a Ctrl-x x g g");
        self.refuse(payload);
        self.go("f c Ctrl-s G Ctrl-x x y y y c i G f u y G f u y G f u y G f u y 3 t t / ");
        self.paste(payload);
        self.go("Enter n N 1 S");
        self.paste(payload);
        self.go("Enter");
        // Words that name a thing are searched for, and found in the note; others are refused.
        if self.desk.state.overlay == Some(Overlay::Silence) {
            self.go("j Enter Esc x");
            // A near miss is none that could be set aside.
            self.answer(payload);
            self.go("Ctrl-s Tab G ? Esc");
        }
        while self.desk.state.overlay.is_some() {
            self.go("Esc");
        }
        self.go("4 e");
        // Paragraphs of the rationale are the reviewer's own, and the letter keeps them.
        // Braces are blanks of a snippet there, and blanks are to be filled in first.
        self.paste(&unbraced(payload).replace(['\n', '\r'], " "));
        self.go("Ctrl-x s Tab Esc Ctrl-x /");
        self.paste(&unbraced(payload).replace(['\n', '\r'], " "));
        self.go("Enter Ctrl-n Ctrl-x d Ctrl-u Esc");
        self.desk.refuse_saves = Some(payload.to_owned());
        self.go("Esc o c o o Ctrl-s");
        self.look("a refused save");
        self.desk.refuse_saves = None;
        self.beside(payload);
        // What the checks say of it, and one of them let stand for this reason.
        self.go("4 c G g g x");
        // Not every alarm may stand.
        self.answer(payload);
        self.go("d G Esc } { Ctrl-s r J o u F G Tab G g g");
        self.desk.refuse_finalize = Some(payload.to_owned());
        self.go("y");
        self.desk.refuse_finalize = None;
        self.go("Esc F y");
        assert!(self.desk.determination_on_disk(NUMBER).is_some(), "{}", self.desk.notice());
        if self.desk.open_case().is_empty() {
            self.desk.open(NUMBER);
        }
        assert_eq!(self.desk.open_case(), NUMBER);
        self.go("1 2 3 4 s Esc w Esc A");
        self.paste(payload);
        self.go("Enter D Esc : d i s c a r d - d r a f t Enter G y q");
        let hold = format!(".imr/holds/{NUMBER}.json");
        fs::write(self.desk.workspace.file(&hold), holder(payload)).expect("a hold");
        self.desk.happen(Event::Act(Action::Reload));
        self.look("a row that is held");
        self.desk.open(NUMBER);
        self.look("a case that is held");
        self.go(": t a k e - o v e r Enter G Esc q");
        (self.desk.workspace, self.seen.unwrap_or_default())
    }
}

/// The same without blanks of a snippet.
pub fn unbraced(text: &str) -> String {
    text.replace(['{', '}'], "|")
}
