//! What is compared with when there is no index: every case file of a workspace, read by two threads with the plain YAML
//! library into the type of a case, and nothing else done.
//!
//!     IMR_CASES=FOLDER cargo bench --bench parse
//!
//! FOLDER: a workspace of `imr bench-data`; without it, the sample is read.

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use imr_workbench::domain::case::Case;

const THREADS: usize = 2;

fn main() {
    let here = env!("CARGO_MANIFEST_DIR");
    let folder = std::env::var_os("IMR_CASES").map_or_else(|| here.into(), PathBuf::from);
    let (begun, before) = (Instant::now(), cpu());
    let cases = fs::read_dir(folder.join("cases")).expect("a workspace with cases/");
    let cases: Vec<PathBuf> = cases.map(|entry| entry.expect("a name").path()).collect();
    let next = AtomicUsize::new(0);
    let read = || {
        while let Some(path) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let text = fs::read_to_string(path).expect("a text");
            let case: Case = serde_yaml::from_str(&text).expect("a case");
            std::hint::black_box(case);
        }
    };
    thread::scope(|scope| (0..THREADS).for_each(|_| drop(scope.spawn(read))));
    let (many, took, cpu) = (cases.len(), begun.elapsed().as_secs_f64(), cpu() - before);
    println!("{many} cases by {THREADS} threads: {took:.2} s, {cpu:.2} s of CPU");
}

/// Seconds of CPU that this process has had, where the system says so in /proc.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split(' ').skip(12).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
