//! The `qari` program: arguments in, exit status out.
fn main() -> std::process::ExitCode {
    qari::cli::main()
}
