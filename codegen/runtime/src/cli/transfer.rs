//! Bars that show how far a transfer is: on standard error, and where a person looks at it.

use std::io::{self, IsTerminal as _};

use bytes::Bytes;
use http::Request;
use http::header::{CONTENT_LENGTH, HeaderMap};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::SendProgress;

/// What is sent in less than this needs no bar, in bytes.
const SMALL: usize = 64 * 1024;

/// Where it is known how much is transferred in all.
const KNOWN: &str = "{msg} {wide_bar} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}";

/// Where it is not.
const UNKNOWN: &str = "{msg} {spinner}  {bytes}  {bytes_per_sec}";

/// The bars of one call, of which one is shown at a time; clones share them.
#[derive(Clone)]
pub(super) struct Transfer {
    sending: ProgressBar,
    receiving: ProgressBar,
}

impl Transfer {
    /// Nothing is shown before something is transferred. What is received has no bar where it is shown
    /// itself.
    pub(super) fn new() -> Self {
        let is_shown = io::stderr().is_terminal();
        Self {
            sending: bar("sending", is_shown),
            receiving: bar("receiving", is_shown && !io::stdout().is_terminal()),
        }
    }

    /// Watches a request from its beginning; one that is repeated starts again.
    pub(super) fn begin(&self, request: &mut Request<Bytes>) {
        let length = request.body().len();
        if length < SMALL || self.sending.is_hidden() {
            return;
        }
        self.sending.reset();
        set_length(&self.sending, length as u64);
        let sending = self.sending.clone();
        let watch = move |length| sending.inc(length as u64);
        request.extensions_mut().insert(SendProgress::new(watch));
    }

    /// All that was sent is: what comes now may say how long it is.
    pub(super) fn responded(&self, headers: Option<&HeaderMap>) {
        self.sending.finish_and_clear();
        let length = headers.and_then(|headers| headers.get(CONTENT_LENGTH));
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        if let Some(length) = length {
            set_length(&self.receiving, length);
        }
    }

    /// So many more bytes were received.
    pub(super) fn received(&self, bytes: usize) {
        self.receiving.inc(bytes as u64);
    }

    /// Takes what is shown away.
    pub(super) fn finish(&self) {
        self.sending.finish_and_clear();
        self.receiving.finish_and_clear();
    }
}

fn bar(message: &'static str, is_shown: bool) -> ProgressBar {
    let target = match is_shown {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(None, target).with_message(message);
    bar.with_style(style(UNKNOWN))
}

fn set_length(bar: &ProgressBar, bytes: u64) {
    bar.set_style(style(KNOWN).progress_chars("━╸─"));
    bar.set_length(bytes);
}

/// The style of a template, which is one of those above.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
