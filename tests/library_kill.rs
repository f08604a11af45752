//! Killed at any moment, the library loses nothing that was confirmed: the real program is killed at 200
//! moments while it writes, and after each the file is whole and holds all that was told to be kept.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

const KILLS: usize = 200;
const ARTICLES: usize = 40;

/// Removed with everything in it at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn qari(folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qari"));
    command.env_clear().env("LANG", "C").env("XDG_DATA_HOME", &folder.0).stdin(Stdio::null()).arg("library");
    command
}

/// xorshift64*: moments that are the same in every run.
fn random(state: &mut u64) -> u64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    state.wrapping_mul(0x2545_f491_4f6c_dd1d)
}

#[test]
fn nothing_that_was_confirmed_is_lost() {
    let folder = Folder(std::env::temp_dir().join(format!("qari-kill-{}", std::process::id())));
    std::fs::create_dir_all(&folder.0).expect("a folder");
    let files: Vec<PathBuf> = (0..ARTICLES).map(|n| folder.0.join(format!("{n}.txt"))).collect();
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    let mut confirmed: BTreeSet<String> = BTreeSet::new();
    let mut killed_at_work = 0;
    for kill in 0..KILLS {
        // The articles are edited each time, so that there is something to write.
        for (n, file) in files.iter().enumerate() {
            let text =
                format!("مقالة رقم {n}\n\nقال سعيد البحري: «وصلنا {kill} مرة قبل الفجر ومعنا {n} صندوقاً».\n");
            std::fs::write(file, text).expect("an article");
        }
        let mut child =
            qari(&folder).args(["add", "-v"]).args(&files).stderr(Stdio::piped()).spawn().expect("qari runs");
        let lines = BufReader::new(child.stderr.take().expect("a pipe"));
        let told = std::thread::spawn(move || -> Vec<String> {
            lines
                .lines()
                .map_while(Result::ok)
                .filter_map(|line| Some(line.split_once("kept ")?.1.to_owned()))
                .collect()
        });
        std::thread::sleep(Duration::from_micros(random(&mut seed) % 60_000));
        // SIGKILL: no handler runs.
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let told = told.join().expect("its messages");
        killed_at_work += usize::from(told.len() < ARTICLES);
        confirmed.extend(told);
        if confirmed.is_empty() {
            continue;
        }
        let check = qari(&folder).arg("check").output().expect("qari runs");
        assert!(check.status.success(), "after kill {kill}: {}", String::from_utf8_lossy(&check.stderr));
        let list = qari(&folder).args(["list", "--format", "json"]).output().expect("qari runs");
        let list: serde_json::Value = serde_json::from_slice(&list.stdout).expect("a list");
        let kept: BTreeSet<&str> = list
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|article| article["origin"].as_str())
            .collect();
        for origin in &confirmed {
            let path = std::fs::canonicalize(origin).expect("a file of ours");
            assert!(
                kept.contains(path.to_str().expect("UTF-8")),
                "after kill {kill}: {origin} was confirmed and is lost"
            );
        }
    }
    assert!(killed_at_work > KILLS / 2, "only {killed_at_work} kills came while it wrote");
}
