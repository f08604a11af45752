//! A pseudo-terminal with the reader in it, an emulator that shows what it painted, and answers to what
//! it asks. Everything waits for what it needs with a deadline; nothing sleeps.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use qari::text::fold::fold;

/// The longest that anything may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long nothing must come for the terminal to count as quiet.
const QUIET: Duration = Duration::from_millis(60);

/// The program under test.
pub const QARI: &str = env!("CARGO_BIN_EXE_qari");
/// The article of the tour.
pub const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tour.ar.txt");

/// What the terminal says when it is asked what it is: all in one, with the fence last.
pub const XTERM: &str =
    "\x1b[8;0$y\x1b]11;rgb:1515/1717/1c1c\x1b\\\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?64;1;2c";

/// How a run is set up.
pub struct Setup {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Over the few variables that are set by default.
    pub environment: Vec<(&'static str, String)>,
    /// The command line; `qari` and the article by default.
    pub command: Vec<String>,
    /// What is answered to the questions, once; nothing where it is empty.
    pub answers: &'static str,
}

impl Default for Setup {
    fn default() -> Self {
        Setup {
            size: (100, 30),
            environment: Vec::new(),
            command: vec![QARI.to_string(), ARTICLE.to_string()],
            answers: XTERM,
        }
    }
}

/// A running program in its terminal.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    emulator: vt100::Parser,
    answers: &'static str,
    /// Everything that the program wrote.
    pub bytes: Vec<u8>,
    /// Removed with everything in it at the end.
    _home: Home,
}

/// A folder of this run's own, for the home and what lies in it.
struct Home(std::path::PathBuf);

impl Home {
    fn new() -> Home {
        use std::sync::atomic::{AtomicU32, Ordering};
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("qari-pty-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the run");
        Home(path)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn nonzero(n: u16) -> NonZero<u16> {
    NonZero::new(n).expect("a terminal has cells")
}

impl Session {
    /// Starts a program.
    pub fn start(setup: Setup) -> Session {
        let (columns, rows) = setup.size;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let home = Home::new();
        let mut command = CommandBuilder::new(&setup.command[0]);
        command.args(&setup.command[1..]);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &home.0);
        command.env("XDG_CONFIG_HOME", home.0.join("config"));
        command.env("XDG_DATA_HOME", home.0.join("data"));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_US.UTF-8");
        for (name, value) in &setup.environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("the terminal's other end");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().expect("the terminal's keyboard");
        let emulator = vt100::Parser::new(nonzero(rows), nonzero(columns), 0);
        let answers = setup.answers;
        Session {
            child,
            master: pair.master,
            writer,
            output,
            emulator,
            answers,
            bytes: Vec::new(),
            _home: home,
        }
    }

    /// The reader on the article of the tour.
    pub fn open() -> Session {
        Session::start(Setup::default())
    }

    /// The process that the terminal's keys reach.
    pub fn foreground(&self) -> rustix::process::Pid {
        let id = self.master.process_group_leader().expect("a job in the foreground");
        rustix::process::Pid::from_raw(id).expect("a process has a number")
    }

    /// The program's number.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap_or_default()
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// Sends bytes as the terminal would.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        // A program that is gone does not listen; what is waited for then tells.
        let _ = self.writer.write_all(bytes).and_then(|()| self.writer.flush());
    }

    /// Sends a signal.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let id = self.child.process_id().expect("the program runs") as i32;
        let pid = rustix::process::Pid::from_raw(id).expect("a process has a number");
        rustix::process::kill_process(pid, signal).expect("the signal is sent");
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.emulator.screen_mut().set_size(nonzero(rows), nonzero(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal takes another size");
    }

    /// Takes what the program writes next; `false` when nothing came within `wait`.
    fn take(&mut self, wait: Duration) -> bool {
        let bytes = match self.output.recv_timeout(wait) {
            Ok(bytes) => bytes,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
        };
        self.emulator.process(&bytes);
        self.bytes.extend_from_slice(&bytes);
        if !self.answers.is_empty() && contains(&self.bytes, b"\x1b[c") {
            let answers = std::mem::take(&mut self.answers);
            self.send(answers);
        }
        true
    }

    /// Reads on until `condition` holds; fails with the screen when it does not in time.
    pub fn wait(&mut self, what: &str, condition: impl Fn(&Session) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !condition(self) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && (self.take(left) || condition(self)),
                "waited in vain for {what}; the screen:\n{}\n",
                self.screen()
            );
        }
    }

    /// Reads on until nothing more comes.
    pub fn settle(&mut self) {
        while self.take(QUIET) {}
    }

    /// Types, and waits until the screen says so.
    pub fn press(&mut self, keys: &str, what: &str, condition: impl Fn(&Session) -> bool) {
        self.send(keys);
        self.wait(what, condition);
    }

    /// Waits for words on the screen, in whatever order they are painted.
    pub fn wait_for(&mut self, words: &str) {
        self.wait(words, |session| session.shows(words));
    }

    /// Waits until a highlight is selected: they come after the text.
    pub fn wait_for_highlights(&mut self) {
        self.wait("a selected highlight", |session| session.screen().contains('▐'));
    }

    /// Waits until the program has ended and all its output is read; answers its exit status.
    pub fn end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        while self.take(end.saturating_duration_since(Instant::now())) {}
        // Its terminal is closed, so the program is at its end.
        self.child.wait().expect("the program ends").exit_code()
    }

    /// The screen as it is painted, row by row.
    pub fn screen(&self) -> String {
        self.emulator.screen().contents()
    }

    /// Rows and columns.
    pub fn size(&self) -> (u16, u16) {
        let (rows, columns) = self.emulator.screen().size();
        (rows.into(), columns.into())
    }

    /// A cell's symbol and ground.
    pub fn cell(&self, row: u16, column: u16) -> (String, vt100::Color) {
        let cell = self.emulator.screen().cell(row, column).expect("a cell of the screen");
        (cell.contents().to_string(), cell.bgcolor())
    }

    /// Whether a row holds these words: visual or logical order, joined or plain letters.
    pub fn shows(&self, words: &str) -> bool {
        let wanted = fold(words);
        let turned: String = wanted.chars().rev().collect();
        self.screen().lines().any(|line| {
            let line = fold(line);
            line.contains(&wanted) || line.contains(&turned)
        })
    }

    /// The cells on a ground that is none of the terminal's own, within these columns: their letters,
    /// folded and sorted, so that two panes and two orders can be compared.
    pub fn letters_on_bands(
        &self,
        columns: std::ops::Range<u16>,
        of: impl Fn(vt100::Color) -> bool,
    ) -> String {
        let (rows, _) = self.size();
        let mut letters = String::new();
        for (row, column) in (0..rows).flat_map(|row| columns.clone().map(move |column| (row, column))) {
            let (symbol, ground) = self.cell(row, column);
            if ground != vt100::Color::Default && of(ground) {
                letters.push_str(&symbol);
            }
        }
        sorted_letters(&letters)
    }

    /// Whether the terminal is as a shell wants it: no alternate screen, cursor, paste brackets off.
    pub fn is_restored(&self) -> bool {
        let screen = self.emulator.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    /// Where in the program's output a sequence stands first.
    pub fn place(&self, sequence: &str) -> Option<usize> {
        place(&self.bytes, sequence.as_bytes())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Where `part` stands first.
pub fn place(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    place(bytes, part).is_some()
}

/// The letters of a text, folded, in an order of their own.
pub fn sorted_letters(text: &str) -> String {
    let mut letters: Vec<char> = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}
