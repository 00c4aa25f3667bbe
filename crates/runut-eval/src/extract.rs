//! Scores extract.

/// Prints the scores.
pub fn run(_arguments: &[String]) -> anyhow::Result<()> {
    anyhow::bail!("not measured yet")
}
