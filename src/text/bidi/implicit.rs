//! W1 to I2 for a paragraph without explicit controls: one isolating run sequence at the base level,
//! resolved in linear passes. Brackets (N0) cost what there are of them.

use super::Class::{self, *};
use super::Level;

/// The types left after the W rules: `L`, `R`, `EN`, `AN`, `BN`, and `ON` for every neutral.
pub(super) fn resolve(
    classes: &[Class],
    brackets: &[(u32, char, bool)],
    base: Level,
    levels: &mut Vec<Level>,
) {
    let embedding = if base & 1 == 1 { R } else { L };
    let mut types = weak(classes, embedding);
    if brackets.len() > 1 {
        paired_brackets(classes, &mut types, brackets, embedding);
    }
    neutral(&mut types, embedding);
    // I1, I2
    let mut level_of = [base; Class::ALL.len()];
    level_of[L as usize] = base + (base & 1);
    level_of[R as usize] = base + (base & 1 ^ 1);
    level_of[EN as usize] = base + 2 - (base & 1);
    level_of[AN as usize] = level_of[EN as usize];
    levels.extend(types.iter().map(|class| level_of[*class as usize]));
}

/// W1 to W7.
fn weak(classes: &[Class], sos: Class) -> Vec<Class> {
    let mut types = Vec::with_capacity(classes.len());
    // W2, W7: the last strong type, and whether it was AL.
    let mut strong = sos;
    let mut arabic = false;
    // W1: the type of the unit before, as it was.
    let mut before = sos;
    // W4: the number just before, and where a separator that follows it waits for another.
    let mut number = None;
    let mut separator: Option<(usize, Class, Class)> = None;
    // W5: where a run of terminators waits for a number; whether one stands just before.
    let mut terminators: Option<usize> = None;
    let mut after_number = false;
    for (i, &class) in classes.iter().enumerate() {
        let class = match class {
            L | R | AL => {
                arabic = class == AL;
                strong = if arabic { R } else { class }; // W3
                types.push(strong);
                before = class;
                (number, separator, terminators, after_number) = (None, None, None, false);
                continue;
            }
            ON | WS | S | B => {
                types.push(ON);
                before = class;
                (number, separator, terminators, after_number) = (None, None, None, false);
                continue;
            }
            BN => {
                types.push(BN); // X9: not there for any rule
                continue;
            }
            NSM => before, // W1
            class => class,
        };
        before = class;
        let class = if class == EN && arabic { AN } else { class }; // W2
        let resolved = match class {
            L | R | AL => {
                arabic = class == AL;
                strong = if arabic { R } else { class }; // W3
                strong
            }
            EN => {
                let resolved = if strong == L { L } else { EN }; // W7
                if let Some((at, _, EN)) = separator {
                    types[at] = resolved; // W4
                }
                if let Some(from) = terminators {
                    // W5; what else stands in that stretch is BN
                    types[from..]
                        .iter_mut()
                        .filter(|class| **class == ON)
                        .for_each(|class| *class = resolved);
                }
                resolved
            }
            AN => {
                if let Some((at, CS, AN)) = separator {
                    types[at] = AN; // W4
                }
                AN
            }
            ET if after_number => types.iter().rev().copied().find(|class| *class != BN).unwrap_or(ON), // W5
            _ => ON,                                                                                    // W6
        };
        separator = match (class, number) {
            (ES | CS, Some(number)) => Some((i, class, number)),
            _ => None,
        };
        number = matches!(class, EN | AN).then_some(class);
        terminators = match (class, terminators) {
            (ET, None) if !after_number => Some(i),
            (ET, waiting) => waiting,
            _ => None,
        };
        after_number = class == EN || class == ET && after_number;
        types.push(resolved);
    }
    types
}

/// The direction that a resolved type counts as in N0 to N2.
fn strength(class: Class) -> Option<Class> {
    match class {
        L => Some(L),
        R | EN | AN => Some(R),
        _ => None,
    }
}

/// N0.
fn paired_brackets(classes: &[Class], types: &mut [Class], brackets: &[(u32, char, bool)], embedding: Class) {
    let mut pairs = pairs(brackets);
    if pairs.is_empty() {
        return;
    }
    pairs.sort_unstable();
    // How many units count as `L` and as `R` before each bracket. No bracket that is resolved
    // before a pair lies inside that pair, so that the numbers stay true.
    let mut counts = Vec::with_capacity(brackets.len());
    let (mut at, mut left, mut right) = (0, 0_u32, 0_u32);
    for &(unit, ..) in brackets {
        for class in &types[at..unit as usize] {
            match strength(*class) {
                Some(L) => left += 1,
                Some(_) => right += 1,
                None => {}
            }
        }
        at = unit as usize;
        counts.push((left, right));
    }
    let opposite = if embedding == L { R } else { L };
    // The strong type before the opening bracket; pairs come in the order of these.
    let (mut before, mut scanned) = (embedding, 0);
    for (opening, closing) in pairs {
        let (from, to) = (brackets[opening].0 as usize, brackets[closing].0 as usize);
        for class in &types[scanned..from] {
            before = strength(*class).unwrap_or(before);
        }
        scanned = from;
        let left = counts[closing].0 - counts[opening].0 > 0;
        let right = counts[closing].1 - counts[opening].1 > 0;
        let (along, against) = if embedding == L { (left, right) } else { (right, left) };
        let direction = match (along, against) {
            (true, _) => embedding,                      // N0 b
            (_, true) if before == opposite => opposite, // N0 c1
            (_, true) => embedding,                      // N0 c2
            _ => continue,                               // N0 d
        };
        for at in [from, to] {
            types[at] = direction;
            // Marks that follow take the bracket's new type.
            let marks = classes[at + 1..].iter().take_while(|class| matches!(class, NSM | BN)).count();
            for (class, at) in classes[at + 1..][..marks].iter().zip(at + 1..) {
                if *class == NSM {
                    types[at] = direction;
                }
            }
        }
    }
}

/// BD16: the bracket pairs, by their places in `brackets`.
fn pairs(brackets: &[(u32, char, bool)]) -> Vec<(usize, usize)> {
    const DEPTH: usize = 63;
    let mut stack: Vec<(char, usize)> = Vec::with_capacity(DEPTH);
    let mut pairs = Vec::new();
    for (i, &(_, opening, opens)) in brackets.iter().enumerate() {
        if opens {
            if stack.len() == DEPTH {
                break;
            }
            stack.push((opening, i));
        } else if let Some(depth) = stack.iter().rposition(|&(waiting, _)| waiting == opening) {
            pairs.push((stack[depth].1, i));
            stack.truncate(depth);
        }
    }
    pairs
}

/// N1 and N2: neutrals between two of one direction take it, others the embedding direction.
fn neutral(types: &mut [Class], embedding: Class) {
    let mut before = embedding; // sos
    // Where a run of neutrals began.
    let mut run = None;
    for at in 0..types.len() {
        let Some(direction) = strength(types[at]) else {
            run = run.or(Some(at));
            continue;
        };
        if let Some(from) = run.take() {
            types[from..at].fill(if before == direction { direction } else { embedding });
        }
        before = direction;
    }
    if let Some(from) = run {
        types[from..].fill(embedding); // eos is the embedding direction
    }
}
