//! Bodies that come packed: gzip, deflate, brotli; never further than they may.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

/// How many times its size a body may unpack to, beyond the first megabyte: markup packs ten to forty times.
const RATIO: u64 = 200;
const FREE: u64 = 1 << 20;

/// Why a body is not unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It unpacks to more than the limit: what is within it.
    TooLarge(Vec<u8>),
    /// It unpacks to far more than was sent.
    Bomb,
    /// By a way that is not known, or too many in a row.
    Unknown,
}

/// Unpacks `sent` by the ways that `Content-Encoding` lists; also tells whether it is whole. A body that is
/// not what the server says is taken as it is.
pub fn unpack(encodings: &str, sent: Vec<u8>, limit: u64) -> Result<(Vec<u8>, bool), Why> {
    let ways: Vec<String> = encodings.split(',').map(|way| way.trim().to_ascii_lowercase()).collect();
    let ways: Vec<&str> =
        ways.iter().map(String::as_str).filter(|way| !matches!(*way, "" | "identity")).collect();
    if ways.len() > 2 {
        return Err(Why::Unknown);
    }
    let most = (FREE + sent.len() as u64 * RATIO).min(limit);
    let (mut bytes, mut whole) = (sent, true);
    for way in ways.iter().rev() {
        let gzip = bytes.starts_with(&[0x1f, 0x8b]);
        let (mut unpacked, end) = match *way {
            "gzip" | "x-gzip" if gzip => read(MultiGzDecoder::new(&bytes[..]), most),
            "gzip" | "x-gzip" => continue,
            "deflate" if bytes.first().is_some_and(|byte| byte & 0xf == 8) => {
                read(ZlibDecoder::new(&bytes[..]), most)
            }
            "deflate" => read(flate2::read::DeflateDecoder::new(&bytes[..]), most),
            "br" if is_markup(&bytes) => continue,
            "br" => read(brotli_decompressor::Decompressor::new(&bytes[..], 16 << 10), most),
            _ => return Err(Why::Unknown),
        };
        if unpacked.len() as u64 > most {
            // Packed twice, the rest is not to be had from the beginning of what is between.
            if most < limit || ways.len() > 1 {
                return Err(Why::Bomb);
            }
            unpacked.truncate(most as usize);
            return Err(Why::TooLarge(unpacked));
        }
        whole &= end;
        bytes = unpacked;
    }
    Ok((bytes, whole))
}

/// What can be read, at most a little more than `most`, and whether it ends well.
fn read(from: impl Read, most: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let whole = from.take(most + 1).read_to_end(&mut bytes).is_ok();
    (bytes, whole)
}

fn is_markup(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn a_packed_body_comes_back_and_one_that_is_not_stays() {
        assert_eq!(unpack("gzip", gzip(b"<p>word"), 1 << 20), Ok((b"<p>word".to_vec(), true)));
        assert_eq!(unpack("gzip", b"<p>word".to_vec(), 1 << 20), Ok((b"<p>word".to_vec(), true)));
        assert_eq!(unpack("", b"<p>word".to_vec(), 1 << 20), Ok((b"<p>word".to_vec(), true)));
        assert_eq!(unpack("zstd", b"x".to_vec(), 1 << 20), Err(Why::Unknown));
    }

    #[test]
    fn half_a_body_gives_its_half() {
        let text = "one word after another, each of them another number: ".repeat(200);
        let packed = gzip(text.as_bytes());
        let (half, whole) = unpack("gzip", packed[..packed.len() - 12].to_vec(), 1 << 20).expect("a half");
        assert!(!whole && text.as_bytes().starts_with(&half) && !half.is_empty());
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = gzip(&vec![b' '; 20 << 20]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unpack("gzip", bomb.clone(), 32 << 20), Err(Why::Bomb));
        assert_eq!(unpack("gzip, gzip", gzip(&bomb), 32 << 20), Err(Why::Bomb));
        let beginning = vec![b' '; 512 << 10];
        assert_eq!(unpack("gzip", gzip(&vec![b' '; 900 << 10]), 512 << 10), Err(Why::TooLarge(beginning)));
    }
}
