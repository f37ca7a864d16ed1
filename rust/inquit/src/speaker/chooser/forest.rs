//! Gradient-boosted decision trees (Friedman 2001) over small numbers, summed in whole numbers: the same on every machine.

use crate::error::Error;
use crate::model::{Bytes, bad};

use super::row::Row;

/// Parts of a unit of the exponent that a leaf counts in.
pub(super) const PARTS: f32 = 256.0;

/// Trees, one after the other.
#[derive(Debug)]
pub(super) struct Forest {
    nodes: Vec<Node>,
    /// Where each tree begins.
    trees: Vec<u32>,
}

/// A node of a tree; where its question is answered by yes, the next one follows it.
#[derive(Clone, Copy, Debug)]
enum Node {
    /// Whether a number is at most `most`; if not, how many nodes further to go.
    Ask { feature: u8, most: u8, skip: u16 },
    /// The answer.
    Leaf(i16),
}

/// Stands for a leaf in the file.
const LEAF: u8 = 255;

impl Forest {
    /// Reads trees: how many numbers a row has, how many trees and nodes there are (`u32`), then four bytes for each node,
    /// in the order in which a tree is walked with yes first: feature, threshold and how many nodes to skip (`u16`), or 255,
    /// 0 and a leaf (`i16`).
    ///
    /// Each question's answers lie behind it and inside its tree, so that every walk ends at a leaf.
    pub(super) fn read(bytes: &mut Bytes<'_>, name: &str, features: usize) -> Result<Self, Error> {
        let found = bytes.size(name)?;
        if found != features {
            return Err(bad(format!("{name}: rows of {found} numbers; this library has {features}")));
        }
        let (count, total) = (bytes.size(name)?, bytes.size(name)?);
        let (quads, _) = bytes.take(name, total.saturating_mul(4))?.as_chunks::<4>();
        let mut nodes = Vec::with_capacity(quads.len());
        for &[feature, most, low, high] in quads {
            let number = [low, high];
            nodes.push(match feature {
                LEAF => Node::Leaf(i16::from_le_bytes(number)),
                _ if usize::from(feature) < features => {
                    Node::Ask { feature, most, skip: u16::from_le_bytes(number) }
                }
                _ => return Err(bad(format!("{name}: a question about number {feature} of {features}"))),
            });
        }
        let mut trees = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            trees.push(at as u32);
            at = end_of_tree(&nodes, at)
                .ok_or_else(|| bad(format!("{name}: tree {} has no end", trees.len())))?;
        }
        if trees.len() != count {
            return Err(bad(format!("{name}: {} trees, where {count} must be", trees.len())));
        }
        Ok(Self { nodes, trees })
    }

    /// What the trees say of each row together, in [`PARTS`].
    pub(super) fn scores(&self, rows: &[Row], out: &mut Vec<i32>) {
        out.clear();
        out.resize(rows.len(), 0);
        for &tree in &self.trees {
            for (row, sum) in rows.iter().zip(out.iter_mut()) {
                *sum += self.score(tree as usize, row);
            }
        }
    }

    #[inline]
    fn score(&self, tree: usize, row: &Row) -> i32 {
        let mut at = tree;
        loop {
            match self.nodes.get(at) {
                Some(&Node::Ask { feature, most, skip }) => {
                    at += if row.get(feature) <= most { 1 } else { usize::from(skip) };
                }
                Some(&Node::Leaf(value)) => return i32::from(value),
                None => return 0,
            }
        }
    }
}

/// Where the tree that begins at a node ends, if it is whole: of each question yes is followed by no, which it points to.
fn end_of_tree(nodes: &[Node], start: usize) -> Option<usize> {
    // Where the answers no that are still to come must begin.
    let mut open = Vec::new();
    let mut at = start;
    loop {
        let node = nodes.get(at)?;
        at += 1;
        match *node {
            Node::Ask { skip, .. } => open.push(at - 1 + usize::from(skip)),
            Node::Leaf(_) => match open.pop() {
                None => return Some(at),
                Some(no) if no == at => {}
                Some(_) => return None,
            },
        }
    }
}
