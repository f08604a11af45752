//! Where everything stands on the screen: pure, called by `update` and `view` alike.
//!
//! The measures are those of the looks: the list 36 % of the width, 28 to 48 columns; one hairline; text
//! centred in its pane; a gutter of bar, sign and space on the starting side.

use crate::text::bidi::Direction;

use super::msg::Size;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether that cell is inside.
    pub fn contains(&self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.width).contains(&column) && (self.y..self.y + self.height).contains(&row)
    }

    /// The column `n` cells from the starting edge.
    pub fn from_start(&self, n: u16, direction: Direction) -> u16 {
        if direction.is_rtl() { (self.x + self.width).saturating_sub(1 + n) } else { self.x + n }
    }
}

/// A pane: where it is, and where text runs in it. The bar and the sign stand before the text, on the
/// starting side: `text` edge, space, sign, bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// All of it, without title and footer.
    pub area: Area,
    /// Where its words run.
    pub text: Area,
    /// The column of the signs.
    pub sign: u16,
    /// The column of the bar.
    pub bar: u16,
}

/// The whole screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The article's pane; of no width where only the list is seen.
    pub article: Pane,
    /// The list's pane; of no width where only the article is seen.
    pub list: Pane,
    /// The column of the hairline.
    pub rule: Option<u16>,
    /// The row of titles.
    pub title: Option<u16>,
    /// The row of the chips of kinds, above the list.
    pub chips: Option<u16>,
    /// The row that names the shown tab, above its cards.
    pub rubric: Option<u16>,
    /// The row that tells the selected highlight, where only one pane is seen.
    pub told: Option<u16>,
    /// The row of hints, prompt and place.
    pub footer: Option<u16>,
    /// The row above the footer that an error takes for a moment.
    pub notice: u16,
    /// Cells between the screen's edge and the chrome's words.
    pub margin: u16,
}

/// The least width at which two panes stand side by side.
pub const TWO_PANES: u16 = 70;
/// Fewer rows than this have no row of titles.
const LOW: u16 = 16;

/// What decides the geometry.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The terminal.
    pub size: Size,
    /// The article's direction: decides the panes' sides.
    pub direction: Direction,
    /// Whether two panes may stand side by side.
    pub two_panes: bool,
    /// Whether the list is the one that is seen where there is only one.
    pub list_shown: bool,
    /// Most columns of text.
    pub measure: u16,
}

/// Where everything stands.
pub fn panes(shape: &Shape) -> Geometry {
    let Size { width, height } = shape.size;
    let low = height < LOW;
    let big = width >= 100 && height >= 30;
    let before = if width >= 100 {
        5
    } else if width > 40 {
        4
    } else {
        3
    }
    .min(width / 4);
    let after = if width >= 100 {
        3
    } else if width > 40 {
        2
    } else {
        1
    };
    let top = if low { 0 } else { 2 };
    let two = shape.two_panes && width >= TWO_PANES;
    let below = match (two, low, big) {
        (_, true, _) | (true, false, false) => 1,
        (true, false, true) => 2,
        (false, false, _) => 3,
    };
    let rows = height.saturating_sub(top + below);
    let top = top.min(height);
    let mut geometry = Geometry {
        title: (!low).then_some(0),
        footer: (height > 1).then(|| height - 1),
        notice: height.saturating_sub(2),
        margin: before,
        ..Geometry::default()
    };
    if !two {
        let area =
            Area { x: 0, y: top.min(height.saturating_sub(1)), width, height: rows.max(1).min(height) };
        geometry.told = if low { geometry.footer } else { Some(height - 2) };
        if low {
            geometry.footer = None;
        }
        let pane = pane(area, before, after, shape);
        if shape.list_shown {
            geometry.list = pane
        } else {
            geometry.article = pane
        }
        if shape.list_shown && !low {
            geometry.chips = Some(top);
            geometry.list = shifted(geometry.list, 2);
        }
        return geometry;
    }
    let list = ((u32::from(width) * 36 + 50) / 100).clamp(28, 48) as u16;
    let rtl = shape.direction.is_rtl();
    let rule = if rtl { list } else { width - list - 1 };
    let list_area = Area { x: if rtl { 0 } else { rule + 1 }, y: top, width: list, height: rows };
    let page_area = Area { x: if rtl { rule + 1 } else { 0 }, y: top, width: width - list - 1, height: rows };
    geometry.article = pane(page_area, before, after, shape);
    // One free column stands between the hairline and the list's bar, one at the far edge.
    let start = |n| list_area.from_start(n, shape.direction);
    geometry.list = Pane {
        area: list_area,
        text: Area { x: if rtl { 1 } else { rule + 6 }, width: list - 6, ..list_area },
        sign: start(3),
        bar: start(1),
    };
    if low {
        geometry.list = shifted(geometry.list, 2);
        geometry.chips = Some(0);
    } else if big {
        geometry.list = shifted(geometry.list, 4);
        geometry.chips = Some(2);
        geometry.rubric = Some(4);
    } else {
        geometry.chips = Some(0);
    }
    geometry.rule = Some(rule);
    geometry
}

/// A pane whose text is at most the measure wide and centred with its gutter.
fn pane(area: Area, before: u16, after: u16, shape: &Shape) -> Pane {
    let room = area.width.saturating_sub(before + after).max(1);
    let width = room.min(shape.measure);
    let before = before + (room - width) / 2;
    let first = area.from_start(before, shape.direction);
    let x = if shape.direction.is_rtl() { (first + 1).saturating_sub(width) } else { first };
    Pane {
        area,
        text: Area { x, width, ..area },
        sign: area.from_start(before.saturating_sub(2), shape.direction),
        bar: area.from_start(before.saturating_sub(3), shape.direction),
    }
}

fn shifted(mut pane: Pane, rows: u16) -> Pane {
    for area in [&mut pane.area, &mut pane.text] {
        let rows = rows.min(area.height);
        area.y += rows;
        area.height -= rows;
    }
    pane
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(width: u16, height: u16, rtl: bool) -> Shape {
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        Shape { size: Size { width, height }, direction, two_panes: true, list_shown: false, measure: 72 }
    }

    #[test]
    fn a_right_to_left_article_stands_on_the_right() {
        let g = panes(&shape(120, 36, true));
        assert_eq!(g.rule, Some(43));
        assert_eq!(
            (g.article.text.x + g.article.text.width - 1, g.article.sign, g.article.bar),
            (114, 116, 117)
        );
        assert_eq!((g.list.text.x + g.list.text.width - 1, g.list.sign, g.list.bar), (37, 39, 41));
        let mirrored = panes(&shape(120, 36, false));
        assert_eq!(mirrored.rule, Some(76));
        assert_eq!((mirrored.article.text.x, mirrored.article.sign, mirrored.article.bar), (5, 3, 2));
        assert_eq!((mirrored.list.text.x, mirrored.list.sign, mirrored.list.bar), (82, 80, 78));
    }

    #[test]
    fn everything_is_on_the_screen_at_any_size() {
        for width in 1..220 {
            for height in 1..70 {
                for rtl in [false, true] {
                    for list_shown in [false, true] {
                        let g = panes(&Shape { list_shown, ..shape(width, height, rtl) });
                        for pane in [g.article, g.list] {
                            for area in [pane.area, pane.text] {
                                assert!(area.x + area.width <= width, "{width}×{height}: {pane:?}");
                                assert!(area.y + area.height <= height, "{width}×{height}: {pane:?}");
                            }
                            assert!(pane.sign < width && pane.bar < width, "{width}×{height}: {pane:?}");
                        }
                        for row in [g.title, g.chips, g.rubric, g.told, g.footer].into_iter().flatten() {
                            assert!(row < height, "{width}×{height}: {g:?}");
                        }
                    }
                }
            }
        }
    }
}
