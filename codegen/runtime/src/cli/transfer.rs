//! Progress bars of transfers, on standard error if it is a terminal.

use std::io::{self, IsTerminal as _};

use bytes::Bytes;
use http::Request;
use http::header::{CONTENT_LENGTH, HeaderMap};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::SendProgress;

/// Minimum size of a body that is sent with a progress bar, in bytes.
const SMALL: usize = 64 * 1024;

/// The template if the total size is known.
const KNOWN: &str = "{msg} {wide_bar} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}";

/// The template if it is not known.
const UNKNOWN: &str = "{msg} {spinner}  {bytes}  {bytes_per_sec}";

/// The progress bars of a call, of which one is visible at a time; clones share them.
#[derive(Clone)]
pub(super) struct Transfer {
    sending: ProgressBar,
    receiving: ProgressBar,
}

impl Transfer {
    /// Creates the bars, which appear once bytes are transferred. The response has none if standard
    /// output is a terminal.
    pub(super) fn new() -> Self {
        let is_shown = io::stderr().is_terminal();
        Self {
            sending: bar("sending", is_shown),
            receiving: bar("receiving", is_shown && !io::stdout().is_terminal()),
        }
    }

    /// Starts the progress of a request, also for a retry.
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

    /// Ends the progress of the request, and sets the length of the response if it is known.
    pub(super) fn responded(&self, headers: Option<&HeaderMap>) {
        self.sending.finish_and_clear();
        let length = headers.and_then(|headers| headers.get(CONTENT_LENGTH));
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        if let Some(length) = length {
            set_length(&self.receiving, length);
        }
    }

    /// Adds a number of received bytes.
    pub(super) fn received(&self, bytes: usize) {
        self.receiving.inc(bytes as u64);
    }

    /// Removes the visible bar.
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

/// The style of one of the templates above.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
