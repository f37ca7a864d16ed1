//! Clusters: mentions that a caller knows to mean the same one.

use super::entity::{Candidates, Entities, Entity};
use super::source::source_mention;
use crate::layers::Layers;
use crate::mention::Gender;
use crate::mention::{Cluster, MentionKind, Mentions, Sort};

/// Lets all mentions of a cluster mean one entity: whoever has the name that the caller gives, else the fullest of the
/// names in it, else the longest noun phrase. Pronouns alone name no one.
pub(super) fn join(layers: &Layers<'_>, mentions: &Mentions, cluster: &Cluster, entities: &mut Entities) {
    let members: Vec<usize> = cluster
        .spans
        .iter()
        .filter_map(|&span| {
            // "Peru" in "the President of Peru" isn't the president.
            let index = source_mention(layers, mentions, span)?;
            let head = layers.tokens.get(mentions.get(index)?.head)?.span();
            head.overlaps(span).then_some(index)
        })
        .collect();
    let given = cluster.name.as_ref().and_then(|name| entities.alias(name.split_whitespace()));
    let first = members.first().filter(|_| cluster.first_names).and_then(|&m| named(entities, m));
    let named =
        || first.or_else(|| members.iter().filter_map(|&m| named(entities, m)).max_by_key(|&(rank, _)| rank));
    let meant = match given.or_else(|| Some(named()?.1)) {
        Some(entity) => entity,
        None => {
            let phrases = members.iter().filter_map(|&m| Some((m, mentions.get(m)?)));
            let nouns = phrases.filter(|(_, mention)| mention.kind == MentionKind::Noun);
            let longest =
                nouns.max_by_key(|&(m, mention)| (mention.end - mention.first, std::cmp::Reverse(m)));
            let Some((index, mention)) = longest else { return };
            entities.add_phrase(layers, &mention, index, mention.sort)
        }
    };
    let mut learnt = (cluster.gender, Sort::Unknown);
    for &member in &members {
        let Some(mention) = mentions.get(member) else { continue };
        if learnt.0 == Gender::Unknown {
            learnt.0 = mention.gender;
        }
        if learnt.1 == Sort::Unknown {
            learnt.1 = mention.sort;
        }
        entities.of_mention.set(&[member as u32], Candidates::One(meant));
    }
    if let Some(entity) = entities.all.get_mut(meant).filter(|entity| entity.person.is_none()) {
        if entity.gender == Gender::Unknown || cluster.gender != Gender::Unknown {
            entity.gender = learnt.0;
        }
        if entity.sort == Sort::Unknown {
            entity.sort = learnt.1;
        }
    }
}

/// How good a name an entity has: people known beforehand first, then as the text ranks them, then the earliest.
type Rank = (bool, (bool, usize), std::cmp::Reverse<usize>);

/// The entity that a mention means by its name, with how good that is.
fn named(entities: &Entities, mention: usize) -> Option<(Rank, usize)> {
    let &Candidates::One(id) = entities.of_mention.get(mention)? else { return None };
    let entity: &Entity = entities.all.get(id)?;
    Some(((entity.person.is_some(), entity.rank, std::cmp::Reverse(id)), id))
}
