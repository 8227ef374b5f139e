//! Additional media types of successful responses.

use indexmap::IndexMap;

use super::Context;
use super::media::{self, Media, MediaContent};
use super::schema::Direction;
use super::sequence;
use super::success::{Case, differ};
use crate::diagnostic::wording;
use crate::doc;
use crate::ir::{StatusPattern, Stream};

/// The media types that neither the value nor the stream is decoded from, each with its short name.
pub(super) fn others<'d>(cases: &[Case<'d>], stream: Option<&Stream>) -> IndexMap<&'d str, String> {
    let mut others = IndexMap::new();
    for case in cases {
        let Some(read) = &case.chosen else { continue };
        for one in media::all(&case.node) {
            let essence = one.essence();
            let is_plain = one.media != Media::Invalid && !essence.contains('*');
            let has_members = one.media.is_json() || one.media == Media::Xml;
            let is_read = essence.eq_ignore_ascii_case(read.essence())
                || has_members && one.is_like(read)
                || stream.is_some_and(|it| it.media_type.eq_ignore_ascii_case(essence));
            if is_plain && !is_read {
                others.entry(essence).or_insert_with(|| one.short_name());
            }
        }
    }
    others
}

/// Counts the media types of successful responses, and reports those that are skipped.
pub(super) fn count_successes<'d>(
    context: &mut Context<'d>,
    cases: &[Case<'d>],
    stream: Option<&Stream>,
    others: &IndexMap<&'d str, String>,
) {
    let by_status = differ(cases);
    let first = cases.iter().find(|case| case.chosen.is_some());
    for case in cases {
        let other =
            first.filter(|first| !by_status && case.chosen.is_some() && !case.is_like(first));
        context.coverage.statuses.add(other.is_none());
        if let Some(first) = other {
            let (own, read) = (key(case.status), key(first.status));
            let problem = wording::operation::other_success(&own, &read);
            context.diagnostics.push(problem.warning(case.node.at()));
        }
        let Some(read) = &case.chosen else { continue };
        for one in media::all(&case.node) {
            let is_streamed = stream.is_some_and(|it| it.media_type == one.essence());
            let is_read = one.key == read.key
                || one.is_like(read)
                || is_streamed
                || others.contains_key(one.essence());
            count(context, &one, (!is_read).then_some(read));
        }
    }
}

/// Counts a media type of a response, and reports it as skipped if another one is read `instead`.
pub(super) fn count<'d>(
    context: &mut Context<'d>,
    one: &MediaContent<'d>,
    instead: Option<&MediaContent<'d>>,
) {
    let are_distinguishable = sequence::are_distinguishable(context, one, Direction::Response);
    let is_read = instead.is_none() && are_distinguishable;
    context.coverage.media_types.add(is_read);
    if let Some(read) = instead {
        let (name, read) = (doc::line(one.key), doc::line(read.key));
        let problem = wording::body::response_type_left_out(&name, &read);
        context.diagnostics.push(problem.warning(one.node.at()));
    }
}

/// A status as a key of `responses`.
fn key(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(first) => format!("{first}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
