//! Chance that comes again: the same seed gives the same numbers, on any machine.

/// A row of numbers that look random and follow from a seed (SplitMix64, Steele and others 2014).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The row for one thing among many: `kind` keeps the rows of different kinds of things apart.
    pub(crate) fn of(seed: u64, kind: u64, number: u64) -> Chance {
        let mut chance = Chance(seed ^ kind.wrapping_mul(0xd6e8_feb8_6659_fd93));
        chance.0 = chance.next() ^ number;
        chance.0 = chance.next();
        chance
    }

    /// 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below another; 0 below 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number from one to another, both included.
    pub(crate) fn within(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most + 1 - least)
    }

    /// A fraction, 0 included and 1 not.
    pub(crate) fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something happens that does in this share of cases.
    pub(crate) fn happens(&mut self, share: f64) -> bool {
        self.fraction() < share
    }

    /// One of several.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> Option<&'a T> {
        of.get(self.below(of.len())).copied()
    }

    /// A length whose logarithm is normal around that of `middle` (Box and Muller).
    pub(crate) fn log_normal(&mut self, middle: f64, spread: f64) -> f64 {
        let radius = (-2.0 * (1.0 - self.fraction()).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * self.fraction()).cos();
        middle * (spread * normal).exp()
    }

    /// A waiting time with a mean.
    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.fraction()).ln()
    }
}

/// Ranks drawn with the frequencies of Zipf and Mandelbrot: rank `r`, from 0, in proportion to
/// `1 / (r + 1 + offset)^slope`.
#[derive(Debug)]
pub(crate) struct Zipf {
    /// The rank at each of 65,537 equal steps of the sum of all frequencies; between two steps it is
    /// taken for even, which it nearly is where more than one rank lies between them.
    steps: Vec<f32>,
    ranks: usize,
}

impl Zipf {
    pub(crate) fn new(ranks: usize, slope: f64, offset: f64) -> Zipf {
        const STEPS: usize = 1 << 16;
        let weight = |rank: usize| (rank as f64 + 1.0 + offset).powf(-slope);
        let sum: f64 = (0..ranks).map(weight).sum();
        let mut steps = Vec::with_capacity(STEPS + 1);
        let mut before = 0.0;
        for rank in 0..ranks {
            let after = before + weight(rank) / sum * STEPS as f64;
            while (steps.len() as f64) < after && steps.len() <= STEPS {
                let through = (steps.len() as f64 - before) / (after - before);
                steps.push((rank as f64 + through) as f32);
            }
            before = after;
        }
        steps.resize(STEPS + 1, ranks as f32);
        Zipf { steps, ranks }
    }

    /// A rank, from 0.
    pub(crate) fn draw(&self, chance: &mut Chance) -> usize {
        let bits = chance.next();
        let step = (bits >> 48) as usize;
        let through = (bits as u32) as f32 / 4_294_967_296.0;
        match self.steps.get(step..step + 2) {
            Some([from, to]) => {
                ((from + through * (to - from)) as usize).min(self.ranks.saturating_sub(1))
            }
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_come_as_often_as_zipf_says() {
        let zipf = Zipf::new(1_000, 1.05, 1.5);
        let mut chance = Chance::of(1, 2, 3);
        let mut counts = vec![0_u32; 1_000];
        for _ in 0..1_000_000 {
            counts[zipf.draw(&mut chance)] += 1;
        }
        let weight = |rank: usize| (rank as f64 + 2.5).powf(-1.05);
        let sum: f64 = (0..1_000).map(weight).sum();
        for rank in [0, 1, 10, 100, 500] {
            let expected = 1_000_000.0 * weight(rank) / sum;
            let got = f64::from(counts[rank]);
            assert!(
                (got - expected).abs() < 5.0 * expected.sqrt() + 0.02 * expected,
                "{rank}: {got}, {expected}"
            );
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_row() {
        let row = |seed| Chance::of(seed, 1, 1).next();
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
    }
}
