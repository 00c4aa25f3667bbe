//! `runut serve`: the pages over a database, until interrupted.

use crate::args::Common;
use crate::failure::Stop;
use crate::run::End;
use crate::{interrupt, packs, progress};
use runut_web::{Options, Server};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Listens and answers.
///
/// # Errors
/// When the database cannot be read or the address is taken.
pub fn serve(
    database: PathBuf,
    address: SocketAddr,
    names: Vec<String>,
    corrections: bool,
    common: &Common,
) -> Result<End, Stop> {
    let packs = packs::load(common)?;
    // Whoever reaches a port beyond this machine may read; changing is for those who sit at it.
    let corrections = corrections && address.ip().is_loopback();
    let failed = |error: &dyn std::fmt::Display| Stop::usage(error.to_string());
    let server = Server::bind(Options { database, address, names, corrections }, packs)
        .map_err(|error| failed(&error))?;
    let address = server.address().map_err(|error| failed(&error))?;
    progress::say(&format!("http://{address}"));
    if !common.quiet {
        progress::say("hint: Ctrl-C ends it");
    }
    server.run(interrupt::asked).map_err(|error| failed(&error))?;
    Ok(End::Done)
}
