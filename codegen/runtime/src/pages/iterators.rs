use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::body::items;
use super::rule::Paging;
use super::walk::{PageCursor, Verdict};
use crate::call::{Call, Execution};
use crate::json::Decode;
use crate::response::{Error, RawResponse, Response};

/// A stream of the pages of a list. Each page is requested when it is asked for, with the time
/// limits of a single call.
///
/// It ends when a response says that there are no more pages, or else with a page that is not full,
/// or when a server returns the same page again. After an error it ends too.
#[must_use = "nothing is sent before the first page is asked for"]
pub struct Pages<T> {
    walk: PageCursor,
    /// The request in progress.
    current: Option<Execution>,
    over: bool,
    items: PhantomData<fn() -> T>,
}

/// A stream of the items of a list, which requests pages like [`Pages`].
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    left: VecDeque<T>,
}

impl<T: Decode> Pages<T> {
    /// Starts with the page that `call` requests.
    pub fn new(call: Call, rule: &'static Paging) -> Self {
        Self {
            walk: PageCursor::new(call, rule),
            current: None,
            over: false,
            items: PhantomData,
        }
    }

    /// Converts to a stream of items.
    pub fn items(self) -> Items<T> {
        Items {
            pages: self,
            left: VecDeque::new(),
        }
    }

    /// Waits for the next page; `None` after the last one.
    ///
    /// # Errors
    /// The errors of a single call.
    pub async fn next(&mut self) -> Option<Result<Response<Vec<T>>, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<Vec<T>>, Error>>> {
        if self.over {
            return Poll::Ready(None);
        }
        let walk = &self.walk;
        let current = self
            .current
            .get_or_insert_with(|| walk.call.clone().execute());
        let Poll::Ready(received) = current.as_mut().poll(context) else {
            return Poll::Pending;
        };
        self.current = None;
        let page = received
            .and_then(|received| self.take(received))
            .transpose();
        self.over |= matches!(page, None | Some(Err(_)));
        Poll::Ready(page)
    }

    fn take(&mut self, received: RawResponse) -> Result<Option<Response<Vec<T>>>, Error> {
        let mut body = received.body().clone();
        let headers = received.headers().clone();
        let rule = self.walk.rule;
        let page = received.read(|bytes, decoding| {
            if let Some(json) = rule.json {
                body = json(bytes)?.into();
            }
            items(&body, rule.items, decoding)
        })?;
        let verdict = self.walk.step(&body, &headers, page.value().len());
        self.over = verdict != Verdict::More;
        Ok((verdict != Verdict::Repeated).then_some(page))
    }
}

impl<T: Decode> Items<T> {
    /// Waits for the next item; `None` after the last one.
    ///
    /// # Errors
    /// The errors of a single call.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// Collects the remaining items of all pages.
    ///
    /// # Errors
    /// The first error of any call.
    pub async fn all(mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.left.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match self.pages.poll_page(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(page))) => self.left = page.into_value().into(),
            }
        }
    }
}

impl<T: Decode> Stream for Pages<T> {
    type Item = Result<Response<Vec<T>>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<T: Decode> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

// Items are moved out, never pinned.
impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.walk.call)
            .field("over", &self.over)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
