//! A failure of our own on one page never ends a run: it becomes that page's one line, and the rest is done.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static WHAT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what a guarded piece of work fails with, instead of printing it; everything else is printed as ever.
pub fn listen() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
            let payload = info.payload();
            let words = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
            let words = words.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
            WHAT.set(format!("{}: {words}", place.unwrap_or_default()));
        } else {
            usual(info);
        }
    }));
}

/// Does the work; when our code fails in it, says with what.
///
/// # Errors
/// Place and words of the failure.
pub fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    GUARDED.set(true);
    // What the work leaves half done is dropped with it.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.map_err(|_| WHAT.take())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_becomes_words_and_the_next_work_is_done() {
        listen();
        let failed: Result<(), String> = guarded(|| panic!("a mistake of ours"));
        let what = failed.expect_err("it fails");
        assert!(what.contains("guard.rs:") && what.ends_with(": a mistake of ours"), "{what}");
        assert_eq!(guarded(|| 2 + 2), Ok(4));
    }
}
