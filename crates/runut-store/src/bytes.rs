//! Pages as they are kept: zlib streams, as SQLite archives have them, so that any tool unpacks them.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest as _, Sha256};
use std::io::{Read as _, Write as _};

/// Level of compression: the quickest; a page of markup still shrinks to a quarter.
const LEVEL: u32 = 1;

/// The bytes compressed; as they are where that saves nothing.
pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3 + 64), Compression::new(LEVEL));
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(packed) if packed.len() < bytes.len() => packed,
        _ => bytes.to_vec(),
    }
}

/// The bytes of a page whose length was `size`; `None` where they are damaged.
pub(crate) fn unpacked(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    if packed.len() == size {
        return Some(packed.to_vec());
    }
    // One byte more than there should be shows a stream that is not what it claims to be, without unpacking it all.
    let mut bytes = Vec::with_capacity(size.min(16 << 20));
    ZlibDecoder::new(packed).take(size as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() == size).then_some(bytes)
}

/// SHA-256, hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were() {
        for bytes in [&b""[..], b"a", b"\0\xff\x80", "pelabuhan ".repeat(400).as_bytes()] {
            let kept = packed(bytes);
            assert!(kept.len() <= bytes.len());
            assert_eq!(unpacked(&kept, bytes.len()).as_deref(), Some(bytes));
        }
        let kept = packed("pelabuhan ".repeat(400).as_bytes());
        assert_eq!(unpacked(&kept, 3), None, "a stream longer than its page is refused");
        assert_eq!(unpacked(&kept[..kept.len() / 2], 4000), None, "half a stream is refused");
    }
}
