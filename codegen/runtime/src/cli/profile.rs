//! The settings of a user from a TOML file with a table for each profile.

use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

use clap::ArgMatches;
use etcetera::BaseStrategy as _;
use toml::{Table, Value};

use super::Program;
use super::flags::PROFILE;

/// The profile that is used if none is named.
const DEFAULT: &str = "default";

/// One profile: a table of the file.
#[derive(Default)]
pub(super) struct Profile {
    settings: Table,
    /// It was named on the command line or in the environment, and so overrides the environment.
    pub(super) named: bool,
}

impl Profile {
    /// Reads the profile that the command line names, or else the default one.
    ///
    /// # Errors
    /// The file cannot be read or has unknown settings; the text names the file, but repeats no
    /// value from it.
    pub(super) fn read(program: &Program, matches: &ArgMatches) -> Result<Self, String> {
        let name = matches.get_one::<String>(PROFILE).cloned();
        let variable = variable(program.name);
        let name = name.or_else(|| env::var(variable).ok().filter(|name| !name.is_empty()));
        let named = name.is_some();
        let name = name.unwrap_or_else(|| DEFAULT.to_owned());
        let Some(path) = file(program.name) else {
            return match named {
                true => Err("--profile: there is no home folder".to_owned()),
                false => Ok(Self::default()),
            };
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !named => {
                return Ok(Self::default());
            }
            Err(error) => return Err(format!("{}: {error}", path.display())),
        };
        let at = |reason: String| format!("{}: {reason}", path.display());
        // The parser's message contains the line, which may hold a secret.
        let mut profiles: Table = text.parse().map_err(|error: toml::de::Error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
            at(format!("line {line} is not TOML"))
        })?;
        let settings = match profiles.remove(&name) {
            Some(Value::Table(settings)) => settings,
            None if !named => Table::new(),
            _ => {
                let names: Vec<_> = profiles.keys().map(String::as_str).collect();
                let names = names.join(", ");
                return Err(at(format!("there is no profile {name:?}, but: {names}")));
            }
        };
        program.check(&settings).map_err(at)?;
        Ok(Self { settings, named })
    }

    /// A setting.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.settings.get(name)?.as_str()
    }
}

impl Program {
    /// Refuses unknown settings.
    fn check(&self, settings: &Table) -> Result<(), String> {
        let schemes = self.api.schemes.iter().map(|scheme| scheme.name);
        let defaults = self.api.defaults.iter().map(|default| default.name);
        let known: Vec<_> = ["base_url", "output"]
            .into_iter()
            .chain(schemes)
            .chain(defaults)
            .collect();
        for (name, value) in settings {
            if !known.contains(&name.as_str()) {
                let known = known.join(", ");
                return Err(format!("there is no setting {name:?}, but: {known}"));
            }
            if !value.is_str() {
                return Err(format!("{name} is not a string"));
            }
        }
        Ok(())
    }
}

/// The file with the profiles of a program.
fn file(name: &str) -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join(name).join("config.toml"))
}

/// The environment variable that names the profile.
pub(super) fn variable(name: &str) -> String {
    format!("{}_PROFILE", name.to_uppercase().replace('-', "_"))
}
