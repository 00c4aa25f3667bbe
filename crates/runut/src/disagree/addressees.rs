//! One statement that two outlets have said to two different people.

use super::outlet;
use super::quotations::one_mouth;
use crate::model::{Disagreement, DisagreementKind, MentionKind, Reading, Side};
use crate::story::Register;
use crate::timeline::{Item, Told, speaker_key};

/// Statements of one utterance with different addressees, named both times; "reporters" is nobody in particular.
pub(super) fn addressees(told: &[Told], readings: &[Reading], register: &Register) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for told in told {
        let heard: Vec<(&Item, String)> = told
            .items
            .iter()
            .filter(|item| !item.title)
            .filter_map(|item| Some((item, addressee(item, readings, register)?)))
            .collect();
        let pair = heard.iter().enumerate().find_map(|(at, one)| {
            let two = heard[at + 1..].iter().find(|two| differ(one, two, readings, register))?;
            Some((one, two))
        });
        let Some(((one, _), (two, _))) = pair else { continue };
        let side = |item: &Item| Side {
            says: format!(
                "{}: {}",
                outlet(&readings[item.article]),
                item.addressee_name.as_deref().unwrap_or_default()
            ),
            evidence: item.evidence.clone(),
        };
        let speaker = one.speaker_name.as_deref().unwrap_or("the speaker");
        found.push(Disagreement {
            kind: DisagreementKind::Addressee,
            about: format!("to whom {speaker} spoke"),
            sides: vec![side(one), side(two)],
            likely: None,
            why: "two reports have the same said to different people".to_owned(),
        });
    }
    found
}

/// Who is addressed, when that is a person or a body that carries no news itself.
fn addressee(item: &Item, readings: &[Reading], register: &Register) -> Option<String> {
    let reading = &readings[item.article];
    let statement = reading.annotations.statements.get(item.statement?)?;
    let entity = reading.annotations.entities.get(statement.addressee?)?;
    let hears = matches!(entity.kind, MentionKind::Person | MentionKind::Organisation) && !entity.relays;
    hears.then(|| speaker_key(statement.addressee, None, reading, register))?
}

fn differ(one: &(&Item, String), two: &(&Item, String), readings: &[Reading], register: &Register) -> bool {
    let apart = |item: &Item| !one_mouth(&readings[item.article], &one.1, &two.1, register);
    outlet(&readings[one.0.article]) != outlet(&readings[two.0.article]) && apart(one.0) && apart(two.0)
}
