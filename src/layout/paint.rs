//! What a cluster looks like: joined forms, marks after their base, mirrored brackets (L4), digits.

use super::{Cluster, Digits, Form, Marks, Rows};
use crate::text::bidi;
use crate::text::cell;
use crate::text::digits::{self, System};
use crate::text::joining::{self, LAM, compose, lam_alef};
use crate::text::property::{Grapheme, Property};

impl Rows {
    /// Appends what is painted in the cluster's cells to `into`; `text` is the text that was laid out.
    ///
    /// It takes exactly the cluster's columns, holds no control and no format character (but ZWJ inside
    /// a pictograph), and begins with its base. A tab is as many spaces as it is wide.
    pub fn symbol(&self, cluster: &Cluster, text: &str, into: &mut String) {
        let form = cluster.form;
        if form.is_space() {
            into.extend(std::iter::repeat_n(' ', usize::from(cluster.width)));
            return;
        }
        if form.has(Form::ELLIPSIS) || form.has(Form::HYPHEN) {
            into.push(if form.has(Form::HYPHEN) { '-' } else { '…' });
            return;
        }
        let Some(chars) = text.get(cluster.span.within(self.base)) else { return };
        let mut rest = chars.chars();
        let Some(first) = rest.next() else { return };
        let property = Property::of(first);
        if rest.as_str().is_empty() && property.columns() > 0 {
            into.push(self.base_symbol(first, property, cluster));
            return;
        }
        self.cluster_symbol(chars, cluster, into);
    }

    /// A base character as painted.
    #[inline]
    fn base_symbol(&self, c: char, property: Property, cluster: &Cluster) -> char {
        if property.grapheme() == Grapheme::Cursive {
            return joining::form(c, cluster.form.joins_previous(), cluster.form.joins_next());
        }
        let c = match self.options.digits {
            Digits::AsWritten => c,
            Digits::Latin => digits::transcode(c, System::Ascii),
            Digits::Arabic => digits::transcode(c, System::Arabic),
        };
        match c {
            cell::SUBSTITUTE => cell::REPLACEMENT,
            cell::END_OF_AYAH => cell::STAR,
            _ if cluster.level & 1 == 1 && property.is_mirrored() => bidi::mirrored(c), // L4
            _ => c,
        }
    }

    /// A cluster of several characters.
    fn cluster_symbol(&self, chars: &str, cluster: &Cluster, into: &mut String) {
        let start = into.len();
        let mut painted = cell::painted(chars, self.options.marks == Marks::Strip);
        let Some(first) = painted.next() else { return };
        let mut letter = first;
        // The alef of lam-alef and the hamza or madda of a letter become one with it.
        let marks = into.len();
        let mut alef = None;
        let mut composed = false;
        for c in painted {
            if cluster.form.is_lam_alef() && alef.is_none() && lam_alef(c, false).is_some() {
                alef = Some(c);
                continue;
            }
            let bearer = alef.unwrap_or(letter);
            if !composed && let Some(letters) = compose(bearer, c) {
                composed = true;
                match &mut alef {
                    Some(alef) => *alef = letters,
                    None => letter = letters,
                }
                continue;
            }
            into.push(c);
        }
        let base = match alef
            .filter(|_| letter == LAM)
            .and_then(|alef| lam_alef(alef, cluster.form.joins_previous()))
        {
            Some(ligature) => ligature,
            None => self.base_symbol(letter, Property::of(letter), cluster),
        };
        into.insert(marks, base);
        cell::fit(into, start, cluster.width);
    }
}
