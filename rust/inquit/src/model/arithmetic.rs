//! Functions of real numbers that give the same bits on every machine: made of `+ - * /` and square roots alone,
//! which IEEE 754 fixes, in an order that the code fixes. The standard library's `exp` and `ln` are the platform's.
//!
//! They work a lane at a time without a branch, so that loops over them become vector instructions.

/// A number that, added, leaves the nearest whole number (halves to even) in the last bits: 1.5 · 2²³.
const ROUND: f32 = 12_582_912.0;

/// eˣ, within 2 units in the last place, for x from -87 to 88; beyond, its value there. Cephes' polynomial.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let whole = rounded - ROUND;
    // ln 2 in two parts, the first short, so that its product with a small whole number is exact.
    let r = x - whole * 0.693_359_4 - whole * -2.121_944_4e-4;
    let p = ((((1.987_569_2e-4 * r + 1.398_2e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r
        + 1.666_666_6e-1)
        * r
        + 0.5;
    let p = p * (r * r) + r + 1.0;
    let exponent = rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127);
    p * f32::from_bits(exponent << 23)
}

/// 1 / (1 + e⁻ˣ), within 2 · 10⁻⁷. A layer asks for two for each of its numbers, hence a power of its own:
/// 2ʸ, of y's rest beyond a whole number as a polynomial that is near on either side (Remez 1934), for y to ±126.
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    let y = (x * -std::f32::consts::LOG2_E).clamp(-126.0, 126.0);
    let rounded = y + ROUND;
    let r = y - (rounded - ROUND);
    let p = (((1.326_471_5e-3 * r + 9.671_513e-3) * r + 5.550_734e-2) * r + 2.402_224_2e-1) * r;
    let p = (p + std::f32::consts::LN_2) * r + 1.0;
    let power = f32::from_bits(p.to_bits().wrapping_add(rounded.to_bits() << 23));
    1.0 / (1.0 + power)
}

/// The natural logarithm of a number that is positive and not subnormal, within 3 · 10⁻⁷ of what it is, or of 1
/// if it is more.
pub(crate) fn ln(x: f32) -> f32 {
    // x = m · 2ᵉ with m from √½ to √2; ln m = 2 artanh((m - 1) / (m + 1)).
    let bits = x.to_bits().wrapping_sub(std::f32::consts::FRAC_1_SQRT_2.to_bits()) as i32;
    let exponent = bits >> 23;
    let m = f32::from_bits(x.to_bits().wrapping_sub((exponent << 23) as u32));
    let s = (m - 1.0) / (m + 1.0);
    let q = s * s;
    let series = ((0.222_222_22 * q + 0.285_714_3) * q + 0.4) * q + 0.666_666_7;
    exponent as f32 * std::f32::consts::LN_2 + (2.0 * s + s * (q * series))
}

/// The whole number nearest to one of less than 2²² (halves to even), in its last bits.
#[inline(always)]
pub(super) fn nearest(x: f32) -> i32 {
    (x + ROUND).to_bits().wrapping_sub(ROUND.to_bits()) as i32
}

/// The sum: sixteen sums of every sixteenth number, folded in halves. Of numbers beyond a multiple of sixteen none
/// is added.
#[inline(always)]
pub(super) fn sum(numbers: impl ExactSizeIterator<Item = [f32; 16]>) -> f32 {
    let mut lanes = [0.0; 16];
    for sixteen in numbers {
        for (lane, number) in lanes.iter_mut().zip(sixteen) {
            *lane += number;
        }
    }
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = lanes;
    let eight = [a + i, b + j, c + k, d + l, e + m, f + n, g + o, h + p];
    let [a, b, c, d, e, f, g, h] = eight;
    let [a, b, c, d] = [a + e, b + f, c + g, d + h];
    (a + c) + (b + d)
}

/// The largest of numbers without their signs. As bits they have the same order, and a largest whole number is
/// found sixteen at a time.
#[inline(always)]
pub(super) fn largest(numbers: &[f32]) -> f32 {
    let bits = numbers.iter().map(|number| number.abs().to_bits() as i32);
    f32::from_bits(bits.fold(0, i32::max) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers evenly apart.
    fn range(from: f32, to: f32) -> impl Iterator<Item = f32> {
        (0..=200_000).map(move |i| from + (to - from) * (i as f32 / 200_000.0))
    }

    fn worst(errors: impl Iterator<Item = f64>) -> f64 {
        errors.fold(0.0, f64::max)
    }

    #[test]
    fn exponentials_are_near() {
        let error = worst(range(-87.0, 88.0).map(|x| (f64::from(exp(x)) / f64::from(x).exp() - 1.0).abs()));
        assert!(error < 2.4e-7, "{error}");
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(f32::NEG_INFINITY), exp(-87.0));
        assert_eq!(exp(f32::INFINITY), exp(88.0));
    }

    #[test]
    fn sigmoids_are_near() {
        let near = |x: f32| (f64::from(sigmoid(x)) - 1.0 / (1.0 + (-f64::from(x)).exp())).abs();
        let error = worst(range(-30.0, 30.0).map(near));
        assert!(error < 2e-7, "{error}");
    }

    #[test]
    fn logarithms_are_near() {
        let near = |x: f32| (f64::from(ln(x)) - f64::from(x).ln()).abs() / f64::from(x).ln().abs().max(1.0);
        let error = worst(range(1e-30, 3.0).map(near)).max(worst(range(1.0, 1e30).map(near)));
        assert!(error < 3e-7, "{error}");
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn halves_go_to_the_even() {
        assert_eq!(
            [-127.0, -1.5, -0.5, 0.4, 0.5, 1.5, 2.5, 126.6].map(nearest),
            [-127, -2, 0, 0, 0, 2, 2, 127]
        );
    }

    #[test]
    fn the_largest_is_so_without_its_sign() {
        assert_eq!(largest(&[]), 0.0);
        assert_eq!(largest(&[0.5, -3.25, 3.0, -0.0]), 3.25);
        assert_eq!(largest(&[f32::MIN_POSITIVE, -1e-40]), f32::MIN_POSITIVE);
    }

    #[test]
    fn sums_are_of_all_numbers() {
        let numbers: Vec<f32> = (1..=48_u8).map(f32::from).collect();
        let (sixteens, _) = numbers.as_chunks::<16>();
        assert_eq!(sum(sixteens.iter().copied()), 48.0 * 49.0 / 2.0);
    }
}
