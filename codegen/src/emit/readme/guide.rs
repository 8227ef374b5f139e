//! What the client does with calls, as far as the API makes use of it.

use super::super::programs::{Program, programs};
use crate::ir::{Api, Operation, Part};

/// The sections, in the order in which people need them.
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
    let lists = [
        (has(Part::Pages), "## Pages", PAGES),
        (any(|it| it.output.is_list()), "## Long lists", ITEMS),
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

/// A section that ends in code, where there is some.
fn with_code(text: &str, code: Option<&str>) -> String {
    let code = code.map(|code| format!("\n\n```rust,ignore\n{}\n```", code.trim_end()));
    format!("{text}{}", code.unwrap_or_default())
}

const ARGUMENTS: &str = "## Arguments

What is required comes first, one method after the other, and `send()` is there once nothing is missing: an error of the compiler names the step that is left, such \
as `staged::CreateNeedsName`. Each operation's type (`Create`) lists its arguments. What is optional has a setter, such as `.name(…)`; with the feature `maybe` \
it has `.maybe_name(…)` beside it, which takes an `Option`. Without that feature, the trait `Maybe` does the same for any setter of requests, models and clients: \
`.maybe(name, |request, name| request.name(name))`.";

const ERRORS: &str = "## Errors

Every call gives an `Error`. Its `kind()` says what went wrong, and `may_have_reached_server()` whether it may have had an effect all the same:

| kind | what happened | what to do |
|---|---|---|
| `Config` | a credential, an argument or a setting is missing or cannot be sent | correct the program; nothing was sent |
| `Throttled` | a rate limit leaves no room before the deadline | call again after `retry_after()`; nothing was sent |
| `Connect` | there is no connection | call again; nothing was sent |
| `Timeout` | time ran out; its phase says where | look whether it had an effect, unless `may_have_reached_server()` is false |
| `Interrupted` | the connection broke | the same |
| `Protocol`, `Redirect` | what came back is not HTTP of this API | look at the base URL and at proxies |
| `TooLarge` | the response is larger than `max_body` | ask for less, or raise the limit |
| `Status` | the server refused: `status()`, `errors()`, `body()` and `decode_body()` say why | by status; `is_retryable()` says whether later may help |
| `Api` | a success status, and a body that says the call failed | the same |
| `Decode` | the response is not as described: `json_path()` says where, `body()` has it | the call was probably carried out; report it |";

const LIMITS: &str = "## Retries and time limits

| setting of `Client::builder()` | default | for one call |
|---|---|---|
| `max_retries` | 2 | `.max_retries(n)` |
| `timeout`: the whole call, retries and pauses included | 60 s | `.timeout(d)`, `.deadline(instant)` |
| `attempt_timeout`: from connecting to the end of the body | 30 s | `.attempt_timeout(d)` |
| `connect_timeout` | 5 s | |
| `stall_timeout`: silence while a body is read | 20 s | |
| `max_body` | 32 MiB | |

A request is repeated where that is safe and may help: always after 425, 429 and failures to connect, and, where its method is idempotent, after 408, \
500, 502, 503, 504 and lost connections; the statuses from 520 to 530 that proxies give count as what they stand for. `.assume_idempotent(true)` says that of one call. Pauses are random, up to 0.5 s at first and doubling up to 8 s; \
`Retry-After` counts instead. All calls of a client share a budget, so that a server in trouble gets a fifth more requests at most.

`rate_limit(requests, per)` lets no more than so many requests begin in any stretch of time; calls wait for their turn. With the feature `redis`, \
`share_rate_limit(\"rediss://…\", \"prefix\")` counts them over all processes that name the same Redis server and prefix; while that cannot be reached, each process \
keeps the limit by itself. `heed_server_limits(true)` also waits while the server says that it takes no more.";

const PAGES: &str = "A list that comes in pages has `.pages()` and `.items()`, which ask for the next page when it is needed; `.send()` asks for one.";

const ITEMS: &str = "Where a response is a list in JSON, `.send_items()` gives its items as they come in, and holds one at a time: the list may be of any length, an item as long as \
`max_body`. Where an envelope says whether the call failed, a failure may come after items.";

const FILES: &str = "A file is given as bytes, a text or `Upload::stream(…)`; `File::new(…)` also says its name and its media type. A body that is a stream is sent once and \
never repeated.";

const STREAMS: &str = "`.send_stream()` gives the body as it comes in, without a limit of its size; `stall_timeout` counts between two pieces.";

const EVENTS: &str = "Server-sent events come as a stream of decoded values.";

const LINES: &str = "Values on lines of their own come as a stream of decoded values.";

const PARTS: &str = "The parts of a `multipart` response come as a stream of their headers and their content, which is a value, text or bytes.";

const RESPONSES: &str = "## Raw responses

`.send()` gives the value, `.send_with_response()` the status, headers, messages and raw body with it. Where the body is not quite as described, \
`deviations()` lists where; `strict_decoding(true)` makes errors of that. `.send_optional()` is for servers that leave the body out.";

const UNDESCRIBED: &str = "## What the description lacks

`.header(…)`, `.query(…)` and `.extra_body(…)` of a request send what has no method of its own. `client.request(Method::POST, \"/path\").json(value)` calls an \
operation that is not described, with the same credentials, retries and errors, and gives its body as JSON.";

const LOGGING: &str = "## Logging

With the feature `tracing`, each call is a span `call` (INFO), each attempt a span `attempt` (DEBUG) inside of it, and each retry an event (INFO) with its reason and \
its pause. They have the operation, the path as the description has it, status, counts and times, and never a value that was sent. A `Middleware` sees every attempt.";

const TESTING: &str = "## Testing

With the feature `testing`, `Client::fake()` gives a client that sends nothing, and what responds to it: `.on::<Operation>()` with `.returns(value)`, \
`.responds(FakeResponse::status(503))` or `.fails(kind)`, which may follow each other, and `.requests_of::<Operation>()` tells what was asked. Retries are made and take no time. \
`Fixture` makes a value of every model, which `fixture_with` changes; `Error::fake`, `Response::fake` and `Message::from` make what else a program takes.";
