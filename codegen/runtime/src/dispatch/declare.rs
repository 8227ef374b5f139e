use http::HeaderMap;

use super::entry::{
    Accepted, Entry, FailureReader, Input, InputLocation, Kind, Other, ResponseMode, SendCall,
    SetInput,
};
use crate::operation::{Operation, Target};

setters! { Entry
    old_names: &'static [&'static [&'static str]],
    open: bool,
    accepts: &'static [Accepted],
    failures: &'static [FailureReader],
}

impl Entry {
    /// Declares an operation: its names, its help, its inputs, and the modes in which its response
    /// can be read.
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

    /// Sets the media types of the body, the default one first, and the setters for the others.
    pub const fn media(mut self, types: &'static [&'static str], others: &'static [Other]) -> Self {
        self.media_types = types;
        self.others = others;
        self
    }

    /// Sets the function that reads the described headers of a success.
    pub const fn headers(mut self, read: fn(&HeaderMap) -> Vec<u8>) -> Self {
        self.headers = Some(read);
        self
    }
}

impl Input {
    /// Declares an optional input: its name, its place in the request, its kind, and its setter.
    pub const fn new(
        name: &'static str,
        location: InputLocation,
        kind: Kind,
        help: &'static str,
        set: SetInput,
    ) -> Self {
        Self {
            name,
            location,
            required: false,
            kind,
            many: false,
            help,
            listed: || &[],
            set,
        }
    }

    /// Declares an optional input that is a parameter or a member of the body.
    pub const fn argument(
        name: &'static str,
        target: Target,
        kind: Kind,
        help: &'static str,
        set: SetInput,
    ) -> Self {
        let location = match target {
            Target::Parameter(location, name) => InputLocation::Parameter(location, name),
            Target::Member(name) => InputLocation::Member(name),
        };
        Self::new(name, location, kind, help, set)
    }

    /// Marks the input as required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets the function that returns the listed values.
    pub const fn listed(mut self, listed: fn() -> &'static [&'static str]) -> Self {
        self.listed = listed;
        self
    }

    /// Marks the input as repeatable.
    pub const fn many(mut self) -> Self {
        self.many = true;
        self
    }
}
