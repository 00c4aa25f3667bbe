//! Connections for readers: a few, opened when needed and kept; each question has one of them to itself.

use runut_store::{Result, Store};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Readers of one database.
#[derive(Debug)]
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Store>>,
}

impl Pool {
    /// A pool over this file; it is opened once to see that it can be.
    pub fn open(path: PathBuf) -> Result<Self> {
        let first = Store::open_read(&path)?;
        Ok(Self { path, idle: Mutex::new(vec![first]) })
    }

    /// A connection: an idle one, else a new one.
    pub fn take(&self) -> Result<Store> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Store::open_read(&self.path), Ok)
    }

    /// Gives a connection back.
    pub fn give(&self, store: Store) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
    }

    /// The file.
    pub fn path(&self) -> &PathBuf {
        &self.path
    }
}
