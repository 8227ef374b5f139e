//! Lists of which calls by name take all pages.

use std::sync::Arc;

use super::dispatch::{Answered, Output, Running};
use super::dispatch_sink::{Pile, Sink};
use super::{Call, Decode, Encode, HeaderMap, Paged, Request, StatusCode, to_vec};

/// Takes the items of all pages, for [`Entry::ways`](super::Entry::ways).
pub fn pages<E: Paged<Item: Decode + Encode + Send + 'static>>(
    call: Call,
    sink: Option<Arc<dyn Sink>>,
) -> Running {
    let mut pages = Request::<E>::new(call).pages();
    Box::pin(async move {
        let mut answered = Answered {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            output: Output::Empty,
        };
        let mut pile = Pile::new(sink, Output::Items);
        let mut is_first = true;
        while let Some(page) = pages.next().await {
            let page = page?;
            if is_first {
                answered.status = page.status();
                answered.headers = page.headers().clone();
                is_first = false;
            }
            let items = page.value().iter().map(|item| to_vec(item));
            if pile.add(items.collect()).is_break() {
                break;
            }
        }
        answered.output = pile.collected();
        Ok(answered)
    })
}
