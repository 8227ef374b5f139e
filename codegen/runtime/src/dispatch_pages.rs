//! Lists that calls by name take whole, however many pages they have.

use super::dispatch::{Answered, Output, Running};
use super::{Decode, Encode, HeaderMap, Pages, StatusCode, to_vec};

/// Collects the items of all pages.
pub fn pages<T: Decode + Encode + Send + 'static>(mut pages: Pages<T>) -> Running {
    Box::pin(async move {
        let mut answered = Answered {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            output: Output::Empty,
        };
        let mut items = Vec::new();
        let mut is_first = true;
        while let Some(page) = pages.next().await {
            let page = page?;
            if is_first {
                answered.status = page.status();
                answered.headers = page.headers().clone();
                is_first = false;
            }
            items.extend(page.value().iter().map(|item| to_vec(item)));
        }
        answered.output = Output::Items(items);
        Ok(answered)
    })
}
