//! The `runut` command: arguments in, exit code out.

mod args;
mod failure;
mod format;
mod guard;
mod inputs;
mod interrupt;

mod output;
mod packs;
mod progress;

mod run;
mod sites;
mod store;
mod stored;
mod work;

use args::{Cli, Command, LanguageCommand};
use clap::{CommandFactory as _, Parser as _};
use failure::Stop;
use run::End;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    interrupt::listen();
    guard::listen();
    let code = match command(cli.command) {
        Ok(End::Done) | Err(Stop::BrokenPipe) => 0,
        Ok(End::Nothing) => 1,
        Ok(End::Partly) => 3,
        Err(Stop::Usage(what, hint)) => {
            progress::say(&format!("error: {what}"));
            hint.iter().for_each(|hint| progress::say(&format!("hint: {hint}")));
            2
        }
        Err(Stop::Output(what)) => {
            progress::say(&format!("error: {what}"));
            2
        }
    };
    if interrupt::asked() { ExitCode::from(interrupt::EXIT_CODE as u8) } else { ExitCode::from(code) }
}

fn command(command: Command) -> Result<End, Stop> {
    match command {
        Command::Trace { inputs, top, db, sites, following, common, reading } => match db {
            Some(db) => run::trace_kept(&inputs, &db, top, &sites, &common, &reading),
            None => run::trace(&inputs, top, &sites, &following, &common, &reading),
        },
        Command::Copies { inputs, database, common, reading } => match store::named(&inputs, &database.db) {
            Some(db) => run::copies_of(db, &common, &reading),
            None => run::copies(&inputs, &common, &reading),
        },
        Command::Checks { inputs, database, strict, common, reading } => {
            match store::named(&inputs, &database.db) {
                Some(db) => run::checks_of(db, strict, &common, &reading),
                None => run::checks(&inputs, strict, &common, &reading),
            }
        }
        Command::Extract { inputs, explain, sites, common, reading } => {
            run::extract(&inputs, explain, &sites, &common, &reading)
        }
        Command::Annotate { input, explain, common, reading } => {
            run::annotate(input, explain, &common, &reading)
        }
        Command::Group { input, grouping, common, reading } => {
            run::group::group(input, &grouping, &common, &reading)
        }
        Command::Languages { common } => packs::list(&common).map(|()| End::Done),
        Command::Language { command: LanguageCommand::New { code, into } } => {
            packs::new(&code, &into).map(|()| End::Done)
        }
        Command::Language { command: LanguageCommand::Check { pack, common } } => {
            packs::check(&pack, &common).map(|()| End::Done)
        }
        Command::Ask(asked) => store::command(asked),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "runut", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            print(&page)
        }
    }
}

fn print(bytes: &[u8]) -> Result<End, Stop> {
    let mut output = std::io::stdout().lock();
    output.write_all(bytes)?;
    output.flush()?;
    Ok(End::Done)
}
