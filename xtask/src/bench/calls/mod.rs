//! `cargo xtask bench calls`: measures calls, compared with the same calls written by hand, of other generators
//! and of official SDKs. All programs take turns in calling one server on this machine.

mod programs;
mod table;
mod turns;

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use programs::{FOLDER, OtherSdk};
use turns::{Scenario, Server};

/// Measure time, allocations and bytes of calls, compared with hand-written ones and other SDKs.
#[derive(Debug, Args)]
pub struct Calls {
    /// Number of turns of each program; the results are medians.
    #[arg(long, value_name = "COUNT", default_value_t = 15)]
    rounds: usize,
    /// Use the Rust programs of an earlier run instead of building them.
    #[arg(long)]
    built: bool,
    /// Skip other generators.
    #[arg(long)]
    no_peers: bool,
    /// Skip the official SDKs, which are downloaded from their registries.
    #[arg(long)]
    no_official: bool,
}

const fn scenario(title: &'static str, call: &'static str, count: usize) -> Scenario {
    Scenario {
        title,
        call,
        count,
        concurrency: 1,
        url: 0,
    }
}

impl Scenario {
    const fn concurrent(mut self, calls: usize) -> Self {
        self.concurrency = calls;
        self
    }

    const fn url(mut self, index: usize) -> Self {
        self.url = index;
        self
    }
}

const SCENARIOS: &[Scenario] = &[
    scenario("a small PATCH", "edit", 1_000),
    scenario("the same, 16 at once", "edit", 1_600).concurrent(16),
    scenario("the same, 256 at once", "edit", 2_560).concurrent(256),
    scenario("the same with TLS", "edit", 800).url(1),
    scenario("the same with TLS and HTTP/2", "edit", 800).url(2),
    scenario("the same, 16 at once", "edit", 1_600)
        .concurrent(16)
        .url(2),
    scenario("a list of 1,000 items", "list", 40),
    scenario("a stream of 100,000 events", "events", 1),
    scenario("an upload of 64 MB", "upload", 2),
];

/// The scenarios for other SDKs, without TLS: official SDKs accept only the certificates of the system.
const SCENARIOS_OF_OTHERS: &[Scenario] = &[
    scenario("a small PATCH", "edit", 400),
    scenario("a list of 1,000 items", "list", 10),
    scenario("an upload of 64 MB", "upload", 2),
];

impl Calls {
    /// Prints the measurements.
    ///
    /// # Errors
    /// A program cannot be built or started, or a call fails.
    pub fn run(&self) -> anyhow::Result<()> {
        let folder = match self.built {
            true => programs::release_folder()?,
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
        let setup = Setup {
            folder,
            certificate,
            server,
            rounds: self.rounds,
        };
        setup.compare_with_plain()?;
        if others.is_empty() {
            return Ok(());
        }
        setup.compare_with_others(&others)
    }
}

/// The server and the programs of a run.
struct Setup {
    /// Folder of the programs.
    folder: PathBuf,
    certificate: PathBuf,
    server: Server,
    rounds: usize,
}

impl Setup {
    /// Compares our calls with calls written by hand.
    fn compare_with_plain(&self) -> anyhow::Result<()> {
        table::print_head();
        let bar = self.progress_bar(SCENARIOS.len())?;
        for scenario in SCENARIOS {
            bar.set_message(scenario.title);
            let programs = ["ours", "plain"].map(|name| Command::new(self.folder.join(name)));
            let programs = programs.map(|command| self.with_url(scenario, command));
            let turns = turns::run(scenario, programs.into(), self.rounds, &bar)?;
            if let [ours, plain] = &turns[..] {
                bar.suspend(|| table::print(scenario, ours, plain));
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Compares the calls of other SDKs with ours.
    fn compare_with_others(&self, others: &[OtherSdk]) -> anyhow::Result<()> {
        table::print_others_head();
        let bar = self.progress_bar(SCENARIOS_OF_OTHERS.len())?;
        for scenario in SCENARIOS_OF_OTHERS {
            bar.set_message(scenario.title);
            let others: Vec<_> = others
                .iter()
                .filter(|other| other.calls.contains(&scenario.call))
                .collect();
            let ours = Command::new(self.folder.join("ours"));
            let programs = std::iter::once(ours).chain(others.iter().map(|it| it.command()));
            let programs = programs
                .map(|command| self.with_url(scenario, command))
                .collect();
            let turns = turns::run(scenario, programs, self.rounds, &bar)?;
            if let Some((ours, theirs)) = turns.split_first() {
                for (other, turns) in others.iter().zip(theirs) {
                    bar.suspend(|| {
                        table::print_other(scenario, other.name, turns, ours, other.goal);
                    });
                }
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Adds the URL of a scenario, and the certificate if it uses TLS, to the arguments of a program.
    fn with_url(&self, scenario: &Scenario, mut command: Command) -> Command {
        command.arg(&self.server.urls[scenario.url]);
        if scenario.url > 0 {
            command.arg(&self.certificate);
        }
        command
    }

    fn progress_bar(&self, scenarios: usize) -> anyhow::Result<ProgressBar> {
        let style = "{elapsed_precise} {bar:30} {pos}/{len} {wide_msg}";
        let length = (scenarios * self.rounds) as u64;
        Ok(ProgressBar::new(length).with_style(ProgressStyle::with_template(style)?))
    }
}
