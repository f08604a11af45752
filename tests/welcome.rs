//! The bundled article, read by the program as a careful reader reads it. What a newcomer sees first has
//! to be right.

use qari::document::BlockKind::*;
use qari::import::Options;

const ARTICLE: &str = include_str!("../assets/welcome.ar.txt");

#[test]
fn it_is_a_feature_of_the_length_asked_for() {
    let words = ARTICLE.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    assert!((500..=800).contains(&words), "{words} words");
}

#[test]
fn its_parts_are_told_apart() {
    let article = qari::article::open(&qari::source::welcome(), Options::default()).expect("it is text");
    assert_eq!(article.chunks.count(), 1);
    let kinds: Vec<_> = article.chunks.load(0).blocks.iter().map(|block| block.kind).collect();
    let paragraphs = [Paragraph; 4];
    let expected = [
        &[Headline, Deck, Byline, Caption],
        &paragraphs[..3],
        &[Heading(1)],
        &paragraphs[..3],
        &[Related, Heading(1)],
        &paragraphs[..4],
        &[Heading(1)],
        &paragraphs[..3],
        &[Source],
    ];
    assert_eq!(kinds, expected.concat());
}
