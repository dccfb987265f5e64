"""The data files; `gdkit.data` loads them, and README.md says where they come from."""
