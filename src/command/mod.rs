//! The one table of commands. From it: dispatch, help, footer hints, `qari keys`, the README's table and
//! the check of a user's keymap. Chords live in `assets/keymap.toml`, wording in `assets/ui`.

pub mod nearness;

/// Where the list of highlights or the text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Towards the end.
    Forward,
    /// Towards the beginning.
    Backward,
}

/// How far a movement goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// A row of text, a card of the list.
    Line,
    /// Half of what is seen.
    HalfPage,
    /// What is seen, less two rows.
    Page,
    /// A paragraph.
    Paragraph,
    /// To the very end.
    End,
}

/// A side of the screen, as seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The left one, whatever the direction of the text.
    Left,
    /// The right one.
    Right,
}

/// What a command does; `tui::update` carries it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Moves in the focused pane.
    Move(Reach, Step),
    /// To the next or previous highlight of a group, by the group's name.
    Jump(&'static str, Step),
    /// To the next or previous highlight of the shown tab.
    JumpShown(Step),
    /// Through the places jumped from.
    History(Step),
    /// Focuses the pane that is not focused.
    OtherPane,
    /// Focuses the pane on that side.
    Focus(Side),
    /// From the card to its words, from the words to their card.
    Across,
    /// Shows the next or previous tab of highlights.
    Tab(Step),
    /// Opens the page of speakers.
    Speakers,
    /// Begins to select text, or widens what is selected.
    Select,
    /// Takes the selection to the next or previous word.
    Word(Step),
    /// Takes it to the next or previous sentence.
    Sentence(Step),
    /// Marks the words, or gives their mark the next colour.
    Mark,
    /// Writes a note on the words.
    Note,
    /// Writes it in the reader's editor.
    NoteInEditor,
    /// Says that the selected highlight is none.
    Dismiss,
    /// Says who said the selected words.
    CorrectSpeaker,
    /// Says that what is selected in the text is what was said.
    CorrectWords,
    /// Takes their mark away.
    RemoveMark,
    /// Undoes the last change of a mark.
    Undo,
    /// Sets the bookmark whose letter is typed next.
    Bookmark,
    /// Goes to the bookmark whose letter is typed next.
    ToBookmark,
    /// Opens the page of the reader's own marks.
    MarkList,
    /// Writes highlights and marks to a file.
    Export,
    /// Opens the home screen.
    Home,
    /// Copies the selected words with their speaker and the article.
    Copy,
    /// Copies the selected words alone.
    CopyWords,
    /// Puts letters over the links that are seen.
    Hints,
    /// Opens the selected link, or the article, in the system's browser.
    Browse,
    /// Opens the search line.
    Search,
    /// To the next or previous hit.
    Hit(Step),
    /// Closes, clears or widens, one thing at a time.
    Clear,
    /// Shows or hides combining marks.
    Marks,
    /// Shows digits as written, as 012, as ٠١٢.
    Digits,
    /// Opens the page of keys.
    Help,
    /// Paints the whole screen again.
    Redraw,
    /// Gives the terminal back to the shell until it returns.
    Suspend,
    /// Ends.
    Quit,
    /// Ends as an interrupt does (exit status 130).
    Interrupt,
}

/// The heading under which help lists a command; its name in `assets/ui`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Moving in the text.
    Moving,
    /// Jumping between highlights.
    Jumping,
    /// The highlights pane.
    Highlights,
    /// Selecting text.
    Selecting,
    /// The reader's own marks.
    Marking,
    /// Searching.
    Searching,
    /// Everything else.
    General,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: [Group; 7] = [
        Group::Moving,
        Group::Jumping,
        Group::Highlights,
        Group::Selecting,
        Group::Marking,
        Group::Searching,
        Group::General,
    ];

    /// Its name in the interface's string tables.
    pub const fn name(self) -> &'static str {
        match self {
            Group::Moving => "group.moving",
            Group::Jumping => "group.jumping",
            Group::Highlights => "group.highlights",
            Group::Selecting => "group.selecting",
            Group::Marking => "group.marking",
            Group::Searching => "group.searching",
            Group::General => "group.general",
        }
    }
}

/// One command.
#[derive(Debug)]
pub struct Command {
    /// Its name in keymaps; `command.NAME` is its wording in the interface's string tables.
    pub name: &'static str,
    /// Where help lists it.
    pub group: Group,
    /// What it does.
    pub action: Action,
}

impl Command {
    /// The command with that name.
    pub fn find(name: &str) -> Option<&'static Command> {
        COMMANDS.iter().find(|command| command.name == name)
    }

    /// The name of its wording in the interface's string tables.
    pub fn wording(&self) -> String {
        format!("command.{}", self.name)
    }
}

const fn command(name: &'static str, group: Group, action: Action) -> Command {
    Command { name, group, action }
}

use Action as A;
use Group as G;
use Step::{Backward, Forward};

/// Every command, in the order of help.
pub static COMMANDS: &[Command] = &[
    command("line_down", G::Moving, A::Move(Reach::Line, Forward)),
    command("line_up", G::Moving, A::Move(Reach::Line, Backward)),
    command("page_down", G::Moving, A::Move(Reach::Page, Forward)),
    command("page_up", G::Moving, A::Move(Reach::Page, Backward)),
    command("half_page_down", G::Moving, A::Move(Reach::HalfPage, Forward)),
    command("half_page_up", G::Moving, A::Move(Reach::HalfPage, Backward)),
    command("paragraph_down", G::Moving, A::Move(Reach::Paragraph, Forward)),
    command("paragraph_up", G::Moving, A::Move(Reach::Paragraph, Backward)),
    command("top", G::Moving, A::Move(Reach::End, Backward)),
    command("bottom", G::Moving, A::Move(Reach::End, Forward)),
    command("next_quote", G::Jumping, A::Jump("quotes", Forward)),
    command("previous_quote", G::Jumping, A::Jump("quotes", Backward)),
    command("next_figure", G::Jumping, A::Jump("figures", Forward)),
    command("previous_figure", G::Jumping, A::Jump("figures", Backward)),
    command("next_date", G::Jumping, A::Jump("dates", Forward)),
    command("previous_date", G::Jumping, A::Jump("dates", Backward)),
    command("next_name", G::Jumping, A::Jump("names", Forward)),
    command("previous_name", G::Jumping, A::Jump("names", Backward)),
    command("next_link", G::Jumping, A::Jump("links", Forward)),
    command("previous_link", G::Jumping, A::Jump("links", Backward)),
    command("next", G::Jumping, A::JumpShown(Forward)),
    command("previous", G::Jumping, A::JumpShown(Backward)),
    command("hints", G::Jumping, A::Hints),
    command("browse", G::Jumping, A::Browse),
    command("back", G::Jumping, A::History(Backward)),
    command("forward", G::Jumping, A::History(Forward)),
    command("other_pane", G::Highlights, A::OtherPane),
    command("across", G::Highlights, A::Across),
    command("pane_left", G::Highlights, A::Focus(Side::Left)),
    command("pane_right", G::Highlights, A::Focus(Side::Right)),
    command("next_tab", G::Highlights, A::Tab(Forward)),
    command("previous_tab", G::Highlights, A::Tab(Backward)),
    command("speakers", G::Highlights, A::Speakers),
    command("copy", G::Highlights, A::Copy),
    command("copy_words", G::Highlights, A::CopyWords),
    command("select", G::Selecting, A::Select),
    command("next_word", G::Selecting, A::Word(Forward)),
    command("previous_word", G::Selecting, A::Word(Backward)),
    command("next_sentence", G::Selecting, A::Sentence(Forward)),
    command("previous_sentence", G::Selecting, A::Sentence(Backward)),
    command("mark", G::Marking, A::Mark),
    command("note", G::Marking, A::Note),
    command("note_in_editor", G::Marking, A::NoteInEditor),
    command("dismiss", G::Marking, A::Dismiss),
    command("correct_speaker", G::Marking, A::CorrectSpeaker),
    command("correct_words", G::Marking, A::CorrectWords),
    command("remove_mark", G::Marking, A::RemoveMark),
    command("undo", G::Marking, A::Undo),
    command("bookmark", G::Marking, A::Bookmark),
    command("to_bookmark", G::Marking, A::ToBookmark),
    command("mark_list", G::Marking, A::MarkList),
    command("search", G::Searching, A::Search),
    command("next_hit", G::Searching, A::Hit(Forward)),
    command("previous_hit", G::Searching, A::Hit(Backward)),
    command("clear", G::Searching, A::Clear),
    command("export", G::General, A::Export),
    command("home", G::General, A::Home),
    command("marks", G::General, A::Marks),
    command("digits", G::General, A::Digits),
    command("help", G::General, A::Help),
    command("redraw", G::General, A::Redraw),
    command("suspend", G::General, A::Suspend),
    command("quit", G::General, A::Quit),
    command("interrupt", G::General, A::Interrupt),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        for (i, one) in COMMANDS.iter().enumerate() {
            assert!(
                COMMANDS[i + 1..].iter().all(|other| other.name != one.name),
                "{} stands twice",
                one.name
            );
        }
    }
}
