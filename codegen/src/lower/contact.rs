//! The author, the homepage and the documentation of an API.

use crate::doc;
use crate::load::Node;

/// `info.contact` and `externalDocs`, for the manifest.
pub(super) struct Contact {
    name: Option<String>,
    email: Option<String>,
    url: Option<String>,
    docs: Option<String>,
}

impl Contact {
    pub(super) fn read(root: &Node<'_>) -> Self {
        let info = root.get("info");
        let contact = info.as_ref().and_then(|info| info.get("contact"));
        let text = |name: &str| one_line(contact.as_ref()?.text(name)?);
        let docs = root.get("externalDocs");
        Self {
            name: text("name"),
            email: text("email").filter(|email| is_email(email)),
            url: text("url").filter(|url| is_url(url)),
            docs: docs
                .and_then(|docs| one_line(docs.text("url")?))
                .filter(|url| is_url(url)),
        }
    }

    /// The author in the format of Cargo: a name, an email address, or both.
    pub(super) fn author(&self) -> Option<String> {
        match (&self.name, &self.email) {
            (Some(name), Some(email)) => Some(format!("{name} <{email}>")),
            (name, email) => name.clone().or_else(|| email.clone()),
        }
    }

    /// The URL of the documentation of the API.
    pub(super) fn homepage(&self) -> Option<String> {
        self.docs.clone().or_else(|| self.url.clone())
    }

    /// The copyright holder in the text of a licence.
    pub(super) fn owner(&self, title: &str) -> String {
        let name = self.name.clone();
        name.unwrap_or_else(|| format!("The authors of the SDK of {}", doc::line(title)))
    }
}

fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    (!line.is_empty() && !line.contains(char::is_control)).then_some(line)
}

/// True for a text that can be put between `<` and `>`.
fn is_email(text: &str) -> bool {
    text.contains('@') && !text.contains(|c: char| c.is_whitespace() || "<>,".contains(c))
}

/// True for a URL that registries accept.
fn is_url(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}
