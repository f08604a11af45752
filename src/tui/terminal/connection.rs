//! A terminal and all that is known of it: asked, taken, taken anew when it turns out to be another one,
//! given back.

use std::borrow::Cow;
use std::io;

use super::decode::Answer;
use super::environment::Environment;
use super::probe::{Answers, Outer};
use super::profile::{self, Profile};
use super::session::Session;
use super::table::Terminal;
use crate::settings::Settings;

/// The terminal that we run in.
pub struct Connection {
    /// What takes it and gives it back.
    pub session: Session,
    /// The hints.
    pub environment: Environment,
    /// What it answered.
    pub answers: Answers,
    /// What it is sent.
    pub profile: Profile,
    table: Cow<'static, [Terminal]>,
}

impl Connection {
    /// Finds the terminal; nothing is changed yet. `answers`: what it has told already.
    ///
    /// # Errors
    /// Where there is none to read keys from.
    pub fn new(
        settings: &Settings,
        environment: Environment,
        table: Cow<'static, [Terminal]>,
        answers: Answers,
    ) -> io::Result<Self> {
        let session = Session::new(settings.mouse, environment.clone())?;
        let profile = profile::choose(&table, &environment, &answers, settings);
        Ok(Connection { session, environment, answers, profile, table })
    }

    /// Takes the terminal and asks it; answers whether it was asked anything.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn enter_and_ask(&mut self) -> io::Result<bool> {
        let (table, environment) = (&self.table, &self.environment);
        let questions = if profile::may_be_asked(table, environment) {
            let (open, hands_on) =
                (profile::is_open(table, environment), profile::hands_on(table, environment));
            self.answers.questions(open, hands_on)
        } else {
            String::new()
        };
        self.session.enter(&self.profile, questions.as_bytes())?;
        Ok(!questions.is_empty())
    }

    /// Takes the terminal as what it is known to be.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn enter_again(&mut self) -> io::Result<()> {
        self.session.enter(&self.profile, b"")
    }

    /// Takes note of an answer. With the fence all are there; answers whether it is time to
    /// [choose anew](Self::choose).
    pub fn answered(&mut self, answer: Answer) -> bool {
        if !self.answers.take(answer) || !self.answers.complete {
            return false;
        }
        // 2: it was told before us to leave the order alone. Where it does not say, it may have done it.
        self.session.found(!matches!(self.answers.mode8, Some(2 | 4)), &self.profile);
        true
    }

    /// Takes note of what is around a multiplexer.
    pub fn surrounded(&mut self, outer: Outer) {
        self.answers.outer = Some(outer);
    }

    /// Chooses the profile by all that is known and tells the terminal what that changes; answers whether
    /// rows must be painted again for it.
    ///
    /// # Errors
    /// What the operating system says.
    pub fn choose(&mut self, settings: &Settings) -> io::Result<bool> {
        let profile = profile::choose(&self.table, &self.environment, &self.answers, settings);
        let old = std::mem::replace(&mut self.profile, profile);
        if old.is_sent_like(&self.profile) {
            return Ok(false);
        }
        self.session.change(&old, &self.profile)?;
        Ok(true)
    }
}
