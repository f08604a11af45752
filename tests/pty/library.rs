//! What is remembered: the place, across runs of the real program.

use crate::harness::*;
use std::path::PathBuf;

/// A data folder that several runs share.
struct Data(PathBuf);

impl Data {
    fn new(name: &str) -> Data {
        let path = std::env::temp_dir().join(format!("qari-pty-data-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Data(path)
    }

    fn open(&self, more: &[&str]) -> Session {
        let mut command = vec![QARI.to_string(), ARTICLE.to_string()];
        command.extend(more.iter().map(ToString::to_string));
        let data = self.0.to_str().expect("a name in UTF-8").to_string();
        Session::start(Setup {
            size: (80, 20),
            environment: vec![("XDG_DATA_HOME", data)],
            command,
            ..Setup::default()
        })
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn an_article_is_taken_up_where_it_was_left() {
    let data = Data::new("place");
    let mut first = data.open(&[]);
    first.settle();
    let top = first.screen();
    first.send("  ");
    first.wait("another page", |session| session.screen() != top);
    first.settle();
    let left = first.screen();
    first.send("q");
    assert_eq!(first.end(), 0);

    let mut second = data.open(&[]);
    second.wait_for("back where you left off");
    let again = second.screen();
    second.send("q");
    assert_eq!(second.end(), 0);
    // A blank line at the reading line stands for the row after it: the screen may be a row further on.
    let rows = |screen: &str| -> Vec<String> {
        let page = screen.lines().filter_map(|row| row.rsplit(['│', '┃', '┤', '┨']).next());
        page.map(|row| row.trim().to_owned()).filter(|row| row.len() > 40).collect()
    };
    let (left, again) = (rows(&left), rows(&again));
    let same = again.iter().filter(|row| left.contains(row)).count();
    assert!(same + 2 >= left.len() && same > 5, "{left:#?} and {again:#?}");

    // Nothing is remembered of a private reading, nor used in it.
    let mut private = data.open(&["--private"]);
    private.settle();
    assert_eq!(private.screen(), top);
    private.send("q");
    private.end();
}
