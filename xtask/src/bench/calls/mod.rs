//! `cargo xtask bench calls`: what a call takes, beside the same call written by hand, of other
//! generators and of official SDKs. All call one server on this machine, in turns.

mod contest;
mod programs;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use contest::{Scenario, Server, play};
use programs::{FOLDER, Other};

/// What `cargo xtask bench calls` takes.
#[derive(Debug, Args)]
pub struct Calls {
    /// How many turns each program has; the median counts.
    #[arg(long, default_value_t = 15)]
    rounds: usize,
    /// Take the programs in Rust as they were built before.
    #[arg(long)]
    built: bool,
    /// Leave out other generators.
    #[arg(long)]
    no_peers: bool,
    /// Leave out the official SDKs, which come from their registries.
    #[arg(long)]
    no_official: bool,
}

const fn scenario(title: &'static str, call: &'static str, count: usize) -> Scenario {
    Scenario {
        title,
        call,
        count,
        at_once: 1,
        server: 0,
    }
}

impl Scenario {
    const fn at_once(mut self, calls: usize) -> Self {
        self.at_once = calls;
        self
    }

    const fn server(mut self, index: usize) -> Self {
        self.server = index;
        self
    }
}

const SCENARIOS: &[Scenario] = &[
    scenario("a small PATCH", "edit", 1_000),
    scenario("the same, 16 at once", "edit", 1_600).at_once(16),
    scenario("the same, 256 at once", "edit", 2_560).at_once(256),
    scenario("the same with TLS", "edit", 800).server(1),
    scenario("the same with TLS and HTTP/2", "edit", 800).server(2),
    scenario("the same, 16 at once", "edit", 1_600)
        .at_once(16)
        .server(2),
    scenario("a list of 1,000 items", "list", 40),
    scenario("a stream of 100,000 events", "events", 1),
    scenario("an upload of 64 MB", "upload", 2),
];

/// What others are measured by: official SDKs know of no certificate but those that are installed.
const SCENARIOS_OF_OTHERS: &[Scenario] = &[
    scenario("a small PATCH", "edit", 400),
    scenario("a list of 1,000 items", "list", 10),
    scenario("an upload of 64 MB", "upload", 2),
];

impl Calls {
    /// Measures, and prints what was measured.
    ///
    /// # Errors
    /// A program cannot be built or started, or a call fails.
    pub fn run(&self) -> anyhow::Result<()> {
        let folder = match self.built {
            true => programs::built()?,
            false => programs::build()?,
        };
        let mut others = Vec::new();
        if !self.no_peers {
            others.extend(programs::peers(self.built));
        }
        if !self.no_official {
            others.extend(programs::official());
        }
        let certificate = std::path::absolute(Path::new(FOLDER).join("server.pem"))?;
        let server = Server::start(Command::new(folder.join("server")).arg(&certificate))?;
        let field = Field {
            folder,
            certificate,
            server,
            rounds: self.rounds,
        };
        field.beside_plain()?;
        if others.is_empty() {
            return Ok(());
        }
        field.beside_others(&others)
    }
}

/// Where everything is.
struct Field {
    folder: PathBuf,
    certificate: PathBuf,
    server: Server,
    rounds: usize,
}

impl Field {
    /// Ours beside calls written by hand.
    fn beside_plain(&self) -> anyhow::Result<()> {
        table::print_head();
        let bar = self.bar(SCENARIOS.len())?;
        for scenario in SCENARIOS {
            bar.set_message(scenario.title);
            let programs = ["ours", "plain"].map(|name| Command::new(self.folder.join(name)));
            let programs = programs.map(|command| self.at(scenario, command));
            let turns = play(scenario, programs.into(), self.rounds, &bar)?;
            if let [ours, plain] = &turns[..] {
                bar.suspend(|| table::print(scenario, ours, plain));
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Others beside ours.
    fn beside_others(&self, others: &[Other]) -> anyhow::Result<()> {
        table::print_others_head();
        let bar = self.bar(SCENARIOS_OF_OTHERS.len())?;
        for scenario in SCENARIOS_OF_OTHERS {
            bar.set_message(scenario.title);
            let others: Vec<_> = others
                .iter()
                .filter(|other| other.calls.contains(&scenario.call))
                .collect();
            let ours = Command::new(self.folder.join("ours"));
            let programs = std::iter::once(ours).chain(others.iter().map(|it| it.command()));
            let programs = programs.map(|command| self.at(scenario, command)).collect();
            let turns = play(scenario, programs, self.rounds, &bar)?;
            if let Some((ours, theirs)) = turns.split_first() {
                for (other, turns) in others.iter().zip(theirs) {
                    bar.suspend(|| {
                        table::print_other(scenario, other.name, turns, ours, other.wanted);
                    });
                }
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// A program that calls the server of a scenario.
    fn at(&self, scenario: &Scenario, mut command: Command) -> Command {
        command.arg(&self.server.urls[scenario.server]);
        if scenario.server > 0 {
            command.arg(&self.certificate);
        }
        command
    }

    fn bar(&self, scenarios: usize) -> anyhow::Result<ProgressBar> {
        let style = "{elapsed_precise} {bar:30} {pos}/{len} {wide_msg}";
        let length = (scenarios * self.rounds) as u64;
        Ok(ProgressBar::new(length).with_style(ProgressStyle::with_template(style)?))
    }
}
