//! The picture of a screen: is all of it there, and as it looked?

mod support;

use std::num::NonZeroU16;
use std::path::Path;

use std::time::Duration;
use support::picture::{svg, text_of};
use support::pty::{Pty, patience};
use support::workspace::{Workspace, imr, repository};

fn screen(output: &str) -> vt100::Parser {
    let size = |number| NonZeroU16::new(number).expect("a size");
    let mut parser = vt100::Parser::new(size(4), size(20), 0);
    parser.process(output.as_bytes());
    parser
}

fn draw(output: &str) -> String {
    svg(screen(output).screen(), None)
}

/// The elements of one kind, without what they share with all others.
fn elements<'a>(picture: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name} ");
    picture.lines().filter(|line| line.starts_with(&start)).collect()
}

#[test]
fn cells_that_look_alike_are_drawn_together() {
    let picture = draw("\x1b[?25lab \x1b[1mcd\x1b[m  ef");
    assert_eq!(
        elements(&picture, "text"),
        [
            "<text x=\"16\" y=\"35\" fill=\"#d5dae1\" textLength=\"24\" xml:space=\"preserve\">ab</text>",
            "<text x=\"52\" y=\"35\" fill=\"#d5dae1\" font-weight=\"bold\" textLength=\"24\" xml:space=\"preserve\">cd</text>",
            "<text x=\"100\" y=\"35\" fill=\"#d5dae1\" textLength=\"24\" xml:space=\"preserve\">ef</text>",
        ]
    );
    // The ground of the whole, and no other.
    assert_eq!(elements(&picture, "rect").len(), 1);
}

#[test]
fn every_attribute_shows() {
    let shown = |codes: &str| {
        let picture = draw(&format!("\x1b[?25l\x1b[{codes}mxy"));
        let parts = [elements(&picture, "rect")[1..].to_vec(), elements(&picture, "text")].concat();
        parts.join("\n")
    };
    assert!(shown("31").contains("fill=\"#f47067\""));
    assert!(shown("38;5;196").contains("fill=\"#ff0000\""));
    assert!(shown("38;5;244").contains("fill=\"#808080\""));
    assert!(shown("38;2;1;2;3").contains("fill=\"#010203\""));
    assert!(shown("3").contains("font-style=\"italic\""));
    assert!(shown("4").contains("text-decoration=\"underline\""));
    // Dim is halfway to the ground.
    assert!(shown("2").contains("fill=\"#757a81\""));
    let reversed = shown("7");
    assert!(
        reversed.contains("<rect x=\"16\" y=\"16\" width=\"24\" height=\"26\" fill=\"#d5dae1\"")
    );
    assert!(reversed.contains("<text x=\"16\" y=\"35\" fill=\"#161b22\""));
    let coloured = shown("30;42");
    assert!(coloured.contains("height=\"26\" fill=\"#6bc46d\""));
    assert!(coloured.contains("y=\"35\" fill=\"#3b424d\""));
}

#[test]
fn characters_of_other_widths_keep_their_columns() {
    let picture = draw("\x1b[?25la✓b日c");
    let places = elements(&picture, "text").into_iter().map(|text| {
        let inside = text.split_once('>').expect("a text").1;
        (text.split('"').nth(1).expect("a place"), inside.trim_end_matches("</text>"))
    });
    let expected = [("16", "a"), ("28", "✓"), ("40", "b"), ("52", "日"), ("76", "c")];
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

#[test]
fn borders_are_lines_without_gaps() {
    let picture = draw("\x1b[?25l┌──┐");
    let lines: Vec<_> = elements(&picture, "path")
        .into_iter()
        .map(|path| path.split('"').nth(1).expect("the lines"))
        .collect();
    assert_eq!(lines, ["M22 29L28 29M22 29L22 42", "M28 29H52", "M58 29L58 42M58 29L52 29"]);
    assert!(elements(&picture, "text").is_empty());
}

#[test]
fn the_cursor_shows_unless_it_is_hidden() {
    assert!(draw("ab").contains(
        "<rect x=\"40\" y=\"16\" width=\"12\" height=\"26\" fill=\"#d5dae1\" fill-opacity"
    ));
    assert!(!draw("\x1b[?25lab").contains("fill-opacity"));
}

#[test]
fn a_title_stands_in_a_bar_above_the_screen() {
    let parser = screen("\x1b[?25lx");
    let picture = svg(parser.screen(), Some("imr <queue>"));
    assert!(picture.contains(">imr &lt;queue&gt;</text>"));
    assert_eq!(elements(&picture, "circle").len(), 3);
    assert!(picture.contains("<text x=\"16\" y=\"69\""));
    assert!(
        picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 272 170\"")
    );
}

#[test]
fn a_picture_says_what_it_shows() {
    let picture = draw("1 < 2 & \"3\"\r\n\r\n  &lt;");
    assert_eq!(text_of(&picture).as_deref(), Some("1 < 2 & \"3\"\n\n  &lt;"));
    assert_eq!(text_of("<svg></svg>"), None);
}

#[test]
fn a_picture_of_a_running_program() {
    let script =
        "printf '\\033[?25l\\033[44;97m queue \\033[m\\r\\n\\033[7mCM15-0000001\\033[m'; sleep 100";
    let pty = Pty::spawn("sh", &["-c", script], Path::new("/"), &[], 40, 5);
    pty.wait_for_text("CM15-0000001");
    let picture = pty.with_screen(|screen| svg(screen, Some("imr")));
    assert_eq!(text_of(&picture).as_deref(), Some(" queue\nCM15-0000001"));
    assert!(picture.contains("fill=\"#6cb6ff\""));
}

/// The README's picture is drawn from the running program; when the two differ, the picture is stale.
#[test]
fn the_picture_in_the_readme_shows_the_running_program() {
    let workspace = Workspace::sample();
    let env = [("IMR_NOW", "2026-11-22T09:00")];
    let pty = Pty::spawn(imr(), &[], workspace.path(), &env, 120, 36);
    pty.wait_for_text("CM15-0000001");
    pty.keys("/ 0 0 0 0 0 0 1 Enter Enter");
    pty.wait_for_text("2 Findings");
    pty.keys("o o 3 j j j j");
    pty.wait_for_text("2 of 14 bear on it");
    pty.settle(Duration::from_millis(100), patience());
    let picture = pty.with_screen(|screen| svg(screen, Some("imr")));

    let file = repository().join("docs/bench.svg");
    if std::env::var_os("IMR_WRITE_PICTURE").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(repository().join("docs")).expect("docs/");
        std::fs::write(&file, &picture).expect("docs/bench.svg");
    }
    let committed = std::fs::read_to_string(&file).expect("docs/bench.svg");
    assert_eq!(
        text_of(&committed),
        text_of(&picture),
        "the program shows something else than docs/bench.svg; \
         `IMR_WRITE_PICTURE=1 cargo test --test picture` draws it anew"
    );
}
