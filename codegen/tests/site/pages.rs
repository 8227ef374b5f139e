//! The content of the pages, and the links between them.

use std::collections::{BTreeMap, BTreeSet};

use sdk_codegen::files::Files;

use crate::dom::{Element, page, pages};
use crate::{all_sites, own_site};

const EDIT: &str = "api/zero_trust.devices.deployment_groups.edit.html";

/// The target of a link: the path of a file and an anchor.
fn target(from: &str, href: &str) -> (String, Option<String>) {
    let (path, place) = match href.split_once('#') {
        Some((path, place)) => (path, Some(place.to_owned())),
        None => (href, None),
    };
    if path.is_empty() {
        return (from.to_owned(), place);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(
                parts.pop().is_some(),
                "{from}: {href} leads out of the site"
            ),
            part => parts.push(part),
        }
    }
    (parts.join("/"), place)
}

/// All links have a target, and no anchor is repeated.
fn assert_whole(name: &str, files: &Files) {
    let mut places: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links = Vec::new();
    for (path, page) in pages(files) {
        let own = places.entry(path).or_default();
        for element in page.all() {
            if let Some(id) = element.attribute("id") {
                assert!(
                    own.insert(id.clone()),
                    "{name}, {path}: {id} is there twice"
                );
            }
            for attribute in ["href", "src", "aria-controls", "aria-labelledby"] {
                let Some(value) = element.attribute(attribute) else {
                    continue;
                };
                let is_place = attribute.starts_with("aria");
                let link = if is_place { format!("#{value}") } else { value };
                links.push((path, link));
            }
        }
    }
    for (from, href) in links {
        if href.contains("://") || href.starts_with("mailto:") {
            continue;
        }
        let (path, place) = target(from, &href);
        assert!(
            files.contains_key(&path),
            "{name}, {from}: {href} leads nowhere"
        );
        if let Some(place) = place {
            let known = places.get(path.as_str());
            let known = known.is_some_and(|known| known.contains(&place));
            assert!(known, "{name}, {from}: nothing is at {href}");
        }
    }
}

#[test]
fn every_link_of_every_site_leads_somewhere() {
    assert_whole("own", &own_site());
    let sites = all_sites();
    assert!(sites.len() > 30, "only {} sites", sites.len());
    for (name, files) in &sites {
        assert_whole(name, files);
    }
}

#[test]
fn a_page_has_landmarks_and_a_skip_link() {
    for (path, page) in pages(&own_site()) {
        let body = &page.named("body")[0];
        let first = body.named("a").remove(0);
        assert_eq!(first.attribute("href").as_deref(), Some("#main"), "{path}");
        assert_eq!(page.with("id", "main").name(), "main", "{path}");
        assert_eq!(page.named("header").len(), 1, "{path}");
        assert_eq!(page.named("h1").len(), 1, "{path}");
        let navs = page.named("nav");
        let labels: Vec<_> = navs.iter().map(|nav| nav.attribute("aria-label")).collect();
        assert!(labels.iter().all(Option::is_some), "{path}: {labels:?}");
        let html = page.named("html").remove(0);
        assert_eq!(html.attribute("lang").as_deref(), Some("en"), "{path}");
        let unnamed = page.named("button").into_iter().filter(|button| {
            button.text().trim().is_empty() && button.attribute("aria-label").is_none()
        });
        assert_eq!(unnamed.count(), 0, "{path}");
    }
}

#[test]
fn an_operation_shows_what_it_takes_and_gives() {
    let page = page(&own_site(), EDIT);
    assert_eq!(page.named("h1")[0].text(), "Update a deployment group");
    let endpoint = page.with("class", "endpoint").text();
    assert_eq!(
        endpoint,
        "PATCH/accounts/{account_id}/devices/deployment-groups/{group_id}"
    );
    assert!(page.with("id", "path.group_id").text().contains("required"));
    assert!(
        page.with("id", "path.account_id")
            .text()
            .contains("CLOUDFLARE_ACCOUNT_ID")
    );
    assert!(
        page.with("id", "body.name")
            .text()
            .contains("1 to 255 characters")
    );
    let configs = page.with("id", "body.version_config");
    let tree = configs.named("details").remove(0);
    assert_eq!(tree.with("id", "body.version_config.version").name(), "li");
    assert_eq!(page.with("class", "credentials").text(), "API token");
    let statuses = page.all_with("class", "status");
    let statuses: Vec<_> = statuses.iter().map(Element::text).collect();
    assert_eq!(statuses, ["200", "409", "4XX"]);
    let success = page.with("id", "response-200");
    assert!(
        success
            .with("id", "response-200.created_at")
            .text()
            .contains("date-time")
    );
}

#[test]
fn permissions_and_alternatives_of_credentials_are_listed() {
    let page = page(&own_site(), "api/iam.resource_groups.update.html");
    let permissions = page.with("class", "permissions").text();
    assert!(permissions.contains("SCIM Provisioning"), "{permissions}");
    assert!(
        permissions.contains("Account Settings Write"),
        "{permissions}"
    );
    let sets = page.with("class", "credentials").named("li");
    let sets: Vec<_> = sets.iter().map(Element::text).collect();
    assert_eq!(sets, ["API token", "API email and API key"]);
}

#[test]
fn the_description_s_own_examples_are_shown() {
    let page = page(&own_site(), EDIT);
    let panels = page.with("id", "response").all_with("role", "tabpanel");
    let json = panels[0].named("pre")[0].text();
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(
        json["result"]["version_config"][0]["version"],
        "2026.5.234.0"
    );
}

#[test]
fn the_tree_shows_the_path_to_a_page() {
    let page = page(&own_site(), EDIT);
    let side = page.with("id", "side");
    let here = side.with("aria-current", "page");
    assert_eq!(here.text(), "PATCHEdit");
    let branches = side
        .named("li")
        .into_iter()
        .filter(|item| item.attribute("data-branch").is_some() && !item.named("ul").is_empty());
    let open: Vec<_> = branches.map(|item| item.named("a")[0].text()).collect();
    assert_eq!(open, ["Zero trust", "Devices", "Deployment groups"]);
}

#[test]
fn tabs_are_whole_without_the_script() {
    for (path, page) in pages(&own_site()) {
        for tabs in page.all_with("class", "tabs") {
            let buttons = tabs.all_with("role", "tab");
            let panels = tabs.all_with("role", "tabpanel");
            assert_eq!(buttons.len(), panels.len(), "{path}");
            for (at, (button, panel)) in buttons.iter().zip(&panels).enumerate() {
                let is_first = at == 0;
                assert_eq!(
                    button.attribute("aria-controls"),
                    panel.attribute("id"),
                    "{path}"
                );
                assert_eq!(
                    panel.attribute("aria-labelledby"),
                    button.attribute("id"),
                    "{path}"
                );
                let selected = if is_first { "true" } else { "false" };
                assert_eq!(
                    button.attribute("aria-selected").as_deref(),
                    Some(selected),
                    "{path}"
                );
                let index = if is_first { "0" } else { "-1" };
                assert_eq!(
                    button.attribute("tabindex").as_deref(),
                    Some(index),
                    "{path}"
                );
                assert!(panel.attribute("hidden").is_none(), "{path}");
                assert!(!panel.named("pre")[0].text().is_empty(), "{path}");
            }
        }
    }
}

#[test]
fn models_have_pages_with_their_members() {
    let files = own_site();
    let index = page(&files, "models/index.html").named("main").remove(0);
    assert!(
        index.text().contains("ResponseInfo"),
        "several resources share it"
    );
    let href = "../api/zero_trust.devices.deployment_groups.html";
    index.with("href", &format!("{href}#models"));
    let resource = page(&files, &href[3..]).named("main").remove(0);
    resource.with("href", "../models/deployment_group.html");
    let group = page(&files, "models/deployment_group.html");
    assert_eq!(group.named("h1")[0].text(), "DeploymentGroup");
    assert!(group.with("id", "field.name").text().contains("required"));
    let values = page(&files, "models/posture_integration_type.html");
    assert!(values.text().contains("workspace_one"));
}
