//! Lists of the methods of official SDKs.

use std::fs;
use std::path::Path;

use anyhow::Context as _;

/// A method that an official SDK has.
pub struct Listed {
    /// The HTTP method, such as `GET`.
    pub verb: String,
    /// The path template.
    pub path: String,
    /// Names of the resources, from the outermost to the innermost.
    pub chain: Vec<String>,
    /// The name of the method.
    pub name: String,
}

/// Reads the list for a package; empty if the folder has none.
///
/// # Errors
/// The folder or the list cannot be read.
pub fn read(folder: &Path, package: &str) -> anyhow::Result<Vec<Listed>> {
    let mut listed = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        if package.strip_prefix("corpus-") == Some(&*stem) {
            let text = fs::read_to_string(&path)?;
            listed.extend(
                text.lines()
                    .filter_map(|line| linked(line).or_else(|| plain(line))),
            );
        }
    }
    Ok(listed)
}

/// `- <code title="get /a/{id}">client.a.<a href="…">get</a>(…) -> A</code>`
fn linked(line: &str) -> Option<Listed> {
    let (_, rest) = line.split_once("<code title=\"")?;
    let (endpoint, rest) = rest.split_once("\">")?;
    let (chain, rest) = rest.split_once("<a ")?;
    let (name, _) = rest.split_once('>')?.1.split_once("</a>")?;
    let chain = chain.strip_prefix("client.").unwrap_or(chain);
    listed(endpoint, &format!("{chain}{name}"))
}

/// `GET /a/{id} a.get`
fn plain(line: &str) -> Option<Listed> {
    let (endpoint, name) = line.rsplit_once(' ')?;
    listed(endpoint, name)
}

fn listed(endpoint: &str, name: &str) -> Option<Listed> {
    let (verb, path) = endpoint.split_once(' ')?;
    let mut chain: Vec<String> = name.split('.').map(str::to_owned).collect();
    let name = chain.pop()?;
    path.starts_with('/').then(|| Listed {
        verb: verb.to_uppercase(),
        path: path.to_owned(),
        chain,
        name,
    })
}
