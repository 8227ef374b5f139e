use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{Request, StatusCode};
use secrecy::SecretString;

use super::prepared::PreparedRequest;
use crate::auth::sensitive;
use crate::operation::Verdict;
use crate::response::{ErrorKind, Failure, RetryClass};

/// Maximum number of challenges that one call responds to: the first, and another if its nonce has
/// expired.
const MOST: u32 = 2;

/// The challenges of a server during one call.
#[derive(Default)]
pub(super) struct Challenges {
    /// The number of the challenge that the last request responded to.
    sent: Option<u64>,
    /// The number of challenges responded to.
    taken: u32,
}

impl Challenges {
    /// Adds the response to the last challenge, if there was one. Returns the secret part of it.
    ///
    /// # Errors
    /// No response can be computed; the request must not be sent.
    pub(super) fn respond(
        &mut self,
        prepared: &PreparedRequest<'_>,
        request: &mut Request<Bytes>,
    ) -> Result<Option<SecretString>, Failure> {
        let Some(responder) = prepared.secrets.responder() else {
            return Ok(None);
        };
        let refusal = |reason: String| Failure::new(ErrorKind::Config, RetryClass::Never, reason);
        let response = responder.respond(request.method(), request.uri());
        let Some(response) = response.map_err(refusal)? else {
            return Ok(None);
        };
        let value = sensitive(&response.value)
            .map_err(|reason| refusal(format!("the user name or the challenge {reason}")))?;
        request.headers_mut().insert(AUTHORIZATION, value);
        self.sent = Some(response.challenge);
        Ok(Some(response.secret.into()))
    }

    /// Stores the challenge in a response, and returns whether to retry immediately. The server did
    /// not process such a request, whatever its method. A refused password is not sent again,
    /// unless it was sent for the challenge of an earlier call, which the server may have
    /// discarded.
    pub(super) fn take(&mut self, prepared: &PreparedRequest<'_>, failure: &mut Failure) -> bool {
        let sent = self.sent.take();
        let (Some(responder), Some(answer)) = (prepared.secrets.responder(), &failure.received)
        else {
            return false;
        };
        if answer.status != StatusCode::UNAUTHORIZED {
            return false;
        }
        let Ok(uri) = prepared.uri() else {
            return false;
        };
        match responder.challenge(&uri, &answer.headers, sent) {
            Ok(Verdict::Refused) if self.taken > 0 => false,
            Ok(_) => {
                self.taken += 1;
                self.taken <= MOST
            }
            Err(reason) => {
                if sent.is_none() {
                    failure.detail = format!(": {reason}");
                }
                false
            }
        }
    }
}
