//! A paragraph's clusters in logical order, found in one pass: graphemes, lam-alef, joining, columns,
//! bidi classes.
//!
//! The quick way joins marks and joiners to the character before them (GB9), which is all of UAX #29
//! that most texts need; where a text needs more, it is done again through `segment::graphemes`.

use super::{Form, Marks, Options};
use crate::text::bidi::{Class, Paragraph};
use crate::text::cell;
use crate::text::joining::{Joiner, Joining, LAM, NOBODY, lam_alef};
use crate::text::property::{Grapheme, Property};
use crate::text::segment;

/// One cluster in logical order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Offset of its first byte in the paragraph.
    pub(super) start: u32,
    /// Columns as painted; 0 for what is never painted.
    pub(super) columns: u8,
    /// Joining, lam-alef, white space.
    pub(super) form: u8,
    /// Begins with a letter of line breaking class AL or HL.
    pub(super) letter: bool,
    /// A tab whose columns depend on where it stands.
    pub(super) tab: bool,
}

/// All clusters of a paragraph; there is one more unit than clusters, at the end of the text.
pub(super) struct Units<'a> {
    pub(super) text: &'a str,
    pub(super) units: Vec<Unit>,
    pub(super) paragraph: Paragraph,
}

impl<'a> Units<'a> {
    /// The clusters of `text`, which is one paragraph. Its line ends are white space, unless
    /// preformatted: then there is none but at its end.
    pub(super) fn new(text: &'a str, options: &Options) -> Self {
        let mut builder = Builder::new(text, options);
        if !builder.quick() {
            builder = Builder::new(text, options);
            builder.thorough();
        }
        builder.finish()
    }

    /// Number of clusters.
    pub(super) fn len(&self) -> usize {
        self.units.len() - 1
    }
}

struct Builder<'a> {
    text: &'a str,
    units: Vec<Unit>,
    paragraph: Paragraph,
    joiner: Joiner,
    strip: bool,
    preformatted: bool,
    /// Marks go onto the last unit (GB9); not so at the start and after a control.
    open: bool,
    /// The last unit is marks without a base.
    lone: bool,
    /// The last unit is a lam, and nothing in it keeps an alef out of its cell.
    lam: bool,
    /// The last unit is white space with a line end in it.
    line_end: bool,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, options: &Options) -> Self {
        Builder {
            text,
            units: Vec::with_capacity(text.len() / 2 + 2),
            paragraph: Paragraph::with_capacity(text.len() / 2 + 2),
            joiner: Joiner::new(),
            strip: options.marks == Marks::Strip,
            preformatted: options.preformatted,
            open: false,
            lone: false,
            lam: false,
            line_end: false,
        }
    }

    fn finish(mut self) -> Units<'a> {
        self.units.push(Unit {
            start: self.text.len() as u32,
            columns: 0,
            form: 0,
            letter: false,
            tab: false,
        });
        Units { text: self.text, units: self.units, paragraph: self.paragraph }
    }

    /// Goes through the text character by character; answers false where that is not enough.
    fn quick(&mut self) -> bool {
        let mut pictographs = false;
        for (at, c) in self.text.char_indices() {
            let property = Property::of(c);
            match property.grapheme() {
                Grapheme::Cursive => self.cursive(at, c, property),
                Grapheme::Base => self.base(at, c, property),
                Grapheme::Space | Grapheme::LineEnd => self.white_space(at, c, property),
                Grapheme::Extend => self.extend(at, c, property),
                Grapheme::Control => self.control(at, c, property),
                Grapheme::Joiner if pictographs && c == ZWJ => return false, // GB11
                Grapheme::Joiner => self.extend(at, c, property),
                Grapheme::Pictograph => {
                    pictographs = true;
                    self.base(at, c, property);
                }
                Grapheme::Complex => return false,
            }
        }
        true
    }

    /// Goes through the text grapheme by grapheme.
    fn thorough(&mut self) {
        for (at, grapheme) in segment::graphemes(self.text) {
            // Signs that stand before a number are not painted: what follows decides.
            let (skipped, base) = grapheme
                .char_indices()
                .find(|&(_, c)| Property::of(c).columns() > 0)
                .or(grapheme.char_indices().next())
                .unwrap_or_default();
            let property = Property::of(base);
            let count = self.units.len();
            if property.is_mark() || property.grapheme() == Grapheme::Joiner {
                self.lone(at, base, property);
            } else {
                self.begin(at, base, property);
            }
            let rest = &grapheme[skipped + base.len_utf8()..];
            let mut plain = skipped == 0 && property.columns() > 0;
            for c in rest.chars() {
                let property = Property::of(c);
                match property.grapheme() {
                    Grapheme::Extend | Grapheme::Joiner => self.extend(at, c, property),
                    _ => {
                        plain = false;
                        if property.is_mark() || property.columns() > 0 {
                            self.extend(at, c, property);
                        }
                    }
                }
                plain &= c != ZWJ;
            }
            if !plain
                && self.units.len() > count
                && let Some(unit) = self.units.last_mut()
            {
                unit.columns = cell::columns_of(grapheme, self.strip);
            }
        }
    }

    /// A character that begins a cluster.
    fn begin(&mut self, at: usize, c: char, property: Property) {
        match property.grapheme() {
            Grapheme::Cursive => self.cursive(at, c, property),
            Grapheme::Space | Grapheme::LineEnd => self.white_space(at, c, property),
            Grapheme::Control => self.control(at, c, property),
            _ => self.base(at, c, property),
        }
    }

    /// A character that joins to nothing.
    #[inline]
    fn base(&mut self, at: usize, c: char, property: Property) {
        (self.open, self.lone, self.line_end, self.lam) = (true, false, false, false);
        if property.joining() != Joining::Transparent {
            self.joiner = Joiner::new();
        }
        self.push(at, c, property, property.columns(), 0);
    }

    /// A control: joining passes over the directional ones, the others stand in its way.
    fn control(&mut self, at: usize, c: char, property: Property) {
        self.base(at, c, property);
        self.open = false;
    }

    /// A character that has a say in joining.
    #[inline]
    fn cursive(&mut self, at: usize, c: char, property: Property) {
        (self.open, self.lone, self.line_end) = (true, false, false);
        let joined = self.joiner.feed(property.joining(), self.units.len() as u32);
        if let Some(before) = joined
            && before != NOBODY
            && let Some(unit) = self.units.get_mut(before as usize)
        {
            if self.lam && before as usize + 1 == self.paragraph.len() && lam_alef(c, false).is_some() {
                unit.form |= Form::LAM_ALEF;
                self.lam = false;
                return;
            }
            unit.form |= Form::NEXT;
        }
        self.lam = c == LAM;
        self.push(at, c, property, property.columns(), if joined.is_some() { Form::PREVIOUS } else { 0 });
    }

    #[inline]
    fn push(&mut self, at: usize, c: char, property: Property, columns: u8, form: u8) {
        self.paragraph.push_property(c, property);
        self.units.push(Unit { start: at as u32, columns, form, letter: property.is_letter(), tab: false });
    }

    /// White space or a line end.
    fn white_space(&mut self, at: usize, c: char, property: Property) {
        self.joiner = Joiner::new();
        self.lam = false;
        self.lone = false;
        let ends_line = property.grapheme() == Grapheme::LineEnd;
        self.open = !ends_line && c != '\t';
        if !ends_line && self.line_end {
            return; // goes with the line end
        }
        if !ends_line {
            self.push(at, c, property, property.columns().max(1), Form::SPACE);
            if let Some(unit) = self.units.last_mut() {
                unit.tab = c == '\t' && self.preformatted;
            }
            return;
        }
        // A line end takes the white space before it in, and is white space to the bidi algorithm.
        let count = self.units.iter().rev().take_while(|unit| unit.form & Form::SPACE != 0).count();
        let start = self.units.len() - count;
        let at = self.units.get(start).map_or(at as u32, |unit| unit.start);
        self.units.truncate(start);
        self.paragraph.truncate(start);
        self.paragraph.push_class(Class::WS);
        self.units.push(Unit { start: at, columns: 1, form: Form::SPACE, letter: false, tab: false });
        self.line_end = true;
    }

    /// A mark or a joiner that goes onto the unit before it, if there is one.
    fn extend(&mut self, at: usize, c: char, property: Property) {
        if !self.open {
            self.lone(at, c, property);
            return;
        }
        let unit = self.units.len() - 1;
        match c {
            ZWJ => {
                if let Some(before) = self.joiner.feed_zwj(unit as u32)
                    && before != NOBODY
                {
                    self.units[before as usize].form |= Form::NEXT;
                }
            }
            ZWNJ => {
                self.joiner = Joiner::new();
                self.lam = false;
            }
            _ if self.line_end => {}
            _ => {
                self.paragraph.mark();
                if self.seen(property) || property.columns() > 0 {
                    // A space that bears a mark is no white space.
                    self.units[unit].form &= !Form::SPACE;
                    self.units[unit].columns = self.units[unit].columns.max(u8::from(self.lone));
                }
            }
        }
    }

    /// A mark or a joiner without a base. Marks are painted on a dotted circle.
    fn lone(&mut self, at: usize, c: char, property: Property) {
        self.open = true;
        self.lone = true;
        self.line_end = false;
        self.lam = false;
        if property.grapheme() == Grapheme::Joiner {
            self.joiner = Joiner::new();
            if c == ZWJ {
                self.joiner.feed_zwj(self.units.len() as u32);
            }
        }
        self.push(at, c, property, u8::from(self.seen(property)), 0);
    }

    /// Whether it is a mark that is painted.
    fn seen(&self, property: Property) -> bool {
        property.is_mark() && !(self.strip && property.is_hidable())
    }
}

const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';
