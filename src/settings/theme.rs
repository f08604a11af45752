//! Colours by what they mean: tones for words, bands for what is chosen.
//!
//! A theme is `assets/themes/*.toml`, compiled in. The page itself is never painted: the terminal's
//! own background stays.

include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The 256-colour palette.
    #[default]
    Palette,
    /// The 16 colours of the user's own scheme.
    Sixteen,
    /// None (`NO_COLOR`): weight and reversal alone.
    None,
}

/// A colour in one of the three systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Red, green, blue.
    Rgb(u8, u8, u8),
    /// By number in the 256-colour palette.
    Palette(u8),
    /// By its SGR number among the 16 (30–37, 90–97 words; 40–47, 100–107 ground).
    Sgr(u8),
}

/// What a stretch of words is, and so its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named after what they colour")]
pub enum Tone {
    Ink,
    Strong,
    Soft,
    Muted,
    Faint,
    Rubric,
    Quote,
    Report,
    Figure,
    Date,
    Name,
    Link,
    Find,
    Alert,
}

/// What a chosen stretch is, and so its ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "named after what they mark")]
pub enum Band {
    Quote,
    Figure,
    Date,
    Name,
    Link,
    Hit,
    Here,
    Surface,
    Key,
}

/// Names in the theme files, in the order of [`Tone`].
const TONES: [&str; 14] = [
    "ink", "strong", "soft", "muted", "faint", "rubric", "quote", "report", "figure", "date", "name", "link",
    "find", "alert",
];

/// Names in the theme files, in the order of [`Band`].
const BANDS: [&str; 9] = ["quote", "figure", "date", "name", "link", "hit", "here", "surface", "key"];

/// Words and ground of a band; `None` leaves what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Colors {
    /// The words.
    pub words: Option<Ink>,
    /// What is behind them.
    pub ground: Option<Ink>,
}

/// A theme at one depth, ready to be looked up.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The depth it was made for.
    pub depth: Depth,
    tones: [Option<Ink>; 14],
    bands: [Colors; 9],
}

impl Theme {
    /// The dark or the light theme at `depth`.
    pub fn new(dark: bool, depth: Depth) -> Self {
        let name = if dark { "dark" } else { "light" };
        let (_, tones, bands) = THEMES.iter().find(|(known, _, _)| *known == name).unwrap_or(&THEMES[0]);
        let at = match depth {
            Depth::True => 0,
            Depth::Palette => 1,
            Depth::Sixteen => 2,
            Depth::None => {
                return Theme { depth, tones: [None; 14], bands: [Colors::default(); 9] };
            }
        };
        let value = |table: &[(&str, &'static str)], name: &str| {
            let found = table.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
            found.split('/').nth(at).unwrap_or("-")
        };
        Theme {
            depth,
            tones: TONES.map(|name| ink(value(tones, name), depth)),
            bands: BANDS.map(|name| {
                let (words, ground) = value(bands, name).split_once(':').unwrap_or(("-", "-"));
                Colors { words: ink(words, depth), ground: ink(ground, depth) }
            }),
        }
    }

    /// The colour of words of that tone; `None`: the terminal's own.
    pub fn tone(&self, tone: Tone) -> Option<Ink> {
        self.tones[tone as usize]
    }

    /// The colours of that band.
    pub fn band(&self, band: Band) -> Colors {
        self.bands[band as usize]
    }
}

fn ink(written: &str, depth: Depth) -> Option<Ink> {
    match depth {
        Depth::True => {
            let value = u32::from_str_radix(written, 16).ok().filter(|_| written.len() == 6)?;
            Some(Ink::Rgb((value >> 16) as u8, (value >> 8) as u8, value as u8))
        }
        Depth::Palette => written.parse().ok().map(Ink::Palette),
        Depth::Sixteen => written.parse().ok().map(Ink::Sgr),
        Depth::None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_names_every_tone_and_band_at_every_depth() {
        for (name, tones, bands) in THEMES {
            for tone in TONES {
                let value =
                    tones.iter().find(|(known, _)| *known == tone).map(|(_, v)| *v).unwrap_or_default();
                let parts: Vec<_> = value.split('/').collect();
                assert_eq!(parts.len(), 3, "{name}: {tone}");
                assert!(ink(parts[0], Depth::True).is_some(), "{name}: {tone}");
                assert!(ink(parts[1], Depth::Palette).is_some(), "{name}: {tone}");
                assert!(ink(parts[2], Depth::Sixteen).is_some(), "{name}: {tone}");
            }
            for band in BANDS {
                let value =
                    bands.iter().find(|(known, _)| *known == band).map(|(_, v)| *v).unwrap_or_default();
                assert_eq!(value.split('/').filter(|part| part.contains(':')).count(), 3, "{name}: {band}");
            }
            assert_eq!((tones.len(), bands.len()), (TONES.len(), BANDS.len()), "{name}");
        }
    }
}
