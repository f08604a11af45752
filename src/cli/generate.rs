//! `qari completions` and `qari man`: made from the same table as the command line.

use clap_complete::Shell;

use super::arguments::Arguments;
use super::{Outcome, output};
use crate::error::Result;

/// Prints completions for `shell`.
pub fn completions(shell: Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::all(), "qari", &mut script);
    output::bytes(&script)
}

/// Prints the man page (roff): every command is a section of it.
pub fn man() -> Result<Outcome> {
    let mut page = Vec::new();
    let mut all = Arguments::all();
    all.build();
    let mut failed = clap_mangen::Man::new(all.clone()).render(&mut page).err();
    for command in all.get_subcommands_mut() {
        let name = format!("qari {}", command.get_name());
        let command = command.clone().display_name(name.clone());
        let man = clap_mangen::Man::new(command);
        page.extend_from_slice(format!(".SH \"{}\"\n", name.to_uppercase()).as_bytes());
        failed = failed.or(man.render_synopsis_section(&mut page).err());
        failed = failed.or(man.render_description_section(&mut page).err());
        failed = failed.or(man.render_options_section(&mut page).err());
    }
    match failed {
        Some(error) => Err(output::failed(&error)),
        None => output::bytes(&page),
    }
}
