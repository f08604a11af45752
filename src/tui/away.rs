//! The terminal in other hands and back in ours: stopped by the shell, lent to the reader's editor, given back at
//! the end.

use std::io;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::model::draft::Draft;
use super::msg::{Msg, Told, Unedited};
use super::terminal::decode::Input;
use super::terminal::session;
use super::{Event, Reader, effect, input, update};
use crate::cli::complaint;
use crate::error::{Error, ErrorKind};

/// How long the way out waits for answers that are still to come, which the shell would take for keys.
const LAST_ANSWERS: Duration = Duration::from_millis(120);

impl Reader {
    /// Gives the terminal to the shell, stops, and takes it again when told to go on. Where there is no
    /// shell to tell us (we lead the session), nothing is done.
    pub(super) fn suspend(&mut self) -> io::Result<ControlFlow<u8>> {
        if rustix::process::getsid(None)? == rustix::process::getpgrp() {
            return Ok(ControlFlow::Continue(()));
        }
        self.finish();
        if let Some(&Event::Signal(signal @ (SIGTERM | SIGHUP | SIGINT))) = self.kept.back() {
            return Ok(ControlFlow::Break(input::status(signal)));
        }
        session::leave();
        // The whole job, so that a program that feeds us stops too.
        rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
        // A stopped job whose shell is gone goes on with a hangup: the terminal is another's.
        let until = Instant::now() + LAST_ANSWERS;
        while !session::is_foreground(self.connection.session.input()) {
            match self.events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Event::Signal(SIGHUP)) => return Ok(ControlFlow::Break(input::status(SIGHUP))),
                Ok(event) => self.kept.push_back(event),
                Err(_) => break,
            }
        }
        self.enter_again()
    }

    /// Gives the terminal to the reader's editor until that ends; answers what it left.
    pub(super) fn edit(&mut self, text: &str) -> io::Result<std::result::Result<String, Unedited>> {
        self.finish();
        let keys = self.connection.session.input().try_clone_to_owned()?;
        if !self.gate.as_mut().is_some_and(input::Gate::close) {
            return Ok(Err(Unedited::Busy));
        }
        session::leave();
        let edited = effect::editor::edit(text, keys, &self.connection.environment);
        // Whatever it left the terminal as.
        let entered = self.enter_again();
        self.gate.iter().for_each(input::Gate::open);
        entered.map(|_| edited)
    }

    /// What could not be kept is told the shell, a note with its words: nothing that was made is lost silently.
    pub(super) fn tell_unkept(&mut self) {
        let mut why = None;
        let mut unkept = 0;
        for event in self.kept.drain(..).chain(self.events.try_iter()) {
            let Event::Msg(msg @ Msg::Library(_)) = event else { continue };
            if let Msg::Library(Told::Unkept(error)) = &msg {
                unkept += 1;
                why = error.clone();
            }
            update::update(&mut self.model, msg);
        }
        // What was asked and never answered in all the time that there was.
        let mut notes: Vec<String> = Vec::new();
        notes.extend(self.model.draft.as_ref().and_then(Draft::unkept_note).map(str::to_owned));
        for asked in self.model.own.asked.drain(..) {
            unkept += 1;
            notes.extend(asked.draft.as_ref().and_then(Draft::note).map(str::to_owned));
        }
        for note in notes.iter().map(|note| note.trim()).filter(|note| !note.is_empty()) {
            let message = format!("this note could not be kept: {note}");
            complaint::tell(&Error::new(ErrorKind::Output, message));
        }
        if unkept > 0 {
            let marks =
                if unkept == 1 { "the last mark".to_owned() } else { format!("the last {unkept} marks") };
            let reason = why.as_ref().map(|why| format!(": {}", why.message)).unwrap_or_default();
            let mut error = Error::new(ErrorKind::Output, format!("{marks} could not be kept{reason}"));
            error.hint = why.and_then(|why| why.hint);
            complaint::tell(&error);
        }
    }

    pub(super) fn enter_again(&mut self) -> io::Result<ControlFlow<u8>> {
        session::leave();
        self.connection.enter_again()?;
        self.resize()
    }

    /// Before the terminal is given back: lets copies be made, and answers come that the shell would
    /// take for keys. Whatever else comes is kept: after a stop nothing is lost.
    pub(super) fn finish(&mut self) {
        let start = Instant::now();
        let mut answers = self.connection.answers.clone();
        while self.copies > 0 || answers.are_awaited() {
            let patience = if self.copies > 0 { effect::PATIENCE } else { LAST_ANSWERS };
            match self.events.recv_timeout((start + patience).saturating_duration_since(Instant::now())) {
                Ok(Event::Msg(Msg::Copied(_))) => self.copies -= 1,
                Ok(event @ Event::Signal(SIGTERM | SIGHUP | SIGINT)) => {
                    self.kept.push_back(event);
                    return;
                }
                Ok(event) => {
                    if let Event::Input(inputs) = &event {
                        for input in inputs {
                            if let Input::Answer(answer) = input {
                                answers.take(answer.clone());
                            }
                        }
                    }
                    self.kept.push_back(event);
                }
                Err(_) => return,
            }
        }
    }
}
