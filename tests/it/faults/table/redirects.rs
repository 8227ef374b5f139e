//! Rows 65 to 69: redirects, which are never followed.

use super::super::case::{Case, Report};
use super::super::expectation::Expectation;
use super::super::sdk::{CallPlan, ErrorKind, OK, Verb};
use super::super::server::{Identity, Script, Server, json, reply};
use super::super::trial::Trial;
use super::plan::Plan;

pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::new(65, "307 to another origin", cross_origin()),
        Case::new(68, "307 from https to http", downgrade()),
    ];
    for (row, status) in [
        (66, "301 Moved"),
        (66, "302 Found"),
        (67, "303 See Other"),
        (66, "308 X"),
    ] {
        let name = format!("{} to the same origin", &status[..3]);
        let script = Script::responses([redirect(status, "/elsewhere?q=1")]);
        cases.push(Plan::failure(row, &name, script, ErrorKind::Redirect).case());
    }
    for (name, headers) in [
        ("302 without a location", ""),
        ("302 to a location that is none", "location: http://[\r\n"),
    ] {
        let script = Script::responses([reply("302 Found", headers, "")]);
        cases.push(
            Plan::failure(69, name, script, ErrorKind::Status)
                .status(302)
                .case(),
        );
    }
    cases
}

fn redirect(status: &str, location: &str) -> Vec<super::super::server::Step> {
    reply(status, &format!("location: {location}\r\n"), "")
}

/// Makes a call that must fail for the redirect, without a connection to the target `other`.
async fn judge(trial: &Trial, other: &Server) -> Report {
    let plan = CallPlan::new(Verb::Put);
    let expectation = Expectation::error(ErrorKind::Redirect);
    let mut report = trial.judge(plan, &expectation).await;
    if other.log().accepted() > 0 {
        let problem = "the target of the redirect was called".to_owned();
        report.problems.push(problem);
    }
    report
}

async fn cross_origin() -> Report {
    let other = Server::start(Script::responses([json("200 OK", OK)])).await;
    let location = format!("{}/elsewhere", other.url());
    let script = Script::responses([redirect("307 Temporary Redirect", &location)]);
    let trial = Trial::start(script, |builder| builder).await;
    judge(&trial, &other).await
}

async fn downgrade() -> Report {
    let other = Server::start(Script::responses([json("200 OK", OK)])).await;
    let identity = Identity::of("127.0.0.1");
    let certificate = identity.certificate();
    let location = format!("{}/elsewhere", other.url());
    let script = Script::responses([redirect("307 Temporary Redirect", &location)]).tls(identity);
    let server = Server::start(script).await;
    let url = server.url().replace("http:", "https:");
    let trial = Trial::with(server, |builder| {
        builder
            .base_url(url)
            .adjust_transport(move |http| http.tls_certs_only([certificate.clone()]))
    });
    judge(&trial, &other).await
}
