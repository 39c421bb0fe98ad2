//! The text of a letter's file: plain text, or a PDF through `pdftotext`.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
    process::{Command, Stdio},
    thread,
};

use super::{Args, Exit, Failure};
use crate::{
    domain::problem::Position,
    letter::read::{MOST, Origin, too_long},
    store::sha256_hex,
};

/// Largest file that is read: a PDF may hold pictures.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

pub struct LetterFile {
    /// Without its folder.
    pub name: String,
    pub digest: String,
    pub text: String,
}

impl From<LetterFile> for Origin {
    fn from(file: LetterFile) -> Self {
        Self { from: file.name, digest: file.digest }
    }
}

/// # Errors
/// When the file cannot be read, is no text, or is a PDF and cannot be turned into text.
pub fn letter_file(args: &Args, path: &Path) -> Result<LetterFile, Failure> {
    let stdin = path == Path::new("-");
    let mut bytes = Vec::new();
    let read = if stdin {
        io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)
    } else if args.restricted {
        return Err(Failure::usage(
            "this session is restricted: it reads no file by its path; give `-` and the letter to stdin",
        ));
    } else {
        File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
    };
    read.map_err(|e| Failure::new(Exit::System, format!("cannot be read: {e}")))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::refused("the file is larger than any letter; is it the right one?"));
    }
    let name = path.file_name().filter(|_| !stdin);
    let name = name.map_or("stdin".to_owned(), |name| name.to_string_lossy().into_owned());
    let digest = sha256_hex(&bytes);
    let text = if bytes.starts_with(b"%PDF-") { of_pdf(args, bytes)? } else { as_text(bytes)? };
    Ok(LetterFile { name, digest, text })
}

fn as_text(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|e| {
        let good = String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]);
        let at = Position::after(&good);
        let remedy = "save it as UTF-8, such as by `iconv -f WINDOWS-1252 -t UTF-8`";
        Failure::refused(format!("{at}: what stands here is not UTF-8 text; {remedy}"))
    })
}

/// The page as it looks, so that columns stay columns. The program gets the bytes, never a name that it could mistake.
fn of_pdf(args: &Args, bytes: Vec<u8>) -> Result<String, Failure> {
    if args.restricted {
        return Err(Failure::usage(
            "this session is restricted: it starts no other program, and a PDF needs pdftotext; give its text",
        ));
    }
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| {
            let why = match e.kind() {
                io::ErrorKind::NotFound => "pdftotext is not installed".to_owned(),
                _ => format!("pdftotext cannot be started: {e}"),
            };
            let remedy = "install poppler-utils, or give the letter's text";
            Failure::new(Exit::System, format!("this is a PDF, and {why}; {remedy}"))
        })?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    // Both ends at once: a pipe that is full waits for its reader.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&bytes)));
    let mut text = Vec::new();
    let most = MOST as u64 + 1;
    if let Some(stdout) = stdout {
        stdout.take(most).read_to_end(&mut text)?;
    }
    let long = text.len() as u64 == most;
    if long {
        let _ = child.kill();
    }
    let ended = child.wait()?;
    let _ = writer.join();
    // Where it was cut may be inside a letter.
    if long {
        return Err(Failure::refused(too_long().to_string()));
    }
    if !ended.success() && text.is_empty() {
        return Err(Failure::refused("pdftotext cannot read this PDF; give the letter's text"));
    }
    let text = as_text(text)?;
    if text.trim().is_empty() {
        let what = "this PDF holds no text: it is a picture of a letter";
        return Err(Failure::refused(format!("{what}; give it to a program that reads pictures")));
    }
    Ok(text)
}
