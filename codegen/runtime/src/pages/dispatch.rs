//! Calls by name that read all pages of a list.

use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use super::methods::Paged;
use crate::call::{Call, Request};
use crate::dispatch::{CallFuture, CallResult, ItemCollector, Output, Sink};
use crate::json::{Decode, Encode, to_vec};

/// Returns the items of all pages, for [`Entry::modes`](crate::Entry::modes).
pub fn pages<E: Paged<Item: Decode + Encode + Send + 'static>>(
    call: Call,
    sink: Option<Arc<dyn Sink>>,
) -> CallFuture {
    let mut pages = Request::<E>::new(call).pages();
    Box::pin(async move {
        let mut answered = CallResult {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            output: Output::Empty,
        };
        let mut pile = ItemCollector::new(sink, Output::Items);
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
