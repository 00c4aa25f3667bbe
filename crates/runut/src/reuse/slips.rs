//! Slips that a copy carries over: a weekday that is not the date's, in both texts.

use crate::model::{CopyLink, Reading, Span, WeekdayCheck};

/// Adds to the reason of each link the slip that both texts have. It tells that they are kin, beyond what both may have
/// from a press release word by word; who had it first it does not tell, for whoever corrects a slip may be either.
pub fn slips(links: &mut [CopyLink], readings: &[Reading]) {
    for link in links {
        let slip = link.passages.iter().find_map(|passage| {
            let earlier = slip_in(&readings[link.earlier], passage.earlier)?;
            let later = slip_in(&readings[link.later], passage.later)?;
            (earlier.to_lowercase() == later.to_lowercase()).then_some(earlier)
        });
        if let Some(slip) = slip {
            link.why = format!("{}; both carry the slip \"{slip}\"", link.why);
        }
    }
}

/// The first printed weekday in a passage that is not the printed date's, as printed.
fn slip_in(reading: &Reading, passage: Span) -> Option<&str> {
    let slip = |time: &&crate::model::TimeExpression| {
        time.weekday == WeekdayCheck::Differs && passage.contains(time.span)
    };
    reading.annotations.times.iter().find(slip).map(|time| time.span.of(&reading.article.text))
}
