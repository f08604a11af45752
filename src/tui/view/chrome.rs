//! What stands around the panes: titles, the hairline that is the scroll bar, the row that tells the
//! selected highlight, the footer with hints, prompt and place.

use crate::highlight::{self, Group, Role};
use crate::settings::theme::Tone;
use crate::text::address;
use crate::text::bidi::Direction;
use crate::tui::geometry::Geometry;
use crate::tui::model::{Focus, Model};
use crate::tui::signs;

use super::article::bar;
use super::painter::{Flow, Look, Painter};
use super::prompt;

/// Paints it all.
pub fn paint(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    titles(model, geometry, painter);
    rule(model, geometry, painter);
    told(model, geometry, painter);
    footer(model, geometry, painter);
}

/// Bold where the keys go.
fn title_look(focused: bool) -> Look {
    if focused { Look::of(Tone::Strong).bold() } else { Look::of(Tone::Muted) }
}

fn titles(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(y) = geometry.title else { return };
    if geometry.rule.is_none() {
        return tabs(model, geometry, y, painter);
    }
    let meta = &model.shelf.article().document.meta;
    // Where it comes from: what the page said, else the article's own source line, else the file's name.
    let held = model.shelf.held(model.shelf.chunks() - 1);
    let source = held.and_then(|held| {
        let source = held.highlights.iter().find(|highlight| highlight.kind == highlight::SOURCE)?;
        Some(held.chunk.slice(source.span))
    });
    let name = source.unwrap_or_else(|| file_name(&meta.origin));
    let title =
        if model.page.at_start() { meta.site.as_deref() } else { meta.title.as_deref() }.unwrap_or(name);
    let text = geometry.article.text;
    let mut flow = Flow::new(text.x, y, text.width, model.direction());
    painter.put(&mut flow, title, title_look(model.focus == Focus::Article));
    if geometry.chips != Some(y) {
        let text = geometry.list.text;
        let mut flow = Flow::new(text.x, y, text.width, model.direction());
        painter.put(&mut flow, model.strings.get("highlights"), title_look(model.focus == Focus::List));
    }
}

/// Two words as tabs, where one pane is seen at a time.
fn tabs(model: &Model, geometry: &Geometry, y: u16, painter: &mut Painter) {
    let (x, width) = words_of(model, geometry);
    let mut flow = Flow::new(x, y, width, model.strings.direction());
    painter.put(&mut flow, model.strings.get("article"), title_look(model.focus == Focus::Article));
    flow.skip(3);
    painter.put(&mut flow, model.strings.get("highlights"), title_look(model.focus == Focus::List));
    flow.skip(1);
    painter.put(&mut flow, &model.shelf.tally().0.all().to_string(), Look::of(Tone::Muted));
    at_end(model, geometry, y, &place(model), painter);
}

/// The columns in which chrome runs.
pub fn words_of(model: &Model, geometry: &Geometry) -> (u16, u16) {
    let margin = geometry.margin.min(model.size.width / 3);
    (margin, model.size.width - 2 * margin)
}

/// Muted words at the ending side of a row; answers the cells taken.
pub fn at_end(model: &Model, geometry: &Geometry, y: u16, text: &str, painter: &mut Painter) -> u16 {
    let (x, width) = words_of(model, geometry);
    let taken = painter.width(text).min(width);
    let x = if model.strings.direction().is_rtl() { x } else { x + width - taken };
    let mut flow = Flow::new(x, y, taken, model.strings.direction());
    painter.put(&mut flow, text, Look::of(Tone::Muted));
    taken
}

/// The hairline: heavy where the screen is, a tick towards the list for each shown highlight (each hit
/// while one searches).
fn rule(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(x) = geometry.rule else { return };
    let ascii = model.settings.ascii_signs;
    let rows = geometry.footer.unwrap_or(model.size.height);
    let length = u64::from(model.shelf.article().document.text.len().max(1));
    let row_of = |offset: u32| (u64::from(offset) * u64::from(rows) / length).min(u64::from(rows) - 1) as u16;
    let seen = model.page.span();
    let all = model.page.is_whole() || seen.start == 0 && u64::from(seen.end) + 2 >= length;
    let thumb = (row_of(seen.start), row_of(seen.end.saturating_sub(1)).max(row_of(seen.start) + 1));
    // Where all of it is seen a tick stands beside its words.
    let tick_row = |offset: u32| {
        let beside = || model.page.seen().iter().position(|seen| seen.span().end > offset);
        let beside =
            all.then(beside).flatten().map(|at| geometry.article.area.y + at as u16).filter(|y| *y < rows);
        usize::from(beside.unwrap_or_else(|| row_of(offset)))
    };
    let mut ticks = vec![None; usize::from(rows)];
    match &model.search {
        Some(search) if !search.line.is_empty() => {
            for hit in search.hits() {
                ticks[tick_row(hit.start)] = Some(Tone::Find);
            }
        }
        _ => {
            let filter = &model.filter;
            for held in model.shelf.at_hand() {
                for occurrence in held.occurrences.iter() {
                    let highlight = &held.highlights[occurrence.highlight];
                    let tick = if filter.group.is_none() {
                        occurrence.group == Group::Quotes
                    } else {
                        filter.shows(highlight, &held.chunk)
                    };
                    if tick {
                        ticks[tick_row(occurrence.span.start)] = Some(signs::of_group(occurrence.group).tone);
                    }
                }
            }
        }
    }
    let rtl = model.direction().is_rtl();
    for y in 0..rows {
        let heavy = !all && (thumb.0..=thumb.1).contains(&y);
        let (glyph, tone) = match (ticks[usize::from(y)], heavy) {
            (Some(tone), _) if ascii => ("+", tone),
            (Some(tone), true) => (if rtl { "┨" } else { "┠" }, tone),
            (Some(tone), false) => (if rtl { "┤" } else { "├" }, tone),
            (None, true) => (if ascii { "#" } else { "┃" }, Tone::Muted),
            (None, false) => (if ascii { "|" } else { "│" }, Tone::Faint),
        };
        painter.cell(x, y, glyph, Look::of(tone));
    }
}

/// Where only one pane is seen: the selected highlight in one row.
fn told(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(y) = geometry.told else { return };
    if geometry.footer.is_none() && prompt::paint(model, geometry, y, painter) {
        return;
    }
    let pane = if geometry.article.text.width > 0 { geometry.article } else { geometry.list };
    let direction = model.direction();
    let low = geometry.footer.is_none();
    let position = position(model).map_or(String::new(), |(at, of)| {
        if low { format!("{at}/{of}") } else { fill_two(model.strings.get("place_of"), at, of) }
    });
    let end = if low { format!("{position}  ?") } else { position };
    let taken = painter.width(&end);
    let (x, width) = (pane.text.x, pane.text.width);
    let end_x = if direction.is_rtl() { x } else { (x + width).saturating_sub(taken) };
    let mut flow = Flow::new(end_x, y, taken, direction);
    painter.put(&mut flow, &end, Look::of(Tone::Muted));
    let Some(highlight) = model.selected_highlight() else { return };
    let sign = signs::of(highlight);
    let (rtl, ascii) = (direction.is_rtl(), model.settings.ascii_signs);
    painter.cell(pane.bar, y, bar(rtl, true, ascii), Look::of(sign.tone));
    painter.cell(pane.sign, y, sign.glyph(rtl, ascii), Look::of(sign.tone).bold());
    let room = width.saturating_sub(taken + 2);
    let mut flow = Flow::new(if rtl { x + width - room } else { x }, y, room, direction);
    let words =
        model.selected.and_then(|s| model.shelf.held(s.chunk)).map(|held| held.chunk.slice(highlight.span));
    let lead = lead(model);
    let name = match highlight.kind.kind().group {
        Group::Quotes => highlight.value(Role::Speaker).unwrap_or(model.strings.get("unnamed")),
        // Its words stand in the text; where they lead stands nowhere else.
        Group::Links if lead.is_some() => lead.as_deref().unwrap_or_default(),
        _ => highlight.value(Role::Name).or(words).unwrap_or_default(),
    };
    painter.put(&mut flow, name, Look::of(Tone::Strong).bold());
    let stance = format!("stance.{}", highlight.value(Role::Stance).unwrap_or("says"));
    for aside in [model.strings.get(&stance), highlight.value(Role::Description).unwrap_or_default()] {
        if !aside.is_empty() && painter.width(aside) + 3 <= flow.left {
            flow.skip(1);
            painter.put_apart(&mut flow, aside, Look::of(Tone::Muted));
        }
    }
}

/// A form of words with its two gaps filled.
pub fn fill_two(form: &str, one: usize, two: usize) -> String {
    form.replacen("{}", &one.to_string(), 1).replacen("{}", &two.to_string(), 1)
}

/// The number of the selected highlight in its tab, and how many there are.
fn position(model: &Model) -> Option<(usize, usize)> {
    let selected = model.selected?;
    let at = model.list.position(&selected)?;
    if model.filter.speaker.is_some() || model.filter.words.is_some() || model.shelf.chunks() == 1 {
        return Some((at + 1, model.list.entries().len()));
    }
    let first = model.list.entries().first()?.chunk;
    let pick = |tally: &crate::tui::model::shelf::Tally| match model.filter.group {
        Some(group) => tally.groups[group as usize],
        None => tally.all(),
    };
    Some((pick(&model.shelf.tally_before(first)) + at + 1, pick(&model.shelf.tally().0)))
}

/// How far one has read.
fn place(model: &Model) -> String {
    let length = model.shelf.article().document.text.len().max(1);
    let seen = model.page.span();
    if model.page.is_whole() || seen.start == 0 && seen.end + 2 >= length {
        return model.strings.get("whole_text").to_string();
    }
    let end = if seen.end + 2 >= length { length } else { seen.end };
    let percent = u64::from(end) * 100 / u64::from(length);
    isolated(model.strings.direction(), &format!("{percent}%"))
}

/// Figures in right-to-left chrome stand as after Arabic letters (U+061C is obeyed, never painted).
fn isolated(direction: Direction, text: &str) -> String {
    if direction.is_rtl() { format!("\u{61c}{text}") } else { text.to_string() }
}

/// Bytes a reader takes in a minute, by what the words at hand weigh: 200 words.
fn minutes_left(model: &Model) -> usize {
    let length = model.shelf.article().document.text.len();
    let left = length.saturating_sub(model.page.span().end);
    let Some(held) = model.page.seen().first().and_then(|seen| model.shelf.held(seen.line.chunk)) else {
        return 0;
    };
    let sample = &held.chunk.text[..held.chunk.text.floor_char_boundary(4096)];
    let words = sample.split_whitespace().count().max(1);
    let per_minute = (sample.len() * 200 / words).max(1);
    left as usize / per_minute
}

fn footer(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(y) = geometry.footer else { return };
    if geometry.rule.is_none() && geometry.told == Some(y) {
        return;
    }
    if prompt::paint(model, geometry, y, painter) {
        return;
    }
    let end = end_of_footer(model, geometry);
    let taken = at_end(model, geometry, y, &end, painter);
    let (x, width) = words_of(model, geometry);
    let room = width.saturating_sub(taken + u16::from(taken > 0) * 3);
    let rtl = model.strings.direction().is_rtl();
    let mut flow = Flow::new(if rtl { x + width - room } else { x }, y, room, model.strings.direction());
    if geometry.told.is_none() && model.selection.is_none() {
        lead_and_key(model, &mut flow, painter);
    }
    hints(model, &hints_of(model), &mut flow, painter);
}

/// Where the selected highlight leads, as it is told before it is followed.
fn lead(model: &Model) -> Option<String> {
    let to = model.selected_highlight()?.value(Role::Url)?;
    (!to.starts_with('#')).then(|| address::shown(to))
}

/// The key that follows the selected highlight, and where that leads; the way to the other keys keeps its room.
fn lead_and_key(model: &Model, flow: &mut Flow, painter: &mut Painter) {
    let Some(lead) = lead(model) else { return };
    let help = (hints_width(model, &[(&["help"], "hint.help")], painter) + 3).min(flow.left);
    let key = model.settings.keymap.chords("across").next().map(ToString::to_string).unwrap_or_default();
    flow.left -= help;
    painter.put(flow, &format!("\u{200e}{key}"), Look::of(Tone::Ink).bold());
    flow.skip(1);
    painter.put(flow, &lead, Look::of(Tone::Link));
    flow.left += help;
    flow.skip(3);
}

fn end_of_footer(model: &Model, geometry: &Geometry) -> String {
    if geometry.rule.is_none() {
        return String::new();
    }
    if let Some(search) = &model.search {
        let n = search.hits().len();
        let more = if search.done(&model.shelf) { "" } else { "…" };
        return match search.number() {
            Some(at) => format!("{}{more}", fill_two(model.strings.get("place_of"), at, n)),
            None => more.to_string(),
        };
    }
    let place = place(model);
    let mut parts = Vec::new();
    if model.focus == Focus::List {
        parts.extend(position(model).map(|(at, of)| fill_two(model.strings.get("place_of"), at, of)));
    }
    parts.push(place);
    let minutes = minutes_left(model);
    if model.focus == Focus::Article && minutes > 0 && model.size.width >= 100 {
        parts.push(model.strings.count("minutes_left", minutes));
    }
    parts.join(" · ")
}

/// A hint: the commands whose keys it shows, and the name of its words.
pub type Hint = (&'static [&'static str], &'static str);

fn hints_of(model: &Model) -> Vec<Hint> {
    let (jumps, words): (&'static [&'static str], &'static str) = match model.filter.group {
        Some(Group::Quotes) => (&["previous_quote", "next_quote"], "hint.quotes"),
        Some(Group::Figures) => (&["previous_figure", "next_figure"], "hint.figures"),
        Some(Group::Dates) => (&["previous_date", "next_date"], "hint.dates"),
        Some(Group::Names) => (&["previous_name", "next_name"], "hint.names"),
        Some(Group::Links) => (&["previous_link", "next_link"], "hint.links"),
        None => (&["previous", "next"], "hint.all"),
    };
    if model.selection.is_some() {
        return vec![
            (&["select"], "hint.widen"),
            (&["next_word", "next_sentence"], "hint.further"),
            (&["copy"], "hint.copy"),
            (&["mark"], "hint.mark"),
            (&["note"], "hint.note"),
            (&["clear"], "hint.close"),
            (&["help"], "hint.help"),
        ];
    }
    let mut hints: Vec<Hint> = Vec::new();
    if model.search.is_some() {
        hints.push((&["next_hit", "previous_hit"], "hint.hits"));
        hints.push((&["clear"], "hint.close"));
    }
    match model.focus {
        Focus::Article => hints.extend([(jumps, words), (&["other_pane"][..], "hint.highlights")]),
        Focus::List => hints.extend([
            (&["line_down", "line_up"][..], "hint.move"),
            (&["across"][..], "hint.to_text"),
            (&["next_tab"][..], "hint.kind"),
        ]),
    }
    if model.filter.speaker.is_some() || model.filter.words.is_some() {
        hints.push((&["clear"], "hint.everything"));
    }
    hints.extend([
        (&["search"][..], "hint.search"),
        (&["speakers"][..], "hint.speakers"),
        (&["copy"][..], "hint.copy"),
        (&["help"][..], "hint.help"),
    ]);
    hints
}

/// Commands' keys and what they do.
pub fn hints(model: &Model, hints: &[Hint], flow: &mut Flow, painter: &mut Painter) {
    put_hints(&written(model, hints), flow, painter);
}

/// How many cells `hints` would take with all the room there is.
pub fn hints_width(model: &Model, hints: &[Hint], painter: &Painter) -> u16 {
    let cells = |(keys, words): &(String, &str)| painter.width(keys) + painter.width(words) + 4;
    written(model, hints).iter().map(cells).sum::<u16>().saturating_sub(3)
}

/// The keys of hints and their words; a command without a key is left out.
fn written<'a>(model: &'a Model, hints: &[Hint]) -> Vec<(String, &'a str)> {
    let chord = |command: &&str| model.settings.keymap.chords(command).next().map(ToString::to_string);
    let keys = |commands: &[&str]| commands.iter().filter_map(chord).collect::<Vec<_>>().join(" ");
    hints
        .iter()
        .map(|(commands, words)| (keys(commands), model.strings.get(words)))
        .filter(|(keys, _)| !keys.is_empty())
        .collect()
}

/// Keys and what they do, three cells apart; from the end they are dropped, never the last one.
pub fn put_hints(written: &[(String, &str)], flow: &mut Flow, painter: &mut Painter) {
    let width = |(keys, words): &(String, &str)| painter.width(keys) + painter.width(words) + 4;
    let mut kept: Vec<&(String, &str)> = written.iter().collect();
    while kept.len() > 1 && kept.iter().map(|hint| width(hint)).sum::<u16>().saturating_sub(3) > flow.left {
        kept.remove(kept.len() - 2);
    }
    for (keys, words) in kept {
        painter.put(flow, &format!("\u{200e}{keys}"), Look::of(Tone::Ink).bold());
        flow.skip(1);
        painter.put(flow, words, Look::of(Tone::Muted));
        flow.skip(3);
    }
}

/// A word to the reader, in the row above the footer until the next key; over every page.
pub fn notice(model: &Model, geometry: &Geometry, painter: &mut Painter) {
    let Some(notice) = &model.notice else { return };
    let (x, width) = words_of(model, geometry);
    let y = geometry.notice;
    painter.clear(0, y, model.size.width, 1);
    let mut flow = Flow::new(x, y, width, model.strings.direction());
    if notice.alert {
        painter.put(&mut flow, "!", Look::of(Tone::Alert).bold());
        flow.skip(1);
    }
    painter.put(&mut flow, &notice.text, Look::of(Tone::Ink));
}

/// The last part of a path or an address: what a reader knows it by.
fn file_name(origin: &str) -> &str {
    origin.trim_end_matches('/').rsplit('/').next().unwrap_or(origin)
}
