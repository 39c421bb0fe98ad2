//! Every way out of the program on one workspace: the screens, the commands, the messages, the files.

use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

use clap::Parser;
use imr_workbench::{
    app::{Action, Event, state::Overlay},
    cli::{self, Args},
    domain::visible::visible,
    ui::{Theme, View},
};

use crate::{
    folder::{NUMBER, broken, file_name, holder},
    strings::is_harmful,
    support::{
        desk::Desk,
        glass,
        wire::Wire,
        workspace::{Workspace, imr, repository},
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

    /// Nothing lies over the bench any more.
    fn uncover(&mut self) {
        for _ in 0..5 {
            if self.desk.state.is_covered() {
                self.go("Esc");
            }
        }
        assert!(!self.desk.state.is_covered() && !self.desk.open_case().is_empty());
    }

    /// What is asked for beside the words: searches, past determinations, drafts, a work, a step, dependents. What was
    /// put into the rationale is taken out again, so that the letter has the words of before.
    fn beside(&mut self, payload: &str) {
        let own = self.desk.written();
        for pane in ["2", "3", "4"] {
            self.go(pane);
            self.go("S");
            if self.desk.state.prompt.is_some() {
                self.paste(payload);
                self.go("Enter");
            }
            if self.desk.state.overlay == Some(Overlay::Silence) {
                self.go("Tab G g g x");
                if self.desk.state.prompt.is_some() {
                    self.paste(payload);
                    self.go("Enter");
                }
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
        for key in ["T", "W"] {
            self.go(key);
            for answer in ["s", payload, payload, payload] {
                if self.desk.state.prompt.is_some() {
                    self.paste(answer);
                    self.go("Enter");
                }
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
        self.go("Ctrl-s Esc i Esc f a Ctrl-x x g g f x");
        self.paste(payload);
        self.go("Enter f c Ctrl-s G Ctrl-x x y y y c i G f u y G f u y G f u y G f u y 3 t t / ");
        self.paste(payload);
        self.go("Enter n N 1 S");
        self.paste(payload);
        self.go("Enter");
        // Words that name a thing are searched for, and found in the note; others are refused.
        if self.desk.state.overlay == Some(Overlay::Silence) {
            self.go("j Enter Esc x");
            // A near miss is none that could be set aside.
            if self.desk.state.prompt.is_some() {
                self.paste(payload);
                self.go("Enter");
            }
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
        if self.desk.state.prompt.is_some() {
            self.paste(payload);
            self.go("Enter");
        }
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

/// Commands that read, and print what is in the files.
const READING: [&[&str]; 22] = [
    &["list"],
    &["list", "--json"],
    &["show", NUMBER],
    &["show", NUMBER, "--json"],
    &["evaluate", NUMBER, "--why"],
    &["evaluate", NUMBER, "--json"],
    &["letter", NUMBER],
    &["finalize", NUMBER],
    &["check"],
    &["check", "--json"],
    &["check", NUMBER],
    &["check", NUMBER, "--json"],
    &["draft", NUMBER, "1"],
    &["draft", NUMBER, "1", "--json"],
    &["precedents", NUMBER, "1"],
    &["precedents", NUMBER, "1", "--json"],
    &["cite", NUMBER, "--item", "1"],
    &["guidelines", "check"],
    &["show", "CM26-1000000"],
    &["verify"],
    &["attest", NUMBER],
    &["attest", NUMBER, "--yes"],
];

/// The commands with hostile words on the command line.
fn asking(words: &str) -> Vec<Vec<&str>> {
    let state = ["state", NUMBER, "--item", "1", "--value", "met", "--reason"];
    let with = |more: &[&'static str]| -> Vec<&'static str> { [&state[..], more].concat() };
    vec![
        vec!["show", words],
        vec![words],
        vec![words, "list"],
        vec!["-C", words, "list"],
        vec!["--reviewer", words, "check"],
        vec!["show", NUMBER, words],
        vec!["schema", words],
        vec!["evaluate", NUMBER, "--item", words],
        vec!["decide", NUMBER, "--item", "1", "--outcome", words],
        vec!["decide", NUMBER, "--item", "1", "--cite", words],
        vec!["decide", NUMBER, "--item", "1", "--rationale", words],
        vec!["search", NUMBER, words],
        vec!["search", NUMBER, words, "--json"],
        vec!["check", words],
        vec!["draft", words, "1"],
        vec!["precedents", words, "1"],
        vec!["cite", NUMBER, "--item", "1", "--kind", "study", "--title", words],
        vec!["dismiss", NUMBER, "--check", words, "--reason", words],
        vec!["import", "letter", words],
        vec!["attest", words],
        vec!["amend", NUMBER, "--reason", words],
        vec!["discard", words],
        vec!["guidelines", "test", "--diff", words],
        vec!["guidelines", "test", "--diff", "guidelines/bad-0.yaml"],
        [with(&["x", "--guideline"]), vec![words, "--criterion", "x"]].concat(),
        [with(&["x", "--guideline", "hostile", "--criterion"]), vec![words]].concat(),
    ]
}

/// Runs the program; watches both of its streams.
fn ran(workspace: &Workspace, args: &[&str], watch: &mut Watch<'_>) -> (String, String) {
    let mut command = Command::new(imr());
    command.current_dir(workspace.path()).env_clear().env("IMR_NOW", "2026-11-22T09:00");
    let output = command.args(args).stdin(Stdio::null()).output().expect("the program");
    // Words of ours are short and harmless.
    let shown = |word: &&str| {
        if word.len() < 40 && !word.contains(is_harmful) {
            (*word).to_owned()
        } else {
            "…".to_owned()
        }
    };
    let name = args.iter().map(shown).collect::<Vec<_>>().join(" ");
    watch.plain(&format!("stdout of `imr {name}`"), &output.stdout);
    watch.plain(&format!("stderr of `imr {name}`"), &output.stderr);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("watched");
    (text(output.stdout), text(output.stderr))
}

/// Every command by the program itself.
pub fn commands(workspace: &Workspace, watch: &mut Watch<'_>) -> Seen {
    let mut seen = Vec::new();
    for args in READING {
        let (out, err) = ran(workspace, args, watch);
        if args.contains(&"--json") {
            serde_json::from_str::<serde_json::Value>(&out).expect("JSON");
        } else {
            seen.push((args.join(" "), out));
        }
        seen.push((format!("stderr of {}", args.join(" ")), err));
    }
    seen
}

/// The line mode: everything that it shows, and hostile words wherever words are typed.
pub fn line_mode(workspace: &Workspace, payload: &str, watch: &mut Watch<'_>) -> Seen {
    let words = payload.replace(['\0', '\n', '\r'], "");
    let typed = format!(
        "list\nlist {words}\n{words}\nopen {words}\nopen {NUMBER}\nyes\nsummary\nitems\nfindings\n\
         findings {words}\nfinding 1\ncriteria\nwhy 1\nwhy 2\nwhy 3\nreadings\nmet 2\n{words}\noverturned\n\
         write\n{words}\n.\nrationale\nreplace 1\n{words}\ndraft\nattest\nyes\nfinalize\nother\nno\n\
         item {words}\nsearch {words}\nopen 1\naside 1 {words}\nkeep\nback\nprecedents\nread 1\noutcome 1\nback\n\
         draft-rationale\nundo\nchecks\nalarm 1\ndismiss 1 {words}\ndependents\nstep-down\n{words}\n\nwork\nstudy\n\
         {words}\n\ndiscard-draft\nyes\n"
    );
    let mut command = Command::new(imr());
    command.current_dir(workspace.path()).env_clear().env("IMR_NOW", "2026-11-22T09:00");
    let state = workspace.file(".state");
    let piped = command
        .args(["--plain", "-v"])
        .env("XDG_STATE_HOME", &state)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = piped.stderr(Stdio::piped()).spawn().expect("the program");
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all(typed.as_bytes()));
    let output = child.wait_with_output().expect("its end");
    writer.join().expect("no panic").expect("everything is read");
    watch.plain("stdout of `imr --plain`", &output.stdout);
    watch.plain("stderr of `imr --plain`", &output.stderr);
    let log = fs::read_to_string(state.join("imr/imr.log")).expect("the log");
    let other = |c: char| !(c.is_ascii_alphanumeric() || " .:=+-\n".contains(c));
    if log.contains(other) || log.contains(NUMBER) || !log.contains("case-opened") {
        watch.fault(format!("the log holds more than words and numbers:\n{log}"));
    }
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    vec![("line mode".to_owned(), String::from_utf8(output.stdout).expect("watched"))]
}

/// Every command with hostile words.
pub fn questions(workspace: &Workspace, payload: &str, watch: &mut Watch<'_>) {
    let words = payload.replace('\0', "");
    for args in asking(&words) {
        ran(workspace, &args, watch);
    }
}

/// What is printed of a final case, and of a letter like its own that comes from elsewhere.
pub fn afterwards(workspace: &Workspace, payload: &str, watch: &mut Watch<'_>) {
    let letter = workspace.read(&format!("determinations/{NUMBER}.txt"));
    let theirs = letter.replace(": Overturned", &format!(" {payload}: Overturned"));
    let theirs = theirs.replace("Decision rationale:", &format!("Decision rationale: {payload}"));
    fs::write(workspace.file("theirs.txt"), theirs).expect("a letter");
    let hide = payload.replace('\0', "");
    for args in [
        &["show", NUMBER][..],
        &["letter", NUMBER],
        &["letter", NUMBER, "--publish"],
        &["letter", NUMBER, "--publish", "--check", "--hide", &hide, "--keep", &hide],
        &["finalize", NUMBER],
        &["list"],
        &["verify"],
        &["import", "letter", "theirs.txt", "--json"],
        &["import", "letter", "theirs.txt", "--number", "CM26-0000999", "--with-determination"],
        &["show", "CM26-0000999"],
        &["letter", "CM26-0000999", "--publish"],
    ] {
        ran(workspace, args, watch);
    }
}

/// The files that every command reads, each broken in every way: no command says more than what is wrong.
pub fn broken_files(payload: &str, watch: &mut Watch<'_>) -> Seen {
    let mut seen = Seen::new();
    // One sound case: the library is read and refused a hundred times.
    let workspace = Workspace::copy_of(&repository().join("tests/hostile/workspace"));
    let directory = workspace.path().to_str().expect("a path");
    let args = Args::parse_from(["imr", "-C", directory, "check"]);
    for (file, text) in broken(payload) {
        if file.starts_with("cases/") || file.starts_with("guidelines/bad") {
            continue;
        }
        let sound = workspace.read(&file);
        fs::write(workspace.file(&file), text).expect("a broken file");
        let mut out = Vec::new();
        let failed = cli::run(&args, args.command.as_ref().expect("check"), &mut out);
        let failed = failed.expect_err("a fault").message;
        watch.plain(&format!("check of {file}"), &out);
        watch.plain(&format!("check of {file}"), visible(&failed).as_bytes());
        seen.push((file.clone(), String::from_utf8_lossy(&out).into_owned()));
        fs::write(workspace.file(&file), sound).expect("the sound file");
    }
    seen
}

/// What finalizing wrote.
pub fn written(workspace: &Workspace, watch: &mut Watch<'_>) -> String {
    let letter = workspace.read(&format!("determinations/{NUMBER}.txt"));
    watch.plain("the letter", letter.as_bytes());
    let yaml = workspace.read(&format!("determinations/{NUMBER}.yaml"));
    watch.plain("the determination", yaml.as_bytes());
    for heading in ["CLINICAL CASE SUMMARY", "IMR ISSUES, DECISIONS AND RATIONALES"] {
        let lines = letter.lines().filter(|line| line.trim() == heading).count();
        if lines != 1 {
            watch.fault(format!("{heading} is forged:\n{letter}"));
        }
    }
    for forged in ["IMR DECISION(S) AND RATIONALE(S)", "imr: 0 faults", "---", "```"] {
        if letter.lines().any(|line| line.trim() == forged) {
            watch.fault(format!("{forged} is a line of the letter:\n{letter}"));
        }
    }
    letter
}

/// The name of a workspace is shown, too.
pub fn nowhere(payload: &str, watch: &mut Watch<'_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join(file_name(payload));
    fs::create_dir(&inner).expect("a folder of that name");
    let output =
        Command::new(imr()).arg("-C").arg(&inner).arg("list").output().expect("the program");
    watch.plain("no workspace", &output.stderr);
    assert_eq!(output.status.code(), Some(3));
}
