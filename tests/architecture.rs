//! The rules of the architecture that a machine can check.
