//! Server URLs with variables and their defaults: `https://{region=eu}.example/{version=v1}`.

use reqwest::Url;

use crate::text::is_dots;

/// The base URL of an API.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    /// Without a slash at the end.
    pub(crate) text: String,
    /// The same without a path.
    root: Url,
    /// Set by the caller, and so used for every operation.
    pub(crate) explicit: bool,
    /// Variables for operations that have servers of their own.
    pub(crate) variables: Variables,
}

impl BaseUrl {
    /// Parses a base URL that has been checked.
    ///
    /// # Errors
    /// None, since it has been parsed before.
    pub(crate) fn new(text: String, explicit: bool, variables: Variables) -> Result<Self, String> {
        let mut root = Url::parse(&text).map_err(|error| error.to_string())?;
        root.set_path("");
        Ok(Self {
            text,
            root,
            explicit,
            variables,
        })
    }

    /// Parses the URL of a call. If it starts with this base URL, only the path and the query are
    /// parsed, because the scheme and the host have been.
    ///
    /// # Errors
    /// The text is not a URL; the error says why.
    pub(crate) fn parse(&self, text: &str) -> Result<Url, String> {
        let root = self.root.as_str().trim_end_matches('/');
        if let Some(path) = text.strip_prefix(root)
            && let Ok(url) = Url::options().base_url(Some(&self.root)).parse(path)
            // Otherwise the text is not what a URL looks like when it is printed, or `path` is not
            // a path: `//host` would be another host.
            && url.as_str() == text
        {
            return Ok(url);
        }
        Url::parse(text).map_err(|error| error.to_string())
    }
}

/// Names and values of variables. If a name is repeated, the last value is used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables(pub(crate) Vec<(&'static str, String)>);

impl Variables {
    /// Checks that every value could stand somewhere in a URL, whether or not a server has the
    /// variable: some operations have servers of their own.
    pub(crate) fn check(&self) -> Result<(), String> {
        let mut values = self.0.iter();
        values.try_for_each(|(name, value)| only(name, value, is_plain))
    }

    /// Fills in the variables of a template.
    ///
    /// # Errors
    /// A value would change another part of the URL than its own.
    pub(crate) fn fill(&self, template: &str) -> Result<String, String> {
        let mut url = String::new();
        // The URL with all defaults, which shows the part that a variable is in.
        let mut usual = String::new();
        let mut is_set = false;
        let mut rest = template;
        while let Some((before, name, default, after)) = variable(rest) {
            url.push_str(before);
            usual.push_str(before);
            let mut values = self.0.iter().rev();
            match values.find(|(own, _)| *own == name) {
                Some((_, value)) => {
                    let variable = ServerVariable {
                        name,
                        default,
                        ends_host: after.is_empty() || after.starts_with('/'),
                    };
                    variable.check(&usual, &url, value)?;
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

/// Splits a template at its first variable: the text before, the name, the default, and the text
/// after.
fn variable(template: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, inside) = template.split_once('{')?;
    let (inside, after) = inside.split_once('}')?;
    let (name, default) = inside.split_once('=')?;
    Some((before, name, default, after))
}

/// A variable in a URL.
struct ServerVariable<'t> {
    name: &'t str,
    default: &'t str,
    /// The text after it is not part of the host.
    ends_host: bool,
}

impl ServerVariable<'_> {
    /// Checks that a value is the same part of the URL as the default. `usual` and `url` are the
    /// texts before it, with defaults and with values.
    fn check(&self, usual: &str, url: &str, value: &str) -> Result<(), String> {
        only(self.name, value, is_plain)?;
        let after_scheme = |url: &str| url.split_once("://").map(|(_, rest)| rest.contains('/'));
        match (after_scheme(usual), after_scheme(url)) {
            (Some(true), Some(true)) => only(self.name, value, |c| c.is_ascii_graphic()),
            (Some(_), _) => self.check_host(value),
            // The start of the URL, which is checked when the URL is complete.
            (None, _) if self.default.contains("://") => Ok(()),
            (None, _) => only(self.name, value, is_scheme),
        }
    }

    /// Checks a value in the host, which may be followed by a path only if the default is.
    fn check_host(&self, value: &str) -> Result<(), String> {
        let default = self.default.split_once('/');
        // After a complete host, a port or a path is allowed, even if the default is empty.
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

/// Checks that a value has allowed characters only.
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
