//! The terminal around tmux, asked of tmux by its own program: sequences of ours do not reach it.
//!
//! The client's environment, where the system shows it, is that of the terminal that is looked at now,
//! also after the session was taken up again from another one. Names that leaked into the session's own
//! environment are only as new as the session.

use std::fs;
use std::process::{Command, Stdio};

use super::environment::Environment;
use super::probe::Outer;

/// Asks; `None` outside tmux, and where it does not answer. Takes a few milliseconds.
pub fn ask(environment: &Environment) -> Option<Outer> {
    let (_, pane) = inside(environment)?;
    let facts = "#{client_pid}\t#{client_termname}\t#{client_termtype}";
    let output = tmux(&["display-message", "-t", pane, "-p", facts, ";"])
        .args(["show-options", "-A", "-p", "-v", "-t", pane, "allow-passthrough"])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = text.lines();
    let mut facts = lines.next()?.split('\t');
    let (pid, term, version) = (facts.next()?, facts.next()?, facts.next()?);
    let given = || Environment::new([("TERM".to_string(), term.to_string())]);
    Some(Outer {
        version: (!version.is_empty()).then(|| version.to_string()),
        environment: pid.parse().ok().and_then(of_process).unwrap_or_else(given),
        // Before 3.3 there was no such option, and all was handed on.
        passes: lines.next() != Some("off"),
    })
}

/// Has tmux hand sequences of our pane on, or no more; answers whether it does as told.
pub fn let_through(environment: &Environment, on: bool) -> bool {
    let Some((_, pane)) = inside(environment) else { return false };
    let set: &[&str] = if on {
        &["set-option", "-p", "-t", pane, "allow-passthrough", "on"]
    } else {
        &["set-option", "-p", "-u", "-t", pane, "allow-passthrough"]
    };
    tmux(set).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The server and the pane that we are in.
fn inside(environment: &Environment) -> Option<(&str, &str)> {
    environment.get("TMUX").zip(environment.get("TMUX_PANE"))
}

fn tmux(arguments: &[&str]) -> Command {
    let mut command = Command::new("tmux");
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// The environment that a process was started with.
fn of_process(pid: u32) -> Option<Environment> {
    let bytes = fs::read(format!("/proc/{pid}/environ")).ok()?;
    let variables = bytes.split(|byte| *byte == 0).filter_map(|variable| {
        let (name, value) = std::str::from_utf8(variable).ok()?.split_once('=')?;
        Some((name.to_string(), value.to_string()))
    });
    let environment = Environment::new(variables);
    (!environment.is_empty()).then_some(environment)
}
