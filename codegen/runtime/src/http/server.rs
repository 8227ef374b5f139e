//! Servers whose URLs have variables: `https://{region=eu}.example/{version=v1}`, with what each is
//! unless set.

use crate::text::is_dots;

/// Where the API is served.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    /// Without a slash at the end.
    pub(crate) text: String,
    /// Argument by the caller, and so in force for every operation.
    pub(crate) explicit: bool,
    /// Variables of the servers of single operations.
    pub(crate) variables: Variables,
}

/// Names and values of variables. The last value of a name counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables(pub(crate) Vec<(&'static str, String)>);

impl Variables {
    /// Refuses what can stand nowhere in a URL, whether or not a server has the variable: some
    /// operations have servers of their own.
    pub(crate) fn check(&self) -> Result<(), String> {
        let mut values = self.0.iter();
        values.try_for_each(|(name, value)| only(name, value, is_plain))
    }

    /// The URL that a template stands for.
    ///
    /// # Errors
    /// A value would make another URL of it than the one that is described.
    pub(crate) fn fill(&self, template: &str) -> Result<String, String> {
        let mut url = String::new();
        // What the URL is when nothing is set: it tells which part of it a variable is.
        let mut usual = String::new();
        let mut is_set = false;
        let mut rest = template;
        while let Some((before, name, default, after)) = variable(rest) {
            url.push_str(before);
            usual.push_str(before);
            let mut values = self.0.iter().rev();
            match values.find(|(own, _)| *own == name) {
                Some((_, value)) => {
                    let place = Place {
                        name,
                        default,
                        ends_host: after.is_empty() || after.starts_with('/'),
                    };
                    place.check(&usual, &url, value)?;
                    url.push_str(value);
                    is_set = true;
                }
                None => url.push_str(default),
            }
            usual.push_str(default);
            rest = after;
        }
        url.push_str(rest);
        let path = url.split_once("://").map_or("", |(_, rest)| rest);
        if path.starts_with('/') {
            return Err("the variables make a URL without a host".to_owned());
        }
        if is_set && path.split('/').any(is_dots) {
            return Err("the variables make a path segment of dots only".to_owned());
        }
        Ok(url)
    }
}

/// What stands before the first variable of a template, its name and default, and what follows.
fn variable(template: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, inside) = template.split_once('{')?;
    let (inside, after) = inside.split_once('}')?;
    let (name, default) = inside.split_once('=')?;
    Some((before, name, default, after))
}

/// A variable where it stands in a URL.
struct Place<'t> {
    name: &'t str,
    default: &'t str,
    /// What follows does not belong to the host.
    ends_host: bool,
}

impl Place<'_> {
    /// Refuses a value that would not be the part of the URL that the default is. `usual` and `url`
    /// come before it: what is described, and what there is.
    fn check(&self, usual: &str, url: &str, value: &str) -> Result<(), String> {
        only(self.name, value, is_plain)?;
        let after_scheme = |url: &str| url.split_once("://").map(|(_, rest)| rest.contains('/'));
        match (after_scheme(usual), after_scheme(url)) {
            (Some(true), Some(true)) => only(self.name, value, |c| c.is_ascii_graphic()),
            (Some(_), _) => self.check_host(value),
            // The whole beginning of the URL, which is looked at when it is put together.
            (None, _) if self.default.contains("://") => Ok(()),
            (None, _) => only(self.name, value, is_scheme),
        }
    }

    /// What belongs to the host may only have a path behind it where the default has one.
    fn check_host(&self, value: &str) -> Result<(), String> {
        let default = self.default.split_once('/');
        // Behind a whole host there may be a port or a path, even if there is none unless set.
        let is_behind = self.default.is_empty() && self.ends_host;
        let may_have_path = default.is_some() || (is_behind && value.starts_with('/'));
        let (host, has_path) = match value.split_once('/') {
            Some((host, path)) if may_have_path => {
                only(self.name, path, |c| c.is_ascii_graphic())?;
                (host, true)
            }
            _ => (value, false),
        };
        only(self.name, host, is_host)?;
        let usual = default.map_or(self.default, |(host, _)| host);
        let goes_on = default.is_some() && !has_path && !self.ends_host;
        let makes_host = default.is_some() || (is_behind && !host.starts_with(':'));
        let is_more = makes_host && usual.is_empty() && !host.is_empty();
        let is_less = host.is_empty() && !usual.is_empty();
        if goes_on || is_more || is_less {
            return Err(format!(
                "the server variable {} would make another host of the URL",
                self.name
            ));
        }
        Ok(())
    }
}

/// Refuses a value that has other characters.
fn only(name: &str, value: &str, is_allowed: impl Fn(char) -> bool) -> Result<(), String> {
    let unfit = value.chars().find(|c| !is_allowed(*c));
    unfit.map_or(Ok(()), |c| {
        Err(format!(
            "the server variable {name} cannot have `{}` where it stands in the URL",
            c.escape_default()
        ))
    })
}

fn is_plain(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"?#\\\"<>^`{|}".contains(c)
}

fn is_scheme(c: char) -> bool {
    c.is_ascii_alphanumeric() || "+.-".contains(c)
}

fn is_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || ".-_:[]".contains(c)
}
