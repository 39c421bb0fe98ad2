//! Sides and levels of the spine. The wrong side is the dearest slip of all: it reads well.

use super::{Borne, Found, Held, reading::Reading};
use crate::{
    domain::{case::Item, check::CheckId, words::Side},
    records::text::{What, sides::Sided},
};

pub fn check(reading: &Reading<'_>, item: &Item, held: &Held<'_>, found: &mut Found) {
    for told in reading.of_worker() {
        match &told.what {
            What::Side(sided) if sided.part.is_some() => {
                let asked = held.request.has_side(*sided);
                if let (true, Borne::Otherwise(other, _)) = (told.of_request, asked) {
                    let reason = format!(
                        "this sentence is on the request, and item {} says {other}",
                        item.item
                    );
                    found.alarm(CheckId::SideOfRequest, &told.at, reason);
                    continue;
                }
                side(*sided, &told.at, held, found);
            }
            What::Level(level) => {
                let asked = held.request.has_level(level);
                if let (true, Borne::Otherwise(other, _)) = (told.of_request, asked) {
                    let reason = format!(
                        "this sentence is on the request, and item {} says {other}",
                        item.item
                    );
                    found.alarm(CheckId::LevelOfRequest, &told.at, reason);
                    continue;
                }
                match held.ask(|facts| facts.has_level(level)) {
                    Borne::Out => {}
                    Borne::Otherwise(other, place) if held.at_hand => {
                        let reason = format!("the record says {other} ({place}), {level} nowhere");
                        found.alarm(CheckId::Level, &told.at, reason);
                    }
                    _ => found.missing(held, CheckId::Level, &told.at, level),
                }
            }
            _ => {}
        }
    }
}

fn side(sided: Sided, at: &std::ops::Range<usize>, held: &Held<'_>, found: &mut Found) {
    let Some(part) = sided.part else { return };
    match held.ask(|facts| facts.has_side(sided)) {
        Borne::Out => {}
        Borne::Otherwise(other, place) => {
            let reason =
                format!("the record says {other} ({place}), {} {part} nowhere", sided.side);
            found.alarm(CheckId::Side, at, reason);
        }
        // `both eyes`, `bilateral feet`: what is found on both sides is often told of one after the other.
        Borne::Nowhere if sided.side == Side::Bilateral => {}
        Borne::Nowhere => {
            found.missing(held, CheckId::Side, at, &format!("the {} {part}", sided.side));
        }
    }
}
