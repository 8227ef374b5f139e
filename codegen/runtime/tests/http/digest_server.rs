//! The server's side of digest authentication, by RFC 7616 and without the client's code.

use std::collections::HashMap;
use std::fmt::Write as _;

use md5::Md5;
use sha2::{Digest, Sha256, Sha512_256};

use super::fixture::OK;
use super::server::{Request, Step, json, reply};

/// What a server asks for, and of whom.
#[derive(Clone, Copy)]
pub struct Realm {
    pub user: &'static str,
    pub password: &'static str,
    pub name: &'static str,
    pub algorithm: &'static str,
}

pub const MUFASA: Realm = Realm {
    user: "Mufasa",
    password: "Circle of Life",
    name: "http-auth@example.org",
    algorithm: "MD5",
};

/// What a response was made with, besides the user.
pub struct DigestInputs<'a> {
    pub nonce: &'a str,
    pub count: &'a str,
    pub client_nonce: &'a str,
    pub method: &'a str,
    pub uri: &'a str,
}

impl Realm {
    pub fn hash(&self, text: &str) -> String {
        let bytes = match self.algorithm.trim_end_matches("-sess") {
            "MD5" => Md5::digest(text).to_vec(),
            "SHA-256" => Sha256::digest(text).to_vec(),
            _ => Sha512_256::digest(text).to_vec(),
        };
        bytes.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    pub fn user_hash(&self) -> String {
        self.hash(&format!("{}:{}", self.user, self.name))
    }

    /// The response that the user gives.
    pub fn response(&self, made: &DigestInputs<'_>) -> String {
        let mut key = self.hash(&format!("{}:{}:{}", self.user, self.name, self.password));
        if self.algorithm.ends_with("-sess") {
            key = self.hash(&format!("{key}:{}:{}", made.nonce, made.client_nonce));
        }
        let request = self.hash(&format!("{}:{}", made.method, made.uri));
        self.hash(&format!(
            "{key}:{}:{}:{}:auth:{request}",
            made.nonce, made.count, made.client_nonce
        ))
    }

    /// Answers a request: with a success where it has the right response to `nonce`.
    pub fn answer(&self, request: &Request, nonce: &str, more: &str) -> Vec<Step> {
        match self.refuses(request, nonce) {
            None => json("200 OK", OK),
            Some(_) => self.challenge(nonce, more),
        }
    }

    /// A response with a challenge.
    pub fn challenge(&self, nonce: &str, more: &str) -> Vec<Step> {
        let (name, algorithm) = (self.name, self.algorithm);
        unauthorized(&format!(
            r#"Digest realm="{name}", qop="auth, auth-int", algorithm={algorithm}, nonce="{nonce}", opaque="op/que"{more}"#
        ))
    }

    /// What is wrong with the credentials of a request.
    pub fn refuses(&self, request: &Request, nonce: &str) -> Option<String> {
        let sent = parameters(request);
        let get = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
        let response = self.response(&DigestInputs {
            nonce,
            count: get("nc"),
            client_nonce: get("cnonce"),
            method: &request.method,
            uri: &request.target,
        });
        let expected = [
            ("realm", self.name),
            ("nonce", nonce),
            ("uri", &request.target),
            ("algorithm", self.algorithm),
            ("qop", "auth"),
            ("opaque", "op/que"),
            ("response", &response),
        ];
        let wrong = expected.iter().find(|(name, value)| get(name) != *value);
        wrong.map(|(name, value)| format!("{name} is {:?} and not {value:?}", get(name)))
    }
}

/// A response with the status 401 and a challenge.
pub fn unauthorized(challenge: &str) -> Vec<Step> {
    let headers = format!("www-authenticate: {challenge}\r\n");
    reply("401 Unauthorized", &headers, "{}")
}

/// The parameters of the credentials of a request.
pub fn parameters(request: &Request) -> HashMap<String, String> {
    let header = request.header("authorization").unwrap_or_default();
    let all = header.strip_prefix("Digest ").unwrap_or_default();
    let pairs = all.split(", ").filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned()))
        .collect()
}

/// The examples of RFC 7616, section 3.9; the second one as erratum 4897 corrects it.
#[test]
fn the_examples_of_the_standard_come_out() {
    let made = DigestInputs {
        nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        count: "00000001",
        client_nonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
        method: "GET",
        uri: "/dir/index.html",
    };
    assert_eq!(MUFASA.response(&made), "8ca523f5e9506fed4657c9700eebdbec");
    let sha = Realm {
        algorithm: "SHA-256",
        ..MUFASA
    };
    assert_eq!(
        sha.response(&made),
        "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    );
    let doe = JASON.response(&DigestInputs {
        nonce: "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
        count: "00000001",
        client_nonce: "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
        method: "GET",
        uri: "/doe.json",
    });
    assert_eq!(
        doe,
        "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"
    );
    assert_eq!(
        JASON.user_hash(),
        "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"
    );
}

pub const JASON: Realm = Realm {
    user: "Jäsøn Doe",
    password: "Secret, or not?",
    name: "api@example.org",
    algorithm: "SHA-512-256",
};
