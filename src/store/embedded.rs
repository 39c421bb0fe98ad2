//! The workspace of this repository, inside the program: what `imr init` and `imr demo` write, so that the program alone
//! is enough to begin. Which files there are is written down here, and held against the folders by a test: no script
//! runs when the program is built.

macro_rules! embedded {
    ($name:ident: $($path:literal),+ $(,)?) => {
        pub const $name: &[(&str, &str)] =
            &[$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)))),+];
    };
}

// What every workspace needs, by its path in it.
embedded!(NEEDED:
    "imr.yaml",
    "reviewers.yaml",
    "guidelines/aasm-2017-sleep-study.yaml",
    "guidelines/acoem-2004-knee-meniscectomy.yaml",
    "guidelines/acoem-2004-lumbar-support.yaml",
    "guidelines/acoem-2004-neck-imaging.yaml",
    "guidelines/acr-chronic-neck-pain-imaging.yaml",
    "guidelines/acr-knee-trauma-imaging.yaml",
    "guidelines/acr-low-back-imaging.yaml",
    "guidelines/acr-shoulder-trauma-imaging.yaml",
    "guidelines/anticonvulsants.yaml",
    "guidelines/ca-9792-20-functional-improvement.yaml",
    "guidelines/ca-9792-27-13-perioperative-fill.yaml",
    "guidelines/ca-9792-27-9-compounded-drugs.yaml",
    "guidelines/cdc-2022-opioids.yaml",
    "guidelines/cdc-2022-urine-drug-test.yaml",
    "guidelines/co-2014-cervical-discectomy.yaml",
    "guidelines/co-2014-epidural-steroid.yaml",
    "guidelines/co-2014-facet-rfa.yaml",
    "guidelines/co-2014-lumbar-discectomy.yaml",
    "guidelines/co-2014-lumbar-fusion.yaml",
    "guidelines/co-2017-lidocaine-patch.yaml",
    "guidelines/hypnotics-benzodiazepines.yaml",
    "guidelines/lc-4600-home-health.yaml",
    "guidelines/lc-4604-5-chiropractic.yaml",
    "guidelines/lc-4604-5-physical-therapy.yaml",
    "guidelines/lcd-hyaluronan-knee.yaml",
    "guidelines/lcd-l33382-lumbar-fusion.yaml",
    "guidelines/lcd-l34211-trigger-point.yaml",
    "guidelines/lcd-l38801-facet.yaml",
    "guidelines/lcd-l39240-epidural-steroid.yaml",
    "guidelines/mtus-2009-functional-restoration.yaml",
    "guidelines/mtus-2009-tens.yaml",
    "guidelines/mtus-2009-topical-analgesics.yaml",
    "guidelines/mtus-acupuncture.yaml",
    "guidelines/mtus-postsurgical.yaml",
    "guidelines/ncd-150-9-knee-arthroscopy.yaml",
    "guidelines/ncd-160-12-nmes.yaml",
    "guidelines/ncd-160-27-tens.yaml",
    "guidelines/ncd-30-3-3-acupuncture.yaml",
    "guidelines/nsaids.yaml",
    "guidelines/odg-cold-therapy.yaml",
    "guidelines/psych-cbt.yaml",
    "guidelines/spinal-orthosis.yaml",
    "guidelines/vadod-2014-intraarticular.yaml",
    "guidelines/vadod-2014-ppi-with-nsaid.yaml",
    "guidelines/vadod-2017-muscle-relaxants.yaml",
    "guidelines/vadod-2017-nonpharmacologic-back-care.yaml",
    "guidelines/vadod-2017-opioids.yaml",
    "guidelines/vocabulary.yaml",
    "guidelines/wa-lni-2013-opioids.yaml",
    "guidelines/wa-lni-2013-partial-cuff-tear.yaml",
    "guidelines/wa-lni-2013-rotator-cuff-repair.yaml",
    "guidelines/wa-lni-2013-shoulder-decompression.yaml",
    "guidelines/wa-lni-2014-carpal-tunnel-release.yaml",
    "guidelines/wa-lni-2014-carpal-tunnel-testing.yaml",
    "guidelines/wa-lni-2014-cauda-equina.yaml",
    "guidelines/weight-loss.yaml",
);

// Cases to try the program with, and the texts of their records.
embedded!(SAMPLE:
    "cases/CM15-0000001.yaml",
    "cases/CM26-0000101.yaml",
    "cases/CM26-0000102.yaml",
    "cases/CM26-0000103.yaml",
    "cases/CM26-0000104.yaml",
    "cases/CM26-0000105.yaml",
    "cases/CM26-0000106.yaml",
    "cases/CM26-0000107.yaml",
    "cases/CM26-0000108.yaml",
    "cases/CM26-0000109.yaml",
    "cases/CM26-0000110.yaml",
    "cases/CM26-0000111.yaml",
    "cases/CM26-0000112.yaml",
    "records/CM26-0000101/doctors-first-report-2026-08-19.txt",
    "records/CM26-0000101/physical-therapy-progress-2026-09-23.txt",
    "records/CM26-0000101/progress-report-2026-09-24.txt",
    "records/CM26-0000101/ur-decision-2026-10-02.txt",
    "records/CM26-0000102/pain-consultation-2026-06-30.txt",
    "records/CM26-0000102/progress-report-2026-09-15.txt",
    "records/CM26-0000102/toxicology-report-2025-09-19.txt",
    "records/CM26-0000102/ur-decision-2026-09-25.txt",
    "records/CM26-0000104/mri-lumbar-2026-01-22.txt",
    "records/CM26-0000104/procedure-follow-up-2026-05-26.txt",
    "records/CM26-0000104/progress-note-2026-09-10.txt",
    "records/CM26-0000104/spine-surgery-consultation-2026-08-05.txt",
    "records/CM26-0000105/mri-right-shoulder-2026-05-12.txt",
    "records/CM26-0000105/orthopedic-progress-report-2026-10-01.txt",
    "records/CM26-0000105/orthopedic-visit-2026-07-02.txt",
    "records/CM26-0000105/physical-therapy-discharge-2026-06-12.txt",
    "records/CM26-0000106/occupational-therapy-notes-2026.txt",
);

/// The text of a file that every workspace needs; none when it is not among them.
pub fn needed(path: &str) -> Option<&'static str> {
    NEEDED.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fs, path::Path};

    use super::*;

    /// Every file below this path of the repository.
    fn below(root: &Path, path: &str, found: &mut BTreeMap<String, String>) {
        let here = root.join(path);
        if !here.is_dir() {
            found.insert(path.to_owned(), fs::read_to_string(&here).unwrap());
            return;
        }
        for entry in fs::read_dir(&here).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            below(root, &format!("{path}/{name}"), found);
        }
    }

    #[test]
    fn the_files_of_the_repository_are_all_there_and_no_others() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (parts, files) in [
            (&["imr.yaml", "reviewers.yaml", "guidelines"][..], NEEDED),
            (&["cases", "records"], SAMPLE),
        ] {
            let mut there = BTreeMap::new();
            parts.iter().for_each(|part| below(root, part, &mut there));
            let held = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
            let held: BTreeMap<String, String> = held.collect();
            assert_eq!(held.len(), files.len(), "a file stands there twice");
            let names =
                |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
            assert_eq!(
                names(&held),
                names(&there),
                "the list in src/store/embedded.rs is not the folder"
            );
            assert!(held == there, "a text is another");
        }
    }
}
