//! Streamed responses.

use super::Context;
use super::media::{self, Media, MediaContent};
use super::operation::Scope;
use super::sequence::{self, is_sequence};
use super::success::item_type;
use crate::ir::{Stream, StreamContent, Type};
use crate::load::{Node, TEXT_EVENTS};

/// Media type of server-sent events.
const EVENTS: &str = "text/event-stream";

/// The stream of the items of a response, if it can be streamed.
pub(super) fn stream<'d>(
    context: &mut Context<'d>,
    node: &Node<'d>,
    scope: &Scope,
) -> Option<Stream> {
    let find = |fits: fn(&MediaContent<'_>) -> bool| media::all(node).find(fits);
    let chosen = find(|it| matches!(it.media, Media::JsonLines | Media::Events) || is_sequence(it));
    let Some(chosen) = chosen else {
        let read = media::choose_response(node).filter(|it| it.media < Media::Binary)?;
        let mut others = media::all(node).filter(|it| it.key != read.key);
        let is_other =
            |it: &MediaContent<'_>| matches!(it.media, Media::Binary | Media::Text | Media::Xml);
        let other = others.find(is_other).filter(|_| !read.is_binary())?;
        return Some(Stream {
            media_type: other.essence().to_owned(),
            content: StreamContent::Bytes,
            text_events: Vec::new(),
        });
    };
    if chosen.media == Media::Multipart {
        let hint = scope.hint("Part");
        return Some(Stream {
            media_type: chosen.essence().to_owned(),
            content: sequence::streamed(context, &chosen, &hint),
            text_events: Vec::new(),
        });
    }
    let item = chosen.item_schema();
    let content = match (chosen.media, item.clone().or_else(|| chosen.schema())) {
        (Media::JsonLines, Some(line)) if item.is_some() => {
            StreamContent::Lines(item_type(context, &[line], &scope.hint("Line")))
        }
        (Media::JsonLines, None) => StreamContent::Lines(Type::Json),
        (Media::JsonLines, Some(schema)) if context.types.is_text(&schema) => {
            StreamContent::Lines(Type::Json)
        }
        (Media::JsonLines, Some(schema)) => {
            let item = context.types.items(&schema).unwrap_or(schema);
            StreamContent::Lines(item_type(context, &[item], &scope.hint("Line")))
        }
        (_, None) => StreamContent::TextEvents,
        (_, Some(schema)) => {
            let data = data(context, &schema).unwrap_or_else(|| vec![schema]);
            if data.iter().any(|data| context.types.is_text(data)) {
                StreamContent::TextEvents
            } else {
                StreamContent::Events(item_type(context, &data, &scope.hint("Event")))
            }
        }
    };
    let media_type = match chosen.media {
        Media::Events => EVENTS.to_owned(),
        _ => chosen.essence().to_owned(),
    };
    let text_events = chosen.node.get(TEXT_EVENTS);
    let text_events = text_events.iter().flat_map(Node::items);
    let text_events = text_events.filter_map(|it| Some(it.value().as_str()?.to_owned()));
    Some(Stream {
        media_type,
        content,
        text_events: text_events.collect(),
    })
}

/// The data of an event, if the schema describes the whole event.
fn data<'d>(context: &Context<'d>, schema: &Node<'d>) -> Option<Vec<Node<'d>>> {
    let mut properties = context.types.properties(schema);
    let is_event = properties
        .keys()
        .all(|name| matches!(*name, "data" | "event" | "id" | "retry"));
    let data = properties.swap_remove("data").filter(|_| is_event)?;
    let content = data.iter().filter_map(|data| data.get("contentSchema"));
    let content: Vec<_> = content.collect();
    // The data is JSON text.
    Some(if content.is_empty() { data } else { content })
}
