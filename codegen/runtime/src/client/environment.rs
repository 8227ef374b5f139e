use super::builder::ClientBuilder;
use crate::auth::ConfiguredCredential;

/// Settings from the environment.
impl ClientBuilder {
    /// Reads settings that are not set yet from the environment variables of the API. A variable
    /// that is empty or only white space counts as not set.
    pub fn env(self) -> Self {
        self.env_from(|name| std::env::var(name).ok())
    }

    /// Like [`ClientBuilder::env`], but looks variables up with a function, such as from a file.
    pub fn env_from(mut self, variable: impl Fn(&str) -> Option<String>) -> Self {
        let read = |name: Option<&str>| {
            let text = variable(name?)?.trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        for (scheme, place) in self.api.schemes.iter().zip(&mut self.credentials) {
            if place.is_none() {
                *place = ConfiguredCredential::from_env(scheme, &read);
            }
        }
        for (default, place) in self.api.defaults.iter().zip(&mut self.defaults) {
            if place.is_none() {
                *place = read(default.env);
            }
        }
        if self.base_url.is_none() {
            self.base_url = read(self.api.base_url_env);
        }
        self
    }
}
