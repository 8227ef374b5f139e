//! The guide in the README: the features of the client that apply to the API.

use super::super::programs::{Program, programs};
use crate::ir::{Api, Operation, Part};

/// The sections, ordered by how soon they are needed.
pub(super) fn sections(api: &Api) -> Vec<String> {
    let has = |part| api.parts.contains(&part);
    let programs = programs(api);
    let shown = |name: &str| programs.iter().find(|program| program.name == name);
    let errors = with_code(ERRORS, shown("errors").and_then(Program::last_function));
    let mut sections = vec![ARGUMENTS.to_owned(), errors, LIMITS.to_owned()];
    let any = |is: fn(&Operation) -> bool| {
        let mut operations = api.resources.iter().flat_map(|it| &it.operations);
        operations.any(is)
    };
    let has_lists = any(|it| it.output.is_list()) || wraps_list(api);
    let lists = [
        (has(Part::Pages), "## Pages", PAGES),
        (has_lists, "## Long lists", ITEMS),
    ];
    let lists = lists.into_iter().filter(|(has, ..)| *has);
    sections.extend(lists.map(|(_, title, text)| format!("{title}\n\n{text}")));
    let streams = [
        (has(Part::Upload), FILES),
        (any(Operation::is_streamed), STREAMS),
        (has(Part::Events), EVENTS),
        (has(Part::Lines), LINES),
        (has(Part::Multipart), PARTS),
    ];
    let streams = streams.into_iter().filter(|(has, _)| *has);
    let texts: Vec<&str> = streams.map(|(_, text)| text).collect();
    if !texts.is_empty() {
        sections.push(format!("## Files and streams\n\n{}", texts.join("\n\n")));
    }
    sections.extend([RESPONSES, UNDESCRIBED, LOGGING].map(str::to_owned));
    sections.push(with_code(
        TESTING,
        shown("testing").map(|program| program.text.as_str()),
    ));
    sections
}

/// True if a response is an object with one list.
fn wraps_list(api: &Api) -> bool {
    api.types.iter().any(|def| def.usage.wraps_list)
}

/// A section with a code block at its end, if there is code.
fn with_code(text: &str, code: Option<&str>) -> String {
    let code = code.map(|code| format!("\n\n```rust,ignore\n{}\n```", code.trim_end()));
    format!("{text}{}", code.unwrap_or_default())
}

const ARGUMENTS: &str = "## Arguments

Required arguments come first, one method after the other. `send()` is available once none is missing; until then, the compiler names the missing step, \
such as `staged::CreateNeedsName`. The type of each operation (`Create`) lists its arguments. Optional arguments have setters, such as `.name(…)`; with the feature \
`maybe`, each has a variant that takes an `Option`, `.maybe_name(…)`. Without that feature, the trait `Maybe` does the same for any setter of requests, models and client builders: \
`.maybe(name, |request, name| request.name(name))`.";

const ERRORS: &str = "## Errors

Every call returns an `Error` if it fails. Its `kind()` says what went wrong, and `may_have_reached_server()` whether the request may have had an effect:

| kind | what happened | what to do |
|---|---|---|
| `Config` | a credential, an argument or a setting is missing or invalid | correct the program; nothing was sent |
| `Throttled` | a rate limit allows no request before the deadline | call again after `retry_after()`; nothing was sent |
| `Connect` | connecting failed | call again; nothing was sent |
| `Timeout` | a time limit was exceeded; its phase says which | check whether the call had an effect, unless `may_have_reached_server()` is false |
| `Interrupted` | the connection was lost | as for `Timeout` |
| `Protocol`, `Redirect` | the response is not HTTP, or is a redirect | check the base URL and proxies |
| `TooLarge` | the response is larger than `max_body` | request less, or raise the limit |
| `Status` | the server refused the request: `status()`, `errors()`, `body()` and `decode_body()` say why | depends on the status; `is_retryable()` says whether a retry may help |
| `Api` | a success status with a body that reports an error | as for `Status` |
| `Decode` | the response is not as described: `json_path()` says where, `body()` has the raw body | the call was probably processed; report it |";

const LIMITS: &str = "## Retries and time limits

| setting of `Client::builder()` | default | for one call |
|---|---|---|
| `max_retries` | 2 | `.max_retries(n)` |
| `timeout`: the whole call, retries and pauses included | 60 s | `.timeout(d)`, `.deadline(instant)` |
| `attempt_timeout`: one attempt, from connecting to the end of the body | 30 s | `.attempt_timeout(d)` |
| `connect_timeout` | 5 s | |
| `stall_timeout`: no bytes arrive while a body is read | 20 s | |
| `max_body` | 32 MiB | |
| `max_headers`: of an HTTP/1.1 response | 100 | |

A request is retried if that is safe and may help: always after 425, 429 and failures to connect, and, if its method is idempotent, after 408, 500, 502, \
503, 504 and lost connections; the statuses 520 to 530 of proxies are treated like the failures that they report. `.assume_idempotent(true)` treats a single call as idempotent. \
Pauses are random, up to 0.5 s at first, doubling up to 8 s; a `Retry-After` header takes precedence. All calls of a client share a retry budget, so that a failing server receives at \
most a fifth more requests.

`rate_limit(requests, per)` limits how many requests start in any period of that length; calls wait for their turn. With the feature `redis`, \
`share_rate_limit(\"rediss://…\", \"prefix\")` applies the limit to all processes that use the same Redis server and prefix; while that cannot be reached, each \
process applies the limit by itself. `respect_server_limits(true)` also waits while the server announces that no requests are left.";

const PAGES: &str = "A paginated list has `.pages()` and `.items()`, which request further pages as needed; `.send()` requests a single page.";

const ITEMS: &str = "If a response is a JSON list or an object with one list, `.send_items()` returns the items as they arrive and buffers one at a time: the list may have any length, and an item may be as large as \
`max_body`. If the responses have an envelope that reports errors, an error may follow the items.";

const FILES: &str = "A file is passed as bytes, text or `Upload::stream(…)`; `File::new(…)` also sets its name and its media type. A streamed body is sent once, and its call is never \
retried.";

const STREAMS: &str = "`.send_stream()` returns the body as it arrives, without a limit on its size; `stall_timeout` applies between two chunks.";

const EVENTS: &str = "Server-sent events are returned as a stream of decoded values.";

const LINES: &str = "JSON lines are returned as a stream of decoded values.";

const PARTS: &str = "The parts of a `multipart` response are returned as a stream of headers and content, which is a value, text or bytes.";

const RESPONSES: &str = "## Raw responses

`.send()` returns the value; `.send_with_response()` also returns the status, headers, messages and raw body. If the body deviates from the description, \
`deviations()` lists where; `strict_decoding(true)` makes deviations errors. `.send_optional()` is for servers that omit the body of a successful response.";

const UNDESCRIBED: &str = "## Undocumented operations and parameters

`.header(…)`, `.query(…)` and `.extra_body(…)` of a request send headers, query parameters and members of the body that have no setter. \
`client.request(Method::POST, \"/path\").json(value)` calls an operation that the description does not contain, with the same credentials, retries and errors, and returns the \
body as JSON.";

const LOGGING: &str = "## Logging

With the feature `tracing`, each call is a span `call` (INFO), each attempt a span `attempt` (DEBUG) inside it, and each retry an event (INFO) with its cause and \
pause. They contain the operation, its path template, status, counts and times, but never a value that was sent. A `Middleware` sees every attempt.";

const TESTING: &str = "## Testing

With the feature `testing`, `Client::fake()` returns a client that sends nothing, and a fake server for it: `.on::<Operation>()` with `.returns(value)`, \
`.responds(FakeResponse::status(503))` or `.fails(kind)`, in sequence, and `.requests_of::<Operation>()`, which lists the requests. Retries do not wait. \
`Fixture` creates a value of any model, and `fixture_with` modifies it; `Error::fake`, `Response::fake` and `Message::from` create errors, responses and messages.";
