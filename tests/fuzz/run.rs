//! Runs readers on many inputs, on every core, and says of the first broken promise which input it was.

use std::{
    any::Any,
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use imr_workbench::{domain::library::Library, store::Workspace};

use crate::{
    HEAP,
    change::{Dice, changed},
    judge,
    readers::Reader,
    support::workspace::repository,
};

/// Inputs of one reader in a row. What an input teaches helps those after it in its block and no others, so that
/// the inputs are the same on one core and on ten.
pub const BLOCK: usize = 500;
/// Most memory that is alive at once beyond what was before: the bound of the whole run holds for every input in it.
const MOST_MEMORY: usize = 64 << 20;
/// The stack of a worker: less than the program has.
const STACK: usize = 1 << 20;
/// Most workers: the bound of memory is for all of them together.
const MOST_WORKERS: usize = 8;
/// Begins the name of a worker, whose panics are answers and not noise.
const WORKER: &str = "fuzz";

pub struct Plan {
    pub seed: u64,
    /// How many inputs, over all readers.
    pub inputs: usize,
    /// This block alone.
    pub only: Option<usize>,
    /// A reader that takes longer hangs. Inputs take milliseconds: this is for a machine that others use too.
    pub patience: Duration,
}

impl Default for Plan {
    fn default() -> Self {
        Self { seed: 1, inputs: 0, only: None, patience: Duration::from_secs(10) }
    }
}

/// How much of a reader was tried.
#[derive(Default)]
pub struct Seen {
    pub inputs: usize,
    /// Inputs that were read without a fault.
    pub clean: usize,
    /// Kinds of answers in the block that had most.
    pub shapes: usize,
}

#[derive(Default)]
pub struct Report {
    pub inputs: usize,
    pub memory: usize,
    pub seen: BTreeMap<&'static str, Seen>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, Seen { inputs, clean, shapes }) in &self.seen {
            writeln!(
                f,
                "  {name:<14}{inputs:>8} inputs, {clean:>7} read well, {shapes:>4} kinds of answers"
            )?;
        }
        write!(f, "  at most {} KiB of memory", self.memory >> 10)
    }
}

/// The library of the sample: what cases and guidelines are read with. Read once.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let workspace = Workspace::open(repository()).expect("the sample workspace");
        workspace.library().expect("the library of the sample")
    });
    &LIBRARY
}

/// What a worker is at.
#[derive(Clone)]
struct Turn {
    reader: &'static Reader,
    block: usize,
    text: String,
    since: Instant,
}

/// What workers and their overseer share.
struct Shared {
    readers: &'static [Reader],
    seeds: Vec<Vec<String>>,
    seed: u64,
    blocks: usize,
    next: AtomicUsize,
    stop: AtomicBool,
    turns: Vec<Mutex<Option<Turn>>>,
    base: usize,
    /// Where each input is kept before it is read, when one block is run alone.
    kept: Option<PathBuf>,
}

enum News {
    Block(&'static str, Seen),
    Broken(String),
    /// Too much memory was in use; the inputs that were being read then.
    Swollen(Vec<Turn>),
    Gone,
}

/// A worker that panicked outside of a reader has told so already.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the plan.
///
/// # Errors
/// The first broken promise: what, by which reader, how to have it again, where the input is kept.
pub fn run(readers: &'static [Reader], plan: &Plan) -> Result<Report, String> {
    // Memory is counted for the whole process.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = lock(&ONE_AT_A_TIME);
    quiet();
    let library = library();
    let seeds = readers.iter().map(|r| (r.seeds)(r.name)).collect();
    let cores = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
    let workers = if plan.only.is_some() { 1 } else { cores };
    HEAP.reset_peak_usage();
    let base = HEAP.current_usage();
    let shared = Arc::new(Shared {
        readers,
        seeds,
        seed: plan.seed,
        blocks: plan.only.map_or(plan.inputs.div_ceil(BLOCK), |only| only + 1),
        next: AtomicUsize::new(plan.only.unwrap_or(0)),
        stop: AtomicBool::new(false),
        turns: (0..workers).map(|_| Mutex::new(None)).collect(),
        base,
        kept: plan.only.map(|block| folder().join(format!("block-{block}"))),
    });
    let (tell, news) = mpsc::channel();
    for worker in 0..workers {
        let (shared, tell) = (Arc::clone(&shared), tell.clone());
        let builder = thread::Builder::new().name(format!("{WORKER} {worker}")).stack_size(STACK);
        let work = move || {
            let work = AssertUnwindSafe(|| work(&shared, worker, library, &tell));
            // A panic here is a fault of the fuzzer's own; nobody must wait for its end.
            let done = panic::catch_unwind(work).unwrap_or_else(|payload| {
                Err(News::Broken(format!("the fuzzer itself: {}", said(payload.as_ref()))))
            });
            if let Err(news) = done {
                let _ = tell.send(news);
            }
            let _ = tell.send(News::Gone);
        };
        builder.spawn(work).expect("a thread");
    }
    let report = oversee(&shared, &news, plan.patience);
    shared.stop.store(true, Ordering::Relaxed);
    report
}

/// Waits for the workers and looks at the clock meanwhile. Threads cannot be ended: one that hangs is left behind.
fn oversee(
    shared: &Shared,
    news: &mpsc::Receiver<News>,
    patience: Duration,
) -> Result<Report, String> {
    let mut report = Report::default();
    let mut swollen = Vec::new();
    let mut at_work = shared.turns.len();
    while at_work > 0 {
        match news.recv_timeout(Duration::from_millis(100)) {
            Ok(News::Block(name, seen)) => {
                report.inputs += seen.inputs;
                let sum = report.seen.entry(name).or_default();
                sum.inputs += seen.inputs;
                sum.clean += seen.clean;
                sum.shapes = sum.shapes.max(seen.shapes);
            }
            Ok(News::Broken(broken)) => return Err(broken),
            Ok(News::Swollen(turns)) => {
                swollen.extend(turns);
                shared.stop.store(true, Ordering::Relaxed);
            }
            Ok(News::Gone) => at_work -= 1,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err("a worker died".to_owned()),
        }
        for turn in &shared.turns {
            if let Some(turn) = lock(turn).as_ref()
                && turn.since.elapsed() > patience
            {
                let why = format!("still reading after {patience:?}");
                return Err(broken(shared.seed, turn, &why));
            }
        }
    }
    if !swollen.is_empty() {
        return Err(most_swollen(shared, &swollen));
    }
    report.memory = HEAP.peak_usage().saturating_sub(shared.base);
    Ok(report)
}

fn work(
    shared: &Shared,
    worker: usize,
    library: &'static Library,
    tell: &mpsc::Sender<News>,
) -> Result<(), News> {
    loop {
        let block = shared.next.fetch_add(1, Ordering::Relaxed);
        if block >= shared.blocks {
            return Ok(());
        }
        let nth = block % shared.readers.len();
        let reader = &shared.readers[nth];
        let mut dice = Dice::new(shared.seed.wrapping_shl(32) ^ block as u64);
        // A hash of both, so that near numbers draw unlike inputs.
        dice = Dice::new(dice.draw());
        let mut seeds = shared.seeds[nth].clone();
        let (mut shapes, mut clean) = (BTreeSet::new(), 0);
        for i in 0..BLOCK {
            if shared.stop.load(Ordering::Relaxed) {
                return Ok(());
            }
            let text = changed(&mut dice, &seeds);
            if let Some(folder) = &shared.kept {
                keep(folder, &format!("{i:03}"), &text);
            }
            let since = Instant::now();
            let turn = Turn { reader, block, text: text.clone(), since };
            *lock(&shared.turns[worker]) = Some(turn);
            let read = try_one(reader, library, &text);
            if HEAP.peak_usage().saturating_sub(shared.base) > MOST_MEMORY {
                let turns = shared.turns.iter().filter_map(|turn| lock(turn).clone());
                return Err(News::Swollen(turns.collect()));
            }
            let turn = lock(&shared.turns[worker]).take();
            match read {
                Ok((shape, is_clean)) => {
                    clean += usize::from(is_clean);
                    // Inputs that grow would make all later ones slow.
                    if text.len() <= 4096 && shapes.insert(shape) {
                        seeds.push(text);
                    }
                }
                Err(why) => {
                    let said = turn.map_or(why.clone(), |turn| broken(shared.seed, &turn, &why));
                    return Err(News::Broken(said));
                }
            }
        }
        let _ = tell
            .send(News::Block(reader.name, Seen { inputs: BLOCK, clean, shapes: shapes.len() }));
    }
}

/// What came of an input: what kind of answer, and whether it was read without a fault.
type Said = (String, bool);

/// Of the inputs that were being read when memory ran high, the one that takes most when it is read alone.
fn most_swollen(shared: &Shared, turns: &[Turn]) -> String {
    let alone = |turn: &Turn| {
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage();
        let _ = try_one(turn.reader, library(), &turn.text);
        HEAP.peak_usage().saturating_sub(before)
    };
    let most = turns.iter().map(|turn| (alone(turn), turn)).max_by_key(|(used, _)| *used);
    most.map_or_else(String::new, |(used, turn)| {
        let why = format!("{} MiB of memory in use at once", used >> 20);
        broken(shared.seed, turn, &why)
    })
}

/// Reads one input and holds the reader to its promises.
pub fn try_one(reader: &Reader, library: &Library, text: &str) -> Result<Said, String> {
    let read = panic::catch_unwind(AssertUnwindSafe(|| (reader.read)(library, text)));
    let problems = read.map_err(|payload| format!("panic: {}", said(payload.as_ref())))??;
    match judge::broken(&problems, text) {
        Some(broken) => Err(broken),
        None => Ok((judge::shape(&problems), problems.is_empty())),
    }
}

/// Reads one kept input, panics and all.
pub fn replay(reader: &Reader, text: &str) -> Result<Said, String> {
    let problems = (reader.read)(library(), text)?;
    match judge::broken(&problems, text) {
        Some(broken) => Err(broken),
        None => Ok((judge::shape(&problems), problems.is_empty())),
    }
}

thread_local! {
    /// Where the last panic of this worker was.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics of workers are answers: they are kept, not printed. Those of others go the way they always go.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name().is_some_and(|name| name.starts_with(WORKER)) {
                let place = info.location().map(ToString::to_string).unwrap_or_default();
                PLACE.with(|kept| *kept.borrow_mut() = place);
            } else {
                loud(info);
            }
        }));
    });
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
    PLACE.with(|place| format!("{text} at {}", place.borrow()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz")
}

fn keep(folder: &Path, name: &str, text: &str) -> PathBuf {
    let file = folder.join(name);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&file, text))
        .expect("a place for the input");
    file
}

/// The whole message about a broken promise.
fn broken(seed: u64, turn: &Turn, why: &str) -> String {
    let Turn { reader: Reader { name: reader, .. }, block, text, .. } = turn;
    let file = keep(&folder(), &format!("{reader}-{seed}-{block}"), text);
    format!(
        "{reader}: {why}\n  an input of seed {seed}, block {block} (IMR_FUZZ_SEED={seed} IMR_FUZZ_BLOCK={block})\n  \
         kept in {}\n  when it is mended: cp it to tests/fuzz/corpus/{reader}/<what it was>",
        file.display()
    )
}
