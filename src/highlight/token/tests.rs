//! How text comes apart.

use super::*;

fn tokens(text: &str, code: &str) -> Vec<String> {
    reading(text, code, |tokens| {
        let name = |token: &Token| format!("{:?} {}", token.kind, tokens.chunk.slice(token.span));
        tokens.all.iter().map(name).collect()
    })
}

#[test]
fn gershayim_stay_before_an_ending_too() {
    assert_eq!(tokens("למנכ\"לית", "he"), ["Word למנכ\"לית"]);
    assert_eq!(tokens("כשה\"שלום\"", "he"), ["Word כשה", "Quote \"", "Word שלום", "Quote \""]);
}

#[test]
fn gershayim_stay_inside_and_marks_come_apart() {
    assert_eq!(
        tokens("צה\"ל אמר: \"כן\"", "he"),
        ["Word צה\"ל", "Word אמר", "Sign :", "Quote \"", "Word כן", "Quote \"",]
    );
    assert_eq!(tokens("و\"قال\"...", "ar"), ["Word و", "Quote \"", "Word قال", "Quote \"", "Sign ..."]);
}

#[test]
fn a_geresh_ends_what_the_lexicon_abbreviates() {
    assert_eq!(tokens("פרופ' לוי", "he"), ["Word פרופ'", "Word לוי"]);
    assert_eq!(tokens("'שלום' לוי", "he"), ["Quote '", "Word שלום", "Quote '", "Word לוי"]);
}

#[test]
fn numbers_keep_their_separators() {
    assert_eq!(
        tokens("29.3% من 1,000.", "ar"),
        ["Number 29.3", "Sign %", "Word من", "Number 1,000", "Sign ."]
    );
}
