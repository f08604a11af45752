//! What was looked for, to be gone through in other readings.

use super::Library;
use crate::error::Result;

/// Lines that are kept.
const KEPT: i64 = 100;

impl Library {
    /// What was looked for, the last one last.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn typed(&self) -> Result<Vec<String>> {
        self.run(|connection| {
            let mut statement = connection.prepare("SELECT words FROM typed ORDER BY id")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// Keeps what was looked for, as the last one also where it is there already.
    ///
    /// # Errors
    /// What keeps the library from being written.
    pub fn keep_typed(&mut self, words: &str) -> Result<()> {
        self.write(|connection| {
            // A replaced row gets the next number.
            connection.execute("INSERT OR REPLACE INTO typed (words) VALUES (?)", [words])?;
            let gone = "DELETE FROM typed WHERE id NOT IN (SELECT id FROM typed ORDER BY id DESC LIMIT ?)";
            connection.execute(gone, [KEPT]).map(drop)
        })
    }
}
