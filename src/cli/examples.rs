//! The examples that `--help` and the manual page show, a block a command. Each line is a command line that the
//! program takes, and what it does; `tests/cli/helping.rs` parses every one.

pub const PROGRAM: &str = "\
Examples:
  imr                                  open the queue of the workspace here
  imr demo                             try it on cases that are not real
  imr init ~/review                    a workspace to begin with
  imr CM15-0000001                     open the bench on one case
  imr -C /srv/imr list --json          the queue as data
  imr --record cast --blank            with a recording that names nobody
  imr evaluate CM15-0000001 --json     criteria with their findings
  imr decide CM15-0000001 --item 1 --outcome overturned --rationale why.txt
  imr attest CM15-0000001 --yes        attest that nothing stands against it
  imr finalize CM15-0000001 --yes      write the determination
  imr verify                           nothing was changed behind the program

Environment:
  NO_COLOR                  no colours
  IMR_ASCII=1               ASCII marks and rules only
  IMR_BACKGROUND            light or dark: colours that are read on it
  IMR_LOG                   off, error, info or debug; -v is debug
  VISUAL, EDITOR            the editor that the rationale is handed to

Exit codes:
  0  done
  1  the workspace has faults, the case is held, or it cannot be finalized yet
  2  the command line is wrong
  3  no such case, or no workspace
  4  the disk or the terminal refused

Data goes to stdout, messages to stderr; a closed pipe is quiet.";

pub const LIST: &str = "\
Examples:
  imr list                  case, time left, state, items
  imr list --json           the same and more, for a script
  imr list --filter 'due:<3d not state:final'     what is urgent
  imr list --filter 'region:knee -has:draft' --sort -items

docs/filter.md tells the filter by examples.";

pub const SHOW: &str = "\
Examples:
  imr show CM15-0000001             summary, items, findings
  imr show CM15-0000001 --json      the case, its draft and its determination";

pub const EVALUATE: &str = "\
Examples:
  imr evaluate CM15-0000001                   met, not met, or undetermined
  imr evaluate CM26-0000102 --item 1 --why    with what almost counts";

pub const SEARCH: &str = "\
Examples:
  imr search CM26-0000104 'physical therapy'                hits and near misses
  imr search CM26-0000104 'No mention of an epidural.' --item 1 --json

docs/silence.md tells what is a hit and what is none.";

pub const DRAFT: &str = "\
Examples:
  imr draft CM15-0000001 1               what the criteria and the record say
  imr draft CM26-0000102 1 --json        each sentence with its sources

Without an outcome the conclusion is a blank. docs/drafting.md tells the rest.";

pub const PRECEDENTS: &str = "\
Examples:
  imr precedents CM26-0000104 1               rationales, without their ends
  imr precedents CM26-0000104 1 --outcomes    with it

docs/precedents.md tells what is like an item.";

pub const DECIDE: &str = "\
Examples:
  imr decide CM15-0000001 --item 1 --outcome overturned
  imr decide CM15-0000001 --item 1 --rationale why.txt
  imr decide CM15-0000001 --item 1 --rationale - --cite acoem-2004-neck-imaging

What is not named stays as it is; --cite names all that the letter cites.";

pub const CITE: &str = "\
Examples:
  imr cite CM26-0000105 --item 5 --kind MTUS --title 'Eye Chapter' --year 2017
  imr cite CM26-0000105 --item 5 --step-down rebutted --because 'two trials'
  imr cite CM26-0000105 --item 5                   what is cited so
  imr cite CM26-0000105 --item 5 --remove 1
  imr cite CM26-0000107 --item 1 --nothing 'no guideline speaks of it'

Kinds: study, 'other guideline', MTUS; each names what 8 CCR 9792.21.1(d) asks.";

pub const FINDING: &str = "\
Examples:
  imr finding list CM26-0000104                 every finding and its id
  imr finding add CM26-0000104 reflex.yaml      one of your own

The criteria follow at once: `imr evaluate` shows it.";

pub const FINDING_LIST: &str = "\
Examples:
  imr finding list CM26-0000104                 every finding and its id";

pub const FINDING_ADD: &str = "\
Examples:
  imr finding add CM26-0000104 reflex.yaml      as it would stand in a case file
  imr finding add CM26-0000104 -                from stdin

The words must stand on the page that is named, as far as its text is at hand.";

pub const FINDING_CORRECT: &str = "\
Examples:
  imr finding correct CM26-0000104 slr.yaml --reason 'page 2 says right'";

pub const FINDING_REFUSE: &str = "\
Examples:
  imr finding refuse CM26-0000104 slr-left --reason 'page 2 says right'";

pub const FINDING_RESTORE: &str = "\
Examples:
  imr finding restore CM26-0000104 slr-left     it counts again";

pub const STATE: &str = "\
Examples:
  imr state CM26-0000102 --item 1 --guideline cdc-2022-opioids \\
      --criterion 'benefits outweigh risks' --value met \\
      --reason 'back at modified work since June'

The computed value stays beside it, in every proof and in the determination.";

pub const ATTEST: &str = "\
Examples:
  imr attest CM15-0000001           print what is to be attested
  imr attest CM15-0000001 --yes     attest it";

pub const AMEND: &str = "\
Examples:
  imr amend CM15-0000001 --reason 'the date of the examination was wrong'

It is a draft until it is finalized; the old version is never written over.";

pub const ASIDE: &str = "\
Examples:
  imr aside CM26-0000110 CM15-0000001 --reason 'the MRI is to come'

Cases that others hold and final ones are named and left out.";

pub const TAKE_UP: &str = "\
Examples:
  imr take-up CM26-0000110 CM15-0000001";

pub const DISCARD: &str = "\
Examples:
  imr discard CM15-0000001     prints where in .imr/trash the draft then lies";

pub const FINALIZE: &str = "\
Examples:
  imr finalize CM15-0000001           print the letter, write nothing
  imr finalize CM15-0000001 --yes     write determinations/CM15-0000001.*";

pub const LETTER: &str = "\
Examples:
  imr letter CM15-0000001                      the letter, 76 columns
  imr letter CM15-0000001 --version 1          of an earlier version
  imr letter CM15-0000001 --publish            without what tells who it is
  imr letter CM15-0000001 --publish --check --hide Acme --out public.txt";

pub const IMPORT: &str = "\
Examples:
  imr import letter decisions/*.txt                        as pending cases
  imr import letter CM17-0000001.pdf --with-determination";

pub const IMPORT_LETTER: &str = "\
Examples:
  imr import letter CM17-0000001.txt         a pending case, to be decided here
  imr import letter CM17-0000001.pdf --with-determination      as it was decided
  imr import letter CM17-0000001.txt --json                    write nothing
  pdftotext -layout a.pdf - | imr import letter - --number CM15-0000002

A PDF is read through pdftotext. Words that belong to no field are named with
their line. Nothing is written over; docs/import.md tells the rest.";

pub const CHECK: &str = "\
Examples:
  imr check                       exit code 1 when there is a fault or an error
  imr check CM15-0000001          what stands against its determination
  imr check --json | jq .alarms   each with check, item, words, reason, rule
  imr check -C /srv/imr           of another workspace";

pub const DISMISS: &str = "\
Examples:
  imr dismiss CM15-0000001 L16-documents --reason 'fax covers only'
  imr dismiss CM15-0000001 L10-margin --item 1 --reason 'page 2 read again'";

pub const VERIFY: &str = "\
Examples:
  imr verify     exit code 1 when something does not fit";

pub const GUIDELINES: &str = "\
Examples:
  imr guidelines check
  imr guidelines test --diff new/acoem-neck.yaml";

pub const GUIDELINES_CHECK: &str = "\
Examples:
  imr guidelines check     exit code 1 when a file is refused";

pub const GUIDELINES_TEST: &str = "\
Examples:
  imr guidelines test --diff new/acoem-neck.yaml     before it replaces the old";

pub const SCHEMA: &str = "\
Examples:
  imr schema guideline > guideline.schema.json";

pub const KEYS: &str = "\
Examples:
  imr keys                        every place; `*` marks what settings changed
  imr keys --scope editor         one place
  imr keys --template own         all defaults, for a file of your own
  imr keys --template             the same as the block `bench` of imr.yaml

Exit code 1 when the settings have mistakes; they then count as not written.";

pub const INIT: &str = "\
Examples:
  imr init ~/review              a workspace without a case
  imr init --sample /tmp/try     with the sample's cases and records

It says what is to be changed before a real case comes. Nothing is written over:
the folder is new or empty.";

pub const DEMO: &str = "\
Examples:
  imr demo                         all keys work, and nothing is kept
  imr demo --record tour.cast      with a recording, for `asciinema play`

`imr --plain demo` is the same line by line.
It is 2026-11-22 09:00 there, so that it looks the same each time.";

pub const BENCH_DATA: &str = "\
Examples:
  imr bench-data 1000 /tmp/thousand        a workspace of 1,000 cases

Its deadlines lie around 2026-11-22: IMR_NOW=2026-11-22T09:00 sets the clock.
docs/performance.md measures with it.";

pub const DOCTOR: &str = "\
Examples:
  imr doctor            exit code 1 when something is a fault
  imr doctor --json     for a report; no text of a case is in it";

pub const COMPLETIONS: &str = "\
Examples:
  imr completions bash > ~/.local/share/bash-completion/completions/imr
  imr completions zsh > ~/.zfunc/_imr
  imr completions fish > ~/.config/fish/completions/imr.fish";

pub const MAN: &str = "\
Examples:
  imr man > ~/.local/share/man/man1/imr.1     install it
  imr man | man -l -                          read it at once";

pub const INSTALL_EXTRAS: &str = "\
Examples:
  imr install-extras                            for yourself
  imr install-extras --into /usr/local/share    for everyone, as root

It says what it wrote, may be run again after an update, and replaces no file
but its own. Exit code 1 when another stands in the way: nothing is written.";
