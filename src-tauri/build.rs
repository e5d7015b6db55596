//! Builds what Tauri needs to know of the shell: its capabilities and the commands it permits.

use tauri_build::{AppManifest, Attributes};

fn main() {
    let manifest = AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*.toml");
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*.json")
        .app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
