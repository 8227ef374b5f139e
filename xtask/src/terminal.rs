//! A terminal to test a program in: a session of `tmux`.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

/// The longest wait for a change of the screen.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A terminal that runs a program. Dropping it ends the program.
pub struct Terminal<'s> {
    socket: &'s str,
    name: &'s str,
}

impl<'s> Terminal<'s> {
    /// Runs the shell command `start` in a new session called `name`, with a screen of this size in
    /// columns and rows.
    ///
    /// # Errors
    /// `tmux` is missing, or cannot start the session.
    pub fn open(
        socket: &'s str,
        name: &'s str,
        (columns, rows): (u16, u16),
        start: &str,
    ) -> anyhow::Result<Self> {
        let terminal = Self { socket, name };
        let (columns, rows) = (columns.to_string(), rows.to_string());
        let size = ["-x", &columns, "-y", &rows];
        terminal.tmux(&[&["new-session", "-d", "-s", name][..], &size, &[start]].concat())?;
        Ok(terminal)
    }

    /// Types a text.
    ///
    /// # Errors
    /// The program has ended.
    pub fn type_text(&self, text: &str) -> anyhow::Result<()> {
        self.tmux(&["send-keys", "-t", self.name, "-l", text])?;
        Ok(())
    }

    /// Presses a key, such as `Enter`.
    ///
    /// # Errors
    /// The program has ended.
    pub fn press_key(&self, key: &str) -> anyhow::Result<()> {
        self.tmux(&["send-keys", "-t", self.name, key])?;
        Ok(())
    }

    /// Reads the screen as text.
    ///
    /// # Errors
    /// The program has ended.
    pub fn screen(&self) -> anyhow::Result<String> {
        self.tmux(&["capture-pane", "-p", "-t", self.name])
    }

    /// Waits until the screen contains a text, and returns the whole screen.
    ///
    /// # Errors
    /// The text does not appear in time.
    pub fn wait_for(&self, text: &str) -> anyhow::Result<String> {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen no longer contains a text.
    ///
    /// # Errors
    /// The text does not disappear in time.
    pub fn wait_until_gone(&self, text: &str) -> anyhow::Result<()> {
        self.wait_until(text, |screen| !screen.contains(text))?;
        Ok(())
    }

    /// Waits until the screen satisfies a condition, and returns it. `expected` describes the condition in
    /// the error.
    ///
    /// # Errors
    /// The condition does not hold in time.
    pub fn wait_until(
        &self,
        expected: &str,
        condition: impl Fn(&str) -> bool,
    ) -> anyhow::Result<String> {
        let start = Instant::now();
        loop {
            let screen = self.screen()?;
            if condition(&screen) {
                return Ok(screen);
            }
            ensure!(
                start.elapsed() < TIMEOUT,
                "{}: expected {expected:?} on this screen:\n{}",
                self.name,
                screen.trim()
            );
            sleep(Duration::from_millis(50));
        }
    }

    /// Runs a command of `tmux`, and returns its output.
    fn tmux(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let mut command = Command::new("tmux");
        command.args(["-S", self.socket, "-f", "/dev/null"]);
        let output = command.args(arguments).output();
        let output = output.context("cannot run `tmux`; install it first")?;
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{}: {message}", self.name);
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        let _ = self.tmux(&["kill-session", "-t", self.name]);
    }
}
