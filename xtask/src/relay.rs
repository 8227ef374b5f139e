//! A slow network: what goes through it takes its time, so that a person sees how far it is.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread::{self, sleep};
use std::time::Duration;

/// The time between two pieces.
const PAUSE: Duration = Duration::from_millis(100);

/// How much goes to the server at a time, in bytes.
const UP: usize = 256 << 10;

/// How much comes from it at a time, in bytes.
const DOWN: usize = 4 << 10;

/// Starts to pass on connections to a server, and gives the address to connect to. It ends with the process.
///
/// # Errors
/// No address can be listened on.
pub fn start(server: SocketAddr) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(upstream) = TcpStream::connect(server) else {
                continue;
            };
            if let (Ok(from), Ok(to)) = (client.try_clone(), upstream.try_clone()) {
                thread::spawn(move || pass(from, to, UP));
                thread::spawn(move || pass(upstream, client, DOWN));
            }
        }
    });
    Ok(address)
}

/// Passes on what comes until one side closes; whoever is left is told so.
fn pass(mut from: TcpStream, mut to: TcpStream, most: usize) {
    let mut buffer = vec![0; most];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
        sleep(PAUSE);
    }
    let _ = to.shutdown(Shutdown::Write);
}
