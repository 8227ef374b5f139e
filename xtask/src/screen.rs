//! A terminal that a program is tried in: a session of `tmux`.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

/// How long a program may take to show something.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A terminal with a program in it, which ends with it.
pub struct Screen<'s> {
    socket: &'s str,
    name: &'s str,
}

impl<'s> Screen<'s> {
    /// Starts a program in a terminal of so many columns and rows.
    ///
    /// # Errors
    /// `tmux` is missing, or refuses.
    pub fn open(
        socket: &'s str,
        name: &'s str,
        (columns, rows): (u16, u16),
        start: &str,
    ) -> anyhow::Result<Self> {
        let screen = Self { socket, name };
        let (columns, rows) = (columns.to_string(), rows.to_string());
        let size = ["-x", &columns, "-y", &rows];
        screen.tmux(&[&["new-session", "-d", "-s", name][..], &size, &[start]].concat())?;
        Ok(screen)
    }

    /// Types a text.
    ///
    /// # Errors
    /// The program has ended.
    pub fn type_in(&self, text: &str) -> anyhow::Result<()> {
        self.tmux(&["send-keys", "-t", self.name, "-l", text])?;
        Ok(())
    }

    /// Presses a key, such as `Enter`.
    ///
    /// # Errors
    /// The program has ended.
    pub fn press(&self, key: &str) -> anyhow::Result<()> {
        self.tmux(&["send-keys", "-t", self.name, key])?;
        Ok(())
    }

    /// What the terminal shows, as text.
    ///
    /// # Errors
    /// The program has ended.
    pub fn shown(&self) -> anyhow::Result<String> {
        self.tmux(&["capture-pane", "-p", "-t", self.name])
    }

    /// Waits until a text is shown, and gives all that is.
    ///
    /// # Errors
    /// It does not come.
    pub fn wait_for(&self, text: &str) -> anyhow::Result<String> {
        self.wait_until(text, |shown| shown.contains(text))
    }

    /// Waits until a text is no longer shown.
    ///
    /// # Errors
    /// It stays.
    pub fn wait_until_gone(&self, text: &str) -> anyhow::Result<()> {
        self.wait_until(text, |shown| !shown.contains(text))?;
        Ok(())
    }

    /// Waits until what is shown is as it must be, and gives it.
    ///
    /// # Errors
    /// It does not come to that; `wanted` says what was waited for.
    pub fn wait_until(
        &self,
        wanted: &str,
        is_done: impl Fn(&str) -> bool,
    ) -> anyhow::Result<String> {
        let start = Instant::now();
        loop {
            let shown = self.shown()?;
            if is_done(&shown) {
                return Ok(shown);
            }
            let screen = shown.trim();
            let name = self.name;
            ensure!(start.elapsed() < TIMEOUT, "{name}: {wanted:?}\n{screen}");
            sleep(Duration::from_millis(50));
        }
    }

    /// Tells `tmux` something, and gives what it prints.
    fn tmux(&self, words: &[&str]) -> anyhow::Result<String> {
        let mut command = Command::new("tmux");
        command.args(["-S", self.socket, "-f", "/dev/null"]);
        let output = command.args(words).output();
        let output = output.context("`tmux` is not there")?;
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{}: {message}", self.name);
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        let _ = self.tmux(&["kill-session", "-t", self.name]);
    }
}
