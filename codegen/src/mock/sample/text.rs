//! Generates strings with a format, a pattern or a length.

use super::pattern;
use super::shape::Shape;

/// Words of plain text.
const WORDS: [&str; 24] = [
    "amber", "birch", "cedar", "delta", "ember", "field", "grove", "harbor", "island", "juniper",
    "kelp", "lumen", "meadow", "north", "orchid", "pebble", "quartz", "river", "stone", "timber",
    "umber", "valley", "willow", "zephyr",
];

/// Maximum length of a string, regardless of `minLength`.
const MAX_LENGTH: usize = 65_536;

/// Maximum number of attempts to match a pattern with the required length.
const MAX_ATTEMPTS: usize = 40;

/// A string that matches a merged schema. If it has a pattern and a format, every second attempt
/// uses the format.
pub(super) fn text(
    shape: &Shape<'_>,
    chance: &mut fastrand::Rng,
    tries: usize,
    room: usize,
) -> String {
    let (least, most) = shape.counts("minLength", "maxLength");
    let longest = MAX_LENGTH.min(room);
    let (least, most) = (least.min(longest), most.min(longest));
    let by_pattern = |chance: &mut fastrand::Rng| {
        let written = shape.text("pattern")?;
        let made = (0..MAX_ATTEMPTS).filter_map(|_| pattern::matching(written, chance));
        let mut made = made.collect::<Vec<_>>().into_iter();
        let fits = |text: &String| (least..=most).contains(&text.chars().count());
        made.find(fits)
            .or_else(|| pattern::of_length(written, least, most))
    };
    let by_format = |chance: &mut fastrand::Rng| formatted(shape.text("format")?, chance);
    let made = match tries.is_multiple_of(2) {
        true => by_pattern(chance).or_else(|| by_format(chance)),
        false => by_format(chance).or_else(|| by_pattern(chance)),
    };
    made.unwrap_or_else(|| plain(least, most, chance))
}

/// A few words, truncated or repeated to the required length.
fn plain(least: usize, most: usize, chance: &mut fastrand::Rng) -> String {
    let mut text = word(chance).to_owned();
    if most >= text.len() + 8 {
        text = format!("{text} {}", word(chance));
    }
    while text.len() < least {
        text.push('-');
        text.push_str(word(chance));
    }
    // The words are ASCII, so bytes are characters.
    text.truncate(most);
    text
}

fn word(chance: &mut fastrand::Rng) -> &'static str {
    WORDS[chance.usize(..WORDS.len())]
}

/// A string in a format; `None` if the format is unknown.
fn formatted(format: &str, chance: &mut fastrand::Rng) -> Option<String> {
    let word = word(chance);
    let number = chance.u8(1..=254);
    let (month, day, hour, minute) = (
        chance.u8(1..=12),
        chance.u8(1..=28),
        chance.u8(..24),
        chance.u8(..60),
    );
    Some(match format {
        "date-time" | "datetime" | "iso-date-time" => {
            format!("2025-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
        }
        "date" | "full-date" => format!("2025-{month:02}-{day:02}"),
        "time" | "full-time" => format!("{hour:02}:{minute:02}:00Z"),
        "duration" => format!("PT{hour}H{minute}M"),
        "uuid" | "guid" | "uuid4" => uuid(chance),
        "email" | "idn-email" => format!("{word}@example.com"),
        "hostname" | "idn-hostname" | "domain" => format!("{word}.example.com"),
        "ipv4" | "ip" | "ip-address" => format!("192.0.2.{number}"),
        "ipv6" => format!("2001:db8::{number:x}"),
        "cidr" | "ipv4-cidr" => "192.0.2.0/24".to_owned(),
        "uri" | "url" | "iri" | "URI" => format!("https://example.com/{word}"),
        "uri-reference" | "iri-reference" => format!("/{word}"),
        "uri-template" => format!("https://example.com/{word}/{{id}}"),
        "json-pointer" => format!("/{word}"),
        "relative-json-pointer" => "0".to_owned(),
        "regex" => format!("^{word}$"),
        "byte" | "base64" | "base64url" => "bW9jaw==".to_owned(),
        "json" => "{}".to_owned(),
        _ => return None,
    })
}

/// A version 4 UUID.
pub(in crate::mock) fn uuid(chance: &mut fastrand::Rng) -> String {
    let (high, low) = (chance.u64(..), chance.u64(..));
    format!(
        "{:08x}-{:04x}-4{:03x}-{:x}{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        8 + ((low >> 62) & 3),
        (low >> 48) & 0xfff,
        low & 0xffff_ffff_ffff,
    )
}
