use super::builder::ClientBuilder;
use crate::http::{BaseUrl, Unencrypted, Variables, base_url};

/// What the caller says of the server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Server {
    template: Option<&'static str>,
    variables: Variables,
}

impl ClientBuilder {
    /// Sends calls to another server than the API's first one: a URL with variables as
    /// `{name=default}`.
    pub fn server(mut self, template: &'static str) -> Self {
        self.server.template = Some(template);
        self
    }

    /// Sets a variable in the URLs of servers. A base URL of one's own has none.
    pub fn server_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.server.variables.0.push((name, value.into()));
        self
    }

    /// Where credentials may be sent without encryption.
    pub(crate) fn unencrypted(&self) -> Unencrypted {
        match self.settings.allow_http {
            true => Unencrypted::Anywhere,
            false if self.connecting.is_elsewhere() => Unencrypted::Nowhere,
            false => Unencrypted::ThisMachine,
        }
    }

    /// Where calls go.
    ///
    /// # Errors
    /// Says why nothing can be sent there.
    pub(crate) fn address(&self) -> Result<BaseUrl, String> {
        let unencrypted = self.unencrypted();
        if let Some(url) = &self.base_url {
            return Ok(BaseUrl {
                text: base_url::check(url, unencrypted)?,
                explicit: true,
                variables: Variables::default(),
            });
        }
        let Server {
            template,
            variables,
        } = &self.server;
        variables.check()?;
        let url = variables.fill(template.unwrap_or(self.api.base_url))?;
        Ok(BaseUrl {
            text: base_url::check(&url, unencrypted)?,
            explicit: false,
            variables: variables.clone(),
        })
    }
}
