//! A data folder that several runs of the program share.

use std::path::{Path, PathBuf};

use crate::harness::*;

/// The folder; gone when it is dropped.
pub struct Data(PathBuf);

impl Data {
    /// A folder of that test's own.
    pub fn new(name: &str) -> Data {
        let path = std::env::temp_dir().join(format!("qari-pty-data-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Data(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where that file in it is, for a command line.
    pub fn name(&self, file: &str) -> String {
        self.0.join(file).to_str().expect("a name in UTF-8").to_string()
    }

    /// The reader on the article of the tour.
    pub fn open(&self, more: &[&str]) -> Session {
        self.run(&[&[ARTICLE], more].concat())
    }

    /// The program with these words, on a screen of 80 by 20.
    pub fn run(&self, words: &[&str]) -> Session {
        self.start((80, 20), &[], words)
    }

    /// The program with these words, on a screen of that size, with these variables besides.
    pub fn start(&self, size: (u16, u16), variables: &[(&'static str, &str)], words: &[&str]) -> Session {
        let command = std::iter::once(QARI).chain(words.iter().copied()).map(str::to_string).collect();
        self.command(size, variables, command)
    }

    /// Any command.
    pub fn command(
        &self,
        size: (u16, u16),
        variables: &[(&'static str, &str)],
        command: Vec<String>,
    ) -> Session {
        let mut environment = vec![("XDG_DATA_HOME", self.name(""))];
        environment.extend(variables.iter().map(|(name, value)| (*name, value.to_string())));
        Session::start(Setup { size, environment, command, ..Setup::default() })
    }

    /// A configuration, and where it is.
    pub fn configured(&self, text: &str) -> String {
        let name = self.name("config.toml");
        std::fs::write(&name, text).expect("a configuration");
        name
    }

    /// What that file in it holds, once it is there.
    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap_or_default()
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
