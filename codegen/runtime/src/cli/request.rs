//! The `api` command: a request with any method and path, with the client's credentials, retries
//! and errors.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::Program;
use super::body::content;
use super::flags::{BODY, MEDIA_TYPE, own};
use crate::{
    Call, CallResult, Client, Endpoint, Error, Method, Operation, Output, Request, format, whole,
};

const METHOD: &str = "method";
const PATH: &str = "path";
const PARAMETER: &str = "--parameter";

/// An endpoint whose response is not decoded.
enum Any {}

impl Endpoint for Any {
    /// The operation of the `api` command before a method and path are known.
    const OPERATION: Operation = Operation::get("api", "/");
    type Response = format::Binary;
}

impl Program {
    /// The subcommand for operations that are missing in the description.
    pub(super) fn any_call(&self) -> Command {
        let name = self.own_name("api");
        let method = Arg::new(METHOD).required(true).value_name("METHOD");
        let path = Arg::new(PATH).required(true).value_name("PATH");
        let parameter = own(PARAMETER, "NAME=VALUE").short('p');
        let command = Command::new(name)
            .about("Makes any call of the API")
            .arg(method.help("The method, such as GET"))
            .arg(path.help("The path below the base URL, such as /user; a query may follow"))
            .arg(
                parameter
                    .action(ArgAction::Append)
                    .help("Adds a parameter to the query"),
            )
            .arg(own(BODY, "TEXT|@FILE|-").help("The body"))
            .arg(
                own(MEDIA_TYPE, "TYPE")
                    .default_value("application/json")
                    .help("Media type of the body"),
            );
        super::flags::selecting(command, &|_| false)
    }

    /// Builds the call from the command line.
    ///
    /// # Errors
    /// An argument is invalid; the text names it.
    pub(super) fn call_of(&self, client: &Client, matches: &ArgMatches) -> Result<Call, String> {
        let text = |id| matches.get_one::<String>(id).map_or("", String::as_str);
        let name = text(METHOD).to_ascii_uppercase();
        Method::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} is no method"))?;
        let (path, query) = text(PATH).split_once('?').unwrap_or((text(PATH), ""));
        if path.contains("://") || path.contains('#') {
            return Err("<PATH>: expected a path below the base URL, such as /user".to_owned());
        }
        // Braces would be parameters of a path template.
        let path = path.replace('{', "%7B").replace('}', "%7D");
        let path = format!("/{}", path.trim_start_matches('/'));
        if path.split('/').any(is_dots) {
            return Err("<PATH>: has a segment of dots only".to_owned());
        }
        // The process ends after this call.
        let id = format!("{name} {path}").leak();
        let path: &'static str = path.leak();
        // Any credentials that some operation accepts, or none.
        let mut sets = self.api.requirements.to_vec();
        sets.push(&[]);
        let sets = sets.leak();
        let mut operation = Operation::new(id, name.leak(), path)
            .security(sets)
            .accept("application/json, */*;q=0.5");
        if self.api.envelope.is_some() {
            operation = operation.enveloped();
        }
        let mut call = client.call(Box::leak(Box::new(operation)));
        let parameters = matches.get_many::<String>(PARAMETER).into_iter().flatten();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        for pair in pairs {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            call.options_mut().query(decoded(name), decoded(value));
        }
        for pair in parameters {
            let (name, value) = pair
                .split_once('=')
                .ok_or_else(|| format!("{PARAMETER}: expected NAME=VALUE"))?;
            call.options_mut().query(name, value);
        }
        if let Some(body) = matches.get_one::<String>(BODY) {
            let body = content(body).map_err(|reason| format!("{BODY}: {reason}"))?;
            let media_type: &'static str = text(MEDIA_TYPE).to_owned().leak();
            call.bytes(body, media_type);
        }
        Ok(call)
    }
}

/// Sends a call, and returns the body as JSON, text or bytes, whichever it is.
pub(super) async fn send(call: Call) -> Result<CallResult, Error> {
    let mut result = whole::<Any>(Request::<Any>::new(call).into_call(), None).await?;
    if let Output::Bytes(bytes) = &result.output {
        let is_json = serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
        result.output = match std::str::from_utf8(bytes) {
            Ok("") => Output::Empty,
            Ok(_) if is_json => Output::Json(bytes.to_vec()),
            Ok(text) => Output::Text(text.to_owned()),
            Err(_) => Output::Bytes(bytes.clone()),
        };
    }
    Ok(result)
}

fn decoded(text: &str) -> String {
    let text = percent_encoding::percent_decode_str(text);
    text.decode_utf8_lossy().into_owned()
}

/// True for the path segments `.` and `..`, also with escaped dots.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(plain.as_str(), "." | "..")
}
