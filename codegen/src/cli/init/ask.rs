//! Interactive questions with default answers.

use std::io::{self, BufRead, Write};

use crate::diagnostic::visible;

/// Asks questions, or uses the default answers.
pub(super) struct Questions<'i, 'o> {
    /// The answers, one per line; `None` to use the defaults.
    pub(super) input: Option<&'i mut dyn BufRead>,
    pub(super) out: &'o mut dyn Write,
}

/// Maximum length of an answer in bytes.
const MAX_LINE: u64 = 4096;

impl Questions<'_, '_> {
    /// Asks for a text until `check` accepts it; the error of `check` is printed.
    pub(super) fn text(
        &mut self,
        question: &str,
        usual: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> io::Result<String> {
        loop {
            let shown = match usual {
                "" => String::new(),
                usual => format!(" [{usual}]"),
            };
            let Some(read_line) = self.read_line(&format!("{question}{shown}: "))? else {
                return Ok(usual.to_owned());
            };
            let read_line = match read_line.as_str() {
                "" => usual,
                read_line => read_line,
            };
            match check(read_line) {
                Ok(()) => return Ok(read_line.to_owned()),
                Err(why) => writeln!(self.out, "  {}", visible(&why))?,
            }
        }
    }

    /// Asks for a confirmation; the default is yes.
    pub(super) fn confirm(&mut self, question: &str) -> io::Result<bool> {
        loop {
            let Some(read_line) = self.read_line(&format!("{question}? [Y/n] "))? else {
                return Ok(true);
            };
            match read_line.to_ascii_lowercase().as_str() {
                "" | "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                _ => writeln!(self.out, "  answer with y or n")?,
            }
        }
    }

    /// Reads an answer; `None` if the defaults are used.
    fn read_line(&mut self, question: &str) -> io::Result<Option<String>> {
        let Some(input) = &mut self.input else {
            return Ok(None);
        };
        write!(self.out, "{}", visible(question))?;
        self.out.flush()?;
        let mut line = Vec::new();
        io::Read::take(&mut **input, MAX_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            writeln!(self.out)?;
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
    }
}
