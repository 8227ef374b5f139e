//! A proxy that slows connections down, so that progress bars of transfers are visible.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread::{self, sleep};
use std::time::Duration;

/// The time between two chunks.
const PAUSE: Duration = Duration::from_millis(100);

/// The size of a chunk from the client to the server, in bytes.
const UPLOAD_CHUNK: usize = 256 << 10;

/// The size of a chunk from the server to the client, in bytes.
const DOWNLOAD_CHUNK: usize = 4 << 10;

/// Starts a proxy for a server, and returns the address of the proxy. It runs until this process ends.
///
/// # Errors
/// No port can be opened.
pub fn start(server: SocketAddr) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(upstream) = TcpStream::connect(server) else {
                continue;
            };
            if let (Ok(from), Ok(to)) = (client.try_clone(), upstream.try_clone()) {
                thread::spawn(move || forward(from, to, UPLOAD_CHUNK));
                thread::spawn(move || forward(upstream, client, DOWNLOAD_CHUNK));
            }
        }
    });
    Ok(address)
}

/// Forwards bytes until one side closes, and then closes the other one.
fn forward(mut from: TcpStream, mut to: TcpStream, chunk: usize) {
    let mut buffer = vec![0; chunk];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
        sleep(PAUSE);
    }
    let _ = to.shutdown(Shutdown::Write);
}
