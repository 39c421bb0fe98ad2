//! `imr`: parse, carry out, end with the exit code.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::dbg_macro,
        clippy::print_stdout,
        clippy::print_stderr,
    )
)]

use std::{
    io::{BufWriter, Write},
    process::ExitCode,
};

use imr_workbench::{
    cli::{self, Command, Failure},
    domain::visible::visible,
};

fn main() -> ExitCode {
    let args = cli::parse();
    let result = match &args.command {
        Some(Command::Demo { .. }) => cli::demo(args),
        Some(command) => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let done = cli::run(&args, command, &mut out);
            // What was printed before a failure is data too.
            done.and(out.flush().map_err(Failure::from)).map(|()| 0)
        }
        None => cli::bench(&args),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            if !failure.quiet {
                let _ = writeln!(std::io::stderr(), "imr: {}", visible(&failure.message));
            }
            ExitCode::from(failure.exit as u8)
        }
    }
}
