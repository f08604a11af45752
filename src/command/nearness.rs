//! How far apart two words are, for "did you mean": the optimal string alignment distance.

/// The longest word that is compared, in letters: names of options and commands are shorter, and what is
/// typed may be anything.
const LONGEST: usize = 32;

/// Letters to be put in, taken out, changed or swapped with their neighbour to make one word of another.
pub fn edits(one: &str, other: &str) -> usize {
    let letters = |word: &str| word.chars().take(LONGEST).collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    let mut rows = vec![(0..=other.len()).collect::<Vec<_>>()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let changed = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}
