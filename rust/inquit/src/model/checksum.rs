//! The CRC-32 of zlib and PNG (ISO 3309), eight bytes a step (Kounavis and Berry 2005): a file of some megabytes
//! is checked in a few milliseconds.

const TABLES: [[u32; 256]; 8] = tables();

/// The checksum of `bytes`.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let (blocks, rest) = bytes.as_chunks::<8>();
    let sum = blocks.iter().fold(u32::MAX, |sum, block| {
        let word = u64::from_le_bytes(*block) ^ u64::from(sum);
        // The first byte has seven more to pass, so it takes the last table.
        word.to_le_bytes()
            .iter()
            .zip(TABLES.iter().rev())
            .fold(0, |sum, (&byte, table)| sum ^ look_up(table, byte))
    });
    !rest.iter().fold(sum, |sum, &byte| (sum >> 8) ^ look_up(&TABLES[0], byte ^ sum as u8))
}

fn look_up(table: &[u32; 256], byte: u8) -> u32 {
    table.get(usize::from(byte)).copied().unwrap_or(0)
}

/// Table `i` holds what a byte does to the sum `i` bytes later.
#[allow(clippy::indexing_slicing)] // Evaluated when compiling.
const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        let mut sum = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            bit += 1;
        }
        tables[0][byte] = sum;
        byte += 1;
    }
    let mut table = 1;
    while table < 8 {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[table - 1][byte];
            tables[table][byte] = (before >> 8) ^ tables[0][(before & 0xff) as usize];
            byte += 1;
        }
        table += 1;
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_usual_test_strings() {
        assert_eq!(crc32(b""), 0);
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b"The quick brown fox jumps over the lazy dog"), 0x414f_a339);
    }
}
