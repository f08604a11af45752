//! How far a quote can be trusted: what its mechanism is worth, less what speaks against it. From
//! `highlight::SURE` on the reader shows it as certain; below, it says what speaks most against it.
//!
//! The deductions were measured on annotated articles by mechanism, not fitted quote by quote: whoever is
//! named beside the cue is surest; who is carried on with "and" or inside the sentence comes next; a new
//! sentence whose verb has no subject may be anybody's.

use super::super::cast::{Entities, EntityId, Resolved};
use super::super::token::Tokens;
use super::clause::{Complement, Frame, SPEAKS};
use super::cue::Form as CueForm;
use super::discourse::Discourse;
use super::{Form, Quote};
use crate::lexicon::Features;

/// More tokens than this between a cue and its subject, and another one may stand there.
const BESIDE: usize = 1;

/// A doubt about a speaker that is none.
const SMALL: f32 = 0.03;

/// How doubtful it is that who was only spoken of speaks now.
const SILENT: f32 = 0.15;

/// What speaks against a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Nobody is found who says it.
    Nobody,
    /// The speaker is a word that nobody knows.
    Unknown,
    /// The speaker is told by what he is.
    Phrase,
    /// The speaker stands far from the cue.
    Apart,
    /// An office was resolved to a name.
    Office,
    /// A pronoun was.
    Pronoun,
    /// Nothing names the speaker here: the last one speaks on.
    Carried,
    /// The cue may mean something else.
    Cue,
    /// The cue tells a thought or a question rather than words.
    Thought,
    /// The cue is a noun.
    Noun,
    /// The cue stands inside another clause.
    Inside,
    /// Between cue and words stands what was not understood.
    Between,
    /// No cue at all.
    Bare,
    /// A source is given for the whole sentence.
    Source,
    /// Only the form of a headline says so.
    Headline,
    /// So few words may be a name or a term.
    Short,
    /// Where the words end is not sure.
    Edge,
}

impl Why {
    /// Whether the doubt is about who speaks as he is mentioned, and not about the cue or the words.
    pub fn is_of_the_mention(self) -> bool {
        matches!(self, Why::Unknown | Why::Phrase | Why::Apart | Why::Office)
    }

    /// The value of its part; the interface's words are kept by it.
    pub fn name(self) -> &'static str {
        match self {
            Why::Nobody => "nobody",
            Why::Unknown => "unknown",
            Why::Phrase => "phrase",
            Why::Apart => "apart",
            Why::Office => "office",
            Why::Pronoun => "pronoun",
            Why::Carried => "carried",
            Why::Cue => "cue",
            Why::Thought => "thought",
            Why::Noun => "noun",
            Why::Inside => "inside",
            Why::Between => "between",
            Why::Bare => "bare",
            Why::Source => "source",
            Why::Headline => "headline",
            Why::Short => "short",
            Why::Edge => "edge",
        }
    }
}

/// How sure a quote is, and what speaks most against it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Confidence {
    sure: f32,
    most: f32,
    /// What took most off.
    pub why: Option<Why>,
}

impl Confidence {
    /// Nothing against it yet.
    pub fn of(sure: f32) -> Self {
        Confidence { sure, most: 0.0, why: None }
    }

    /// What a mechanism is worth that has one weakness.
    pub fn weak(sure: f32, why: Why) -> Self {
        Confidence::of(1.0).less(1.0 - sure, why)
    }

    /// Takes something off.
    pub fn less(mut self, by: f32, why: Why) -> Self {
        if by > self.most {
            (self.most, self.why) = (by, Some(why));
        }
        self.sure -= by;
        self
    }

    /// Takes a share off.
    pub fn times(self, share: f32, why: Why) -> Self {
        self.less(self.sure * (1.0 - share), why)
    }

    /// What marks and a complementiser say together is surer than either alone.
    pub fn confirmed(mut self) -> Self {
        self.sure = (self.sure + 0.03).min(0.99);
        self
    }

    /// No more than `most`.
    pub fn at_most(self, most: f32, why: Why) -> Self {
        self.less((self.sure - most).max(0.0), why)
    }

    /// The figure, in hundredths.
    pub fn figure(self) -> f32 {
        (self.sure.clamp(0.05, 1.0) * 100.0).round() / 100.0
    }
}

/// How sure a frame is of its words and of who says them.
pub(super) fn of_frame(
    frame: &Frame,
    found: Option<(EntityId, Resolved)>,
    entities: &Entities,
    discourse: &Discourse,
) -> Confidence {
    let cue = &frame.cue;
    let mut sure = match frame.complement {
        Complement::Clause { .. } => Confidence::of(0.98),
        Complement::Marks { .. } => Confidence::of(0.99),
        Complement::Colon { .. } => Confidence::of(0.97).less(0.02, Why::Edge),
        _ => Confidence::of(0.97),
    };
    if cue.form == CueForm::Noun {
        sure = sure.less(0.15, Why::Noun);
    }
    if cue.is(Features::WEAK) {
        // At the head of its sentence, joined to what was told before, it is seldom anything else.
        sure = sure.less(if cue.coordinated { 0.03 } else { 0.07 }, Why::Cue);
    }
    if cue.homograph {
        sure = sure.less(0.06, Why::Cue);
    }
    // Who is named beside a thought has told it; any other may only be thought about.
    let named = matches!(found, Some((_, Resolved::Named)));
    if (cue.is(Features::THOUGHT) || cue.is(Features::ASKS)) && !named {
        sure = sure.less(0.06, Why::Thought);
    }
    if frame.subordinate {
        sure = sure.less(0.15, Why::Inside);
    }
    let subject = frame.source.as_ref().or(frame.subject.as_ref());
    if let Complement::Clause { at, .. } = frame.complement
        && subject.is_none()
        && frame.addressee.is_none()
        && cue.form == CueForm::Finite
        && at > cue.end
    {
        sure = sure.less(0.08, Why::Between);
    }
    if subject.is_some_and(|subject| !frame.before && subject.start > cue.end + BESIDE) {
        sure = sure.less(0.05, Why::Apart);
    }
    let (by, why) = of_speaker(frame, found, entities, discourse);
    sure.less(by, why)
}

/// What is taken off for who speaks, and why.
pub(super) fn of_speaker(
    frame: &Frame,
    found: Option<(EntityId, Resolved)>,
    entities: &Entities,
    discourse: &Discourse,
) -> (f32, Why) {
    let Some((id, how)) = found else { return (0.3, Why::Nobody) };
    let entity = entities.get(id);
    let known = entity.class.is_some_and(|class| SPEAKS.has(class));
    // A name of one unknown word, or a phrase whose head nobody knows, is a guess.
    let guess = if entity.named { entity.words.len() < 2 && entity.evidence < 5 && !known } else { !known };
    if guess {
        return (0.2, Why::Unknown);
    }
    if entity.named && !known && entity.evidence < 3 {
        return (0.1, Why::Unknown);
    }
    match how {
        Resolved::Named => (0.0, Why::Unknown),
        // One word (the committee) is half a name; many may hold what is none of it.
        Resolved::Phrase => (if matches!(entity.words.len(), 2 | 3) { 0.04 } else { 0.07 }, Why::Phrase),
        // Who has just spoken by name holds the office more surely than who was only named.
        Resolved::Role => {
            let spoke = discourse.doubts.get(&id).is_some_and(|&doubt| doubt < SMALL);
            (if spoke { 0.09 } else { 0.11 }, Why::Office)
        }
        Resolved::Pronoun | Resolved::Carried => {
            let goes_on = frame.cue.coordinated || frame.cue.entry.value == "adds";
            let carried = match how {
                // The subject of the sentence itself.
                _ if discourse.sentence => 0.01,
                _ if goes_on => 0.03,
                Resolved::Pronoun => 0.06,
                // A verb that joins nothing has its subject somewhere: not found, or another one.
                _ => 0.18,
            };
            let why = if how == Resolved::Pronoun { Why::Pronoun } else { Why::Carried };
            // As doubtful as the words before, by which the speaker was known; who has no name is soon
            // taken for another.
            let nameless = if entity.named { 0.0 } else { 0.06 };
            let before = discourse.doubts.get(&id).copied().unwrap_or(SILENT);
            let before = if discourse.sentence { before / 2.0 } else { before };
            (carried + nameless + before, why)
        }
    }
}

/// What the words themselves take off: a short stretch may be a name, the end of a report with many commas
/// is less sure.
pub(super) fn of_words(text: &Tokens, quote: &Quote) -> Confidence {
    let sure = quote.confidence;
    let tokens = quote.from..quote.to;
    let words = tokens.clone().filter(|&i| text.all[i].is_wordlike()).count();
    let commas = tokens.filter(|&i| matches!(text.all[i].glyph, '،' | ',' | '؛' | ';')).count();
    match quote.form {
        Form::Direct if quote.rule == "interview-answer" => sure,
        Form::Direct if words < 3 => sure.less(0.1, Why::Short),
        Form::Direct | Form::Headline => sure,
        Form::Indirect => {
            let short = match words {
                0..4 => 0.2,
                4..7 => 0.03,
                _ => 0.0,
            };
            let carried = matches!(quote.speaker, Some((_, _, Resolved::Carried)));
            let long = if words > 26 && carried { 0.05 } else { 0.0 };
            sure.less(short, Why::Short).less(long + 0.03 * commas.saturating_sub(1).min(3) as f32, Why::Edge)
        }
    }
}
