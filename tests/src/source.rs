//! The project's own source, as the rules of the architecture see it.
use std::path::{Path, PathBuf};
/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ is in the repository")
        .into()
}
