//! `imr`: parse, carry out, end with the exit code.

use std::{
    io::{BufWriter, Write},
    process::ExitCode,
};

use imr_workbench::cli::{self, Exit, Failure};

fn main() -> ExitCode {
    let args = cli::parse();
    let result = match &args.command {
        Some(command) => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let done = cli::run(&args, command, &mut out);
            // What was printed before a failure is data too.
            done.and(out.flush().map_err(Failure::from))
        }
        None => Ok(()),
    };
    match result {
        Ok(()) => ExitCode::from(Exit::Done as u8),
        Err(failure) => {
            if !failure.quiet {
                let _ = writeln!(std::io::stderr(), "imr: {}", failure.message);
            }
            ExitCode::from(failure.exit as u8)
        }
    }
}
