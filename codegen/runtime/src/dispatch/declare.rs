use http::HeaderMap;

use super::entry::{
    Accepted, Entry, FailureReader, Input, Kind, Other, Place, ResponseMode, SendCall, SetInput,
};
use crate::operation::{Operation, Target};

setters! { Entry
    old_names: &'static [&'static [&'static str]],
    open: bool,
    accepts: &'static [Accepted],
    failures: &'static [FailureReader],
}

impl Entry {
    /// An operation, the names that lead to it, what it does, what it takes, and how its response is
    /// taken.
    pub const fn new(
        operation: &'static Operation,
        (resource, method): (&'static [&'static str], &'static str),
        help: &'static str,
        inputs: &'static [Input],
        modes: &'static [(ResponseMode, SendCall)],
    ) -> Self {
        Self {
            operation,
            resource,
            method,
            old_names: &[],
            help,
            inputs,
            open: false,
            media_types: &[],
            others: &[],
            modes,
            accepts: &[],
            failures: &[],
            headers: None,
        }
    }

    /// Sets what media types the body may have, the usual one first, and what gives the others.
    pub const fn media(mut self, types: &'static [&'static str], others: &'static [Other]) -> Self {
        self.media_types = types;
        self.others = others;
        self
    }

    /// Sets what reads the described headers of a success.
    pub const fn headers(mut self, read: fn(&HeaderMap) -> Vec<u8>) -> Self {
        self.headers = Some(read);
        self
    }
}

impl Input {
    /// An input that may be left out: its name, where it goes, what it is, and what gives it.
    pub const fn new(
        name: &'static str,
        place: Place,
        kind: Kind,
        help: &'static str,
        set: SetInput,
    ) -> Self {
        Self {
            name,
            place,
            required: false,
            kind,
            many: false,
            help,
            listed: || &[],
            set,
        }
    }

    /// An input that is an argument of the call.
    pub const fn argument(
        name: &'static str,
        target: Target,
        kind: Kind,
        help: &'static str,
        set: SetInput,
    ) -> Self {
        let place = match target {
            Target::Parameter(location, name) => Place::Parameter(location, name),
            Target::Member(name) => Place::Member(name),
        };
        Self::new(name, place, kind, help, set)
    }

    /// Says that the call cannot be made without it.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets what lists the values that the description has for it.
    pub const fn listed(mut self, listed: fn() -> &'static [&'static str]) -> Self {
        self.listed = listed;
        self
    }

    /// Says that there may be several.
    pub const fn many(mut self) -> Self {
        self.many = true;
        self
    }
}
