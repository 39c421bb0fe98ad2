//! The tape reader, and tapes that run.

mod support;

use std::path::Path;
use std::time::Duration;

use support::picture::film::{film, texts_of};
use support::picture::text_of;
use support::tape::{Command, Fault, Run, Settings, Tape};
use support::workspace::{path_with_imr, repository};

fn read(tape: &str) -> Tape {
    Tape::read(tape).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The commands of a tape, a short line for each.
fn commands(tape: &str) -> Vec<String> {
    let short = |command: Command| match command {
        Command::Hide => "hide".to_owned(),
        Command::Show => "show".to_owned(),
        Command::Type(text) => format!("type <{text}>"),
        Command::Key { name, times } => format!("{name} x{times}"),
        Command::Wait { scope, pattern, timeout } => format!("{scope:?} /{pattern}/ {timeout:?}"),
        Command::Sleep(time) => format!("sleep {time:?}"),
        Command::Screenshot(file) => format!("screenshot {file}"),
    };
    read(tape).steps.into_iter().map(|step| short(step.command)).collect()
}

#[test]
fn a_tape_is_read() {
    let tape = read(
        "# A comment.\n\
         Output demo.gif\n\
         Output \"docs/demo.webm\"\n\
         Require imr\n\n\
         Set Width 1140 # pixels\n\
         Set Height 808\n\
         Set FontSize 18\n\
         Set Padding 20\n\
         Set Theme \"Catppuccin Mocha\"\n\
         Set TypingSpeed 50ms\n\
         Set WaitTimeout 20s\n\
         Set Shell bash\n\
         Set Framerate 25\n\n\
         Hide\n\
         Type 'imr'\n",
    );
    assert_eq!(tape.outputs, ["demo.gif", "docs/demo.webm"]);
    assert_eq!(tape.requires, [(4, "imr".to_owned())]);
    assert_eq!(
        tape.settings,
        Settings {
            width: 1140,
            height: 808,
            font_size: 18,
            padding: 20,
            framerate: 25,
            theme: "Catppuccin Mocha".to_owned(),
            shell: "bash".to_owned(),
            typing_speed: Duration::from_millis(50),
            wait_timeout: Duration::from_secs(20),
        }
    );
    assert_eq!(tape.settings.grid(), (100, 32));
    assert_eq!(tape.steps.iter().map(|step| step.line).collect::<Vec<_>>(), [16, 17]);
}

#[test]
fn every_command_is_known() {
    let tape = "Hide Show\n\
                Type \"it's\"\n\
                Type@10ms 'a \"b\"'\n\
                Type `# 'c' \"d\"`\n\
                Enter\nEscape\nTab\nUp\nDown 3\nLeft@5ms 2\nRight\nBackspace 4\nSpace 2\n\
                PageUp\nPageDown 2\nCtrl+S\nCtrl+Alt+x\nAlt+m\nShift+Tab\n\
                Sleep 500ms\nSleep 1.5s\nSleep 2\nSleep 1m\n\
                Screenshot docs/bench.png\n";
    assert_eq!(
        commands(tape),
        [
            "hide",
            "show",
            "type <it's>",
            "type <a \"b\">",
            "type <# 'c' \"d\">",
            "Enter x1",
            "Escape x1",
            "Tab x1",
            "Up x1",
            "Down x3",
            "Left x2",
            "Right x1",
            "Backspace x4",
            "Space x2",
            "PageUp x1",
            "PageDown x2",
            "Ctrl+S x1",
            "Ctrl+Alt+x x1",
            "Alt+m x1",
            "Shift+Tab x1",
            "sleep 500ms",
            "sleep 1.5s",
            "sleep 2s",
            "sleep 60s",
            "screenshot docs/bench.png",
        ]
    );
}

#[test]
fn a_wait_looks_for_the_prompt_unless_it_says_otherwise() {
    assert_eq!(
        commands("Wait\nWait /done/\nWait+Line\nWait+Screen /a b/\nWait+Screen@5s /c|d/"),
        [
            "Line />$/ None",
            "Line /done/ None",
            "Line />$/ None",
            "Screen /a b/ None",
            "Screen /c|d/ Some(5s)",
        ]
    );
}

#[test]
fn a_fault_names_its_line_and_what_is_wrong() {
    for (tape, fault) in [
        ("Enter\nTyp 'x'", "line 2: unknown command `Typ`"),
        ("Home", "line 1: unknown command `Home`"),
        ("Assert /x/", "line 1: unknown command `Assert`"),
        ("Ctrl+", "line 1: unknown command `Ctrl+`"),
        ("Ctrl+Hyper", "line 1: unknown command `Ctrl+Hyper`"),
        ("'x'", "line 1: expected a command, found \"x\""),
        ("Type hello", "line 1: Type wants a text in quotes"),
        ("\nType \"hello", "line 2: the text \"hello has no end: \" is missing"),
        ("Type 'it's'", "line 1: a space is missing after 'it'"),
        ("Wait+Screen /abc", "line 1: the pattern /abc has no end: / is missing"),
        ("Wait+Page /abc/", "line 1: `Wait+Page`: Wait looks at +Line or +Screen"),
        ("Wait+Screen@soon /abc/", "line 1: \"soon\" is not a time, such as 500ms or 2s"),
        ("Hide@2s", "line 1: `Hide` takes no time after @"),
        ("Down three", "line 1: unknown command `three`"),
        ("Down 3x", "line 1: Down is pressed a number of times, not \"3x\""),
        ("Sleep", "line 1: a time is missing"),
        ("Sleep\nEnter", "line 1: a time is missing"),
        ("Sleep 5h", "line 1: \"5h\" is not a time, such as 500ms or 2s"),
        ("Output", "line 1: a file is missing"),
        ("Screenshot a.txt", "line 1: a screenshot is a .png file, not \"a.txt\""),
        ("Set", "line 1: the name of a setting is missing"),
        ("Set Width", "line 1: a value of Width is missing"),
        ("Set Width wide", "line 1: Width is a number above 0, not \"wide\""),
        ("Set Colour red", "line 1: unknown setting `Colour`"),
        ("Set Shell zsh", "line 1: the shell of a tape is bash, not zsh"),
        (
            "Hide\nSet Width 10",
            "line 2: `Set Width` has no effect after the first command, which is in line 1",
        ),
    ] {
        assert_eq!(Tape::read(tape).expect_err(tape).to_string(), fault);
    }
    let fault = Tape::read("Wait /a(/").expect_err("a pattern with a fault");
    assert!(fault.to_string().starts_with("line 1: /a(/ is not a regular expression:"));
}

#[test]
fn the_grid_is_what_fits_into_the_picture() {
    let grid = |width, height, font_size, padding| {
        Settings { width, height, font_size, padding, ..Settings::default() }.grid()
    };
    assert_eq!(grid(1200, 600, 22, 60), (77, 16));
    assert_eq!(grid(10, 10, 22, 60), (1, 1));
}

fn run(tape: &str, env: &[(&str, &str)]) -> Result<Run, Fault> {
    let folder = tempfile::tempdir().expect("a folder");
    read(tape).run(folder.path(), env)
}

#[test]
fn a_tape_runs_in_a_shell() {
    let folder = tempfile::tempdir().expect("a folder");
    let tape = read(
        "Require cat\n\
         Set Width 1000\n\
         Hide\n\
         Type 'cd $(mktemp -d) && clear' Enter\n\
         Wait\n\
         Show\n\
         Type 'echo ready; cat > note.txt; echo left' Enter\n\
         Wait+Screen /(?m)^ready$/\n\
         Type 'first line' Enter\n\
         Type 'secomd' Backspace 2 Type 'nd line' Enter\n\
         Sleep 10s\n\
         Screenshot writing.png\n\
         Ctrl+D\n\
         Wait+Screen@5s /(?m)^left$/\n\
         Type `pwd > \"$GIVEN/where\"; cp note.txt \"$GIVEN\"` Enter\n\
         Wait\n",
    );
    let given = folder.path().display().to_string();
    let run = tape.run(Path::new("/"), &[("GIVEN", &given)]).unwrap_or_else(|f| panic!("{f}"));

    let left = |file: &str| std::fs::read_to_string(folder.path().join(file)).expect("a file");
    assert_eq!(left("note.txt"), "first line\nsecond line\n");
    assert!(left("where").contains("/tmp"));
    assert_eq!(run.shots.len(), 1);
    assert_eq!(run.shots[0].file, "writing.png");
    assert_eq!(text_of(&run.shots[0].svg).as_ref(), Some(&run.shots[0].text));
    assert!(run.shots[0].text.ends_with("ready\nfirst line\nsecond line"), "{}", run.shots[0].text);
    assert!(run.screen.ends_with("\n>"), "{}", run.screen);
}

#[test]
fn a_wait_sees_the_prompt_after_the_command_not_the_one_before() {
    let run = run("Type 'sleep 0.3; echo slept' Enter Wait", &[]).expect("a tape that runs");
    assert_eq!(run.screen, "> sleep 0.3; echo slept\nslept\n>");
}

#[test]
fn a_wait_in_vain_names_its_line_and_prints_the_screen() {
    let fault = run("Type 'echo here'\nEnter\nWait+Screen@200ms /there/", &[]).expect_err("a wait");
    assert_eq!(fault.line, 3);
    assert!(fault.what.contains("in vain for /there/"), "{fault}");
    assert!(fault.what.contains("│here\n"), "{fault}");
}

#[test]
fn a_program_that_is_missing_is_named_before_anything_runs() {
    let fault = run("Enter\nRequire no-such-program", &[]).expect_err("a missing program");
    assert_eq!(fault.to_string(), "line 2: `no-such-program` is not on the PATH");
    let fault = run("Require cat", &[("PATH", "/nowhere")]).expect_err("a missing program");
    assert_eq!(fault.to_string(), "line 1: `cat` is not on the PATH");
}

/// The demo is a test: its own keys, the real program; and the film in the README is what it showed.
#[test]
fn the_demo_tape_runs_and_the_film_shows_it() {
    let text = std::fs::read_to_string(repository().join("demo.tape")).expect("demo.tape");
    // `imr demo` makes its copy of the workspace among the temporary files, so here.
    let folder = tempfile::tempdir().expect("a folder");
    let tmp = folder.path().to_str().expect("a path that is text");
    let env = [("PATH", &*path_with_imr()), ("TMPDIR", tmp)];
    let run = read(&text).run(folder.path(), &env).unwrap_or_else(|f| panic!("demo.tape, {f}"));

    assert!(run.screen.contains("the copy is removed"), "{}", run.screen);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").collect();
    assert!(left.is_empty(), "{left:?} is left");
    assert_eq!(run.shots.iter().map(|shot| &*shot.file).collect::<Vec<_>>(), ["docs/bench.png"]);

    let drawn = film(&run.frames, "imr: one case, from the queue to its letter");
    let file = repository().join("docs/demo.svg");
    if std::env::var_os("IMR_WRITE_PICTURE").is_some_and(|value| value == "1") {
        std::fs::write(&file, &drawn).expect("docs/demo.svg");
    }
    let committed = std::fs::read_to_string(&file).expect("docs/demo.svg");
    let (there, here) = (screens(&committed), screens(&drawn));
    let apart = there.iter().zip(&here).find(|(there, here)| there != here);
    assert!(
        apart.is_none() && there.len() == here.len(),
        "docs/demo.svg has {} screens, the program shows {}; \
         `IMR_WRITE_PICTURE=1 cargo test --test tape` draws it anew. The first that differs: {apart:#?}",
        there.len(),
        here.len()
    );
    assert!(here.len() > 40, "{} screens", here.len());
    assert!(committed.len() < 400_000, "{} bytes", committed.len());
}

/// The screens of a film, without what a slow disk changes: how soon a draft is kept.
fn screens(svg: &str) -> Vec<String> {
    let row = |row: &str| {
        let mut row = row.replace("not kept yet", "kept");
        // The rule after it is as much longer.
        while row.contains("\u{2500}\u{2500}") {
            row = row.replace("\u{2500}\u{2500}", "\u{2500}");
        }
        row
    };
    let mut screens: Vec<String> = texts_of(svg)
        .iter()
        .map(|text| text.lines().map(row).collect::<Vec<_>>().join("\n"))
        .collect();
    screens.dedup();
    screens
}

#[test]
fn a_film_shows_each_screen_for_its_time_and_draws_each_row_once() {
    let run = run(
        "Set Width 600\nSet Height 400\nHide\nType 'clear' Enter\nWait\nShow\n\
         Type 'echo \"<1>\" & \\' Sleep 3s\nScreenshot a.png\nCtrl+C\nSleep 1s",
        &[],
    )
    .expect("a tape that runs");
    let svg = film(&run.frames, "a <film>");
    let shown = texts_of(&svg);
    assert_eq!(shown.first().map(String::as_str), Some("> echo"), "{shown:#?}");
    let typed = "> echo \"<1>\" & \\";
    assert!(shown.iter().any(|screen| screen == typed), "{shown:#?}");
    let drawn: Vec<&str> = svg.lines().filter(|line| line.starts_with("<g id=")).collect();
    let looks: std::collections::HashSet<&str> =
        drawn.iter().filter_map(|row| row.split_once("data-t")).map(|(_, row)| row).collect();
    assert_eq!(looks.len(), drawn.len(), "a row is drawn twice: {svg}");
    assert!(svg.contains("prefers-reduced-motion:no-preference"));
    assert!(svg.contains("<title>a &lt;film&gt;</title>"));
    let still = shown.iter().position(|screen| screen == typed).expect("the still");
    let width = 2 * 16 + 12 * run.frames[0].screen.size().1.get() as usize;
    assert!(
        svg.contains(&format!(".strip{{transform:translateX(-{}px)}}", still * width)),
        "{svg}"
    );
    // Fourteen letters at 50 ms, and two rests: `Ctrl+C` shows in the second.
    assert!(svg.contains(&format!("film {:.2}s step-end infinite", 0.7 + 4.0)), "{svg}");
}
