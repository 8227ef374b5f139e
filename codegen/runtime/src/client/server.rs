use super::builder::ClientBuilder;
use crate::http::{BaseUrl, Unencrypted, Variables, base_url};

/// The server settings of the caller.
#[derive(Clone, Debug, Default)]
pub(crate) struct Server {
    template: Option<&'static str>,
    variables: Variables,
}

impl ClientBuilder {
    /// Chooses another server than the first one of the API: a URL with variables written as
    /// `{name=default}`.
    pub fn server(mut self, template: &'static str) -> Self {
        self.server.template = Some(template);
        self
    }

    /// Sets a variable in the URLs of servers. It has no effect on a URL set with `base_url`.
    pub fn server_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.server.variables.0.push((name, value.into()));
        self
    }

    /// To which hosts credentials may be sent unencrypted.
    pub(crate) fn unencrypted(&self) -> Unencrypted {
        match self.settings.allow_http {
            true => Unencrypted::Anywhere,
            false if self.connecting.is_elsewhere() => Unencrypted::Nowhere,
            false => Unencrypted::ThisMachine,
        }
    }

    /// The base URL of calls.
    ///
    /// # Errors
    /// The base URL is missing or cannot be used; the text says why.
    pub(crate) fn address(&self) -> Result<BaseUrl, String> {
        let unencrypted = self.unencrypted();
        if let Some(url) = &self.base_url {
            let text = base_url::check(url, unencrypted)?;
            return BaseUrl::new(text, true, Variables::default());
        }
        let Server {
            template,
            variables,
        } = &self.server;
        variables.check()?;
        let url = variables.fill(template.unwrap_or(self.api.base_url))?;
        let text = base_url::check(&url, unencrypted)?;
        BaseUrl::new(text, false, variables.clone())
    }
}
