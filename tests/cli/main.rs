//! The command line over the real program: what is printed where, and the exit status (CONTRACT.md).

mod formats;
mod highlights;
mod library;
mod print;
mod usage;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run did.
struct Run {
    status: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Run {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.out).expect("standard output is UTF-8")
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.out).expect("standard output is JSON")
    }

    /// The message and the hint on standard error, which must be all that is there.
    #[track_caller]
    fn fails(&self, status: i32) -> (&str, Option<&str>) {
        assert_eq!(self.status, Some(status), "{}", self.err);
        assert!(self.out.is_empty(), "{}", String::from_utf8_lossy(&self.out));
        let mut lines = self.err.lines();
        let message = lines.next().and_then(|line| line.strip_prefix("qari: ")).expect("a message");
        let hint = lines.next().map(|line| line.strip_prefix("hint: ").expect("a hint"));
        assert_eq!(lines.next(), None, "one line and a hint: {}", self.err);
        (message, hint)
    }

    #[track_caller]
    fn succeeds(&self) -> &Self {
        assert_eq!((self.status, self.err.as_str()), (Some(0), ""));
        self
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qari"));
    command.args(arguments).env_clear().env("LANG", "C").env("TERM", "xterm");
    command
}

fn of(output: Output) -> Run {
    Run {
        status: output.status.code(),
        out: output.stdout,
        err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

/// Runs qari with nothing on standard input.
fn qari(arguments: &[&str]) -> Run {
    of(command(arguments).stdin(Stdio::null()).output().expect("qari runs"))
}

/// Runs qari with `input` piped in.
fn qari_with(arguments: &[&str], input: &[u8]) -> Run {
    with(&mut command(arguments), input)
}

/// Runs a command with `input` piped in.
fn with(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("qari runs");
    // A program that refuses its input closes the pipe: that is its right.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    of(child.wait_with_output().expect("qari ends"))
}

/// A file of this run, taken away when dropped.
struct File(PathBuf);

impl File {
    fn new(bytes: impl AsRef<[u8]>) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("qari-cli-{}-{number}.txt", std::process::id()));
        std::fs::write(&path, bytes).expect("the file can be written");
        File(path)
    }

    fn name(&self) -> &str {
        self.0.to_str().expect("a name in UTF-8")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A small article with one highlight of most kinds.
const ARTICLE: &str = concat!(
    "المكتبة تفتح أبوابها ليلاً\n\n",
    "أعلن مدير المكتبة سامي الحداد أنّ المكتبة ستفتح أبوابها ليلاً ابتداءً من 5 أيار/مايو 2025.\n\n",
    "وقال الحداد: «القراءة لا تعرف ساعةً للإغلاق»، مشيراً إلى أنّ عدد الزوار بلغ 1200 زائر.\n\n",
    "اقرأ أيضاً: خمس مكتبات لا تنام\n\n",
    "المصدر: مجلة الرفوف\n",
);
